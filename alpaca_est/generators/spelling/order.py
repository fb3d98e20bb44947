"""Tasks about the order of words: by the alphabet, first or last in it, by length."""

import random
from collections.abc import Sequence
from itertools import pairwise

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.spelling.alphabet import collation, stand_in_order
from alpaca_est.generators.spelling.lexicon import all_words
from alpaca_est.generators.spelling.phrasing import Kind, Phrasing, composed, listed, unsaid

HARD = "sšzžtuvõäöü"

SORT = (
    Phrasing("Järjesta sõnad tähestiku järgi: {plain}.", "{answer}"),
    Phrasing("Pane need sõnad tähestikulisse järjekorda.", "{answer}", "{plain}"),
    Phrasing("Järjestage järgmised sõnad tähestikuliselt.", "{answer_lines}", "{lines}"),
    Phrasing("Millises järjekorras on need sõnad sõnaraamatus: {plain}?", "Sõnaraamatus on järjekord {answer}."),
    Phrasing("Palun reastage sõnad eesti tähestiku järjekorras.", "{answer}", "{plain}"),
    Phrasing("Järjesta sõnad tähestiku järgi ja kirjuta iga sõna omale reale.", "{answer_lines}", "{plain}"),
    Phrasing("Kuidas järjestada tähestiku alusel sõnu {all}?", "Õige järjekord on {answer}."),
    Phrasing("Sorteeri sõnad a-st y-ni, nagu eesti tähestikus.", "{answer}", "{plain}"),
)
BACKWARDS = (
    Phrasing("Järjesta sõnad tähestikule vastupidises järjekorras.", "{answer}", "{plain}"),
    Phrasing("Pange sõnad tähestiku järgi tagurpidi järjekorda: {plain}.", "{answer}"),
    Phrasing("Reasta sõnad nii, et tähestikus viimane sõna oleks esimene.", "{answer}", "{plain}"),
    Phrasing("Milline on nende sõnade järjekord tähestiku lõpust alates: {plain}?", "Järjekord on {answer}."),
    Phrasing("Sorteerige sõnad tähestiku lõpust algusesse.", "{answer_lines}", "{lines}"),
)
FIRST = (
    Phrasing("Milline neist sõnadest on tähestikulises järjekorras {end}: {either}?", "{End} on „{answer}“."),
    Phrasing("Mis sõna on tähestiku järgi {end}?", "{answer}", "{plain}"),
    Phrasing("Leia sõna, mis on sõnaraamatus teistest {side}.", "{answer}", "{plain}"),
    Phrasing("Nimetage sõna, mis jääb tähestikulises loendis {endmost}: {plain}.", "{answer}"),
    Phrasing("Kui järjestada sõnad {all} tähestiku järgi, milline on siis {end}?", "{End} on siis „{answer}“."),
    Phrasing("Järjestage sõnad mõttes tähestiku järgi ja öelge, milline on {end}.", "{End} on „{answer}“.", "{lines}"),
)
WHICH = (
    Phrasing("Kumb sõna on tähestiku järgi eespool, „{one}“ või „{two}“?", "Eespool on „{answer}“."),
    Phrasing("Kas „{one}“ on sõnaraamatus enne või pärast sõna „{two}“?", "„{one}“ on {before} sõna „{two}“."),
    Phrasing("Kumb sõna tuleb sõnaraamatus varem?", "Varem tuleb „{answer}“.", "{one}, {two}"),
    Phrasing("Kumb neist sõnadest on tähestikulises loendis tagapool, „{one}“ või „{two}“?", "Tagapool on „{last}“."),
    Phrasing("Otsusta, kumb sõna on tähestikus eespool. Vasta ühe sõnaga.", "{answer}", "{one}, {two}"),
    Phrasing(
        "Kumb sõna peaks tähestikulises nimekirjas olema esimene: „{one}“ või „{two}“? Öelge see sõna.", "{answer}"
    ),
)
LENGTH = (
    Phrasing("Järjesta sõnad pikkuse järgi, alustades kõige lühemast.", "{answer}", "{plain}"),
    Phrasing("Reastage sõnad tähtede arvu järgi kasvavalt: {plain}.", "{answer}"),
    Phrasing("Pane sõnad pikkuse järjekorda, lühim esimeseks.", "{answer_lines}", "{lines}"),
    Phrasing("Järjestage sõnad pikimast lühimani.", "{backwards}", "{plain}"),
    Phrasing("Millises järjekorras on sõnad {all}, kui alustada pikimast?", "Järjekord on {backwards}."),
    Phrasing("Sorteeri sõnad pikkuse alusel, pikim viimaseks.", "{answer}", "{plain}"),
)
LONGEST = (
    Phrasing("Milline neist sõnadest on kõige {most}: {either}?", "Kõige {most} on „{answer}“."),
    Phrasing("Leia kõige {most} sõna.", "{answer}", "{plain}"),
    Phrasing("Millises sõnas on kõige {count} tähti?", "Kõige {count} tähti on sõnas „{answer}“.", "{plain}"),
    Phrasing("Nimetage nende hulgast {end} sõna: {plain}.", "{answer}"),
    Phrasing("Mis sõna on siin {end}? Öelge ka, mitu tähte selles on.", "{answer}, {letters}", "{plain}"),
)


def drawn(chance: random.Random, least: int, most: int) -> list[str]:
    """Different words; every second time ones that begin alike or with letters from the alphabet's end."""
    count = chance.randint(least, most)
    words: Sequence[str] = all_words()
    if chance.random() < 0.5:
        first = chance.choice(words)[0]
        wanted = first if chance.random() < 0.5 else HARD
        words = [word for word in words if word[0] in wanted]
    return chance.sample(words, count) if len(words) >= count else chance.sample(all_words(), count)


def _shown(words: Sequence[str]) -> dict[str, str]:
    return {
        "plain": ", ".join(words),
        "lines": "\n".join(words),
        "all": listed(words),
        "either": listed(words, "või"),
    }


def draw_sort(chance: random.Random) -> Draft | None:
    """Words into alphabetical order."""
    words = drawn(chance, 3, 8)
    ordered = sorted(words, key=collation)
    texts = {"answer": ", ".join(ordered), "answer_lines": "\n".join(ordered)}
    return composed("alphabetical_order", SORT, chance, (words, ordered), **_shown(words), **texts)


def draw_backwards(chance: random.Random) -> Draft | None:
    """Words into the opposite of alphabetical order."""
    words = drawn(chance, 3, 6)
    ordered = sorted(words, key=collation, reverse=True)
    texts = {"answer": ", ".join(ordered), "answer_lines": "\n".join(ordered)}
    return composed("alphabetical_backwards", BACKWARDS, chance, (words, ordered[::-1]), **_shown(words), **texts)


def draw_first(chance: random.Random) -> Draft | None:
    """The first or the last of some words."""
    words = drawn(chance, 3, 6)
    end, side, endmost = chance.choice((("esimene", "eespool", "kõige ette"), ("viimane", "tagapool", "kõige lõppu")))
    ordered = sorted(words, key=collation)
    answer = ordered[0] if end == "esimene" else ordered[-1]
    texts = {"end": end, "End": end.capitalize(), "side": side, "endmost": endmost, "answer": answer}
    return composed("first_or_last", FIRST, chance, (words, answer, end), **_shown(words), **texts)


def draw_which(chance: random.Random) -> Draft | None:
    """Which of two words comes first; every second time ones that begin alike."""
    one, two = drawn(chance, 2, 2)
    first, last = sorted((one, two), key=collation)
    before = "enne" if first == one else "pärast"
    return composed(
        "which_comes_first", WHICH, chance, (first, last), one=one, two=two, answer=first, last=last, before=before
    )


def draw_length(chance: random.Random) -> Draft | None:
    """Words of different lengths, by length."""
    words = chance.sample(all_words(), chance.randint(3, 6))
    if len({len(word) for word in words}) < len(words):
        return None
    ordered = sorted(words, key=len)
    texts = {"answer": ", ".join(ordered), "answer_lines": "\n".join(ordered), "backwards": ", ".join(ordered[::-1])}
    return composed("order_by_length", LENGTH, chance, (words, ordered), **_shown(words), **texts)


def draw_longest(chance: random.Random) -> Draft | None:
    """The one longest or shortest word."""
    words = chance.sample(all_words(), chance.randint(3, 6))
    longest = chance.random() < 0.5
    answer = max(words, key=len) if longest else min(words, key=len)
    if sum(len(word) == len(answer) for word in words) > 1:
        return None
    named = ("pikem", "rohkem", "pikim") if longest else ("lühem", "vähem", "lühim")
    texts = dict(zip(("most", "count", "end"), named, strict=True))
    given = (words, answer, longest)
    letters = f"{len(answer)} tähte"
    return composed(
        "longest_or_shortest", LONGEST, chance, given, **_shown(words), answer=answer, letters=letters, **texts
    )


def against_order(draft: Draft) -> str:
    """The order by letters spelt out, and that the words are the same."""
    words, ordered = draft.given
    if not stand_in_order(ordered) or sorted(words) != sorted(ordered):
        return f"{ordered} are not in order"
    return unsaid(draft, *(ordered[::-1] if draft.kind == "alphabetical_backwards" else ordered))


def against_first(draft: Draft) -> str:
    """Each other word compared with the answer."""
    words, answer, end = draft.given
    pairs = [(answer, word) if end == "esimene" else (word, answer) for word in words]
    wrong = [pair for pair in pairs if not stand_in_order(pair)]
    return f"{wrong} are not in order" if wrong else unsaid(draft, answer)


def against_which(draft: Draft) -> str:
    """The two words compared with their letters spelt out."""
    first, last = draft.given
    if first == last or not stand_in_order((first, last)):
        return f"„{last}“ comes first"
    if "pärast" in draft.output or "enne" in draft.output:
        return unsaid(draft, *((last, "pärast", first) if "pärast" in draft.output else (first, "enne", last)))
    return unsaid(draft, last if "tagapool" in draft.instruction else first)


def against_length(draft: Draft) -> str:
    """Every word's letters counted one by one, against the place in the order."""
    words, ordered = draft.given
    counts = [sum(1 for _ in word) for word in ordered]
    rising = all(first < second for first, second in pairwise(counts))
    if not rising or set(words) != set(ordered):
        return f"the lengths are {counts}"
    return unsaid(draft, *(ordered[::-1] if "pikimast" in draft.instruction else ordered))


def against_longest(draft: Draft) -> str:
    """Whether every other word is shorter, or longer."""
    words, answer, longest = draft.given
    others = [word for word in words if word != answer]
    wrong = [word for word in others if (len(word) < len(answer)) is not longest or len(word) == len(answer)]
    return f"{wrong} against „{answer}“" if wrong else unsaid(draft, answer)


KINDS = {
    "alphabetical_order": Kind(draw_sort, against_order, SORT),
    "alphabetical_backwards": Kind(draw_backwards, against_order, BACKWARDS),
    "first_or_last": Kind(draw_first, against_first, FIRST),
    "which_comes_first": Kind(draw_which, against_which, WHICH),
    "order_by_length": Kind(draw_length, against_length, LENGTH),
    "longest_or_shortest": Kind(draw_longest, against_longest, LONGEST),
}
