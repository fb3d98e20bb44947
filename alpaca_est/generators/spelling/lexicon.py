"""The words of the spelling tasks: common Estonian words, written by hand, every one known to Vabamorf."""

from functools import cache, lru_cache

from alpaca_est.languages import vabamorf


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOUNS = _words("""
    maja aken uks sein põrand katus korter köök tuba magamine laud tool voodi kapp riiul vaip lamp peegel kardin padi
    tekk nuga kahvel lusikas taldrik kauss kruus tass klaas pann pott ahi pliit kraan vann kamm hari seep mööbel kodu
    pere isa ema vend õde poeg tütar laps onu tädi naaber sõber sõbranna külaline inimene mees naine poiss tüdruk rahvas
    õpetaja õpilane arst kokk müüja juht kirjanik luuletaja laulja mängija näitleja kunstnik ehitaja kalur talunik
    ametnik sõdur kuningas kuninganna kool raamat vihik pliiats kustutus hinne tund küsimus vastus lause sõna täht
    number reegel luuletus mõistatus kiri ümbrik pakk leib sai või juust piim kohv tee vesi mahl sool suhkur jahu muna
    liha kala supp puder kook pirukas kartul porgand kapsas kurk tomat hernes sibul peet kaalikas õun pirn ploom kirss
    maasikas vaarikas mustikas jõhvikas pohl sõstar marjad seen pähkel mesi küpsis mets puu põõsas kask kuusk mänd tamm
    vaher paju haab leht oks juur lill roos tulp rohi muru hein põld aed peenar seeme taim vili meri järv jõgi oja
    allikas saar rand laht kallas laine liiv kivi mägi küngas org soo raba taevas päike kuu pilv vihm lumi jää tuul torm
    äike välk udu hall kaste ilm kevad suvi sügis talv hommik päev õhtu öö nädal aasta minut sekund reede koer kass
    hobune lehm siga lammas kits jänes rebane hunt karu põder hiir orav siil mäger kährik ilves lind varblane tihane
    kajakas kurg luik part hani kukk kana kotkas pääsuke rästik konn ämblik sipelgas mesilane liblikas sääsk kärbes
    ahven haug pea juuksed silm kõrv nina suu hammas keel kael õlg käsi sõrm küünis selg kõht jalg põlv varvas süda kops
    luu veri nahk haigus ravim tervis uni pluus särk püksid seelik kleit kampsun jope mantel müts sall kinnas sokk king
    saabas vöö nööp tasku riie lõng nõel niit rõivas linn küla tänav väljak park sild turg pood kauplus pank haigla
    kirik loss torn tehas kino jaam peatus sadam laev paat auto buss rong lennuk pilet reis teekond piir riik keskus
    mäng pall uisk suusk kelk ujula võistlus võit kaotus jooks hüpe tants laul pill viiul trumm kannel pilt värv pintsel
    joonistus film lugu töö amet palk raha arve kassa hind ost töötaja haamer saag kirves nael kruvi labidas reha ämber
    redel köis nöör kast kott karp kingitus pidu jõulud küünal õnn rõõm mure hirm viha armastus sõprus tõde vale mõte
    mälu oskus võimalus otsus soov lootus kogemus teadmine tähendus põhjus tulemus algus lõpp hulk osa tükk rida nurk
    serv põhi lõuna ida lääs suund kaugus kõrgus pikkus laius sügavus kaal kiirus aeg koht ruum valgus vari heli hääl
    müra lõhn maitse tunne
""")
VERBS = _words("""
    lugema kirjutama arvutama joonistama laulma tantsima mängima jooksma hüppama ujuma suusatama uisutama kõndima sõitma
    lendama minema tulema jõudma ootama otsima leidma kaotama võtma andma saama pakkuma ostma müüma maksma kulutama
    säästma koguma sööma jooma keetma küpsetama praadima maitsma lõikama segama valmistama pesema puhastama koristama
    pühkima triikima õmblema kuduma parandama ehitama värvima saagima kaevama istutama kastma kasvama õitsema korjama
    lõikuma magama ärkama tõusma istuma lamama seisma puhkama väsima haigestuma ravima paranema rääkima ütlema küsima
    vastama jutustama seletama kuulama vaatama nägema kuulma tundma haistma mõtlema mõistma teadma oskama õppima õpetama
    mäletama unustama uskuma kahtlema lootma soovima tahtma armastama vihkama kartma rõõmustama naerma nutma naeratama
    tänama vabandama tervitama kallistama aitama toetama kaitsma hoidma kandma tõstma langetama viskama püüdma tõmbama
    lükkama avama sulgema lukustama süütama kustutama katkema murdma rebima algama lõppema jätkuma kestma muutuma
    arenema suurenema vähenema sadama tuiskama paistma särama tumenema külmetama sulama külastama reisima kolima elama
    töötama teenima juhtima valima otsustama lubama keelama nõudma kutsuma saatma helistama kirjeldama võrdlema mõõtma
    kaaluma loendama jagama korrutama liitma lahutama proovima harjutama võistlema võitma riietuma kammima peitma
    näitama hüüdma karjuma sosistama
""")
ADJECTIVES = _words("""
    suur väike pikk lühike kõrge madal lai kitsas paks õhuke raske kerge tugev nõrk kiire aeglane kuum soe jahe külm
    märg kuiv pehme kõva terav nüri sile kare puhas must hele tume valge hall punane sinine kollane roheline pruun lilla
    kirju vana noor uus värske küps toores magus hapu soolane mõru maitsev hea halb ilus kole armas sõbralik lahke kuri
    julge arg tark rumal nutikas hoolas laisk usin virk viisakas aus rõõmus kurb vihane rahulik närviline väsinud haige
    terve rikas vaene kallis odav kasulik kahjulik huvitav igav lihtne keeruline võimalik võimatu tavaline haruldane
    tuntud tundmatu lähedane kauge sügav täis avatud suletud vaikne lärmakas selge pilvine päikeseline vihmane
    tuuline lumine külmunud talvine suvine sügisene kevadine puidust kindel ohtlik ohutu vajalik oluline tähtis peamine
    viimane esimene järgmine eelmine kohalik kodune ühine eraldi õnnelik õnnetu töökas mõistlik õiglane hooletu
    kannatlik
""")
COMPOUNDS = _words("""
    hommiku|söök õhtu|söök lõuna|söök kooli|laps raud|tee jaani|päev vihma|vari päikese|loojang jalg|pall käe|kell
    õppe|aasta kooli|kott kooli|maja haigla|voodi aia|värav katuse|korrus trepi|koda esi|külg telefoni|kõne sünni|päev
    uus|aasta ema|keel isa|maa suve|puhkus talve|müts saapa|pael kinda|paar villa|sall lume|mees lume|pall lume|helves
    jää|purikas jää|tee tuule|veski vee|pudel vee|kogu mere|vesi mere|rand järve|vesi jõe|suu metsa|tee metsa|mari
    maa|kera maa|pind linna|vaade linna|elanik küla|pood turu|plats raha|kott panga|kaart posti|mark posti|kast
    lehma|piim kartuli|puder kapsa|supp õuna|kook õuna|puu kirsi|moos mee|purk tee|kann kohvi|tass supi|taldrik
    leiva|viil juustu|viil suhkru|toos soola|tops köögi|laud kirjutus|laud öö|kapp raamatu|riiul seina|kell akna|laud
    ukse|kell voodi|lina käte|rätik hamba|hari juukse|klamber nina|rätik sõidu|plaan bussi|peatus rongi|jaam lennu|jaam
    laeva|sõit auto|juht jalg|ratas jalg|tee liiklus|märk kiirus|piirang laulu|pidu tantsu|pidu rahva|laul muinas|jutt
    vana|sõna mõtte|käik kodu|loom kodu|töö kooli|töö kunsti|näitus male|mäng laua|mäng nuku|teater keele|tund
    laua|tennis suusa|rada uisu|väljak spordi|saal ujumis|bassein tule|tõrje pääste|rõngas häda|abi arsti|kabinet
    silma|arst hamba|arst rohu|teadus looma|aed linnu|pesa mesi|puu sipelga|pesa ämbliku|võrk konna|poeg kalda|äär
    äikese|torm vana|ema vana|isa laste|aed sule|pea joon|laud vahe|tund lehe|külg peal|kiri aja|leht karus|mari aia|maa
    viker|kaar esmas|päev teisi|päev püha|päev öö|kull une|nägu maa|ilm töö|riist kesk|paik piima|klaas leiva|puru
    kingi|kott lille|pood lille|vaas pere|pilt vee|keetja tolmu|imeja pesu|masin külm|kapp kapi|uks trepi|aste kella|aeg
    une|kott matka|rada matka|auto paadi|sadam kala|mees kala|võrk tuule|suund
""")
LOANS = _words("""
    šokolaad garaaž žürii žanr želee šampoon dušš tšello šašlõkk finiš brošüür reportaaž massaaž prestiiž žest žurnaal
    tšempion šerif menüü kostüüm parfüüm süsteem stiil professor doktor direktor insener ekskursioon ettekanne kontsert
    orkester festival restoran kohvik hotell korrus politsei ministeerium president parlament demokraatia ajalugu
    matemaatika geograafia bioloogia keemia füüsika kirjandus muusika kunst gümnaasium ülikool internet arvuti
    telefon televiisor raadio fotograaf kaamera mikrofon aadress number kalender kilomeeter temperatuur termomeeter
    jaanuar aprill juuli oktoober teater muuseum apelsin banaan sidrun mandariin tomat salat majonees makaronid spagetid
    limonaad pitsa hamburger sardell garderoob koridor diivan tugitool batsill vitamiin tablett apteek operatsioon
    ambulants kirurg zooloogia loomapark tsirkus tsement tsitaat prožektor žilett režissöör režii žongleerima trikoo
    efektne kolleeg karussell professionaalne kompliment komplekt konkreetne kommentaar intervjuu initsiatiiv
    klassikaline terrass dressid marssal passiivne aktiivne tolerantne intelligentne abiturient asfalt aksessuaar
    grammatika illustratsioon
""")


@cache
def compounds() -> dict[str, tuple[str, ...]]:
    """The compounds with their parts: `raudtee` is `raud` and `tee`."""
    return {word.replace("|", ""): tuple(word.split("|")) for word in COMPOUNDS}


@cache
def all_words() -> tuple[str, ...]:
    """Every word of these lists once, in their order."""
    return tuple(dict.fromkeys((*NOUNS, *VERBS, *ADJECTIVES, *compounds(), *LOANS)))


@lru_cache(maxsize=1 << 16)
def known(word: str) -> bool:
    """Whether Vabamorf knows a form, as it stands or in lower case; tasks ask about few words many times."""
    return bool(vabamorf.analyses(word) or vabamorf.analyses(word.lower()))
