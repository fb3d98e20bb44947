"""Nouns that are counted, with the forms that numbers ask for, and sentences they stand in."""

from alpaca_est.generators.figures.written import Noun

NOUNS = {
    noun.n: noun
    for noun in (
        *(Noun("raamat", "raamatu", "raamatut"), Noun("tass", "tassi", "tassi"), Noun("õun", "õuna", "õuna")),
        *(Noun("pliiats", "pliiatsi", "pliiatsit"), Noun("vihik", "vihiku", "vihikut"), Noun("lill", "lille", "lille")),
        *(Noun("küünal", "küünla", "küünalt"), Noun("laps", "lapse", "last"), Noun("poiss", "poisi", "poissi")),
        *(Noun("tüdruk", "tüdruku", "tüdrukut"), Noun("rebane", "rebase", "rebast"), Noun("jänes", "jänese", "jänest")),
        *(Noun("põder", "põdra", "põtra"), Noun("orav", "orava", "oravat"), Noun("lind", "linnu", "lindu")),
        *(Noun("päts", "pätsi", "pätsi"), Noun("pirn", "pirni", "pirni"), Noun("kurk", "kurgi", "kurki")),
        *(Noun("sai", "saia", "saia"), Noun("pudel", "pudeli", "pudelit"), Noun("kott", "koti", "kotti")),
        *(Noun("päev", "päeva", "päeva"), Noun("nädal", "nädala", "nädalat"), Noun("tund", "tunni", "tundi")),
        *(Noun("kuu", "kuu", "kuud"), Noun("aasta", "aasta", "aastat"), Noun("minut", "minuti", "minutit")),
        *(
            Noun("õpilane", "õpilase", "õpilast"),
            Noun("õpetaja", "õpetaja", "õpetajat"),
            Noun("külaline", "külalise", "külalist"),
        ),
        *(Noun("inimene", "inimese", "inimest"), Noun("naine", "naise", "naist"), Noun("mees", "mehe", "meest")),
        *(Noun("tool", "tooli", "tooli"), Noun("laud", "laua", "lauda"), Noun("aken", "akna", "akent")),
        *(Noun("tuba", "toa", "tuba"), Noun("uks", "ukse", "ust"), Noun("auto", "auto", "autot")),
        *(Noun("ratas", "ratta", "ratast"), Noun("buss", "bussi", "bussi"), Noun("paat", "paadi", "paati")),
        *(Noun("hobune", "hobuse", "hobust"), Noun("lammas", "lamba", "lammast"), Noun("kass", "kassi", "kassi")),
        *(Noun("koer", "koera", "koera"), Noun("lehm", "lehma", "lehma"), Noun("kana", "kana", "kana")),
        *(Noun("võti", "võtme", "võtit"), Noun("käsi", "käe", "kätt"), Noun("keel", "keele", "keelt")),
        *(Noun("sõber", "sõbra", "sõpra"), Noun("vend", "venna", "venda"), Noun("õde", "õe", "õde")),
        *(Noun("kiri", "kirja", "kirja"), Noun("pilt", "pildi", "pilti"), Noun("leht", "lehe", "lehte")),
        *(Noun("küsimus", "küsimuse", "küsimust"), Noun("vastus", "vastuse", "vastust"), Noun("viga", "vea", "viga")),
        *(Noun("puu", "puu", "puud"), Noun("maja", "maja", "maja"), Noun("jõgi", "jõe", "jõge")),
        *(Noun("saar", "saare", "saart"), Noun("järv", "järve", "järve"), Noun("mägi", "mäe", "mäge")),
        *(Noun("meeter", "meetri", "meetrit"), Noun("kilomeeter", "kilomeetri", "kilomeetrit")),
        *(Noun("liiter", "liitri", "liitrit"), Noun("kilogramm", "kilogrammi", "kilogrammi")),
        *(Noun("gramm", "grammi", "grammi"), Noun("sekund", "sekundi", "sekundit"), Noun("tonn", "tonni", "tonni")),
        *(Noun("euro", "euro", "eurot"), Noun("sent", "sendi", "senti"), Noun("protsent", "protsendi", "protsenti")),
        *(
            Noun("kraad", "kraadi", "kraadi"),
            Noun("punkt", "punkti", "punkti"),
            Noun("lehekülg", "lehekülje", "lehekülge"),
        ),
    )
}

SCENES = {
    "Laual on {}.": ("raamat", "tass", "õun", "pliiats", "vihik", "küünal", "pudel", "võti"),
    "Õues mängib {}.": ("laps", "poiss", "tüdruk"),
    "Metsa servas seisab {}.": ("rebane", "jänes", "põder", "hobune"),
    "Korvis on {}.": ("õun", "pirn", "kurk", "lill"),
    "Klassis on {}.": ("õpilane", "tool", "laud", "aken"),
    "Pildil on {}.": ("lind", "orav", "kass", "koer", "paat", "puu", "maja"),
    "Peole tuleb {}.": ("külaline", "inimene", "sõber"),
    "Majas on {}.": ("tuba", "uks", "aken"),
    "Parklas seisab {}.": ("auto", "ratas", "buss"),
    "Talus elab {}.": ("lammas", "lehm", "kana", "hobune", "kass"),
    "Mul on {}.": ("sõber", "küsimus", "kass", "koer", "raamat"),
    "Kirjandis oli {}.": ("viga",),
    "Viktoriinis oli {}.": ("küsimus",),
    "Kastis on {}.": ("kiri", "leht", "vihik"),
    "Saalis istub {}.": ("naine", "mees", "õpetaja", "inimene"),
    "Kaardil on {}.": ("jõgi", "saar", "järv", "mägi"),
    "Karbis on {}.": ("pirn", "päts", "sai", "õun"),
}
"""A sentence with a place for what is counted, and which nouns may stand there in the nominative for one."""

MEASURED = {
    "Tee pikkus on {}.": ("kilomeeter", "meeter"),
    "Koti kaal on {}.": ("kilogramm",),
    "Paagis on {} vett.": ("liiter",),
    "Pausi pikkus on {}.": ("minut", "sekund"),
    "Laos on {} jahu.": ("kilogramm",),
    "Koorma kaal on {}.": ("tonn",),
    "Temperatuuride erinevus on {}.": ("kraad",),
    "Esimese ja teise koha vahe oli {}.": ("sekund", "protsent", "punkt"),
    "Projekti pikkus on {}.": ("aasta", "kuu", "nädal"),
}
"""The same for measures, which may have decimals."""
