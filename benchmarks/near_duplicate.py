"""Near-duplicates: `python -m benchmarks.near_duplicate [--data DIR] [--growth 300000]`.

Our index decides on the 52,002 Alpaca instructions (`alpaca_en_52002.jsonl.gz` in DIR; without it on recombined seeds),
then rapidfuzz compares each instruction with every earlier one that stayed, in the same run and on the same core. Both
must decide alike, and ours take at most 10 s. Then ours alone on up to `--growth` instructions; those beyond the given
ones are recombined, the beginning of one with the end of another, so most are new but made of the same words. Where
rouge_score is installed, 300 comparisons say how long it would take. Ends with 1 where a target is missed.
"""

import argparse
import gzip
import importlib.util
import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz.distance import Indel
from rapidfuzz.process import extractOne

from alpaca_est.filters.novelty import Novelty
from alpaca_est.text import words

THRESHOLD = 0.7
SECONDS = 10.0
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
WITHOUT_DATA = 5_000
ROOT = Path(__file__).parents[1]


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
    return list(recombined(own, WITHOUT_DATA))


def recombined(texts: Sequence[str], count: int) -> Iterator[str]:
    """The texts, then as many more as are missing: the beginning of one and the end of another."""
    yield from texts[:count]
    chance = random.Random(f"recombined {len(texts)}")
    for _ in range(count - len(texts)):
        first, second = chance.choice(texts).split(), chance.choice(texts).split()
        yield " ".join(first[: chance.randint(1, len(first) or 1)] + second[chance.randrange(len(second) or 1) :])


def ours(sequences: Sequence[Sequence[str]]) -> list[bool]:
    """Which texts stay, by the index of the filter."""
    index = Novelty(THRESHOLD)
    stays: list[bool] = []
    for sequence in sequences:
        stays.append(index.nearest(sequence)[1] < 0)
        if stays[-1]:
            index.add(sequence)
    return stays


def brute_force(sequences: Sequence[Sequence[str]]) -> list[bool]:
    """Which texts stay, by comparing with all that stayed before; a character of a string stands for a word."""
    numbers: dict[str, str] = {}
    kept: list[str] = []
    stays: list[bool] = []
    for sequence in sequences:
        text = "".join(numbers.setdefault(word, chr(0x10000 + len(numbers))) for word in sequence) or "\0"
        found = extractOne(text, kept, scorer=Indel.normalized_similarity, score_cutoff=THRESHOLD - 1e-9)
        similarity = Indel.similarity(text, found[0]) / (len(text) + len(found[0])) if found else 0.0
        stays.append(similarity <= THRESHOLD)
        if stays[-1]:
            kept.append(text)
    return stays


def rouge_hours(texts: Sequence[str]) -> float | None:
    """Hours that rouge_score would need to compare each text with half of all others, from 300 comparisons."""
    if importlib.util.find_spec("rouge_score") is None:
        return None
    from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-not-found]

    scorer = RougeScorer(["rougeL"], use_stemmer=False)
    chance = random.Random("rouge")
    began = time.process_time()
    for _ in range(300):
        scorer.score(chance.choice(texts), chance.choice(texts))
    return (time.process_time() - began) / 300 * len(texts) ** 2 / 2 / 3600


def timed(texts: Sequence[str], count: int) -> tuple[float, int]:
    """Seconds of one core for ours on so many texts, words split included, and how many stay."""
    sequences = [words(text) for text in recombined(texts, count)]
    began = time.process_time()
    stays = ours(sequences)
    return time.process_time() - began, sum(stays)


def _long(data: Path) -> None:
    """Print what the outputs take, which are longer; those of fewer than eight words are not compared."""
    with gzip.open(data / "alpaca_en_52002.jsonl.gz", "rt", encoding="utf-8") as file:
        outputs = [words(json.loads(line)["output"]) for line in file]
    long = [output for output in outputs if len(output) >= 8]
    began = time.process_time()
    stays = ours(long)
    seconds = time.process_time() - began
    mean = sum(map(len, long)) / len(long)
    print(f"outputs: {len(long):,} of {mean:.0f} words on average, {sum(stays):,} stay, ours {seconds:.1f} s")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.near_duplicate")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--growth", type=int, default=300_000, help="the largest size of the growth table")
    given = parser.parse_args()
    texts = instructions(given.data)
    sequences = [words(text) for text in texts]
    began = time.process_time()
    stays = ours(sequences)
    middle = time.process_time()
    wanted = brute_force(sequences)
    ended = time.process_time()
    differ = sum(one != other for one, other in zip(stays, wanted, strict=True))
    print(f"{len(texts):,} instructions, {sum(stays):,} stay, {differ} decisions differ from brute force")
    print(f"  ours                   {middle - began:8.2f} s   at most {SECONDS:g} s")
    print(f"  rapidfuzz brute force  {ended - middle:8.2f} s")
    hours = rouge_hours(texts)
    print(f"  rouge_score            {f'{hours:8.1f} h, projected' if hours else 'not installed'}")
    if given.data is not None:
        _long(given.data)
    print("growth, ours alone")
    for count in SIZES:
        if count <= given.growth:
            seconds, kept = timed(texts, count)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"  {count:>9,}  {seconds:8.2f} s  {kept:>9,} stay  {memory:6,.0f} MB at most so far")
    sys.exit(bool(differ) or middle - began > SECONDS)


if __name__ == "__main__":
    main()
