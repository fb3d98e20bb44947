"""Texts that are nearly the same are found, others are not, in whatever order they come."""

import random

import numpy as np

from alpaca_est.runs.dataset.likeness import HASHES, TOKEN, Likeness, digest, normal, signature

TASK = (
    "Kirjuta naabrile lühike viisakas kiri, milles palud tal õhtul pärast kümmet muusikat vaiksemaks keerata, sest"
    " lapsed magavad, ja paku välja, et laupäeval võib kauem mängida."
)


def exact(one: str, other: str) -> float:
    """The Jaccard index of runs of three, counted."""
    runs = []
    for text in (one, other):
        tokens = TOKEN.findall(normal(text))
        runs.append({tuple(tokens[place : place + 3]) for place in range(max(1, len(tokens) - 2))})
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def estimate(one: str, other: str) -> float:
    return float(np.mean(signature(normal(one)) == signature(normal(other))))


def test_the_share_of_equal_hashes_is_the_jaccard_index_within_four_standard_errors() -> None:
    words = TASK.split()
    for cut in range(1, len(words) - 3):
        other = " ".join([*words[:cut], "hoopis", "teine", *words[cut + 2 :]])
        assert abs(estimate(TASK, other) - exact(TASK, other)) < 4 * (0.25 / HASHES) ** 0.5


def test_case_white_space_and_composition_make_no_other_text() -> None:
    texts = Likeness()
    assert [texts.add(text) for text in ("Õpi  eesti\nkeelt.", "õpi eesti keelt.", "O\u0303pi eesti keelt.")] == [0] * 3
    assert texts.add("Õpi läti keelt.") == 1
    assert digest("a") != digest("b")


def test_short_empty_and_very_long_texts_have_signatures() -> None:
    for text in ("", "!", "üks", "üks kaks", "\ud83d", "sõna " * 100_000):
        assert signature(normal(text)).shape == (HASHES,)
    long = " ".join(str(number) for number in range(20_000))
    assert estimate(long, long + " lõpp") > 0.95


def test_the_same_pairs_whatever_the_order() -> None:
    texts = [f"{TASK} {word}" for word in "abcdefgh"] + [f"Mis on sõna {word} osastav?" for word in "abcdefgh"]
    found = []
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        likeness = Likeness()
        names = {likeness.add(text): text for text in texts}
        near = set()
        for ones, others in likeness.pairs():
            alike = likeness.alike(ones, others, 0.7)
            pairs = zip(ones[alike].tolist(), others[alike].tolist(), strict=True)
            near |= {frozenset((names[one], names[other])) for one, other in pairs}
        found.append(near)
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 28 and all(TASK in text for pair in found[0] for text in pair)
