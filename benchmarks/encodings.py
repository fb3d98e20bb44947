"""What `mend_encoding` repairs: `python -m benchmarks.encodings --data DIR`.

Every sentence of sentences_et.txt and sentences_et_web.txt in DIR that has a letter beyond ASCII is written as UTF-8,
misread in one code page after the other, and mended. Wrong and unseen is what differs from the sentence although
`mojibake` finds no damage in it: what people would train on. Ends with 1 where under 95 % come back or over 0.5 % are
wrong and unseen, or where a clean sentence, as it is or in capitals, looks damaged; with 2 without data.
"""

import argparse
import sys
from pathlib import Path

from alpaca_est.filters.code_pages import CODE_PAGES, misread
from alpaca_est.filters.mend_encoding import mended
from alpaca_est.filters.mojibake import damaged
from alpaca_est.languages.estonian import ESTONIAN

BACK, UNSEEN = 0.95, 0.005
CLOSING = ("“", "”", "–", "…", "€", "’", "»")


def sentences(data: Path) -> list[str]:
    """The sentences of edited and of web texts."""
    names = ("sentences_et.txt", "sentences_et_web.txt")
    return [line for name in names for line in (data / name).read_text(encoding="utf-8").splitlines()]


def shares(given: list[str], page: str) -> tuple[int, float, float, float]:
    """How many sentences a code page damages, and the shares found, come back, and wrong without a trace."""
    pairs = [(sentence, wrong) for sentence in given if (wrong := misread(sentence, page)) != sentence]
    repaired = [mended(wrong, ESTONIAN) for _, wrong in pairs]
    found = sum(bool(damaged(wrong)) for _, wrong in pairs)
    back = sum(repair == sentence for (sentence, _), repair in zip(pairs, repaired, strict=True))
    unseen = sum(
        repair != sentence and not damaged(repair) for (sentence, _), repair in zip(pairs, repaired, strict=True)
    )
    return len(pairs), found / len(pairs), back / len(pairs), unseen / len(pairs)


def false_alarms(given: list[str]) -> int:
    """How many clean sentences look damaged: as they are, in capitals, and in capitals before closing marks."""
    words = sorted({word.upper() for sentence in given for word in sentence.split()})
    texts = [*given, *map(str.upper, given), *(f"„{word}{mark}" for word in words for mark in CLOSING)]
    return sum(bool(damaged(text)) for text in texts)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.encodings")
    parser.add_argument("--data", type=Path, default=None, help="a folder with sentences_et.txt, sentences_et_web.txt")
    data = parser.parse_args().data
    if data is None:
        parser.error("--data wants a folder with sentences_et.txt and sentences_et_web.txt: one sentence a line")
    given = sentences(data)
    met = True
    print("| read as | sentences | found | come back | wrong and unseen |")
    print("|---|---:|---:|---:|---:|")
    for page in ("latin1", *CODE_PAGES):
        count, found, back, unseen = shares(given, page)
        print(f"| {page} | {count:,} | {found:.3f} | {back:.3f} | {unseen:.4f} |")
        met = met and back >= BACK and unseen <= UNSEEN
    alarms = false_alarms(given)
    print(f"\nclean sentences and words in capitals that look damaged: {alarms}")
    sys.exit(not (met and not alarms))


if __name__ == "__main__":
    main()
