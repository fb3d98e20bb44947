"""Tell nouns, adjectives, verbs and other parts of speech."""

import random
from functools import cache

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.adjectives import ADJECTIVES
from alpaca_est.generators.morphology.inflection import readings
from alpaca_est.generators.morphology.nouns import NOUNS
from alpaca_est.generators.morphology.phrasings import Phrasing, families, opened
from alpaca_est.generators.morphology.verbs import ADVERBS, CONJUNCTIONS, NUMERALS, PRONOUNS, VERBS

NAMES = {
    "S": "nimisõna", "A": "omadussõna",
    "V": "tegusõna", "D": "määrsõna", "P": "asesõna", "N": "arvsõna", "J": "sidesõna",
}  # fmt: skip
LISTS = {
    "S": tuple(noun.lemma for noun in NOUNS if not noun.gloss),
    "A": ADJECTIVES,
    "V": VERBS,
    "D": ADVERBS,
    "P": PRONOUNS,
    "N": NUMERALS,
    "J": CONJUNCTIONS,
}
ONE, SORTED, ODD = families(
    "part_of_speech",
    (
        (
            Phrasing("Mis sõnaliik on „{word}“?"),
            Phrasing("Millisesse sõnaliiki kuulub sõna „{word}“?"),
            Phrasing("Määra sõna „{word}“ sõnaliik."),
            Phrasing("Palun määrake sõna „{word}“ sõnaliik."),
            Phrasing("Kas „{word}“ on nimisõna, omadussõna, tegusõna või mõni muu sõna?"),
            Phrasing("Nimeta antud sõna sõnaliik.", "{word}"),
            Phrasing("Öelge, mis sõnaliiki see sõna kuulub. Vastake ühe sõnaga.", "{word}", True),
        ),
        ("{part}", "Sõna „{word}“ on {part}.", "„{word}“ on {part}.", "{Part}"),
    ),
    (
        (
            Phrasing("Jaga sõnad kolme rühma: nimisõnad, omadussõnad ja tegusõnad.", "{many}"),
            Phrasing("Millised neist sõnadest on nimisõnad, millised omadussõnad ja millised tegusõnad?", "{many}"),
            Phrasing("Palun rühmitage järgmised sõnad sõnaliikide järgi.", "{many}"),
            Phrasing("Rühmita sõnad {many} sõnaliigi järgi."),
            Phrasing("Määrake nende sõnade sõnaliigid: {many}."),
        ),
        ("{groups}",),
    ),
    (
        (
            Phrasing("Milline neist sõnadest ei ole {part}: {many}?"),
            Phrasing("Leia loetelust sõna, mis ei ole {part}.", "{many}"),
            Phrasing("Üks sõna ei sobi teiste hulka, sest see ei ole {part}. Milline?", "{many}"),
            Phrasing("Palun leidke, milline sõna ei ole {part}.", "{many}"),
            Phrasing("Missugune sõna on siin ainsana mõni muu sõnaliik kui {part}: {many}?"),
        ),
        ("{odd}", "„{odd}“ ei ole {part}, vaid {other}.", "Sõna „{odd}“, sest see on {other}."),
    ),
)


@cache
def words_of(part: str) -> tuple[str, ...]:
    """The words that the dictionary knows as this part of speech and as nothing else."""
    return tuple(word for word in LISTS[part] if parts(word) == {part})


def parts(word: str) -> set[str]:
    """Every part of speech that a form may be."""
    return {one.part for one in readings(word)}


def draft(chance: random.Random) -> Draft | None:
    """One word, a list to sort, or the odd one out."""
    return chance.choices((_one, _sorted, _odd), (3, 3, 4))[0](chance)


def _one(chance: random.Random) -> Draft | None:
    [part] = chance.choices(tuple(NAMES), (6, 5, 5, 3, 0.5, 0.5, 0.2))
    word = chance.choice(words_of(part))
    return ONE.draft(chance, ((word, part),), word=word, part=NAMES[part], Part=opened(NAMES[part]))


def _sorted(chance: random.Random) -> Draft | None:
    groups = {part: chance.sample(words_of(part), chance.choice((1, 2, 2, 3))) for part in "SAV"}
    many = [(word, part) for part, found in groups.items() for word in found]
    chance.shuffle(many)
    shown = "\n".join(
        f"{opened(NAMES[part])}{'d' if len(groups[part]) > 1 else ''}:"
        f" {', '.join(word for word, own in many if own == part)}"
        for part in groups
    )
    return SORTED.draft(chance, tuple(many), many=", ".join(word for word, _ in many), groups=shown)


def _odd(chance: random.Random) -> Draft | None:
    part, other = chance.sample("SAV", 2) if chance.random() < 0.8 else (chance.choice("SAV"), "D")
    odd = chance.choice(words_of(other))
    many = [(word, part) for word in chance.sample(words_of(part), 3)] + [(odd, other)]
    chance.shuffle(many)
    shown = ", ".join(word for word, _ in many)
    return ODD.draft(chance, tuple(many), many=shown, odd=odd, part=NAMES[part], other=NAMES[other])


def disagreement(draft: Draft) -> str:
    """Whether analysis knows every word as its part of speech only, and the answer says so."""
    told = draft.output.lower()
    for word, part in draft.given:
        if parts(word) != {part}:
            return f"{word} is {' or '.join(sorted(parts(word)))}, not {part}"
        if len(draft.given) == 1 and NAMES[part] not in told:
            return f"the output does not say {NAMES[part]}"
        if "\n" in told and not any(line.startswith(NAMES[part]) and word in line for line in told.splitlines()):
            return f"{word} is not among {NAMES[part]}"
    return ""
