"""Numbers with the noun that they count, inflected by rule: „üks lause“, „viis lauset“, „viie lausega“."""

from collections.abc import Mapping
from typing import NamedTuple

NOMINATIVE = ("null", "üks", "kaks", "kolm", "neli", "viis", "kuus", "seitse", "kaheksa", "üheksa", "kümme")
GENITIVE = ("nulli", "ühe", "kahe", "kolme", "nelja", "viie", "kuue", "seitsme", "kaheksa", "üheksa", "kümne")
ORDINALS = ("", "esimene", "teine", "kolmas", "neljas", "viies")
ORDINAL_GENITIVES = ("", "esimese", "teise", "kolmanda", "neljanda", "viienda")
ORDINAL_PARTITIVES = ("", "esimest", "teist", "kolmandat", "neljandat", "viiendat")
ENDINGS = {"kom": "ga", "ter": "ni"}
AGREEING = {"ine": "s", "ela": "st", "tra": "ks"}


class Noun(NamedTuple):
    """A noun by the forms that all others are made of."""

    nominative: str
    genitive: str
    partitive: str

    @property
    def plural(self) -> str:
        """Its nominative plural: lausa-d of the genitive."""
        return f"{self.genitive}d"


SENTENCE = Noun("lause", "lause", "lauset")
WORD = Noun("sõna", "sõna", "sõna")
PARAGRAPH = Noun("lõik", "lõigu", "lõiku")
CHARACTER = Noun("tähemärk", "tähemärgi", "tähemärki")
TIME = Noun("kord", "korra", "korda")
POINT = Noun("punkt", "punkti", "punkti")
HEADING = Noun("pealkiri", "pealkirja", "pealkirja")
COLUMN = Noun("veerg", "veeru", "veergu")
ROW = Noun("rida", "rea", "rida")
SPOT = Noun("koht", "koha", "kohta")
GAP = Noun("lünk", "lünga", "lünka")
PART = Noun("osa", "osa", "osa")
QUESTION = Noun("küsimus", "küsimuse", "küsimust")


def number(value: int, *, genitive: bool = False) -> str:
    """A number as running text has it: in words up to ten, then in digits."""
    names = GENITIVE if genitive else NOMINATIVE
    return names[value] if value < len(names) else str(value)


def counted(value: int, noun: Noun, case: str = "nom") -> str:
    """A number and its noun: nom „viis lauset“, gen „viie lause“, kom „viie lausega“, ine „viies lauses“."""
    if case == "nom":
        return f"{number(value)} {noun.nominative if value == 1 else noun.partitive}"
    if case == "gen":
        return f"{number(value, genitive=True)} {noun.genitive}"
    if case in ENDINGS:
        return f"{number(value, genitive=True)} {noun.genitive}{ENDINGS[case]}"
    ending = AGREEING[case]
    agreeing = f"{GENITIVE[value]}{ending}" if value < len(GENITIVE) else str(value)
    return f"{agreeing} {noun.genitive}{ending}"


def forms(name: str, value: int, noun: Noun) -> Mapping[str, str]:
    """Everything a phrasing may say of a number: `{n}`, `{n:gen}`, …, in digits, and without the noun (`{n:bare}`)."""
    cases = {f"{name}:{case}": counted(value, noun, case) for case in ("gen", *ENDINGS, *AGREEING)}
    digits = f"{value} {noun.nominative if value == 1 else noun.partitive}"
    return {name: counted(value, noun), **cases, f"{name}:digits": digits, f"{name}:bare": number(value)}
