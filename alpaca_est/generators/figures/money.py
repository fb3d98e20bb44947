"""Amounts of money in words and in figures."""

import random
import re

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.figures.phrasing import Kind, Phrasing, composed
from alpaca_est.generators.figures.written import euros, figure, read_figure
from alpaca_est.languages.number_reading import read_words
from alpaca_est.languages.number_words import cardinal

TO_WORDS = (
    Phrasing("Kirjuta summa {amount} sõnadega."),
    Phrasing("Kuidas kirjutada lepingusse sõnadega summa {amount}?"),
    Phrasing("Kirjutage rahasumma sõnadega, eurod ja sendid eraldi.", "{amount}"),
    Phrasing("Pane summa sõnadega kirja.", "{amount}"),
    Phrasing("Maksekorraldusel on {amount}. Kuidas on see summa sõnadega?"),
    Phrasing("Palun vormistage summa {amount} sõnadega."),
)
TO_FIGURES = (
    Phrasing("Kirjuta rahasumma numbritega: {words}."),
    Phrasing("Kuidas kirjutada numbritega „{words}“?"),
    Phrasing("Kirjutage summa numbritega, sendid koma järel.", "{words}"),
    Phrasing("Mis summa see on? Vasta numbritega.", "{words}"),
    Phrasing("Sõnadega antud summa tuleb kanda tabelisse numbritega. Mida sa kirjutad?", "{words}"),
)


def spelled(cents: int) -> str:
    """An amount in words: kaksteist eurot ja viiskümmend senti."""
    whole, rest = divmod(cents, 100)
    parts = [f"{cardinal(whole)} {'euro' if whole == 1 else 'eurot'}"] if whole else []
    parts += [f"{cardinal(rest)} {'sent' if rest == 1 else 'senti'}"] if rest else []
    return " ja ".join(parts)


def _drawn(chance: random.Random) -> int:
    whole = chance.choice((chance.randint(1, 20), chance.randint(10, 999), chance.randint(1000, 60_000)))
    return 100 * whole + chance.choice((0, 50, 10 * chance.randrange(10), chance.randrange(100)))


def _words(chance: random.Random) -> Draft:
    cents = _drawn(chance)
    amount = f"{figure(cents // 100)},{cents % 100:02} eurot" if chance.random() < 0.3 else euros(cents)
    return composed("money_words", TO_WORDS, chance, {"amount": amount}, output=spelled(cents), given=cents)


def _read(text: str) -> int:
    """The cents of an amount in words."""
    found = re.fullmatch(r"(?:(.+?) eurot?)?(?: ja )?(?:(.+?) senti?)?", text)
    assert found is not None, "an amount has euros or cents"
    return 100 * int(read_words(found[1] or "null")) + int(read_words(found[2] or "null"))


def _doubt_words(draft: Draft) -> str:
    found = _read(draft.output)
    return "" if found == draft.given else f"{found} cents, not {draft.given}"


def _figures(chance: random.Random) -> Draft:
    cents = _drawn(chance)
    words = spelled(cents)
    return composed("money_figures", TO_FIGURES, chance, {"words": words}, output=euros(cents), given=words)


def _doubt_figures(draft: Draft) -> str:
    number, _, unit = draft.output.rpartition(" ")
    wanted = _read(draft.given)
    if read_figure(number) * 100 != wanted or unit != ("euro" if wanted == 100 else "eurot"):
        return f"{wanted} cents, not {draft.output}"
    return ""


KINDS = (
    Kind("money_words", TO_WORDS, _words, _doubt_words),
    Kind("money_figures", TO_FIGURES, _figures, _doubt_figures),
)
