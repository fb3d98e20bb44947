"""Conjugate a verb: persons, tenses, moods, voices, infinitives and participles."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.cells import COMPOUND, NEGATED, VERB_CELLS, Conjugated
from alpaca_est.generators.morphology.inflection import against, forms, readings
from alpaca_est.generators.morphology.phrasings import Phrasing, either, families, opened, quoted
from alpaca_est.generators.morphology.verbs import MODAL, SAID_OF_THINGS, VERBS, VERBS_OF_THINGS

PARALLEL = ("mõtlema", "ütlema", "minema")
"""Verbs with two forms of a cell that are both in use: mõelda, mõtelda."""
BY_NAME, BY_PERSON = families(
    "verb_form",
    (
        (
            Phrasing("Moodusta tegusõnast „{verb}“ {name}."),
            Phrasing("Mis on tegusõna „{verb}“ {name}?"),
            Phrasing("Milline on tegusõna „{verb}“ {name}?"),
            Phrasing("Palun moodustage tegusõnast „{verb}“ {name}."),
            Phrasing("Kirjuta antud tegusõnast järgmine vorm: {name}.", "{verb}"),
            Phrasing("Leidke tegusõna {name}. Kirjutage ainult vastus.", "{verb}", True),
            Phrasing("Moodusta küsitud vorm.", "Tegusõna: {verb}\nVorm: {name}"),
            Phrasing("Õpin eesti keele grammatikat. Kuidas kõlab tegusõna „{verb}“ {name}?"),
        ),
        ("{answer}", "Tegusõna „{verb}“ {name} on {quoted}.", "{Name} on {quoted}.", "Õige vorm on {quoted}."),
    ),
    (
        (
            Phrasing("Pööra tegusõna „{verb}“: {tense}, {person}."),
            Phrasing("Milline on tegusõna „{verb}“ õige vorm, kui tegija on „{person}“ ({tense})?"),
            Phrasing("Palun pöörake tegusõna. Kirjutage ainult tegusõna vorm.", "{verb}: {tense}, {person}", True),
            Phrasing("Pane tegusõna „{verb}“ vormi, mis sobib tegijaga „{person}“ ({tense})."),
            Phrasing("Pane tegusõna õigesse vormi.", "Tegusõna: {verb}\nTegija: {person}\nVorm: {tense}"),
        ),
        ("{answer}", "Õige vorm on {quoted}.", "Tegusõna „{verb}“ {name} on {quoted}."),
    ),
)
ALL_CELLS = VERB_CELLS | NEGATED | COMPOUND
BASES = {"neg o": "b", "neg nud": "nud", "neg ta": "ta"}


def verb_forms(lemma: str, cell: str) -> tuple[str, ...]:
    """The form of a verb in a simple, negated or compound cell; nothing where it has several that differ in use."""
    if not said(lemma, cell):
        return ()
    if cell in COMPOUND:
        found = forms(lemma, "nud", "V")
        return (f"{cell.split()[0]} {found[0]}",) if len(found) == 1 else ()
    if cell in NEGATED:
        found = forms(lemma, BASES[cell], "V")
        cut = {"neg o": -1, "neg nud": None, "neg ta": None}[cell]
        return (f"ei {found[0][:cut]}",) if len(found) == 1 and lemma != "olema" else ()
    found = forms(lemma, cell, "V")
    if cell == "v" and not _as_quoted(lemma, found):
        return ()
    if cell in ("ksin", "ksime"):
        found += forms(lemma, "ks", "V")
        return found if len(found) == 2 else ()
    return found if len(found) == 1 or (len(found) == 2 and lemma in PARALLEL) else ()


def said(lemma: str, cell: str) -> bool:
    """Whether anybody says this form: nobody orders one to be able, and only things shine."""
    if lemma in MODAL:
        return cell not in ("o", "ge")
    return lemma not in VERBS_OF_THINGS or cell in SAID_OF_THINGS


def _as_quoted(lemma: str, found: tuple[str, ...]) -> bool:
    """Whether the v-participle is the stem of the vat-form: lugev, lugevat; kandev, kandvat."""
    longer = {one for form in found for one in (form + "at", form[:-2] + "vat")}
    return bool(longer & set(forms(lemma, "vat", "V")))


def draft(chance: random.Random) -> Draft | None:
    """A verb and a cell, asked for by its name or by who does it."""
    lemma, cell = chance.choice(VERBS), chance.choice(tuple(ALL_CELLS))
    answers, named = verb_forms(lemma, cell), ALL_CELLS[cell]
    if not answers:
        return None
    family = BY_PERSON if named.person and chance.random() < 0.4 else BY_NAME
    return family.draft(
        chance, (lemma, cell, answers), answer=either(answers), quoted=quoted(answers), **words(lemma, named)
    )


def words(lemma: str, named: Conjugated) -> dict[str, str]:
    """Words for templates."""
    return {"verb": lemma, "name": named.name, "Name": opened(named.name), "tense": named.tense, "person": named.person}


def disagreement(draft: Draft) -> str:
    """Whether analysis finds the verb and the cell in each answer, and rules lead to it."""
    lemma, cell, answers = draft.given
    if missing := [answer for answer in answers if answer not in draft.output]:
        return f"the output lacks {missing[0]}"
    if cell in VERB_CELLS:
        return _simple(answers, lemma, cell)
    helper, main = answers[0].split()
    wanted = {"neg o": "o", "neg ta": "ta"}.get(cell, "nud")
    if not any(one.part == "V" and one.lemma in ("olema", "ei") for one in readings(helper)):
        return f"{helper} is neither olema nor ei"
    if lemma == "minema" and wanted == "o":
        return "" if main == "lähe" else f"{main} is not lähe"
    return against((main,), lemma, wanted, "V")


def _simple(answers: tuple[str, ...], lemma: str, cell: str) -> str:
    if cell in ("ksin", "ksime"):
        return against(answers[:1], lemma, cell, "V") or against(answers[1:], lemma, "ks", "V")
    if cell == "v":
        return "" if _as_quoted(lemma, answers) else f"{answers[0]} leads to no vat-form"
    return against(answers, lemma, cell, "V")
