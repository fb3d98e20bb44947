"""300,000 records compared and exported: `python -m benchmarks.compare [--rows N]`. Ends with 1 if a target is missed.

Two datasets are made of drawn words, with known differences; each command runs in a process of its own, and what it
needed of processor and memory is measured. Targets are for 300,000 records on one core.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from alpaca_est.record import Record, Rejected
from alpaca_est.runs.dataset.card import Facts
from alpaca_est.runs.dataset.shards import DatasetWriter

SECONDS, MEGABYTES = 60, 300
WORDS = (
    "kirjuta",
    "mets",
    "meri",
    "jõgi",
    "saar",
    "küla",
    "õun",
    "leib",
    "tuul",
    "täht",
    "öö",
    "hommik",
    "laul",
    "mäng",
)
FACTS = Facts(title="x", pipeline="x", language="et", language_name="Estonian", version="0", state="complete")


def make(folder: Path, rows: int, *, rejected: int, changed: int) -> None:
    """A dataset in which every so-many-th record was rejected, and another one is written differently."""
    chance = random.Random("compare")
    with DatasetWriter(folder, 10_000) as writer:
        for number in range(rows):
            drawn = [" ".join(chance.choices(WORDS, k=length)) for length in (9, 4 * (number % 2), 40)]
            drawn[2] += "!" if changed and number % changed == 0 else ""
            asked, given, answer = drawn
            record = Record(id=f"s:{number:06d}/0", lang="et", instruction=asked, input=given, output=answer)
            if rejected and number % rejected == 1:
                reason = f"output has {number} words, at most 2"
                writer.reject(Rejected(id=record.id, step="length", reason=reason, record=record))
            else:
                writer.publish(record, source="s", licence="CC0-1.0")
        writer.finish(FACTS)


def measured(*words: str) -> tuple[str, float, float]:
    """What a command prints, the processor seconds and the megabytes that it needed."""
    code = (
        "import resource, sys\nfrom alpaca_est.cli import main\nmain(standalone_mode=False)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return done.stdout, seconds, int(done.stderr.split()[-1]) / 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000)
    rows = parser.parse_args().rows
    missed = False
    with tempfile.TemporaryDirectory() as name:
        a, b = Path(name) / "a", Path(name) / "b"
        make(a, rows, rejected=0, changed=0)
        make(b, rows, rejected=50, changed=100)
        commands = (("diff", str(a), str(b), "--json"), ("export", str(a), "--to", "parquet"))
        for words in (*commands, ("export", str(a), "--to", "llama-factory")):
            printed, seconds, megabytes = measured(*words)
            missed |= seconds > SECONDS or megabytes > MEGABYTES
            shown = " ".join(word for word in words if "/" not in word)
            print(f"{shown:28}{seconds:8.1f} s at most {SECONDS}{megabytes:8.0f} MB at most {MEGABYTES}")
            if words[0] == "diff":
                found = json.loads(printed)["by_id"]
                wanted = {"removed": len(range(1, rows, 50)), "changed": len(range(0, rows, 100)), "added": 0}
                planted = all(found[key] == count for key, count in wanted.items())
                missed |= not planted
                print(f"{'':28}{found['changed']:,} changed, {found['removed']:,} removed, as planted: {planted}")
    sys.exit(missed)


if __name__ == "__main__":
    main()
