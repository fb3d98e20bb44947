"""The sentences of the spelling tasks: everyday Estonian, written by hand; `[a|b]` stands for one of these words."""

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import product, zip_longest

CHOICE = re.compile(r"\[([^\[\]]+)\]")


def sentence(chance: random.Random) -> str:
    """One sentence, with a drawn word at each choice."""
    return CHOICE.sub(lambda found: chance.choice(found[1].split("|")), chance.choice(SENTENCES))


@cache
def every_sentence() -> tuple[str, ...]:
    """Each sentence with each of its choices."""
    return tuple(whole for pattern in SENTENCES for whole in _expanded(pattern))


def _expanded(pattern: str) -> Iterator[str]:
    fixed = CHOICE.split(pattern)
    for chosen in product(*(choice.split("|") for choice in fixed[1::2])):
        yield "".join(text + word for text, word in zip_longest(fixed[::2], chosen, fillvalue=""))


@cache
def all_words() -> tuple[str, ...]:
    """Every word form that a sentence may hold, in lower case where it begins one."""
    return tuple(dict.fromkeys(word.lower() for word in re.findall(r"[^\W\d_]+", " ".join(SENTENCES))))


SENTENCES = tuple(
    line.strip()
    for line in """
    Vanaema küpsetab [laupäeval|pühapäeval|õhtul] [õunakooki|pirukaid|leiba].
    Õhtul loen ma [lastele|õele|vennale] [muinasjuttu|raamatut|ajalehte] ette.
    Isa parandab [garaažis|õues|kuuris] vana [jalgratast|mootorratast|paati].
    Ema ostis turult [maasikaid|värskeid kurke|magusaid ploome].
    Köögis lõhnab [värske kohvi|kuuma supi|soolase piruka] järele.
    Vend unustas [võtmed|prillid|kindad] [koju|kooli|bussi].
    Õde kammib peegli ees oma [pikki|pruune|heledaid] juukseid.
    Me istusime [laua|kamina|akna] ääres ja rääkisime [möödunud suvest|reisist|vanadest aegadest].
    Vanaisa jutustas meile [sõjast|oma lapsepõlvest|kummalisest unenäost].
    Pärast [lõunasööki|koristamist|tööd] jõime me [kohvi|teed|mahla].
    Elutoa seinal ripub suur [peegel|maal|kell].
    Külmkapis on ainult [juust|piim|või] ja paar [muna|tomatit|õuna].
    Kass magab [diivanil|aknalaual|ahju kõrval] ja nurrub vaikselt.
    Koer haugub alati, kui [võõras|postiljon|naaber] aia taha tuleb.
    Väike poiss mängib põrandal [autodega|klotsidega|kassipojaga].
    Tüdruk joonistas paberile [päikese|lille|liblika] ja [maja|puu|vikerkaare].
    Pane palun [taldrikud|kausid|tassid] [lauale|kappi|riiulile].
    Ära unusta [ust|akent|väravat] sulgeda!
    Kas sa oled oma [toa|laua|kapi] juba ära koristanud?
    Kes jättis [köögis|esikus|keldris] tule põlema?
    Hommikul kell seitse heliseb [vali|tüütu|vana] äratuskell.
    Hambaid tuleb pesta [hommikul ja õhtul|kaks korda päevas|hoolikalt].
    Ta peseb [pärast sööki|igal õhtul|alati ise] nõud puhtaks.
    Meie korter asub [viiendal|teisel|kolmandal] korrusel.
    Naaber kutsus meid [õhtusöögile|sünnipäevale|külla].
    Uues majas on kolm [suurt|avarat|valget] tuba.
    Esikus seisavad [märjad|mustad|uued] saapad ja [vihmavari|kelk|koolikott].
    Keldris hoiame me [kartuleid|moosi|puid] ja vanu [raamatuid|riideid|mänguasju].
    Õpetaja kirjutas tahvlile [pika|keerulise|lühikese] lause.
    Õpilased lahendavad [vihikus|tahvlil|vaikselt] matemaatika ülesandeid.
    Homme kirjutame me [eesti keele|ajaloo|füüsika] tunnis kontrolltöö.
    Minu lemmikaine on [muusika|kunst|loodusõpetus].
    [Tunnis|Eksamil|Klassis] peab olema vaikus.
    Vahetunnis mängivad lapsed [koridoris|õues|koolihoovis] [palli|peitust|kulli].
    Klassis on [kakskümmend|üheksateist|seitseteist] õpilast.
    Raamatukogust saab laenata nii [raamatuid|ajakirju|luulekogusid] kui ka [filme|muusikat|lauamänge].
    Koolilõunaks pakuti täna [hernesuppi|kalakotlette|pannkooke].
    Lapsed õppisid pähe [pika luuletuse|uue laulu|kõik kuude nimed].
    Kui sa midagi ei mõista, küsi [õpetajalt|julgesti|kohe] uuesti.
    Poiss sai [diktaadi|kirjandi|etteütluse] eest [viie|nelja|hea hinde].
    Eksami ajal ei tohi [rääkida|telefoni kasutada|ruumist lahkuda].
    Ülikoolis õpib ta [arstiteadust|keemiat|õigusteadust].
    Koolibuss väljub [täpselt|alati|iga päev] kell kaheksa.
    Tüdruk otsis kotist [pliiatsit|kustutuskummi|joonlauda].
    Direktor tervitas uusi õpilasi [aulas|koolimaja ees|lahkelt].
    [Esimesel|Teisel] septembril algab uus õppeaasta.
    Ma kirjutan oma [vanaemale|sõbrale|tädile] pika kirja.
    Kevadel sulab lumi ja jõed [tõusevad|paisuvad].
    Sügisel lendavad [kured|luiged|haned] [lõunasse|soojale maale].
    Talvel on [metsas|mägedes|põldudel] paks lumi.
    Suvel on ööd [lühikesed|valged|soojad] ja päevad pikad.
    Täna sajab [terve päeva|hommikust saadik|jälle] vihma.
    Homme tuleb [ilus|soe|kuiv] ja päikeseline ilm.
    Tugev tuul murdis [aias|tänava ääres|pargis] suure [puu|kuuse|tamme].
    [Öösel|Hommikul|Eile] oli õues [kümme|viisteist] kraadi külma.
    Pärast vihma paistis taevas [värviline|kaunis|ere] vikerkaar.
    Taevas kogunevad [tumedad|hallid|rasked] pilved.
    Äikese ajal ei tohi [lageda taeva all|puu all|kõrgel künkal] seista.
    Udu oli nii tihe, et [teed|maja|silda] polnud näha.
    Jää on [kevadel|veel|täna] liiga õhuke, et sellel [kõndida|uisutada|suusatada].
    Metsas kasvavad [mustikad|pohlad|seened] ja [maasikad|vaarikad|sõnajalad].
    Rebane hiilis [vaikselt|öösel|ettevaatlikult] kanakuuri juurde.
    Karu magab [talvel|terve talve] oma [koopas|pesas].
    Siil sõi [õunapuu all|põõsas|meie aias] [mardikaid|usse|tigusid].
    Orav hüppas [oksalt oksale|kuuse otsa|kõrgele puu otsa].
    Jänes jooksis üle [põllu|tee|aasa] ja kadus [metsa|põõsastesse].
    Ämblik kudus [aknale|nurka|okste vahele] peene võrgu.
    Mesilased koguvad [õitelt|lilledelt] [mett|õietolmu].
    Pääsukesed tegid pesa [räästa alla|vana küüni seinale].
    Järve ääres elab [palju|rohkesti|üsna palju] [parte|konni|luiki].
    Kalamees püüdis [jõest|järvest] suure [haugi|ahvena].
    Meri oli [tormine|hall|sinine] ja lained [kõrged|suured].
    Lapsed ehitasid rannas liivast [lossi|kindluse|kõrge torni].
    Põllul kasvab [rukis|oder|kaer] ja [kartul|hernes|raps].
    Talumees künnab [kevadel|sügisel] oma põldu [traktoriga|ise].
    Lehmad söövad [karjamaal|aasal|mäenõlval] [rohtu|lopsakat rohtu|mahlast rohtu].
    Lammastelt saadakse [villa|sooja villa|pehmet villa].
    Kukk kireb [varahommikul|iga päev|aia peal] valjusti.
    Aias õitsevad [roosid|tulbid|õunapuud].
    Kas sa [lilli|peenraid|tomateid] juba kastsid?
    Istutasime maja taha [kaks|mitu|neli] [õunapuud|kirsipuud|tamme].
    Sügisel riisume me aias [kuivi|kollaseid|märgi] lehti.
    Marjapõõsad annavad sel aastal [palju|vähe|rohkesti] saaki.
    Buss sõidab [peatusest|jaamast|sadamast] iga [kümne|viie] minuti tagant.
    Rong hilines [lume|rikke|tormi] tõttu peaaegu [tunni|pool tundi].
    Enne tee ületamist vaata [vasakule ja paremale|hoolikalt ringi].
    Jalgrattur peab kandma [kiivrit|helkurit] ja [helkurvesti|kindaid].
    Laev väljub [sadamast|kai äärest] [varahommikul|keskööl|lõuna ajal].
    Lennuk tõusis [õhku|kiiresti pilvede kohale] ja kadus [silmist|pilvede taha].
    Auto jäi [teel linna|metsa vahel|keset teed] seisma.
    Linna keskel on [vana|kõrge|uhke] kirik ja [suur|lai|väike] väljak.
    Turistid pildistasid [vanu hooneid|raekoda|kitsaid tänavaid].
    Kuidas ma saan siit [raudteejaama|haiglasse|kesklinna]?
    Pood avatakse kell [üheksa|kümme|kaheksa] ja suletakse [õhtul|hilja].
    Müüja soovitas mulle [odavamaid|sinist|soojemat] [kingi|kleiti|mantlit].
    Kui palju [see kampsun|see jope|pilet|kilo kartuleid] maksab?
    Kassas oli [pikk|väga pikk|lühike] järjekord.
    Ostsin poest [pudeli piima|paki teed|kilo suhkrut] ja [pätsi leiba|saia|karbi mune].
    Pileti saab osta [bussist|kassast|internetist].
    Pangas tuleb [natuke|kaua|kannatlikult] oodata.
    Kohvikus pakutakse [kuuma šokolaadi|värskeid saiakesi|maitsvat kooki].
    Restoranis tellisime me [kala|praadi|seenesuppi] ja [salatit|magustoitu].
    Supile tuleb lisada [soola|pipart|hapukoort] ja [tilli|küüslauku|sibulat].
    Taignasse pannakse [jahu|mune|suhkrut], [piima|võid] ja pisut soola.
    Koorige kartulid ja keetke neid [kakskümmend minutit|väikesel tulel|soolaga maitsestatud vees].
    Lõika [sibul|porgand|kurk] väikesteks tükkideks.
    Kook peab ahjus küpsema [pool tundi|üle tunni|madalal kuumusel].
    Hommikuks söön ma [putru|võileiba|munaputru] ja joon [piima|teed].
    Värske leib maitseb [võiga|meega|piimaga] kõige paremini.
    Magustoiduks oli [vahukoorega maasikaid|õunakooki|jäätist].
    Vesi läks [potis|kannus] keema.
    Arst soovitas [palju vett juua|rohkem kõndida|varem magama minna].
    Haige peab [mõne päeva|terve nädala|kolm päeva] voodis lamama.
    Tal on [kõrge palavik|kurk haige|tugev köha] ja ta ei tule [kooli|tööle|trenni].
    Apteegist saab [köhasiirupit|vitamiine|plaastreid] osta.
    Jooksja väänas [jala|põlve] välja ja katkestas [võistluse|maratoni].
    Tervise heaks tuleb [palju liikuda|piisavalt magada|köögivilju süüa].
    Pärast [ujumist|treeningut|suusatamist] oli mul väga hea tunne.
    Meeskond võitis [otsustava|viimase|raske] mängu.
    Väravavaht püüdis [palli|kõik pallid] kinni.
    Suusataja jõudis [esimesena|teisena|väsinult] finišisse.
    Laupäeval käime me perega [ujumas|matkamas|suusatamas].
    Õhtul mängime [sõpradega|perega|naabritega] [malet|kaarte|lauamänge].
    Kõik pealtvaatajad [plaksutasid|hüüdsid|tõusid püsti].
    Kontsert algab [täna|homme] õhtul kell [seitse|kuus|kaheksa].
    Koor laulis laulupeol [ilusaid|tuntud|isamaalisi] laule.
    Näitus on avatud [esmaspäevast reedeni|kuni laupäevani|terve kuu].
    Kino juures ootasid mind [sõbrad|klassikaaslased|vanemad].
    Lavale astus [noor|kuulus|tundmatu] näitleja.
    Muuseumis on [vanu tööriistu|haruldasi raamatuid|rahvariideid].
    Ta õpib juba [kaks|kolm|mitu] aastat [viiulit|klaverit|kannelt] mängima.
    Kirjanik avaldas [sel aastal|hiljuti|kevadel] uue [romaani|luulekogu|näidendi].
    Jõululaupäeval süüdatakse [kuusel|laual|aknal] küünlad.
    Lapsed kaunistasid [kuuske|klassi|akent] [paberist tähtedega|värviliste ehetega].
    Jaaniõhtul tehakse suur lõke, [lauldakse ja tantsitakse|kiigutakse ja lauldakse|süüakse ja tantsitakse].
    Sünnipäevaks kinkisin ma talle [raamatu|sooja salli|lillekimbu].
    Head uut aastat ja palju [õnne|tervist|rõõmu]!
    Külalised tõid [lilli|kommi] ja [kingitusi|häid soove].
    Töökuulutusele vastas [kolmkümmend|mitusada|üle saja] inimest.
    Koosolek lükati [järgmisesse nädalasse|homsele|esmaspäevale] edasi.
    Juht tänas [töötajaid|kõiki] hea töö eest.
    Töömees kandis [telliseid|laudu|kotte] [ehitusplatsile|majja|katusele].
    Arvuti on [katki|liiga aeglane|täna aeglane] ja [kirjad jäävad lugemata|töö jääb tegemata].
    Palun saatke mulle [leping|arve|vastus] hiljemalt [reedeks|homseks|nädala lõpuks].
    Võtke palun [ümbrikud|dokumendid] endaga kaasa.
    Me kolime [suvel|järgmisel kuul|varsti] suuremasse [korterisse|majja|linna].
    Kas te oskate öelda, mis kell [rong väljub|pood avatakse|etendus algab]?
    Täna on [külm|tuuline|vihmane] ilm, pane [müts pähe|kampsun selga|mantel selga].
    Ma tahaksin [kunagi|väga|kindlasti] [mägedesse|mere äärde|kaugele] sõita.
    Vaikus on mõnikord parem kui [sada sõna|pikk jutt|kõva hääl].
    Ta naeratas [lahkelt|häbelikult|kavalalt] ja ulatas mulle käe.
    Tüdruk oli nii [väsinud|õnnelik|kurb], et jäi kohe vait.
    Ole [ettevaatlik|viisakas|kannatlik] ja kuula, mida [teised|vanemad|õpetajad] räägivad!
    Sõber tuli mulle [jaama|bussipeatusse|sadamasse] vastu.
    Ausus on tähtsam kui [raha|rikkus|kuulsus].
    Ma ei tea, kuhu ma oma [rahakoti|telefoni|võtmed] panin.
    Järsku kustus [tuli|lamp] ja tuba jäi [pimedaks|hämaraks].
    Keegi koputas [öösel|kõvasti|kolm korda] uksele.
    Lahtisest aknast kostis [laulu|linnulaulu|muusikat].
    Ootasime [peatuses|jaamas|vihma käes] peaaegu tund aega.
    Pimedal ajal kanna [alati|kindlasti] [helkurit|heledaid riideid].
    Selles jões on [puhas|külm|sügav] vesi.
    Teel koju leidsin ma [rahakoti|kadunud kinda|väikese kassipoja].
    Mäe otsast avanes [kaunis|lai|ilus] vaade [orule|järvele|linnale].
    Kevadine [päike|tuul|vihm] äratab looduse [talveunest|ellu].
    Öötaevas säravad [tähed|tuhanded tähed] ja [täiskuu|noor kuu].
    Ruumis on [liiga|üsna] [palav|külm|pime].
    Sõitsime rattaga [läbi metsa|mööda randa|vanaema juurde].
    Naabri [valge|must|vana] koer magab [päeval|öösel|alati] oma kuudis.
    Vanaemal on [aias|maal|suvilas] [õunapuud|kasvuhoone|maasikapeenrad] ja [väike saun|sügav kaev|kanala].
    Müün [kasutatud|heas korras|uue] [jalgratta|lapsevankri|kirjutuslaua].
    Sõbrannad jalutasid [rannas|pargis|jõe ääres] ja sõid [jäätist|kirsse|päevalilleseemneid].
    Vihma tõttu lükati [jalgpallimäng|matk|väljasõit] [pühapäevale|järgmisele nädalale|edasi].
    Öökull lendab [öösel|pimedas|hämaras] ja sööb [hiiri|väikesi linde|putukaid].
    Tädi õmbles [tütrele|õele|pruudile] [valge|sinise|piduliku] kleidi.
    Külas on [kauplus|postkontor|rahvamaja], [kirik|kool|lasteaed] ja [raamatukogu|apteek|söökla].
    Jõe kohale ehitati [uus|kitsas|tugev] [sild|jalakäijate sild|raudteesild].
    Pühapäeval sõidame [rongiga|bussiga|autoga] [mere äärde|vanaema juurde|loomaaeda].
    Hämaras paistis [metsa ääres|künka otsas|järve kaldal] [üksik|väike|mahajäetud] maja.
    Üliõpilane käib [loengutes|praktikal|raamatukogus] ja töötab [õhtuti|nädalavahetustel] [kohvikus|poes|hotellis].
    Jalakäija ületas tänava [rohelise tulega|ülekäigurajal|ettevaatlikult].
    [Lõuna|Põhja|Lääne] poolt puhub [tugev|soe|niiske] tuul.
    Suvevaheajal käisin ma [laagris|mägedes|välismaal] ja õppisin [ujuma|purjetama|ratsutama].
    Koeral on [märg nina|pikk saba|pehme karv] ja [targad|pruunid|rõõmsad] silmad.
    Täna õhtul vaatame [kodus|kinos|sõprade juures] [põnevat|naljakat|vana] filmi.
    Ülemus pidas [koosolekul|peol] [pika|lühikese|sütitava] kõne.
    Mu õde töötab [haiglas|koolis|pangas] ja vend [põllul|sadamas|töökojas].
    Enne magamaminekut loen ma [raamatut|ajakirja|ajalehte] ja joon [sooja piima|piparmünditeed|klaasi vett].
    Ehitajad värvisid [maja|köögi|garaaži] seinad [kollaseks|valgeks|roheliseks].
    Ööbik laulab [kevadel|mais|öösiti] [jõe ääres|pargis|toomepõõsas].
    Mõlemad [vennad|õed|sõbrad] mängivad [jalgpalli|korvpalli|võrkpalli] ja [ujuvad|suusatavad] hästi.
    Ära jäta [küünalt|lõket|pliiti] järelevalveta põlema!
    Hüppasime [külma|sügavasse|sooja] vette ja ujusime [kaldani|poini|saareni].
    """.strip().splitlines()
)
