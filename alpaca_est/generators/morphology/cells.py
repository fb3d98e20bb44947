"""What the cells of a paradigm are called in Estonian."""

from typing import NamedTuple

CASE_NAMES = {
    "n": "nimetav", "g": "omastav", "p": "osastav", "ill": "sisseütlev", "in": "seesütlev", "el": "seestütlev",
    "all": "alaleütlev", "ad": "alalütlev", "abl": "alaltütlev", "tr": "saav", "ter": "rajav", "es": "olev",
    "ab": "ilmaütlev", "kom": "kaasaütlev",
}  # fmt: skip
QUESTIONS = {
    "n": ("kes", "mis"), "g": ("kelle", "mille"), "p": ("keda", "mida"), "ill": ("kellesse", "millesse"),
    "in": ("kelles", "milles"), "el": ("kellest", "millest"), "all": ("kellele", "millele"),
    "ad": ("kellel", "millel"), "abl": ("kellelt", "millelt"), "tr": ("kelleks", "milleks"),
    "ter": ("kelleni", "milleni"), "es": ("kellena", "millena"), "ab": ("kelleta", "milleta"),
    "kom": ("kellega", "millega"),
}  # fmt: skip
"""Questions that a case answers, of people and animals, and of things."""
NUMBERS = {"sg": "ainsus", "pl": "mitmus"}
NOUN_CELLS = tuple(f"{number} {case}" for number in NUMBERS for case in CASE_NAMES if (number, case) != ("sg", "n"))


def noun_words(cell: str, *, animate: bool) -> dict[str, str]:
    """Words for templates: `number` mitmus, `case` osastav, `question` keda."""
    number, case = cell.split()
    return {"number": NUMBERS[number], "case": CASE_NAMES[case], "question": QUESTIONS[case][0 if animate else 1]}


class Conjugated(NamedTuple):
    """A form of a verb: its full name, and tense, number and person where it has them."""

    name: str
    """As `oleviku ainsuse esimene pööre`."""
    tense: str = ""
    """As `olevik`."""
    person: str = ""
    """Who does it: `mina`."""


VERB_CELLS = {
    "n": Conjugated("oleviku ainsuse esimene pööre", "olevik", "mina"),
    "d": Conjugated("oleviku ainsuse teine pööre", "olevik", "sina"),
    "b": Conjugated("oleviku ainsuse kolmas pööre", "olevik", "tema"),
    "me": Conjugated("oleviku mitmuse esimene pööre", "olevik", "meie"),
    "te": Conjugated("oleviku mitmuse teine pööre", "olevik", "teie"),
    "vad": Conjugated("oleviku mitmuse kolmas pööre", "olevik", "nemad"),
    "sin": Conjugated("lihtmineviku ainsuse esimene pööre", "lihtminevik", "mina"),
    "s": Conjugated("lihtmineviku ainsuse kolmas pööre", "lihtminevik", "tema"),
    "sime": Conjugated("lihtmineviku mitmuse esimene pööre", "lihtminevik", "meie"),
    "site": Conjugated("lihtmineviku mitmuse teine pööre", "lihtminevik", "teie"),
    "sid": Conjugated("lihtmineviku mitmuse kolmas pööre", "lihtminevik", "nemad"),
    "ks": Conjugated("tingiva kõneviisi oleviku ainsuse kolmas pööre", "tingiv kõneviis", "tema"),
    "ksin": Conjugated("tingiva kõneviisi oleviku ainsuse esimene pööre", "tingiv kõneviis", "mina"),
    "ksime": Conjugated("tingiva kõneviisi oleviku mitmuse esimene pööre", "tingiv kõneviis", "meie"),
    "o": Conjugated("käskiva kõneviisi ainsuse teine pööre", "käskiv kõneviis", "sina"),
    "ge": Conjugated("käskiva kõneviisi mitmuse teine pööre", "käskiv kõneviis", "teie"),
    "vat": Conjugated("kaudse kõneviisi oleviku vorm"),
    "takse": Conjugated("umbisikulise tegumoe olevik"),
    "ti": Conjugated("umbisikulise tegumoe lihtminevik"),
    "taks": Conjugated("umbisikulise tegumoe tingiva kõneviisi olevik"),
    "da": Conjugated("da-tegevusnimi"),
    "mas": Conjugated("mas-vorm"),
    "mast": Conjugated("mast-vorm"),
    "mata": Conjugated("mata-vorm"),
    "des": Conjugated("des-vorm"),
    "nud": Conjugated("nud-kesksõna"),
    "tud": Conjugated("tud-kesksõna"),
    "v": Conjugated("v-kesksõna"),
    "tav": Conjugated("tav-kesksõna"),
}
NEGATED = {
    "neg o": Conjugated("oleviku eitav vorm"),
    "neg nud": Conjugated("lihtmineviku eitav vorm"),
    "neg ta": Conjugated("umbisikulise tegumoe oleviku eitav vorm"),
}
COMPOUND = {
    "on nud": Conjugated("täismineviku ainsuse kolmas pööre", "täisminevik", "tema"),
    "olen nud": Conjugated("täismineviku ainsuse esimene pööre", "täisminevik", "mina"),
    "oleme nud": Conjugated("täismineviku mitmuse esimene pööre", "täisminevik", "meie"),
    "oli nud": Conjugated("ennemineviku ainsuse kolmas pööre", "enneminevik", "tema"),
    "olid nud": Conjugated("ennemineviku mitmuse kolmas pööre", "enneminevik", "nemad"),
}
