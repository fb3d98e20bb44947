"""Numbers in words: cardinals there and back, inflected, ordinals, decimals and fractions."""

import random
from math import gcd

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.phrasing import Kind, Phrasing, composed
from alpaca_est.generators.figures.written import figure, read_figure
from alpaca_est.languages.number_reading import read_ordinal, read_words
from alpaca_est.languages.number_words import CASE_NAMES, ENDINGS, Case, cardinal, decimal, ordinal

TO_WORDS = (
    Phrasing("Kirjuta arv {figure} sõnadega."),
    Phrasing("Kirjutage arv {figure} sõnadega."),
    Phrasing("Kuidas kirjutatakse arv {figure} sõnadega?"),
    Phrasing("Kirjuta järgmine arv sõnadega.", "{figure}"),
    Phrasing("Palun kirjutage sisendis olev arv sõnadega välja.", "{figure}"),
    Phrasing("Kuidas loetakse eesti keeles arvu {figure}?"),
    Phrasing("Täidan dokumenti, kuhu arv {figure} tuleb kirjutada sõnadega. Kuidas see õigesti on?"),
    Phrasing("Milline on selle arvu sõnaline kuju?", "{figure}"),
)
TO_FIGURES = (
    Phrasing("Kirjuta numbritega: {words}."),
    Phrasing("Kirjutage see arv numbritega.", "{words}"),
    Phrasing("Kuidas kirjutatakse numbritega „{words}“?"),
    Phrasing("Millise arvuga on tegu? Vasta numbritega.", "{words}"),
    Phrasing("Pane sõnadega kirjutatud arv kirja numbritega.", "{words}"),
    Phrasing("Vormistage arv „{words}“ numbritega ja jätke viie- ja enamakohalises arvus kolme numbri järel tühik."),
)
IN_CASE = (
    Phrasing("Pane arvsõna „{words}“ {case}asse käändesse."),
    Phrasing("Kääna arvsõna „{words}“: milline on {case} kääne?"),
    Phrasing("Kirjutage arv {figure} sõnadega {case}as käändes."),
    Phrasing("Kuidas on „{words}“ {case}as käändes?"),
    Phrasing("Kirjuta arv sõnadega nõutud käändes.", "Arv: {figure}\nKääne: {case}"),
    Phrasing("Pange arvsõna nõutud käändesse.", "{words} ({case})"),
)
CARDINAL_CASES: tuple[Case, ...] = tuple(case for case in CASE_NAMES if case != "n")
IN_ORDER = (
    Phrasing("Kirjuta järgarv sõnadega: {short}."),
    Phrasing("Kuidas loetakse väljendit „{short}“?"),
    Phrasing("Kirjutage number sõnadega välja.", "{short}"),
    Phrasing("Asenda number järgarvsõnaga.", "{short}"),
    Phrasing("Kuidas kirjutatakse „{short}“ ilma numbriteta?"),
    Phrasing("Kirjutage väljend „{short}“ täielikult sõnadega."),
)
ORDERED = {
    "koht": "kohal",
    "korrus": "korrusel",
    "sünnipäev": "sünnipäeval",
    "aastapäev": "aastapäeval",
    "lehekülg": "leheküljel",
    "päev": "päeval",
    "nädal": "nädalal",
    "kilomeeter": "kilomeetril",
    "minut": "minutil",
    "rida": "real",
}
"""What is numbered, and where: 3. korrus, 3. korrusel."""
LONG_ROWS = ("lehekülg", "kilomeeter", "rida", "koht")
DECIMAL = (
    Phrasing("Kirjuta kümnendmurd {figure} sõnadega nii, et iga komakoht on loetud eraldi."),
    Phrasing("Kuidas loetakse arvu {figure}, kui kõik komakohad öelda ühekaupa?"),
    Phrasing("Kirjutage kümnendmurd sõnadega. Lugege komale järgnevad numbrid ükshaaval.", "{figure}"),
    Phrasing("Pane arv {figure} kirja sõnadega; komakohad loe numberhaaval."),
    Phrasing("Milline on sõnadega arv {figure}, kui komajärgsed numbrid nimetada ükshaaval?"),
)
FROM_DECIMAL = (
    Phrasing("Kirjuta kümnendmurd numbritega: {words}."),
    Phrasing("Kuidas kirjutatakse numbritega „{words}“?"),
    Phrasing("Kirjutage arv numbritega.", "{words}"),
    Phrasing("Mis arv see on? Kasuta koma ja numbreid.", "{words}"),
    Phrasing("Vormistage sõnadega antud arv kümnendmurruna.", "{words}"),
)
FRACTION = (
    Phrasing("Kirjuta harilik murd {fraction} sõnadega."),
    Phrasing("Kuidas loetakse murdu {fraction}?"),
    Phrasing("Kirjutage murd sõnadega.", "{fraction}"),
    Phrasing("Kuidas öelda sõnadega {fraction}?"),
    Phrasing("Pane harilik murd sõnadega kirja.", "{fraction}"),
)


def drawn(chance: random.Random, digits: int = 9) -> int:
    """A number with one digit or more, many of them with zeros inside."""
    size = min(digits, chance.choice((2, 3, 3, 4, 4, 5, 5, 6, 7, 9)))
    number = chance.randrange(10 ** (size - 1), 10**size)
    if chance.random() < 0.4:
        place = 10 ** chance.randint(1, size - 1)
        number = number // place * place or number
    return number


def _cardinal_words(chance: random.Random) -> Draft:
    number = drawn(chance)
    words, full = cardinal(number), cardinal(number, full=True)
    words += f" (võib alata ka: {'ükssada' if full.startswith('ükssada') else 'üks tuhat'} …)" if full != words else ""
    output = words if chance.random() < 0.6 else f"Arv {figure(number)} on sõnadega {words}."
    return composed("cardinal_words", TO_WORDS, chance, {"figure": figure(number)}, output=output, given=number)


def _doubt_words(draft: Draft) -> str:
    words, _, begins = draft.output.rpartition("sõnadega ")[2].removesuffix(".").partition(" (võib alata ka: ")
    found = read_words(words)
    one = not begins or begins.startswith(("ükssada", "üks tuhat"))
    return "" if found == draft.given and one else f"{found} for {draft.given}"


def _words_to_digits(chance: random.Random) -> Draft:
    number = drawn(chance)
    words = cardinal(number, full=chance.random() < 0.3)
    output = figure(number)
    return composed("words_to_digits", TO_FIGURES, chance, {"words": words}, output=output, given=words)


def _doubt_figures(draft: Draft) -> str:
    found, wanted = read_figure(draft.output), read_words(draft.given)
    return "" if wanted == found else f"{wanted}, not {found}"


def _number_case(chance: random.Random) -> Draft:
    number = drawn(chance, 4) if chance.random() < 0.8 else chance.randint(2, 10)
    case = chance.choice(CARDINAL_CASES)
    form = cardinal(number, case)
    other = parallel(form, case)
    output = f"{form} (rööpvorm: {other})" if other != form else form
    fields = {"words": cardinal(number), "figure": figure(number), "case": CASE_NAMES[case]}
    return composed("number_case", IN_CASE, chance, fields, output=output, given=(number, case))


def parallel(form: str, case: Case) -> str:
    """The second form that genitive and partitive have beside the usual one."""
    if case == "g":
        return form.replace("teistkümne", "teist")
    if case != "p":
        return form
    words = [word.replace("kümmend", "kümmet").replace("teist", "teistkümmet") for word in form.split()]
    last = words[-1]
    if last.endswith("sada"):
        last = f"{last}t"
    elif last in ("ühte", "kahte"):
        last = last.removesuffix("te") + "t"
    elif last == "tuhat" and len(words) == 1:
        last = "tuhandet"
    return " ".join([*words[:-1], last])


def _doubt_case(draft: Draft) -> str:
    number, case = draft.given
    forms = draft.output.removesuffix(")").split(" (rööpvorm: ")
    read = [read_words(one) for one in forms]
    ending = ENDINGS.get(case, "")
    if read != [number] * len(read) or not all(one.endswith(ending) for one in forms):
        return f"{read} for {number} with the ending -{ending}"
    return ""


def _ordinal_words(chance: random.Random) -> Draft:
    noun = chance.choice(list(ORDERED))
    number = chance.randint(1, 999 if noun in LONG_ROWS else 60)
    case: Case = chance.choice(("n", "ad"))
    shown = noun if case == "n" else ORDERED[noun]
    output = f"{ordinal(number, case)} {shown}"
    short = f"{number}. {shown}"
    return composed("ordinal_words", IN_ORDER, chance, {"short": short}, output=output, given=(number, case, shown))


def _doubt_ordinal(draft: Draft) -> str:
    number, case, noun = draft.given
    words = draft.output.removesuffix(f" {noun}")
    ending = "l" if case == "ad" else ""
    found = read_ordinal(words)
    return "" if found == number and words.endswith(ending) else f"{found} for {number}"


def _decimal_text(chance: random.Random) -> str:
    places = chance.randint(1, 4)
    whole = chance.choice((0, chance.randint(1, 20), chance.randint(21, 999)))
    return f"{whole},{chance.randrange(10 ** (places - 1)):0{places - 1}}{chance.randint(1, 9)}"


def _decimal_words(chance: random.Random) -> Draft:
    text = _decimal_text(chance)
    output = f"Arvu {text} loetakse nii: {decimal(text)}."
    return composed("decimal_words", DECIMAL, chance, {"figure": text}, output=output, given=text)


def _doubt_decimal(draft: Draft) -> str:
    found, wanted = read_words(draft.output.rpartition(": ")[2].removesuffix(".")), read_figure(draft.given)
    return "" if found == wanted else f"{found} for {wanted}"


def _words_to_decimal(chance: random.Random) -> Draft:
    text = _decimal_text(chance)
    words = decimal(text)
    return composed("words_to_decimal", FROM_DECIMAL, chance, {"words": words}, output=text, given=words)


def _fraction_words(chance: random.Random) -> Draft:
    below = chance.choice((*range(3, 21), 30, 40, 50, 60, 80, 90, 100))
    above = chance.choice([above for above in range(1, min(below, 100)) if gcd(above, below) == 1])
    stem = ordinal(below, "g").removesuffix("nda")
    words = f"{cardinal(above)} {stem}ndik{'' if above == 1 else 'ku'}"
    fraction = f"{above}/{below}"
    return composed("fraction_words", FRACTION, chance, {"fraction": fraction}, output=words, given=(above, below))


def _doubt_fraction(draft: Draft) -> str:
    above, _, below = draft.output.rpartition(" ")
    found = (read_words(above), read_ordinal(f"{below.removesuffix('ku').removesuffix('ik')}a"))
    one = draft.output.endswith("ndik")
    return "" if found == draft.given and one == (found[0] == 1) else f"{found} for {draft.given}"


KINDS = (
    Kind("cardinal_words", TO_WORDS, _cardinal_words, _doubt_words),
    Kind("words_to_digits", TO_FIGURES, _words_to_digits, _doubt_figures),
    Kind("number_case", IN_CASE, _number_case, _doubt_case),
    Kind("ordinal_words", IN_ORDER, _ordinal_words, _doubt_ordinal),
    Kind("decimal_words", DECIMAL, _decimal_words, _doubt_decimal),
    Kind("words_to_decimal", FROM_DECIMAL, _words_to_decimal, _doubt_figures),
    Kind("fraction_words", FRACTION, _fraction_words, _doubt_fraction),
)
