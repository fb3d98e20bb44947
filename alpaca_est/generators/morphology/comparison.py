"""Degrees of adjectives, alone and in sentences that compare."""

import random
from functools import cache

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.adjectives import ADJECTIVES, BY_KIND, COLOURS
from alpaca_est.generators.morphology.inflection import forms, readings
from alpaca_est.generators.morphology.nouns import NOUNS
from alpaca_est.generators.morphology.phrasings import Phrasing, either, families, opened, quoted

GRADED = (
    Phrasing("Mis on omadussõna „{adjective}“ {degree}?"),
    Phrasing("Moodusta omadussõnast „{adjective}“ {degree}."),
    Phrasing("Palun pange omadussõna „{adjective}“ {stem}sse."),
    Phrasing("Kuidas on „{adjective}“ {stem}s?"),
    Phrasing("Kirjuta antud omadussõna {degree}.", "{adjective}"),
    Phrasing("Milline on antud omadussõna {degree}? Vastake palun.", "{adjective}"),
    Phrasing("Õpin omadussõnade võrdlusastmeid. Mis on sõna „{adjective}“ {degree}?"),
)
LABELS = ("{answer}", "Omadussõna „{adjective}“ {degree} on {quoted}.", "{Degree} on {quoted}.")
FORMED, POSITIVE, COMPARED = families(
    "comparison",
    (GRADED, LABELS),
    (
        (
            Phrasing("Mis on sõna „{graded}“ algvõrre?"),
            Phrasing("Leia omadussõna „{graded}“ algvõrre."),
            Phrasing("Millise omadussõna {degree} on „{graded}“?"),
            Phrasing("Kirjutage antud sõna algvõrdes.", "{graded}"),
            Phrasing("Pane sõna „{graded}“ algvõrdesse."),
        ),
        ("{adjective}", "Sõna „{graded}“ algvõrre on „{adjective}“.", "Algvõrre on „{adjective}“."),
    ),
    (
        (
            Phrasing("Pane sulgudes olev omadussõna keskvõrdesse: „{gapped}“"),
            Phrasing("Täida lünk, kasutades sulgudes oleva sõna keskvõrret.", "{gapped}"),
            Phrasing("Palun kirjutage lünka sulgudes oleva omadussõna keskvõrre.", "{gapped}"),
            Phrasing("Missugune keskvõrde vorm sobib lünka? „{gapped}“"),
            Phrasing("Kirjuta lünka sulgudes olev sõna keskvõrdes.", "{gapped}"),
            Phrasing("Milline keskvõrde vorm käib lünka? Kirjuta ainult see sõna.", "{gapped}", True),
        ),
        ("{answer}", "{whole}", "Lünka sobib „{answer}“: {whole}"),
    ),
)
IRREGULAR = {"hea": ("parem", "parim"), "väike": ("väiksem", "väikseim")}
SENTENCES = (
    "{first} on {adjective}, aga {second} on veel {gap}.",
    "{first} on {gap} kui {second}.",
    "Minu meelest on {first} {gap} kui {second}.",
    "Kas {first} on {gap} kui {second}?",
    "See {first} on {gap} kui too {second}.",
    "{first} tundub {gap} kui {second}.",
)
COMPARABLE = {
    kind: tuple(word for word in words if word not in (*COLOURS.split(), "katkine", "tavaline"))
    for kind, words in BY_KIND.items()
}
KINDS = ("person", "animal", "food", "thing", "clothes", "vehicle", "place", "body")


@cache
def graded(adjective: str, degree: str) -> str:
    """The comparative (`C`: -m) or the short superlative (`U`: -im) that the dictionary has, or nothing."""
    if adjective in IRREGULAR:
        return IRREGULAR[adjective]["CU".index(degree)]
    found = forms(adjective, "sg g", "A")
    stems = {stem for form in found for stem in (form, form[:-1] + "e")} if degree == "C" else _plural_stems(adjective)
    ending = "m" if degree == "C" else "im"
    fit = [stem + ending for stem in sorted(stems) if _is(stem + ending, degree)]
    return fit[0] if len(fit) == 1 else ""


def _plural_stems(adjective: str) -> set[str]:
    return {form[:-1] for form in forms(adjective, "sg g", "A")} | set(forms(adjective, "sg g", "A"))


def _is(form: str, degree: str) -> bool:
    return any(one.part == degree and one.form == "sg n" for one in readings(form))


def draft(chance: random.Random) -> Draft | None:
    """A degree to form, a positive to find, or a sentence that compares."""
    return chance.choices((_formed, _positive, _compared), (3, 1, 8))[0](chance)


def _formed(chance: random.Random) -> Draft | None:
    adjective = chance.choice(ADJECTIVES)
    comparative, short = graded(adjective, "C"), graded(adjective, "U")
    if not comparative:
        return None
    superlative = chance.random() < 0.5
    answers: tuple[str, ...] = (comparative,)
    if superlative:
        answers = (f"kõige {comparative}", short) if short else (f"kõige {comparative}",)
    degree = "ülivõrre" if superlative else "keskvõrre"
    return FORMED.draft(
        chance,
        (adjective, answers, "CU" if superlative else "C"),
        adjective=adjective,
        degree=degree,
        Degree=opened(degree),
        stem="ülivõrde" if superlative else "keskvõrde",
        answer=either(answers),
        quoted=quoted(answers),
    )


def _positive(chance: random.Random) -> Draft | None:
    adjective, degree = chance.choice(ADJECTIVES), chance.choice("CCU")
    form = graded(adjective, degree)
    if not form or {one.part for one in readings(form)} != {degree}:
        return None
    name = "keskvõrre" if degree == "C" else "ülivõrre"
    return POSITIVE.draft(chance, (adjective, (form,), degree), adjective=adjective, graded=form, degree=name)


def _compared(chance: random.Random) -> Draft | None:
    kind = chance.choice(KINDS)
    first, second = chance.sample([noun.lemma for noun in NOUNS if noun.kind == kind and not noun.gloss], 2)
    adjective, sentence = chance.choice(COMPARABLE[kind]), chance.choice(SENTENCES)
    comparative = graded(adjective, "C")
    if not comparative:
        return None
    words = {"first": first, "second": second, "adjective": adjective}
    whole = opened(sentence.format(gap=comparative, **words))
    gapped = opened(sentence.format(gap=f"____ ({adjective})", **words))
    return COMPARED.draft(chance, (adjective, (comparative,), "C"), answer=comparative, whole=whole, gapped=gapped)


def disagreement(draft: Draft) -> str:
    """Whether the dictionary has the form as that degree, and it begins as a form of the adjective does."""
    adjective, answers, degrees = draft.given
    for answer, degree in zip(answers, degrees, strict=False):
        form = answer.removeprefix("kõige ")
        if not _is(form, degree):
            return f"{form} is no {degree}"
        [genitive, *_] = forms(adjective, "sg g", "A")
        if adjective not in IRREGULAR and form[: len(genitive) - 1] != genitive[:-1]:
            return f"{form} is not of {genitive}"
    return ""
