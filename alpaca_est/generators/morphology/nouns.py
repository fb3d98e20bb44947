"""Everyday nouns, by what they name, and nouns that are two words with forms of their own."""

from typing import NamedTuple

from alpaca_est.generators.morphology.rows import row


class Noun(NamedTuple):
    """A noun, what it names, and its basic forms where Vabamorf knows two words of that spelling."""

    lemma: str
    kind: str
    gloss: str = ""
    """Which of two words is meant: `töötasu`, as opposed to a log."""
    genitive: str = ""
    partitive: str = ""
    plural: str = ""
    """Its plural genitive."""

    @property
    def shown(self) -> str:
        """The word in quotation marks, with its gloss: `„palk“ (töötasu)`."""
        return f"„{self.lemma}“ ({self.gloss})" if self.gloss else f"„{self.lemma}“"

    @property
    def animate(self) -> bool:
        """Whether it answers „kes“, not „mis“."""
        return self.kind in ("person", "animal")

    @property
    def countable(self) -> bool:
        """Whether its plural is natural."""
        return self.lemma not in MASS


BY_KIND: dict[str, tuple[str, ...]] = {
    "person": row(
        """poeg tütar õpetaja õpilane sõber naaber arst õde vend tädi onu vanaema vanaisa ema isa müüja kokk
        kunstnik kirjanik laulja tantsija näitleja ujuja jooksja talunik kalur aednik ehitaja insener teadlane
        treener mängija politseinik päästja sõdur kapten piloot muusik luuletaja ajakirjanik tõlkija raamatupidaja
        juuksur pagar rätsep puusepp üliõpilane koolilaps külaline turist pensionär noormees naine mees tüdruk
        inimene laps lapselaps sugulane juhataja abiline kirjandusõpetaja koduperenaine loomaarst"""
    ),
    "animal": row(
        """kass hobune lehm siga lammas kits kana kukk part karu hunt rebane jänes põder orav hiir rott tiiger
        elevant ahv pingviin kotkas varblane tihane vares pääsuke luik kurg konn madu sisalik kala ahven hüljes
        mesilane liblikas sipelgas ämblik kilpkonn kaamel ilves kobras kutsikas kassipoeg"""
    ),
    "food": row(
        """leib sai või juust piim kohv mahl supp salat kartul porgand kapsas tomat õun pirn ploom kirss maasikas
        vaarikas mustikas banaan apelsin sidrun muna pannkook jäätis šokolaad kommikarp mesi suhkur pipar riis
        puder pitsa võileib vorst sink küpsis pähkel seen hernes uba sibul küüslauk kõrvits arbuus moos hapukoor
        kalasupp"""
    ),
    "thing": row(
        """raamat vihik pliiats laud tool voodi riiul lamp peegel pilt kell telefon arvuti televiisor raadio võti
        karp kast ämber kauss taldrik tass kahvel lusikas nuga pott pann pudel klaas hari seep rätik padi tekk vaip
        kardin aken uks sein lagi põrand trepp katus redel haamer nael saag kirves labidas reha nöör ajaleht
        ajakiri kiri ümbrik münt pall mänguasi kitarr klaver viiul trumm küünal vaas vihmavari kohver rahakott
        seljakott sõrmus kaelakett kamm nõel paber kalender kaart sõnaraamat õpik päevik kingitus nupp käterätik
        pesumasin külmkapp"""
    ),
    "clothes": row(
        """mantel jope pluus särk kampsun seelik kleit sall kinnas king saabas vöö lips ülikond püksirihm
        ujumistrikoo vihmamantel"""
    ),
    "vehicle": row("auto buss tramm troll jalgratas mootorratas lennuk laev paat rong traktor takso"),
    "place": row(
        """maja pank köök tuba aed linn küla tänav väljak park pood turg haigla apteek raamatukogu teater muuseum
        kino kohvik restoran hotell jaam lennujaam sadam kirik loss torn sild tehas kontor klass staadion bassein
        saun korter kelder pööning rõdu koridor garaaž talu lasteaed ülikool riik maakond kauplus"""
    ),
    "nature": row(
        """mets meri jõgi järv oja saar rand mägi org soo põld heinamaa puu kuusk kask kivi liiv lill roos leht
        juur oks seeme kuu täht taevas pilv tuul vihm lumi jää torm udu vikerkaar ilm lahesopp kallas laine rohi
        muru sammal pohl"""
    ),
    "body": row("käsi jalg pea kõrv nina suu hammas juus kael selg põlv sõrm varvas süda küünarnukk põsk"),
    "abstract": row(
        """mõte idee küsimus vastus ülesanne probleem töö amet õnn rõõm mure viga nali uudis lugu luuletus laul
        film keel sõna lause reegel seadus leping plaan unistus mälestus matk puhkus kontsert võistlus mäng tund
        päev nädal aasta hommik õhtu minut suvi talv kevad sügis hind raha võit kaotus eksam hinne harjutus
        ettekanne koosolek arvamus otsus soovitus nõu abi kogemus oskus teadmine tervis haigus ravim armastus
        sõprus vabadus õigus kohustus tähtaeg sünnipäev ajalugu matemaatika kirjandus muusika kunst loodus maailm
        elu tulevik võimalus valik põhjus eesmärk tulemus katse"""
    ),
}
SENSES = (
    Noun("palk", "abstract", "töötasu", "palga", "palka", "palkade"),
    Noun("palk", "thing", "jäme puutüvi", "palgi", "palki", "palkide"),
    Noun("kurk", "food", "köögivili", "kurgi", "kurki", "kurkide"),
    Noun("kurk", "body", "kehaosa", "kurgu", "kurku", "kurkude"),
    Noun("sulg", "thing", "linnusulg", "sule", "sulge", "sulgede"),
    Noun("sulg", "thing", "kirjavahemärk", "sulu", "sulgu", "sulgude"),
    Noun("viil", "thing", "tööriist", "viili", "viili", "viilide"),
    Noun("viil", "food", "leivalõik", "viilu", "viilu", "viilude"),
    Noun("tall", "animal", "lambapoeg", "talle", "talle", "tallede"),
    Noun("tall", "place", "hobuste hoone", "talli", "talli", "tallide"),
    Noun("koor", "abstract", "lauljate rühm", "koori", "koori", "kooride"),
    Noun("koor", "food", "piimasaadus", "koore", "koort", "koorte"),
    Noun("nukk", "thing", "mänguasi", "nuku", "nukku", "nukkude"),
    Noun("mark", "thing", "kirjamark", "margi", "marki", "markide"),
    Noun("kapp", "thing", "mööbliese", "kapi", "kappi", "kappide"),
    Noun("reis", "abstract", "teekond", "reisi", "reisi", "reiside"),
    Noun("reis", "body", "kehaosa", "reie", "reit", "reite"),
    Noun("silm", "body", "nägemiselund", "silma", "silma", "silmade"),
    Noun("silm", "animal", "kalaliik", "silmu", "silmu", "silmude"),
    Noun("tamm", "nature", "puu", "tamme", "tamme", "tammede"),
    Noun("tamm", "thing", "vee tõke", "tammi", "tammi", "tammide"),
    Noun("õlg", "body", "kehaosa", "õla", "õlga", "õlgade"),
    Noun("õlg", "thing", "viljakõrs", "õle", "õlge", "õlgede"),
    Noun("tulp", "nature", "lill", "tulbi", "tulpi", "tulpide"),
    Noun("tulp", "thing", "post", "tulba", "tulpa", "tulpade"),
    Noun("sokk", "clothes", "jalarõivas", "soki", "sokki", "sokkide"),
    Noun("sokk", "animal", "isane kits", "soku", "sokku", "sokkude"),
    Noun("hall", "place", "suur ruum", "halli", "halli", "hallide"),
    Noun("hall", "nature", "öökülm", "halla", "halla", "hallade"),
    Noun("niit", "thing", "õmblusvahend", "niidi", "niiti", "niitide"),
    Noun("niit", "nature", "heinamaa", "niidu", "niitu", "niitude"),
    Noun("maks", "abstract", "riigile makstav raha", "maksu", "maksu", "maksude"),
    Noun("maks", "body", "siseelund", "maksa", "maksa", "maksade"),
    Noun("sool", "food", "maitseaine", "soola", "soola", "soolade"),
    Noun("kook", "food", "küpsetis", "koogi", "kooki", "kookide"),
    Noun("kool", "place", "", "kooli", "kooli", "koolide"),
    Noun("vaal", "animal", "", "vaala", "vaala", "vaalade"),
    Noun("lõvi", "animal", "", "lõvi", "lõvi", "lõvide"),
    Noun("siil", "animal", "", "siili", "siili", "siilide"),
    Noun("müts", "clothes", "", "mütsi", "mütsi", "mütside"),
    Noun("ost", "abstract", "", "ostu", "ostu", "ostude"),
    Noun("kott", "thing", "", "koti", "kotti", "kottide"),
    Noun("mänd", "nature", "", "männi", "mändi", "mändide"),
    Noun("juht", "person", "", "juhi", "juhti", "juhtide"),
    Noun("pidu", "abstract", "", "peo", "pidu", "pidude"),
)
"""Words that share their spelling with another word, whose forms are told apart by their genitive."""
MASS = frozenset(
    row(
        """piim mahl või suhkur pipar riis mesi hapukoor sool lumi jää vihm udu taevas muru rohi sammal õnn rõõm
        armastus sõprus loodus matemaatika kirjandus muusika abi nõu raha küüslauk hernes süda ajalugu puder
        šokolaad tervis tulevik kunst liiv koor hall leib sai juust kohv supp salat"""
    )
)
"""Nouns whose plural nobody says."""
NOUNS = (*(Noun(lemma, kind) for kind, words in BY_KIND.items() for lemma in words), *SENSES)
