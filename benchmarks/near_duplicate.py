"""Near-duplicates: `python -m benchmarks.near_duplicate [--data DIR] [--growth 300000]`.

The step near_duplicate decides on the 52,002 Alpaca instructions (`alpaca_en_52002.jsonl.gz` in DIR; without it on
20,000 recombined seeds), then rapidfuzz compares all pairs of them in the same run, both on one core. Both must decide
alike, and on the Alpaca instructions ours take at most 10 s, words split included. Growth is the step alone on up to
`--growth` instructions: the given ones, then recombinations of two of them, half of the words of each, so that most are
new but made of the same words. Where rouge_score is installed, 300 comparisons say how long it would take. Ends with 1
where a target is missed.
"""

import argparse
import gzip
import importlib.util
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from alpaca_est.filters.near_duplicate import NearDuplicate
from alpaca_est.record import Record
from alpaca_est.text import words

THRESHOLD, SECONDS = 0.7, 10.0
SIZES = (10_000, 50_000, 100_000, 300_000, 1_000_000)
WITHOUT_DATA, ROUGE_PAIRS = 20_000, 300
BATCH, BLOCK = 1000, 500
PAGE = os.sysconf("SC_PAGE_SIZE")
ROOT = Path(__file__).parents[1]


class Decided(NamedTuple):
    """Which texts stay, the seconds of one core, those on the clock, and the megabytes of the process after it."""

    stays: list[bool]
    seconds: float
    wall: float
    megabytes: float


def instructions(data: Path | None) -> list[str]:
    """The Alpaca instructions, or those of our seeds, recombined."""
    if data is not None:
        with gzip.open(data / "alpaca_en_52002.jsonl.gz", "rt", encoding="utf-8") as file:
            return [json.loads(line)["instruction"] for line in file]
    own = [
        json.loads(line)["instruction"]
        for path in sorted((ROOT / "seeds").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return list(islice(chain(own, recombined(own)), WITHOUT_DATA))


def recombined(texts: Sequence[str]) -> Iterator[str]:
    """Endless mixtures: half of the words of one text, then half of those of another, each half in its order."""
    chance = random.Random(f"recombined {len(texts)}")
    while True:
        yield " ".join(word for _ in range(2) for word in half(chance.choice(texts).split(), chance))


def half(sequence: Sequence[str], chance: random.Random) -> list[str]:
    """Every other word or so, at random."""
    return [sequence[place] for place in sorted(chance.sample(range(len(sequence)), (len(sequence) + 1) // 2))]


def ours(texts: Iterator[str], sizes: Sequence[int]) -> Iterator[Decided]:
    """What the step decides after each of so many texts, in batches; making the texts is not timed."""
    step = NearDuplicate(reject_above=THRESHOLD)
    memory = step.begin()
    stays: list[bool] = []
    seconds = wall = 0.0
    for size in sizes:
        while len(stays) < size:
            batch = islice(texts, min(BATCH, size - len(stays)))
            records = [Record(id=f"made/{len(stays) + place}", instruction=text) for place, text in enumerate(batch)]
            began, core = time.perf_counter(), time.process_time()
            stays += [isinstance(outcome, Record) for outcome in step.run(records, memory)]
            seconds, wall = seconds + time.process_time() - core, wall + time.perf_counter() - began
        yield Decided(stays[:], seconds, wall, resident())


def resident() -> float:
    """The megabytes that this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 2**20


def brute_force(texts: Sequence[str]) -> list[bool]:
    """Which texts stay, by comparing all pairs; a character stands for a word, the most frequent ones for speed first.

    Scores are single precision, so those within a thousandth below the threshold are worked out again exactly.
    """
    split = [words(text) for text in texts]
    frequent = Counter(word for sequence in split for word in sequence).most_common()
    letters = {word: chr(1 + place if place < 0xD000 else 0x10000 + place) for place, (word, _) in enumerate(frequent)}
    coded = ["".join(letters[word] for word in sequence) or "\0" for sequence in split]
    stays: list[bool] = []
    for first in range(0, len(coded), BLOCK):
        block = coded[first : first + BLOCK]
        cutoff = THRESHOLD - 1e-3
        scores = cdist(block, coded[: first + BLOCK], scorer=Indel.normalized_similarity, score_cutoff=cutoff)
        for text, row in zip(block, scores, strict=True):
            near = (other for other in np.flatnonzero(row).tolist() if other < len(stays) and stays[other])
            stays.append(not any(rouge_l(text, coded[other]) > THRESHOLD for other in near))
    return stays


def rouge_l(one: str, other: str) -> float:
    """ROUGE-L F of two coded texts."""
    return Indel.similarity(one, other) / (len(one) + len(other))


def rouge_score(texts: Sequence[str]) -> str:
    """The hours that rouge_score would need to compare each text with all earlier ones."""
    if importlib.util.find_spec("rouge_score") is None:
        return "rouge_score is not installed"
    from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-not-found]

    scorer = RougeScorer(["rougeL"], use_stemmer=False)
    chance = random.Random("rouge")
    began = time.process_time()
    for _ in range(ROUGE_PAIRS):
        scorer.score(chance.choice(texts), chance.choice(texts))
    hours = (time.process_time() - began) / ROUGE_PAIRS * len(texts) ** 2 / 2 / 3600
    return f"  rouge_score            {hours:8.1f} h   projected from {ROUGE_PAIRS} pairs"


def compare(texts: Sequence[str], *, wanted: str) -> tuple[int, float]:
    """How many decisions differ from brute force, and the seconds of one core that ours took; prints both."""
    [found] = ours(iter(texts), [len(texts)])
    began = time.process_time()
    differ = sum(one != other for one, other in zip(found.stays, brute_force(texts), strict=True))
    floor = time.process_time() - began
    print(f"{len(texts):,} instructions, {sum(found.stays):,} stay, {differ} decisions differ from brute force")
    print(f"  ours                   {found.seconds:8.2f} s   {found.wall:.2f} s on the clock   {wanted}".rstrip())
    print(f"  rapidfuzz brute force  {floor:8.2f} s")
    print(rouge_score(texts))
    return differ, found.seconds


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.near_duplicate")
    parser.add_argument("--data", type=Path, default=None, help="a folder with alpaca_en_52002.jsonl.gz")
    parser.add_argument("--growth", type=int, default=300_000, help="the largest size of the growth table")
    given = parser.parse_args()
    texts = instructions(given.data)
    sizes = [size for size in SIZES if size < given.growth] + [given.growth]
    if given.data is None:
        print(f"without --data: the instructions of our seeds, recombined to {WITHOUT_DATA:,}")
    print("growth, ours alone (before brute force, which needs memory of its own)")
    for found in ours(chain(texts, recombined(texts)), sizes):
        stay = sum(found.stays)
        print(f"  {len(found.stays):>9,}  {found.seconds:8.2f} s  {stay:>9,} stay  {found.megabytes:6,.0f} MB")
    differ, seconds = compare(texts, wanted=f"at most {SECONDS:g} s" if given.data else "")
    sys.exit(bool(differ) or bool(given.data and seconds > SECONDS))


if __name__ == "__main__":
    main()
