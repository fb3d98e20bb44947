"""Estonian. Nouns have 28 forms and more, so wordings are stems with open endings, never whole words."""

import re

from alpaca_est.languages.english import LABELS as ENGLISH_LABELS
from alpaca_est.languages.english import NO_INPUT_WORDS as ENGLISH_NO_INPUT_WORDS
from alpaca_est.languages.language import Labels, Language, Register, Unwanted
from alpaca_est.languages.phrases import phrases
from alpaca_est.languages.vocabulary import estonian_vocabulary

LABELS = Labels(
    instruction=("Juhis", "Juhend", "Ülesanne", "Instruktsioon", *ENGLISH_LABELS.instruction),
    input=("Sisend", *ENGLISH_LABELS.input),
    output=("Väljund", "Vastus", *ENGLISH_LABELS.output),
)

NO_INPUT_WORDS = ENGLISH_NO_INPUT_WORDS | frozenset(
    {
        "puudub",
        "sisend puudub",
        "sisendit pole",
        "sisendit ei ole",
        "sisend pole vajalik",
        "sisend ei ole vajalik",
        "sisendit pole vaja",
        "sisendit ei ole vaja",
        "ilma sisendita",
        "pole",
        "pole vaja",
        "pole vajalik",
        "ei ole",
        "ei ole vaja",
        "ei ole vajalik",
        "ei vaja",
        "ei",
        "tühi",
        "tühi sisend",
    }
)

NEGATION = "ei saa|suuda|oska|tohi|saaks"
ACT = (
    "aidata|abistada|vastata|täita|teha|luua|koostada|kirjutada|anda|pakkuda|genereerida|joonistada|kuvada|esitada|"
    "vaadata|kuulata|avada|näha|lugeda|otsida|külastada|analüüsida|töödelda|jagada|soovitada|nõustada|sooritada"
)
REFUSAL = Unwanted(
    sure=phrases(
        f"kahjuks … {NEGATION} … {ACT}",
        f"ma|mina {NEGATION} … {ACT}",
        f"{NEGATION} ma|mina … {ACT}",
        f"vabandust|vabandan|vabanda|vabandage|kahju … ma|mina {NEGATION}|tea|ole",
        f"vabandust|vabandan|vabanda|vabandage|kahju … {NEGATION} ma|mina",
        "mul ei|pole (ole) (kahjuks) ligipääsu|juurdepääsu|võimalust|võimalik",
        "mul puudub|puuduvad (kahjuks) ligipääs|juurdepääs|võimalus|võime",
        f"ei|pole (ole) (mul) (minul) (kahjuks) võimalik … {ACT}",
        "ülesannet|juhist|taotlust|palvet|päringut … ei|pole saa|suuda|ole|võimalik (võimalik) täita",
        "ma keeldun",
    ),
    unless=phrases(
        "kiri|kirja*|kirju|e-kir*|meil*|e-meil*|sõnum*|sms*|teade|teate*|vastuskir*|kliendile|keeldu*|äraütl*|vaband*",
        "dialoog*|kahekõne*|vestlus*|stseen*|monoloog*|kõne|kõnet|näidend*|stsenaarium*",
        "lugu|jutt|jutu*|lühijut*|muinasjut*|novell*|luuletus*|luuleta*",
        "tõlgi*|tõlk*|ümber|paranda*|toimeta*|parafraseeri*|jätka*",
    ),
)

MACHINE = "keelemudel*|tehisintellekt*|tehisaru*|vestlusrobot*|juturobot*|ai|ai-mudel*|ai-assisten*|virtuaalassisten*"
AS_MACHINE = "keelemudelina|tehisintellektina|tehisaruna|ai-na|ai-mudelina|vestlusrobotina|juturobotina|ai-assistendina"
IDENTITY = Unwanted(
    sure=phrases(
        f"{AS_MACHINE} … ma|mina|mul|mu|minu|mulle|mind|ei|pole|puudub|puuduvad|olen|saan|võin",
        f"ma|mul|minul … {AS_MACHINE}",
        f"olen (vaid) (ainult) (lihtsalt) (kõigest) (siiski) (suur) (openai) {MACHINE}",
        "minu|mu treeningandm*",
        "minu|mu teadmised|teadmiste … ulatu*|lõpe*|piirdu*|seis",
        "openai|google'i|anthropicu|meta … loodud|treenitud|arendatud|väljatöötatud … keelemudel*|assisten*|mudel",
    ),
    doubtful=phrases(
        "mul ei|pole (ole) isiklik*|inimlik* … kogemus*|arvamus*|tunde*|emotsioon*|eelistus*",
        "mul puudub|puuduvad isiklik*|inimlik* … kogemus*|arvamus*|tunde*|emotsioon*|eelistus*",
    ),
    unless=phrases("keelemudel*|tehis*|ai|ai-*|robot*|juturobot*|vestlusrobot*|*gpt*|openai|masinõp*|assisten*"),
)

PICTURE = (
    "pil[td](?!ista|lik|u)*|foto(?!süntee|graaf|elek|aparaa|kaamera|koopia)*|illustratsioon*|joonistus*|"
    "ekraanipil[td]*|ekraanitõmmi*|kuvatõmmi*|maalingu*|fotograafia"
)
RECORDING = (
    "video(?!mäng|kaar|kõne|konve|valve|projek)*|animatsioon*|helisalvest*|helifail*|heliklip*|salvestis*|salvestus*|"
    "audio*|lindistus*|podcast*|taskuhääling*"
)
MUSIC = "muusika*|laulu|lugu|pala|heli|meloodiat"
FILE = "link|linki|lingi*|linke|veebileh*|veebisait*|kodulehekül*|url*|veebiaadress*"
AS_A_WHOLE = r"(?=\W*$|[.?!,;:]|\s+(?:millel|kus|mis|kes|mida|(?:[\w-]+\s+){0,2}\w+[aeiouõäöü]st)\b)"
MAKE = "tee|tehke|loo|looge|genereeri|genereerige|koosta|koostage|valmista|kujunda|lisa|saada|salvesta|monteeri"
GIVEN = "lisatud|juuresolev*|alloleva*|antud|järgmi*|järgneva*|ülaltoodud|alltoodud|esitatud|toodud|manustatud"

MEDIA = Unwanted(
    sure=phrases(
        "joonista|joonistage",
        f"visanda|visandage|maali|maalige … {PICTURE}|portree*|maastik*",
        "pildista|pildistage|fotografeeri|fotografeerige",
        f"{MAKE} … (?:{PICTURE}|{RECORDING}){AS_A_WHOLE}",
        f"vaata|vaadake|vaadates … {PICTURE}|{RECORDING}|film|filmi|joonist",
        f"kuula|kuulake|kuulates … {RECORDING}|{MUSIC}",
        f"transkribeeri|litereeri … {RECORDING}|kõne*",
        f"ava|avage|kliki|klõpsa|külasta|külastage|mine|minge … {FILE}",
        f"{GIVEN} {PICTURE}|{RECORDING}",
        "pildi|piltide|foto|fotode|video|videote|salvestise|joonise põhjal|järgi|alusel",
        "pildil|piltidel|fotol|fotodel|videol|videos|salvestisel (on) kujutatud|näha|nähtav*|olev*|nähtud|kuulda*",
    ),
    doubtful=phrases(
        f"kirjelda|kirjeldage|analüüsi|analüüsige|tõlgenda … {PICTURE}|maali(?!kuns)*|{RECORDING}",
        f"see|selle|sellel|sellelt|seda {PICTURE}|{RECORDING}",
        "kujunda|joonesta|disaini … logo*|plaka*|voldik*|kuulutus*|joonis*",
        "visanda|visandage joonis*|skeem*",
    ),
    unless=phrases(
        "sõnadega|sõnaliselt|sõnadesse|kuidas|kirjeldus*|juhend*|stsenaarium*|alttekst*|allkir*|pealkir*",
        "ascii*|ascii-*|tähemärkid*|märkidega|sümbolitega|emoji*|svg*|html*|css*|latex*|mermaid*|kood*|skript*|prompt*",
        "tabel*|skeem*|diagramm*|graafik*|mõttekaar*",
    ),
)

FAMILIAR = "sina|sa|sinu|su|sind|sulle|sinule|sul|sinul|sult|sinult|sinuga|sinusse|sinus|sinust|sinuks|sinuta"
POLITE = "teie|te|teid|teile|teil|teilt|teiega|teisse|teis|teist|teieks|teieta"

QUESTION_WORDS = frozenset(
    {
        *("kas", "mis", "mida", "mille", "millest", "millal", "kus", "kuhu", "kust", "kuidas", "miks", "kes", "keda"),
        *("kelle", "kellele", "kumb", "kumma", "mitu", "mitmes", "mitmendal", "milline", "millise", "milliseid", "kui"),
        *("missugune", "milles", "millega", "milleks", "millele", "palju", "kaua", "ega", "mil", "millised", "kelleks"),
    }
)
REQUEST_WORDS = frozenset(
    {"pead", "peate", "peab", "peaksid", "peaksite", "tuleb", "tule", "palun", "soovin", "sooviksin", "tahan"}
    | {"tahaksin", "vajan", "antakse", "sinu", "teie", "ülesanne", "ülesandeks", "oleks", "võid", "võite", "lase"}
)
JOINING = frozenset({"ja", "ning", "ega", "või", "ehk", "kuid", "aga", "vaid", "sest", "et", "kui", "kuna", "nagu"})
DOCUMENT = (
    "artikkel|artiklit|artikli|artiklis|artiklist|veebileh*|lehekül*|kodulehe*|blogipostitus*|uudis|uudist|uudise"
)
UNREACHABLE = Unwanted(
    sure=phrases(
        r"https?://\S+ (oleva|asuva|leitava) artikl*|leh*|tekst*|video*|postitus*",
        rf"kokkuvõt*|kokku|analüüsi*|loe|lugege … {DOCUMENT} … https?://\S+",
        "manus|manuse|manuses|manusest|lisatud|juuresolev*|üleslaaditud … fail|faili*|dokumen*|pil[td]*",
    ),
    doubtful=phrases(r"https?://\S+ põhjal|järgi|alusel", "külasta|külastage|ava|avage veebileh*|kodulehe*|veebisait*"),
    unless=phrases("url*|veebiaadress*|regulaaravaldis*|regex*|kood*|html*|python*|skript*|funktsioon*"),
)
COPYING = phrases(
    "paranda*|toimeta*|korrasta*|korrigeeri*|kopeeri*|korda|korrake|jätka*|täienda*|täida*|lisa*|vorm[ie]sta*|vorminda*",
    "tõlgi*|sorteeri*|järjesta*|reasta*|leia|leidke|märgi*|too|tooge|õige|õigesti|kontrolli*|vali|valige|eemalda*|kustuta*|täht*",
    "muuda|muutke|teisenda*|sõnasta*|pane|pange|asenda*|tuvasta*|poolita*|silbita*|viga|vea|vead|vigu|vigade|lüng*|lünk*",
    "kirjuta|kirjutage … ümber|õigesti|kokku|lünk*|sulgu*",
)
MAKE_CODE = "kirjuta|kirjutage|koosta|koostage|loo|looge|programmeeri|tee|tehke|genereeri"
CODING = phrases(
    f"{MAKE_CODE} … funktsioon|funktsiooni|programm|programmi|skript|skripti|päring|päringu|regulaaravaldis",
    f"{MAKE_CODE} … sql-päring*|sql-lause*|html-leh*|html-kood*|pythoni-programm*",
    f"{MAKE_CODE} … pythoni|javascripti|java|php|html kood|koodi|klass|skript|skripti",
)

OTHERS = {
    "en": "inglise",
    "fi": "soome",
    "lv": "läti",
    "lt": "leedu",
    "de": "saksa",
    "ru": "vene",
    "sv": "rootsi",
    "uk": "ukraina",
    "fr": "prantsuse",
    "es": "hispaania",
    "it": "itaalia",
    "pl": "poola",
    "da": "taani",
    "nb": "norra",
    "vro": "võro",
}
FOREIGN = {
    "units": re.compile(
        r"(?<![\w.,])(?:\d[\d.,]*|üks|kaks|kolm|neli|viis|kümme|pool)"
        r" (?:miil|jalga|jalg\b|toll|nael|unts|jard|gallon|aakr)\w*|°\s?F\b|\bFahrenheit\w*",
        re.IGNORECASE,
    ),
    "money": re.compile(r"(?<![\w$])\$\s?\d[\d,.]*(?![\w$])|\d\s?\$|\b\d+ dollari\w*"),
    "law and offices": re.compile(
        r"\b(?:IRS|401\(?k\)?|Medicare|Medicaid|HIPAA|FDA|FBI|CDC|DMV|Ülemkoh\w+|Kongress\w*|valijameeste kogu\w*)\b"
    ),
    "addresses": re.compile(
        r"\b\d{1,5} (?:[A-Z]\w+ ){1,3}(?:Street|Avenue|Road|Boulevard|Drive|Lane)|\b[A-Z]{2} \d{5}\b"
        r"|\(\d{3}\) ?\d{3}-\d{4}"
    ),
    "holidays": re.compile(
        r"\b(?:tänupüha\w*|4\. juuli\w*|Super Bowl\w*|mälestuspäev\w*|Martin Luther King\w*)", re.IGNORECASE
    ),
    "schools": re.compile(r"\b(?:GPA|SAT-\w+)\b"),
}
ESTONIAN = Language(
    code="et",
    name="Estonian",
    own_name="eesti keel",
    labels=LABELS,
    no_input_words=NO_INPUT_WORDS,
    neighbours=("et", "en", "fi", "lv", "lt", "sv", "de", "hu", "ru"),
    language_names={
        "de": phrases("saksa*"),
        "en": phrases("inglis*|ingl"),
        "fi": phrases("soom*"),
        "hu": phrases("ungari*"),
        "lt": phrases("leedu*"),
        "lv": phrases("läti*"),
        "ru": phrases("vene|venekeel*"),
        "sv": phrases("rootsi*"),
    },
    alphabet="abcdefghijklmnopqrsšzžtuvwõäöüxy",
    marked={"õ": "o", "ä": "a", "ö": "o", "ü": "u"},
    decimal=",",
    quotes=("„", "“”"),
    vocabulary=estonian_vocabulary,
    familiar=Register(pronouns=phrases(FAMILIAR), imperative="V o"),
    polite=Register(pronouns=phrases(POLITE), imperative="V ge"),
    foreign=FOREIGN,
    into={code: f"{name} keelde" for code, name in OTHERS.items()},
    interlinear=(
        "Tõlgi tekst lause kaupa {into} ja kirjuta iga lause alla selle tõlge.",
        "Võta tekst ette ühe lause kaupa: kirjuta lause ja järgmisele reale selle tõlge {into}.",
        "Palun tehke tekstist reaalune tõlge {into}: iga lause all olgu sama lause tõlgituna.",
        "Tõlgi iga lause järgmisest tekstist {into}. Jäta algtekst tõlke kohale alles.",
        "Vajan tõlget {into}, mida saaks rida-realt võrrelda. Esita iga lause koos tõlkega paarikaupa.",
    ),
    question_words=QUESTION_WORDS,
    request_words=REQUEST_WORDS,
    joining=JOINING,
    unreachable=UNREACHABLE,
    copying=COPYING,
    coding=CODING,
    refusal=REFUSAL,
    identity=IDENTITY,
    media=MEDIA,
)
