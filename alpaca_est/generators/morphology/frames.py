"""What people do: verbs with the case they govern, what stands in it, and adjectives that go with that."""

from typing import NamedTuple

from alpaca_est.generators.morphology.rows import row


class Frame(NamedTuple):
    """A verb, the cell of its object or adverbial, the nouns that may stand there, and adjectives for them."""

    verb: str
    cell: str
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...] = ()


def _frame(verb: str, cell: str, nouns: str, adjectives: str = "") -> Frame:
    return Frame(verb, cell, tuple(nouns.split()), tuple(adjectives.split()))


FRAMES = (
    _frame("lugema", "sg p", "raamat ajaleht kiri ajakiri luuletus romaan muinasjutt", "huvitav uus vana"),
    _frame("kirjutama", "sg p", "kiri luuletus artikkel aruanne avaldus kirjand", "pikk lühike uus"),
    _frame("ostma", "sg p", "leib piim juust vorst liha kala mahl jäätis kohv", "värske odav kallis"),
    _frame("sööma", "sg p", "supp õun puder salat leib jäätis pannkook võileib pirn", "maitsev värske"),
    _frame("jooma", "sg p", "piim mahl kohv kakao limonaad vesi morss", "külm värske"),
    _frame("pesema", "sg p", "auto aken põrand tass särk koer", "must valge suur"),
    _frame("parandama", "sg p", "jalgratas katus kell arvuti aed uks telefon", "vana katkine"),
    _frame("ootama", "sg p", "buss sõber külaline kiri vastus rong arst kevad suvi"),
    _frame("kuulama", "sg p", "laul raadio loeng muusika kontsert ettekanne", "huvitav ilus vana"),
    _frame("vaatama", "sg p", "film pilt telesaade etendus kaart näidend", "huvitav uus vana"),
    _frame("otsima", "sg p", "võti telefon kinnas raamat kass pliiats rahakott", "vana must"),
    _frame("joonistama", "sg p", "lill maja kass hobune kaart puu lind", "ilus suur"),
    _frame("ehitama", "sg p", "maja saun sild laev garaaž kuur torn", "uus suur"),
    _frame("armastama", "sg p", "loodus muusika meri koer šokolaad ema talv"),
    _frame("aitama", "sg p", "naaber sõber õde vanaema õpilane vend isa"),
    _frame("õmblema", "sg p", "kleit seelik padi mantel põll", "uus ilus punane soe"),
    _frame("küpsetama", "sg p", "leib pirukas liha kala pannkook kana tort", "maitsev"),
    _frame("keetma", "sg p", "supp kartul puder kohv moos muna mahl"),
    _frame("hoidma", "sg p", "laps kassipoeg kutsikas lind jänes"),
    _frame("kandma", "sg p", "kampsun kleit jope mantel seelik lips", "uus punane sinine vana"),
    _frame("uurima", "sg p", "kaart taim kivi liblikas raamat", "haruldane huvitav"),
    _frame("õppima", "sg p", "laul luuletus matemaatika ajalugu keemia tants"),
    _frame("mängima", "sg p", "male jalgpall klaver viiul kitarr tennis korvpall"),
    _frame("korjama", "pl p", "seen vaarikas maasikas mustikas tomat porgand", "värske ilus"),
    _frame("müüma", "sg p", "auto maja mööbel korter suvila paat", "vana uus kallis odav"),
    _frame("kohtama", "sg p", "sõber naaber õpetaja turist laulja", "vana tuttav noor"),
    _frame("värvima", "sg p", "sein aed pink uks paat värav", "vana suur"),
    _frame("kastma", "sg p", "lill peenar tomat roos muru põõsas", "ilus"),
    _frame("söötma", "sg p", "kass koer lehm hobune kana lammas", "näljane noor vana"),
    _frame("koristama", "sg p", "tuba köök klass garaaž kelder pööning", "suur vana"),
    _frame("kutsuma", "sg p", "sõber külaline arst naaber takso õde"),
    _frame("külastama", "sg p", "linn näitus loss kirik sild saar", "kuulus vana"),
    _frame("külastama", "sg p", "vanaema tädi onu vanaisa haige sõber"),
    _frame("meenutama", "sg p", "suvi lapsepõlv matk puhkus kontsert võistlus"),
    _frame("rääkima", "sg el", "matk film raamat võistlus saade", "huvitav"),
    _frame("unistama", "sg el", "maja jalgratas koer auto paat", "uus ilus"),
    _frame("huvituma", "sg el", "muusika ajalugu kunst sport tehnika loodus"),
    _frame("hoolima", "sg el", "loodus sõber pere kodu õde vend"),
    _frame("loobuma", "sg el", "suhkur kohv auto puhkus plaan televiisor"),
    _frame("mõtlema", "sg all", "suvi töö puhkus sõber tulevik matk eksam"),
    _frame("helistama", "sg all", "arst sõber vanaema naaber ema õpetaja"),
    _frame("keskenduma", "sg all", "töö eksam mäng ülesanne võistlus", "uus raske tähtis"),
    _frame("sõitma", "sg kom", "buss auto rong jalgratas tramm takso", "uus vana kiire"),
    _frame("mängima", "sg kom", "pall kutsikas koer vend kassipoeg õde"),
    _frame("tegelema", "sg kom", "sport aiandus muusika käsitöö teadus kunst"),
    _frame("kohtuma", "sg kom", "sõber kirjanik treener õpetaja naaber direktor", "vana kuulus noor"),
    _frame("elama", "sg in", "linn maja küla korter talu", "suur vana uus vaikne ilus"),
    _frame("töötama", "sg in", "haigla pank raamatukogu tehas kauplus kontor", "suur uus vana"),
    _frame("ujuma", "sg in", "meri järv jõgi bassein", "sügav soe külm"),
    _frame("osalema", "sg in", "võistlus kontsert koosolek mäng projekt", "tähtis suur huvitav"),
    _frame("istuma", "sg ad", "tool pink diivan kivi vaip", "vana suur"),
)
PEOPLE = row(
    """õpetaja õpilane sõber naaber arst õde vend tädi onu vanaema vanaisa ema isa müüja kokk kunstnik kirjanik
    laulja näitleja talunik aednik insener teadlane treener politseinik ajakirjanik tõlkija juuksur pagar
    üliõpilane külaline turist noormees naine mees tüdruk poiss koolipoiss"""
)
SUBJECT_ADJECTIVES = row(
    "noor vana tark rõõmus sõbralik tubli pikk vaikne lahke osav andekas kuulus töökas lõbus hea hooliv"
)
STATES = ("elama", "armastama", "hoolima", "huvituma", "töötama", "tegelema")
"""Verbs of what lasts; they go with no adverb of time here."""
NEUTRAL = row("sageli tihti harva jälle")
"""Adverbs that go with any tense."""
PRESENT = (*NEUTRAL, "praegu", "täna")
PAST = (*NEUTRAL, "eile", "hiljuti", "üleeile")
