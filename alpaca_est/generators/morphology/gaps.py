"""Fill a gap in a sentence with a word in its right form."""

import random

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.morphology.frames import SUBJECT_ADJECTIVES
from alpaca_est.generators.morphology.governments import GOVERNMENTS, SUBJECTS
from alpaca_est.generators.morphology.inflection import UNDECLINED, against, noun_forms
from alpaca_est.generators.morphology.phrasings import Family, Phrasing, either, families, opened, quoted
from alpaca_est.generators.morphology.sentences import ENDINGS, Word, composed, drawn, text

ANSWERS = ("{answer}", "{whole}", "Lünka sobib {quoted}: {whole}", "Õige vorm on {quoted}.")
NOUN, VERB, ADJECTIVE = families(
    "gap",
    (
        (
            Phrasing("Pane sulgudes olev sõna {number}es õigesse käändesse.", "{gapped}"),
            Phrasing("Täida lünk sulgudes oleva sõna õige {number}e vormiga: „{gapped}“"),
            Phrasing("Milline {number}e vorm sobib lünka? „{gapped}“"),
            Phrasing("Palun täitke lünk, käänates sulgudes olevat sõna {number}es.", "{gapped}"),
            Phrasing("Kirjutage lünka sulgudes olev sõna sobivas {number}e käändes.", "{gapped}"),
            Phrasing("Mis vormis peab sulgudes olev sõna lauses olema? Kasuta {number}t.", "{gapped}"),
            Phrasing("Kuidas tuleb sõna „{lemma}“ lauses {number}es käänata? „{bare}“"),
            Phrasing("Pane lünka sõna „{lemma}“ õige {number}e vorm. Kirjuta ainult see vorm.", "{bare}", True),
        ),
        ANSWERS,
    ),
    (
        (
            Phrasing("Pane sulgudes olev tegusõna {into}.", "{gapped}"),
            Phrasing("Täida lünk: pööra sulgudes olevat tegusõna {tense}s. „{gapped}“"),
            Phrasing("Milline {tense} vorm sobib lünka? „{gapped}“"),
            Phrasing("Palun pange sulgudes olev tegusõna {into}.", "{gapped}"),
            Phrasing("Kirjutage lünka sulgudes oleva tegusõna {tense} vorm.", "{gapped}"),
            Phrasing("Kuidas tuleb tegusõna „{lemma}“ lauses {tense}s pöörata? „{bare}“"),
        ),
        ANSWERS,
    ),
    (
        (
            Phrasing("Pane sulgudes olev omadussõna nimisõnaga sobivasse vormi.", "{gapped}"),
            Phrasing("Millises vormis peab sulgudes olev omadussõna olema? „{gapped}“"),
            Phrasing("Täida lünk, käänates sulgudes olevat omadussõna.", "{gapped}"),
            Phrasing("Palun kirjutage lünka omadussõna „{lemma}“ õige vorm.", "{bare}"),
            Phrasing("Kuidas tuleb omadussõna „{lemma}“ lauses käänata? „{bare}“"),
        ),
        ANSWERS,
    ),
)


def draft(chance: random.Random) -> Draft | None:
    """A gap for a noun, a verb or an adjective."""
    return chance.choices((_noun, _verb, _adjective), (6, 3, 2))[0](chance)


def _noun(chance: random.Random) -> Draft | None:
    sentence, cell, nouns = chance.choice(GOVERNMENTS)
    who, lemma = chance.choice(SUBJECTS), chance.choice(nouns)
    if " " not in who and chance.random() < 0.6:
        who = f"{chance.choice(SUBJECT_ADJECTIVES)} {who}"
    answers = noun_forms(lemma, cell)
    if not answers or lemma in answers or lemma in who:
        return None
    return NOUN.draft(
        chance,
        (lemma, cell, "S", answers),
        lemma=lemma,
        number="ainsus" if cell.startswith("sg") else "mitmus",
        answer=either(answers),
        quoted=quoted(answers),
        whole=opened(sentence.format(who=who, gap=answers[0])),
        gapped=opened(sentence.format(who=who, gap=f"____ ({lemma})")),
        bare=opened(sentence.format(who=who, gap="____")),
    )


def _verb(chance: random.Random) -> Draft | None:
    plan = drawn(chance)
    words = composed(plan)
    place = next((place for place, word in enumerate(words) if word.role == "verb"), 0)
    if not words or plan.time:
        return None
    tense = "oleviku" if plan.tense == "present" else "lihtmineviku"
    cell = ENDINGS[plan.tense][plan.person]
    return _composed(chance, VERB, words, place, (words[place].lemma, cell, "V"), tense=tense, into=f"{tense[:-1]}ku")


def _adjective(chance: random.Random) -> Draft | None:
    words = composed(drawn(chance))
    places = [place for place, word in enumerate(words) if word.role == "object attribute"]
    if not places:
        return None
    number, case = words[places[0]].cell.split()
    cell = f"{number} g" if case in UNDECLINED else f"{number} {case}"
    return _composed(chance, ADJECTIVE, words, places[0], (words[places[0]].lemma, cell, "A"))


def _composed(
    chance: random.Random,
    family: Family,
    words: tuple[Word, ...],
    place: int,
    given: tuple[str, str, str],
    **more: str,
) -> Draft:
    word = words[place]
    return family.draft(
        chance,
        (*given, (word.form,)),
        lemma=word.lemma,
        answer=word.form,
        quoted=quoted((word.form,)),
        whole=text(words),
        gapped=text(_replaced(words, place, f"____ ({word.lemma})")),
        bare=text(_replaced(words, place, "____")),
        **more,
    )


def _replaced(words: tuple[Word, ...], place: int, form: str) -> tuple[Word, ...]:
    return (*words[:place], words[place]._replace(form=form), *words[place + 1 :])


def disagreement(draft: Draft) -> str:
    """Whether analysis finds word and cell in each answer, and rules lead to it."""
    lemma, cell, part, answers = draft.given
    if answers[0] not in draft.output and opened(answers[0]) not in draft.output:
        return f"the output lacks {answers[0]}"
    return against(answers, lemma, cell, part)
