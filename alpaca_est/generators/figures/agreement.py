"""Nouns after numbers: üks raamat, viis raamatut, 1,5 kilogrammi, viiele lapsele."""

import random
from fractions import Fraction

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.nouns import MEASURED, NOUNS, SCENES
from alpaca_est.generators.figures.phrasing import Kind, Phrasing, composed
from alpaca_est.generators.figures.written import figure, read_figure
from alpaca_est.languages import vabamorf
from alpaca_est.languages.number_reading import read_words
from alpaca_est.languages.number_words import CASE_NAMES, ENDINGS, Case, cardinal
from alpaca_est.languages.vocabulary import estonian_vocabulary

COUNTED = (
    Phrasing("Pane sulgudes olev sõna õigesse vormi.", "{gap}"),
    Phrasing("Pange sulgudes olev sõna õigesse käändesse.", "{gap}"),
    Phrasing("Kirjuta lause „{gap}“ nii, et sulgudes olev sõna sobiks arvuga."),
    Phrasing("Kuidas on õige: „{gap}“? Pane sulgudes olev sõna sobivasse vormi."),
    Phrasing("Täida lünk: millises vormis on sulgudes olev sõna?", "{gap}"),
    Phrasing("Kirjutage lause välja, kasutades sulgudes oleva sõna õiget vormi.", "{gap}"),
)
IN_CASE = (
    Phrasing("Pane ühend „{short}“ {case}asse käändesse. Kirjuta arv sõnadega."),
    Phrasing("Kuidas on ühend „{bare}“ {case}as käändes?"),
    Phrasing("Pange sõnaühend nõutud käändesse.", "{bare} ({case} kääne)"),
    Phrasing("Milline on selle sõnaühendi {case} kääne?", "{bare}"),
    Phrasing("Kirjutage ühendi „{bare}“ {case} kääne."),
    Phrasing("Kääna: {bare}. Nõutud on {case} kääne."),
)
WITH_GENITIVE = ("ter", "es", "ab", "kom")
"""Cases before which the number stands in the genitive: viie lapsega."""
COUNTED_CASES: tuple[Case, ...] = ("g", *ENDINGS)


def _counted_noun(chance: random.Random) -> Draft:
    measured = chance.random() < 0.4
    scene = chance.choice(list(MEASURED if measured else SCENES))
    noun = NOUNS[chance.choice((MEASURED if measured else SCENES)[scene])]
    value = Fraction(chance.choice((1, *range(2, 40))))
    if measured and chance.random() < 0.6:
        value = Fraction(chance.choice((5, 15, 25, 75, 35, chance.randrange(11, 399))), 10)
    spelled = value.denominator == 1 and value < 11 and chance.random() < 0.6
    number = cardinal(int(value)) if spelled else figure(value)
    form = noun.n if value == 1 else noun.p
    output = scene.format(f"{number} {form}")
    gap = scene.format(f"{number} ({noun.n})")
    given = (value, noun.n, form, number, gap)
    return composed("counted_noun", COUNTED, chance, {"gap": gap}, output=output, given=given)


def _doubt_noun(draft: Draft) -> str:
    """The sentence must hold number and form, and Vabamorf must know the form as what the number asks for."""
    value, lemma, form, number, gap = draft.given
    read = read_words(number) if number[0].isalpha() else Fraction(read_figure(number))
    wanted = "S sg n" if value == 1 else "S sg p"
    if read != value or draft.output != gap.replace(f"({lemma})", form) or f"{number} {form}" not in draft.output:
        return f"{gap} with {form} for {value}"
    vocabulary = estonian_vocabulary() if vabamorf.installed() else None
    if vocabulary and lemma not in vocabulary.lemmas_as(form, frozenset({wanted})):
        return f"{form} is no {wanted} of {lemma}"
    return ""


def _counted_case(chance: random.Random) -> Draft:
    noun = NOUNS[chance.choice(list(NOUNS))]
    value = chance.choice((*range(2, 11), 12, 15, 20, 30, 40, 50, 100, chance.randint(21, 99)))
    case = chance.choice(COUNTED_CASES)
    number = cardinal(value, "g" if case in WITH_GENITIVE else case)
    form = noun.g + ENDINGS.get(case, "")
    bare = f"{cardinal(value)} {noun.p}"
    given = (value, noun.n, number, form, case)
    return composed(
        "counted_case",
        IN_CASE,
        chance,
        {"bare": bare, "short": f"{value} {noun.p}", "case": CASE_NAMES[case]},
        output=f"{number} {form}",
        given=given,
    )


def _doubt_case(draft: Draft) -> str:
    value, lemma, number, form, case = draft.given
    if read_words(number) != value or draft.output != f"{number} {form}":
        return f"{number} is not {value}"
    vocabulary = estonian_vocabulary() if vabamorf.installed() else None
    if vocabulary and lemma not in vocabulary.lemmas_as(form, frozenset({f"S sg {case}"})):
        return f"{form} is no {case} of {lemma}"
    return ""


KINDS = (
    Kind("counted_noun", COUNTED, _counted_noun, _doubt_noun),
    Kind("counted_case", IN_CASE, _counted_case, _doubt_case),
)
