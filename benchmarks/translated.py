"""Translated records to plant faults into: English tasks with Estonian counterparts that people wrote."""

import random
import re
import string
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from alpaca_est.languages.sentences import sentences
from alpaca_est.record import Record, Sample

ROOT = Path(__file__).parents[1]
OWN = "seeds/memory_en_et.tsv"
TASKS = (
    ("Summarize the following text in a few words.", "Tee järgmisest tekstist paarisõnaline kokkuvõte."),
    ("Continue the story.", "Jätka lugu."),
    ("What do these sentences have in common?", "Mis on nendel lausetel ühist?"),
    ("Rewrite the text so that a child understands it.", "Kirjuta tekst ümber nii, et laps sellest aru saaks."),
    ("Write down everything that happened yesterday.", "Kirjuta üles kõik, mis eile juhtus."),
    ("Why did this happen?", "Miks see juhtus?"),
    ("Tell me what you would do in this situation.", "Räägi, mida sina selles olukorras teeksid."),
    ("Describe the day of these people in your own words.", "Kirjelda oma sõnadega nende inimeste päeva."),
)
LABELLED = (
    (
        'Is the mood of the text "cheerful" or "sad"?',
        "Kas teksti meeleolu on „rõõmus“ või „kurb“?",
        "cheerful",
        "rõõmus",
    ),
    ("Is this news, advice or a story?", "Kas see on uudis, nõuanne või lugu?", "story", "lugu"),
    ("Answer with yes or no: is somebody hurt?", "Vasta jah või ei: kas keegi sai haiget?", "no", "ei"),
)
EXTRAS = (
    (
        "See https://example.org/list?page={0} for {0} more.",
        "Veel {0} leiab aadressilt https://example.org/list?page={0}.",
    ),
    ("Call `count({0})` to get 1,{1}.5 of them.", "Kutsu välja `count({0})`, et saada 1 {1},5 tükki."),
    ("It happened on 3 May {0} and cost {1} euros.", "See juhtus 3. mail {0} ja maksis {1} eurot."),
)
MISTAKEN = (
    (
        "He go to school every day.",
        "He goes to school every day.",
        "Ta lähen iga päev kooli.",
        "Ta läheb iga päev kooli.",
    ),
    (
        "Them was very tired yesterday.",
        "They were very tired yesterday.",
        "Nad oli eile väga väsinud.",
        "Nad olid eile väga väsinud.",
    ),
)


def pairs(data: Path | None) -> list[tuple[str, str]]:
    """English and Estonian sentences on one line each: our own, or with a data folder those of bitext_en_et.tsv."""
    path = data / "bitext_en_et.tsv" if data else ROOT / OWN
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row[0], row[1]) for row in rows if len(row) == 2 and len(row[0]) > 3 and "\\n" not in row[0]]


def records(given: Sequence[tuple[str, str]], count: int) -> Iterator[Record]:
    """So many records of three to six neighbouring pairs each, some with numbers, addresses, code, labels."""
    for number in range(count):
        chance = random.Random(f"translated/{number}")
        start, size = chance.randrange(len(given) - 6), chance.randrange(3, 7)
        chosen = list(given[start : start + size])
        if chance.random() < 0.6:
            old, new = EXTRAS[number % len(EXTRAS)]
            values = (chance.randrange(1950, 2025), chance.randrange(100, 1000))
            chosen.insert(chance.randrange(len(chosen) + 1), (old.format(*values), new.format(*values)))
        text, target = (" ".join(part) for part in zip(*chosen, strict=True))
        if number % 5 == 0:
            asked, wanted, answer, right = LABELLED[number // 5 % len(LABELLED)]
            yield record(number, (asked, text, answer), (wanted, target, right))
        elif number % 5 == 1:
            wrong, mended, falsch, corrected = MISTAKEN[number // 5 % len(MISTAKEN)]
            yield record(
                number,
                ("Rewrite the text without mistakes.", f"{wrong} {text}", f"{mended} {text}"),
                ("Kirjuta tekst ümber ilma vigadeta.", f"{falsch} {target}", f"{corrected} {target}"),
            )
        else:
            asked, wanted = TASKS[number % len(TASKS)]
            yield record(number, (asked, "", text), (wanted, "", target))


def record(number: int, before: tuple[str, str, str], after: tuple[str, str, str]) -> Record:
    """A translated record with its original."""
    original = Sample(lang="en", instruction=before[0], input=before[1], output=before[2])
    instruction, given, output = after
    return Record(
        id=f"pair:{number:03d}/0", lang="et", original=original, instruction=instruction, input=given, output=output
    )


def _cut(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text, "et")]


Fault = Callable[[Record, random.Random, Sequence[Record]], Record | None]


def sentence_dropped(given: Record, chance: random.Random, _: Sequence[Record]) -> Record | None:
    """One sentence of three or more is missing."""
    parts = _cut(given.output)
    if len(parts) < 3:
        return None
    del parts[chance.randrange(len(parts))]
    return replace(given, output=" ".join(parts))


def half_dropped(given: Record, _: random.Random, __: Sequence[Record]) -> Record | None:
    """The second half of the sentences is missing."""
    parts = _cut(given.output)
    return replace(given, output=" ".join(parts[: len(parts) // 2])) if len(parts) >= 3 else None


def left_english(given: Record, chance: random.Random, _: Sequence[Record]) -> Record | None:
    """One sentence was left in English."""
    before = given.original
    parts = _cut(given.output)
    old = [sentence.text for sentence in sentences(before.output, "en")] if before else []
    if len(parts) < 3 or len(old) != len(parts):
        return None
    place = chance.choice([number for number, one in enumerate(old) if len(one.split()) >= 4] or [0])
    parts[place] = old[place]
    return replace(given, output=" ".join(parts))


def untranslated(given: Record, _: random.Random, __: Sequence[Record]) -> Record | None:
    """The output is the original."""
    if given.original is None or len(given.original.output) < 40:
        return None
    return replace(given, output=given.original.output)


def shifted(given: Record, chance: random.Random, others: Sequence[Record]) -> Record | None:
    """Input and output are those of another row."""
    other = chance.choice(others)
    if len(given.output) < 40 or other.output == given.output or len(other.output) < 40:
        return None
    return replace(given, input=other.input, output=other.output)


def number_changed(given: Record, chance: random.Random, _: Sequence[Record]) -> Record | None:
    """One digit is another."""
    places = [number for number, sign in enumerate(given.output) if sign in string.digits]
    if not places:
        return None
    place = chance.choice(places)
    digit = str((int(given.output[place]) + chance.randrange(1, 9)) % 10)
    return replace(given, output=f"{given.output[:place]}{digit}{given.output[place + 1 :]}")


def url_lost(given: Record, _: random.Random, __: Sequence[Record]) -> Record | None:
    """The address is gone."""
    found = re.search(r"https?://\S+?(?=[.,]?(?:\s|$))", given.output)
    return replace(given, output=given.output.replace(found[0], "veebist")) if found else None


def code_changed(given: Record, _: random.Random, __: Sequence[Record]) -> Record | None:
    """The code was translated."""
    return replace(given, output=given.output.replace("`count(", "`loenda(")) if "`count(" in given.output else None


def label_lost(given: Record, _: random.Random, __: Sequence[Record]) -> Record | None:
    """The answer is another word than the task offers."""
    other = {"rõõmus": "lõbus", "lugu": "jutustus", "ei": "mitte"}.get(given.output)
    return replace(given, output=other) if other else None


def repaired_input(given: Record, _: random.Random, __: Sequence[Record]) -> Record | None:
    """The input lost the mistakes that were to be corrected."""
    return replace(given, input=given.output) if "vigadeta" in given.instruction else None


def answered(given: Record, _: random.Random, __: Sequence[Record]) -> Record | None:
    """The instruction was obeyed."""
    return replace(given, instruction=given.output) if len(given.output) > 40 else None


def sentence_repeated(given: Record, chance: random.Random, _: Sequence[Record]) -> Record | None:
    """One sentence comes twice."""
    parts = _cut(given.output)
    places = [number for number, one in enumerate(parts) if len(one.split()) >= 4]
    if not places:
        return None
    place = chance.choice(places)
    return replace(given, output=" ".join([*parts[: place + 1], *parts[place:]]))


FAULTS: dict[str, Fault] = {
    "sentence dropped": sentence_dropped,
    "half dropped": half_dropped,
    "one sentence left English": left_english,
    "untranslated": untranslated,
    "shifted rows": shifted,
    "number changed": number_changed,
    "URL lost": url_lost,
    "code changed": code_changed,
    "label lost": label_lost,
    "repaired input": repaired_input,
    "answered instruction": answered,
    "repeated sentence": sentence_repeated,
}
