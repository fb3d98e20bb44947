"""Nouns and doings that are kinds of other nouns and doings, with the forms that quantifiers ask for."""

from typing import NamedTuple


class Noun(NamedTuple):
    """Nominative and partitive singular, nominative and partitive plural."""

    one: str
    some: str
    many: str
    all: str


class Doing(NamedTuple):
    """Singular, plural, after „ei“, and the infinitive after „ei pruugi“; without and with an adjunct."""

    one: str
    many: str
    denied: str
    infinitive: str
    adjuncts: tuple[str, ...]

    def with_adjunct(self, adjunct: str) -> "Doing":
        """„magab diivanil“."""
        one, many, denied, infinitive = (f"{form} {adjunct}" for form in self[:4])
        return Doing(one, many, denied, infinitive, ())


class Family(NamedTuple):
    """Nouns from the narrow to the wide, adjectives that go with them, and what all of them may do."""

    nouns: tuple[Noun, ...]
    adjectives: tuple[Noun, ...]
    doings: tuple[Doing, ...]


def _nouns(text: str) -> tuple[Noun, ...]:
    return tuple(Noun(*one.split(":")) for one in text.split())


LOOKS = _nouns(
    "valge:valget:valged:valgeid must:musta:mustad:musti vana:vana:vanad:vanu noor:noort:noored:noori"
    " väike:väikest:väikesed:väikesi"
)
MOODS = _nouns(
    "rõõmus:rõõmsat:rõõmsad:rõõmsaid noor:noort:noored:noori vana:vana:vanad:vanu"
    " kõhn:kõhna:kõhnad:kõhnu pikk:pikka:pikad:pikki"
)

HOUSE = (
    Doing("magab", "magavad", "maga", "magada", ("diivanil", "toas", "õues", "päikese käes")),
    Doing("jookseb", "jooksevad", "jookse", "joosta", ("õues", "põllul", "väga kiiresti", "metsas")),
    Doing("sööb", "söövad", "söö", "süüa", ("köögis", "õues", "kuuri all")),
    Doing("puhkab", "puhkavad", "puhka", "puhata", ("varjus", "aias", "pärast sööki")),
)
SKY = (
    Doing("lendab", "lendavad", "lenda", "lennata", ("metsa kohal", "kõrgel", "järve poole")),
    Doing("laulab", "laulavad", "laula", "laulda", ("aias", "hommikuti", "metsas")),
    Doing("sööb", "söövad", "söö", "süüa", ("põllul", "aias")),
)
WATER = (
    Doing("ujub", "ujuvad", "uju", "ujuda", ("järves", "kalda lähedal", "sügavas vees")),
    Doing("peitub", "peituvad", "peitu", "peituda", ("kivide vahele", "kõrkjatesse")),
)
FOLK = (
    Doing("laulab", "laulavad", "laula", "laulda", ("laval", "saalis", "valjusti")),
    Doing("tantsib", "tantsivad", "tantsi", "tantsida", ("saalis", "platsil", "laua ümber")),
    Doing("naerab", "naeravad", "naera", "naerda", ("valjusti", "südamest")),
    Doing("loeb", "loevad", "loe", "lugeda", ("pargis", "raamatukogus", "akna all")),
    Doing("jalutab", "jalutavad", "jaluta", "jalutada", ("rannas", "pargis", "pika sammuga")),
)
ANIMAL, HUMAN = "loom:looma:loomad:loomi", "inimene:inimest:inimesed:inimesi"
BEASTS = (
    Family(_nouns(f"puudel:puudlit:puudlid:puudleid koer:koera:koerad:koeri {ANIMAL}"), LOOKS, HOUSE),
    Family(_nouns(f"taks:taksi:taksid:takse koer:koera:koerad:koeri {ANIMAL}"), LOOKS, HOUSE),
    Family(_nouns(f"kass:kassi:kassid:kasse {ANIMAL}"), LOOKS, HOUSE),
    Family(_nouns(f"lammas:lammast:lambad:lambaid {ANIMAL}"), LOOKS, HOUSE),
    Family(_nouns(f"varss:varssa:varsad:varssu hobune:hobust:hobused:hobuseid {ANIMAL}"), LOOKS, HOUSE),
    Family(_nouns(f"vasikas:vasikat:vasikad:vasikaid veis:veist:veised:veiseid {ANIMAL}"), LOOKS, HOUSE),
    Family(_nouns(f"pääsuke:pääsukest:pääsukesed:pääsukesi lind:lindu:linnud:linde {ANIMAL}"), LOOKS, SKY),
    Family(_nouns(f"kotkas:kotkast:kotkad:kotkaid lind:lindu:linnud:linde {ANIMAL}"), LOOKS, SKY),
    Family(_nouns(f"haug:haugi:haugid:hauge kala:kala:kalad:kalu {ANIMAL}"), LOOKS, WATER),
    Family(_nouns(f"ahven:ahvenat:ahvenad:ahvenaid kala:kala:kalad:kalu {ANIMAL}"), LOOKS, WATER),
)
HUMANS = (
    Family(_nouns(f"poiss:poissi:poisid:poisse laps:last:lapsed:lapsi {HUMAN}"), MOODS, FOLK),
    Family(_nouns(f"tüdruk:tüdrukut:tüdrukud:tüdrukuid laps:last:lapsed:lapsi {HUMAN}"), MOODS, FOLK),
    Family(
        _nouns(f"viiuldaja:viiuldajat:viiuldajad:viiuldajaid muusik:muusikut:muusikud:muusikuid {HUMAN}"), MOODS, FOLK
    ),
    Family(_nouns(f"trummar:trummarit:trummarid:trummareid muusik:muusikut:muusikud:muusikuid {HUMAN}"), MOODS, FOLK),
    Family(_nouns(f"kirurg:kirurgi:kirurgid:kirurge arst:arsti:arstid:arste {HUMAN}"), MOODS, FOLK),
    Family(_nouns(f"hambaarst:hambaarsti:hambaarstid:hambaarste arst:arsti:arstid:arste {HUMAN}"), MOODS, FOLK),
    Family(
        _nouns(f"luuletaja:luuletajat:luuletajad:luuletajaid kirjanik:kirjanikku:kirjanikud:kirjanikke {HUMAN}"),
        MOODS,
        FOLK,
    ),
    Family(
        _nouns(f"jalgpallur:jalgpallurit:jalgpallurid:jalgpallureid sportlane:sportlast:sportlased:sportlasi {HUMAN}"),
        MOODS,
        FOLK,
    ),
)
FAMILIES = (*BEASTS, *HUMANS)


def described(adjective: Noun, noun: Noun) -> Noun:
    """„must koer, musta koera, mustad koerad“."""
    return Noun(*(f"{one} {other}" for one, other in zip(adjective, noun, strict=True)))
