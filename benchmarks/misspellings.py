"""Writes the misspellings of the spelling tasks anew: `python -m benchmarks.misspellings [--words N]`.

Takes some minutes; without `--words` the table beside the generator is replaced.
"""

import argparse
import random
import sys
from itertools import islice
from pathlib import Path

from alpaca_est.generators.spelling import lexicon, misspellings, sentences
from alpaca_est.generators.spelling.neighbours import has_one_answer, slips
from alpaca_est.project import write

EACH = 5
TRIED = 24
SHORTEST = 4


def found_for(word: str) -> list[str]:
    """Up to five misspellings of a word that have one answer."""
    chance = random.Random(f"misspellings/{word}")
    tried = islice(slips(word, chance), TRIED)
    return list(islice((slip for slip in tried if has_one_answer(slip, word)), EACH))


def main() -> int:
    """Every word of at least four letters, in its place in the alphabet of Unicode."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, help="so many words only, printed")
    chosen = parser.parse_args().words
    words = sorted(word for word in {*lexicon.all_words(), *sentences.all_words()} if len(word) >= SHORTEST)
    lines = []
    for word in words[:chosen]:
        if found := found_for(word):
            lines.append(f"{word}: {' '.join(found)}\n")
    if chosen:
        print("".join(lines), end="")
    else:
        write(Path(misspellings.__file__).with_name(misspellings.TABLE), "".join(lines).encode())
        print(f"{len(lines)} of {len(words)} words, {sum(line.count(' ') for line in lines)} misspellings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
