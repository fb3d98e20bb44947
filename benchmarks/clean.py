"""All filters over whole files: `python -m benchmarks.clean --data DIR`.

First pipelines/clean.yaml over the 52,002 Alpaca records (`alpaca_en_52002.jsonl.gz` in DIR, as English). Then what-if
on that run, which must answer within 5 s and agree, record by record, with a real rerun up to the step it names. Then
the Estonian chain without near_duplicate over 20,000 records, composed of distinct sentences (`sentences_et.txt`,
`sentences_et_web.txt`) and of word forms that Vabamorf synthesises, so that no cache is warm. At most 90 s each on two
cores and 700 MB in the largest process. Ends with 1 where a target is missed, with 2 without data.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from alpaca_est.languages import vabamorf
from alpaca_est.languages.countable import LETTERS
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.hops import hops_of, passages
from alpaca_est.runs.report import Report

SECONDS, WHAT_IF_SECONDS, MEGABYTES, ROWS = 90.0, 5.0, 700.0, 20_000
CASES = ("n", "g", "p", "ill", "in", "el", "all", "ad", "abl", "tr", "ter", "es", "ab", "kom")
CHANGE = "steps.unknown_words.reject_above=0.15"
ROOT = Path(__file__).parents[1]


def alpaca_est(*given: str) -> tuple[str, float]:
    """What a command prints, and its seconds."""
    began = time.monotonic()
    command = [sys.executable, "-c", "from alpaca_est.cli import main; main()", *given]
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return printed, time.monotonic() - began


def build(source: Path, run: Path, *changes: str) -> float:
    """Seconds of a build of pipelines/clean.yaml over a file."""
    given = [word for change in (f"sources.alpaca.path={source}", *changes) for word in ("--set", change)]
    return alpaca_est("build", "pipelines/clean.yaml", *given, "--run", str(run), "--json")[1]


def composed(data: Path) -> Iterator[dict[str, str]]:
    """Records of two sentences and a list of inflected words; no two share their words' forms."""
    lines = [
        line
        for name in ("et", "et_web")
        for line in (data / f"sentences_{name}.txt").read_text(encoding="utf-8").splitlines()
        if len(line.split()) >= 4
    ]
    forms = list(_forms(lines))
    chance = random.Random("composed")
    chance.shuffle(forms)
    each = len(forms) // ROWS
    for number in range(ROWS):
        first, second = chance.sample(lines, 2)
        words = ", ".join(forms[number * each : (number + 1) * each])
        yield {"instruction": f"Jätka lugu nr {number}: {words}.", "input": "", "output": f"{first} {second}"}


def _forms(lines: list[str]) -> Iterator[str]:
    """Every form of every noun in the sentences, each once."""
    words = sorted({word.lower() for line in lines for word in LETTERS.findall(line)})
    lemmas = sorted({one.lemma for word in words for one in vabamorf.analyses(word) if one.part == "S"})
    cells = [f"{number} {case}" for number in ("sg", "pl") for case in CASES]
    for lemma in lemmas:
        yield from dict.fromkeys(form for cell in cells for form in vabamorf.synthesize(lemma, cell, "S"))


def rejected_in_hops(run: Path) -> dict[str, str]:
    """Which filter of the first hops rejected each record, "" for none."""
    folder = RunFolder(run)
    hops = hops_of(folder.loaded().pipeline)
    found: dict[str, str] = {}
    for batch in folder.journal.batches():
        entries = dict(batch)
        for hop in hops[batch[0][1].head.source]:
            for passage in passages(hop, entries[hop.stage]):
                flags = passage.kept.flags if passage.kept else ()
                side = "rejected" if passage.rejected else "flagged" if flags else "kept"
                found[passage.record.id] = side
    return found


def agrees(data: Path, folder: Path) -> tuple[float, bool]:
    """Seconds of what-if, and whether it says what a real rerun does."""
    printed, seconds = alpaca_est("what-if", str(folder / "english"), "--set", CHANGE, "--json")
    answer = json.loads(printed)
    build(data / "alpaca_en_52002.jsonl.gz", folder / "again", "language=en", CHANGE)
    before, after = rejected_in_hops(folder / "english"), rejected_in_hops(folder / "again")
    moves: dict[str, int] = {}
    for identity, side in before.items():
        if side != after[identity]:
            move = f"{side} → {after[identity]}"
            moves[move] = moves.get(move, 0) + 1
    return seconds, moves == answer["moves"] and bool(moves)


def times(run: Path) -> None:
    """Print what each filter takes."""
    report = msgspec.json.decode((run / "report.json").read_bytes(), type=Report)
    timed = [(step.microseconds, step.name) for step in report.steps if step.microseconds is not None]
    print("  µs a record: " + ", ".join(f"{name} {micro:.0f}" for micro, name in sorted(timed, reverse=True)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clean")
    parser.add_argument(
        "--data", type=Path, default=None, help="a folder with alpaca_en_52002.jsonl.gz and sentences_*.txt"
    )
    data = parser.parse_args().data
    if data is None:
        parser.error("--data wants a folder with alpaca_en_52002.jsonl.gz, sentences_et.txt and sentences_et_web.txt")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        english = build((data / "alpaca_en_52002.jsonl.gz").resolve(), folder / "english", "language=en")
        print(f"52,002 Alpaca records, English       {english:6.1f} s   at most {SECONDS:g} s")
        times(folder / "english")
        seconds, same = agrees(data.resolve(), folder)
        print(f"what-if                              {seconds:6.1f} s   at most {WHAT_IF_SECONDS:g} s")
        print(f"what-if and a rerun {'agree' if same else 'DISAGREE'} on every record that changes sides")
        rows = (json.dumps(row, ensure_ascii=False) + "\n" for row in composed(data))
        (folder / "composed.jsonl").write_text("".join(rows), encoding="utf-8")
        estonian = build(folder / "composed.jsonl", folder / "estonian", "steps.near_duplicate.reject_above=1")
        print(f"{ROWS:,} composed records, Estonian    {estonian:6.1f} s   at most {SECONDS:g} s")
        times(folder / "estonian")
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process                      {megabytes:6.0f} MB  at most {MEGABYTES:g} MB")
    met = max(english, estonian) <= SECONDS and seconds <= WHAT_IF_SECONDS and megabytes <= MEGABYTES and same
    sys.exit(not met)


if __name__ == "__main__":
    main()
