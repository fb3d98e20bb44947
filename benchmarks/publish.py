"""300,000 records published in three views: `python -m benchmarks.publish [--rows N] [--kills 20]`.

A run of drawn sentences goes through two filters into a real journal. Its publication, report included, may take 60 s
and 500 MB. Then it is published again and again under another title and killed with SIGKILL: at random times, and at
random moments after the last file was written. Each time the old dataset must be there or the new one, every file of it
as its index says, once the next command has begun. Ends with 1 where a target is missed.
"""

import argparse
import asyncio
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from itertools import accumulate, product
from pathlib import Path
from typing import NamedTuple

from alpaca_est.pipeline import load
from alpaca_est.runs.build import build
from alpaca_est.runs.dataset import index
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish, recovered

SECONDS, MEGABYTES = 60.0, 500.0
SYLLABLES = ("ka", "le", "mi", "no", "su", "tõ", "vä", "rö", "hü", "pi", "lai", "jõe", "mets", "kuu", "saar", "tuul")
WORDS = tuple("".join(chosen) for length in (1, 2, 3) for chosen in product(SYLLABLES, repeat=length))
COMMON = tuple(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
PIPELINE = """\
name: large
language: et
sources: [{name: s, path: rows.jsonl, licence: CC0-1.0}]
steps:
  - {step: length, max_words: 95}
  - {step: wording, refusals: flag}
publish: {formats: [alpaca, messages, prompt_completion], splits: {validation: 0.02}, title: old}
"""
SWAP = index.SWAP_MOMENTS[0]


class Shot(NamedTuple):
    """One kill: when it came, whether the process died of it, and what was there afterwards."""

    at: str
    died: bool
    title: str
    problem: str

    @property
    def told(self) -> str:
        """What was there afterwards, in one line."""
        return f"killed {self.at:<34} {'' if self.died else 'too late, '}{self.title}: {self.problem or 'whole'}"


def make(folder: Path, rows: int) -> RunFolder:
    """A run with so many drawn tasks, a few of them too long and a few that refuse, built and published."""
    (folder / "alpaca-est.toml").touch()
    chance = random.Random("publish")
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as file:
        for number in range(rows):
            asked, given, answer = (
                " ".join(chance.choices(WORDS, cum_weights=COMMON, k=length)).capitalize()
                for length in (chance.randint(4, 16), chance.randint(3, 40) * (number % 2), chance.randint(2, 97))
            )
            answer = "Kahjuks ei saa ma sellega aidata" if number % 100 == 7 else answer
            task = {"instruction": f"{asked}.", "input": given, "output": f"{answer}."}
            file.write(json.dumps(task, ensure_ascii=False) + "\n")
    (folder / "large.yaml").write_text(PIPELINE, encoding="utf-8")
    run = RunFolder(folder / "run")
    asyncio.run(build(load(folder / "large.yaml"), run))
    return run


def measured(run: RunFolder) -> tuple[float, float, float]:
    """Wall and processor seconds of a publication in a process of its own, and its megabytes at most."""
    code = (
        "import resource, sys\nfrom alpaca_est.cli import main\nmain(standalone_mode=False)\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\nprint(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, "publish", str(run.path), "--json"], check=True, capture_output=True, text=True
    )
    seconds = time.monotonic() - began
    processor, kilobytes = done.stdout.split()[-2:]
    return seconds, float(processor), int(kilobytes) / 1024


def child(run: Path, title: str) -> None:
    """Publish under a title and say which moment has come."""
    folder = RunFolder(run)
    with folder.locked():
        recovered(folder)
        folder.change_publication([f"publish.title={title}"])
        publish(folder, moment=lambda name: print(name, flush=True))


def shot(run: RunFolder, title: str, seconds: float, *, swapping: bool) -> Shot:
    """Publish under a title and kill it so many seconds after it began, or after all files were written."""
    before = _title(run.path)
    command = [sys.executable, "-m", "benchmarks.publish", "--child", str(run.path), "--title", title]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as publishing:
        assert publishing.stdout is not None
        wanted = SWAP if swapping else "staging begun"
        for moment in publishing.stdout:
            if moment.strip() == wanted:
                break
        time.sleep(seconds)
        publishing.send_signal(signal.SIGKILL)
    recovered(run)
    found = _title(run.path)
    problem = _problem(run.path) if found in (before, title) else f"wanted {before} or {title}"
    return Shot(f"{seconds:.4f} s after {wanted}", publishing.returncode == -signal.SIGKILL, found, problem)


def _title(run: Path) -> str:
    """The title on the card that is there."""
    card = (run / "README.md").read_text("utf-8")
    return card.partition("pretty_name: ")[2].partition("\n")[0]


def _problem(run: Path) -> str:
    """What is not as the index says, or nothing."""
    found = index.read(run)
    for file in found.files:
        with (run / file.path).open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != file.sha256:
                return f"{file.path} is not what {index.NAME} says"
    there = {path.relative_to(run).as_posix() for path in (run / "data").rglob("*") if path.is_file()}
    stray = there - {file.path for file in found.files}
    return f"{min(stray)} is not in {index.NAME}" if stray else ""


def shots(run: RunFolder, kills: int, seconds: float) -> list[Shot]:
    """So many kills, every other one while the datasets change places; each publishes under another title."""
    chance = random.Random("publish kills")
    found: list[Shot] = []
    for number in range(kills):
        late = number % 2 == 1
        delay = chance.uniform(0, 0.02) if late else chance.uniform(0, seconds)
        found.append(shot(run, f"number {number}", delay, swapping=late))
        print(found[-1].told, flush=True)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publish")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="a folder for the run, made there unless it is there already")
    parser.add_argument("--child", type=Path)
    parser.add_argument("--title", default="old")
    given = parser.parse_args()
    if given.child:
        child(given.child, given.title)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        run = RunFolder(folder / "run") if (folder / "run").exists() else make(folder, given.rows)
        load_before = os.getloadavg()[0]
        seconds, processor, megabytes = measured(run)
        found = index.read(run.path)
        print(f"{found.published:,} published, {found.flagged:,} flagged, {found.rejected:,} rejected")
        print(f"wall time        {seconds:>6.1f} s   at most {SECONDS:g} s (load before {load_before:.1f})")
        print(f"processor time   {processor:>6.1f} s")
        print(f"largest memory   {megabytes:>6.0f} MB  at most {MEGABYTES:g} MB", flush=True)
        killed = shots(run, given.kills, processor)
    bad = [one for one in killed if one.problem]
    died = sum(one.died for one in killed)
    print(f"{died} of {len(killed)} processes killed in time, {len(bad)} times a mixture was left")
    sys.exit(seconds > SECONDS or megabytes > MEGABYTES or bool(bad))


if __name__ == "__main__":
    main()
