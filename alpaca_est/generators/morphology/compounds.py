"""Split compounds into their parts, join parts, and find compounds."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.compound_words import COMPOUNDS
from alpaca_est.generators.morphology.inflection import forms, readings
from alpaca_est.generators.morphology.nouns import NOUNS
from alpaca_est.generators.morphology.phrasings import Phrasing, families, listed

SPLIT, JOIN, FIND, BASE, SEVERAL = families(
    "compound",
    (
        (
            Phrasing("Jaga liitsõna „{word}“ osadeks."),
            Phrasing("Millistest sõnadest koosneb liitsõna „{word}“?"),
            Phrasing("Palun märkige liitsõna „{word}“ osade vahele plussmärk."),
            Phrasing("Mis osadest on moodustatud sõna „{word}“?"),
            Phrasing("Jaga sõna osasõnadeks.", "{word}"),
            Phrasing("Lahutage see liitsõna osadeks. Kirjutage ainult osad.", "{word}", True),
        ),
        ("{split}", "{word} = {split}", "„{word}“ = {split}"),
    ),
    (
        (
            Phrasing("Moodusta nendest osadest liitsõna.", "{parts}"),
            Phrasing("Millise liitsõna saab osadest {parts}?"),
            Phrasing("Palun pange osad kokku üheks sõnaks.", "{split}"),
            Phrasing("Kirjuta „{apart}“ õigesti kokku üheks liitsõnaks."),
            Phrasing("Mis sõna tekib, kui liita {split}?"),
        ),
        ("{word}", "Liitsõna on „{word}“.", "Osadest saab sõna „{word}“."),
    ),
    (
        (
            Phrasing("Milline neist sõnadest on liitsõna: {many}?"),
            Phrasing("Leia loetelust liitsõna.", "{many}"),
            Phrasing("Palun leidke liitsõna ja jagage see osadeks.", "{many}"),
            Phrasing("Üks neist sõnadest on liitsõna. Missugune?", "{many}"),
            Phrasing("Loetelus {many} on üks liitsõna. Kirjuta see osadeks jagatult."),
        ),
        ("Liitsõna on „{word}“ ({split}).", "„{word}“ on liitsõna: {split}."),
    ),
    (
        (
            Phrasing("Mis on liitsõna „{word}“ põhisõna?"),
            Phrasing("Leia liitsõna „{word}“ põhisõna ja täiendsõna."),
            Phrasing("Palun nimetage selle liitsõna põhisõna ja täiendsõna.", "{word}"),
            Phrasing("Milline osa liitsõnast „{word}“ on põhisõna?"),
            Phrasing("Kumb osa on liitsõnas „{word}“ täiendsõna ja kumb põhisõna?"),
        ),
        ("Põhisõna on „{base}“, täiendsõna on „{first}“.", "Põhisõna: {base}\nTäiendsõna: {first}"),
    ),
    (
        (
            Phrasing("Jaga liitsõnad osadeks.", "{several}"),
            Phrasing("Millistest osadest koosnevad liitsõnad {marked}?"),
            Phrasing("Palun märkige iga liitsõna osade vahele plussmärk.", "{several}"),
            Phrasing("Kirjutage iga liitsõna järele selle osad.", "{several}"),
            Phrasing("Kuidas jagunevad osadeks liitsõnad {marked}?"),
        ),
        ("{rows}", "{splits}"),
    ),
)
SIMPLE = tuple(noun.lemma for noun in NOUNS if not noun.gloss and not noun.lemma.endswith("kond"))
"""Words that may be no compounds; of ülikond and maakond people disagree."""


def draft(chance: random.Random) -> Draft | None:
    """A compound to split, join, find or explain, or three to split."""
    family = chance.choices((SPLIT, JOIN, FIND, BASE, SEVERAL), (2, 2, 5, 1, 5))[0]
    compounds = chance.sample(COMPOUNDS, 3)
    parts = compounds[0].split("+")
    if family is BASE and len(parts) != 2:
        return None
    many = [*[word for word in chance.sample(SIMPLE, 4) if len(root(word)) == 1][:3], "".join(parts)]
    chance.shuffle(many)
    several = [one.replace("+", "") for one in compounds]
    splits = [one.replace("+", " + ") for one in compounds]
    return family.draft(
        chance,
        (tuple(compounds), tuple(many) if family is FIND else ()),
        word=several[0],
        split=splits[0],
        parts=listed([f"„{part}“" for part in parts]),
        apart=" ".join(parts),
        many=", ".join(many),
        base=parts[-1],
        first=parts[0],
        several=", ".join(several),
        marked=listed([f"„{word}“" for word in several]),
        rows="\n".join(f"{word} = {split}" for word, split in zip(several, splits, strict=True)),
        splits=", ".join(splits),
    )


def root(word: str) -> tuple[str, ...]:
    """The parts that the dictionary sees in a word; the most where readings differ."""
    return max((one.root for one in readings(word)), key=len, default=())


def disagreement(draft: Draft) -> str:
    """Whether the dictionary splits compounds alike in every reading, and sees one part in the other words."""
    compounds, many = draft.given
    for compound in compounds:
        parts, word = tuple(compound.split("+")), compound.replace("+", "")
        if {one.root for one in readings(word)} != {parts}:
            return f"{compound} is {' + '.join(root(word))}"
        if not forms(word, "sg g"):
            return f"{word} is no noun"
    first = compounds[0].replace("+", "")
    others = [word for word in many if word != first and len(root(word)) != 1]
    return f"{others[0]} is a compound, too" if others else ""
