"""The words, phrases and letters that constraints are drawn from, such as fit a task."""

import random
from collections.abc import Sequence

from alpaca_est.constraints.constraint import Task
from alpaca_est.constraints.reading import clean
from alpaca_est.constraints.traits import lemmas, nouns
from alpaca_est.text import WORD

GENERAL = (
    *("hommik", "õhtu", "kevad", "suvi", "sügis", "talv", "nädal", "minut", "mets", "meri", "jõgi", "tuul", "vihm"),
    *("lumi", "päike", "kivi", "lill", "lind", "koer", "kass", "hobune", "kodu", "aken", "uks", "laud", "köök"),
    *("tänav", "küla", "sild", "rong", "laev", "jalgratas", "sõber", "ema", "vanaema", "naaber", "õpetaja", "laps"),
    *("kool", "raamat", "kiri", "laul", "mäng", "unistus", "mälestus", "julgus", "rõõm", "mure", "vaikus", "valgus"),
    *("soojus", "leib", "õun", "kohv", "supp", "võti", "kaart", "peegel", "küünal", "müts"),
)
ADVERBS = frozenset({"väga", "lihtsalt", "tegelikult", "alati", "kindlasti"})
OVERUSED = (
    *("väga", "asi", "tore", "ilus", "hea", "suur", "oluline", "lihtsalt", "tegelikult", "alati", "kindlasti"),
    *("palju", "inimene", "võimalus", "probleem", "maailm", "elu", "huvitav", "parim", "eriline", "uus"),
)
PHRASES = (
    "samm sammult",
    "igal juhul",
    "lõpp hea, kõik hea",
    "kõigest hoolimata",
    "vähe sellest",
    "nii või teisiti",
    "iga päevaga",
    "tasub meeles pidada",
    "aeg annab arutust",
    "ühe sõnaga",
    "teisisõnu öeldes",
    "nagu öeldakse",
    "hommik on õhtust targem",
    "tasa sõuad, kaugele jõuad",
)
LETTERS = "aeiosulkmtõäöü"
AVOIDED = "öõüfhbjgr"
FEWEST_NOUNS = 4
FROM_ANSWER = 0.75


def unnamed(choices: Sequence[str], request: str) -> list[str]:
    """Those words that a request does not name itself."""
    there = {lemma for word in WORD.findall(clean(request)) for lemma in lemmas(word)}
    return [word for word in choices if word not in there]


def fitting(task: Task, chance: random.Random) -> list[str]:
    """Nouns for a task: mostly those of its answer, so that they belong there, else such as go with anything."""
    own = unnamed(nouns(task.answer), task.request)
    return own if len(own) >= FEWEST_NOUNS and chance.random() < FROM_ANSWER else unnamed(GENERAL, task.request)
