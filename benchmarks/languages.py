"""Language identification on windows of five words: `python -m benchmarks.languages --data DIR`.

Windows are drawn, seeded, from sentences_{et,et_web,fi,en,lv,de}.txt in DIR (Universal Dependencies) and go through the
`language` filter as instructions, with py3langid and with langdetect. Kept is what is not rejected; let through is what
is neither rejected nor flagged. Ends with 1 unless py3langid keeps 99 % of Estonian and lets through at most 1 % of
Finnish and English; with 2 without data.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from alpaca_est.filters.language import LanguageFilter
from alpaca_est.record import Record, Rejected

WINDOW, COUNT = 5, 1500
SETS = ("et", "et_web", "fi", "en", "lv", "de")
KEPT, THROUGH = 0.99, 0.01


def windows(path: Path) -> Iterator[str]:
    """Runs of five words from the sentences of a file, drawn with a seed."""
    chance = random.Random(path.name)
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    long = [words for words in lines if len(words) >= WINDOW]
    for words in chance.choices(long, k=COUNT):
        start = chance.randrange(len(words) - WINDOW + 1)
        yield " ".join(words[start : start + WINDOW])


def shares(backend: Literal["py3langid", "langdetect"], texts: list[str]) -> tuple[float, float, float]:
    """How many are rejected and how many flagged, and windows a second."""
    step = LanguageFilter(step="language", lang="et", backend=backend, fields=("instruction",), sentences="keep")
    began = time.perf_counter()
    outcomes = list(step.run([Record(id=f"w:{n:03d}/0", lang="et", instruction=text) for n, text in enumerate(texts)]))
    seconds = time.perf_counter() - began
    rejected = sum(isinstance(outcome, Rejected) for outcome in outcomes)
    flagged = sum(isinstance(outcome, Record) and bool(outcome.flags) for outcome in outcomes)
    return rejected / len(texts), flagged / len(texts), len(texts) / seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.languages")
    parser.add_argument("--data", type=Path, default=None, help="a folder with sentences_et.txt and the like")
    data = parser.parse_args().data
    if data is None:
        parser.error("--data wants a folder with sentences_et.txt, sentences_fi.txt, …: one sentence a line")
    met = True
    print("| windows of five words | backend | rejected | flagged | kept | let through | a second |")
    print("|---|---|---:|---:|---:|---:|---:|")
    backends: tuple[Literal["py3langid", "langdetect"], ...] = ("py3langid", "langdetect")
    for name in SETS:
        texts = list(windows(data / f"sentences_{name}.txt"))
        for backend in backends:
            rejected, flagged, rate = shares(backend, texts)
            through = 1 - rejected - flagged
            figures = (rejected, flagged, 1 - rejected, through)
            print(f"| {name} | {backend} | {' | '.join(f'{one:.3f}' for one in figures)} | {rate:,.0f} |")
            if backend == "py3langid" and name.startswith("et"):
                met = met and 1 - rejected >= KEPT
            elif backend == "py3langid" and name in ("fi", "en"):
                met = met and through <= THROUGH
    sys.exit(not met)


if __name__ == "__main__":
    main()
