"""The annotators' page over 200,000 flagged records: `python -m benchmarks.review`. Ends with 1 if a target is missed.

A run is written as the engine writes it; then a real server answers real HTTP clients: the first page, saves with the
next record, searches, and four annotators at five decisions a second each for a minute. In the end the log is read:
nothing lost, nothing doubled.
"""

import argparse
import itertools
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import httpx2

from alpaca_est import decision as decisions_
from alpaca_est.pipeline import load
from alpaca_est.record import Flag, Origin, Record
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.journal import encode, head_of
from alpaca_est.runs.stages import Count, Result, cut

RECORDS, BATCH = 200_000, 500
FIRST, SAVE, SEARCH, TOGETHER = 0.3, 0.03, 0.15, 0.1
PEOPLE, RATE, MINUTE = 4, 5, 60.0
SAVES, SEARCHES = 300, 100
ROOT = Path(__file__).parents[1]
WORDS = (ROOT / "seeds" / "et.jsonl").read_text(encoding="utf-8")
PIPELINE = """\
name: benchmark
language: et
sources: [{name: file, path: rows.jsonl, licence: CC0-1.0, batch: 500, rounds: 1}]
steps: [{step: unknown_words}]
"""
TEAM = "overlap: 0.1\npeople:\n" + "".join(f"  - {{name: person{number}}}\n" for number in range(PEOPLE))


def make(folder: Path, records: int) -> RunFolder:
    """A run whose records are all flagged, written as the engine writes it."""
    (folder / "alpaca-est.toml").touch()
    (folder / "rows.jsonl").write_text('{"instruction": "a", "input": "", "output": "b"}\n')
    (folder / "benchmark.yaml").write_text(PIPELINE)
    (folder / "team.yaml").write_text(TEAM)
    loaded = load(folder / "benchmark.yaml")
    run = RunFolder(folder / "run")
    with run.locked():
        run.open(loaded)
    [stage] = cut(loaded.pipeline.chain(loaded.pipeline.sources[0]))
    words = sorted(set(re.findall(r"[a-zõäöüšž]{3,}", WORDS.lower())))
    chance = random.Random("review")
    for batch in range(records // BATCH):
        some = [_record(batch * BATCH + number, words, chance) for number in range(BATCH)]
        counts = {"source": Count(BATCH, 0, BATCH), "unknown_words": Count(BATCH, 0, BATCH, 0, 0, BATCH)}
        result = Result(some, [], counts)
        run.journal.write(stage.name, batch, encode(head_of(batch, "file", 0, [stage.name], result), result))
    return run


def _record(number: int, words: Sequence[str], chance: random.Random) -> Record:
    output = " ".join(chance.choices(words, k=60))
    share = 0.1 + chance.random() / 10
    return Record(
        id=f"file:{number:03d}/0",
        lang="et",
        origin=Origin(dataset="file", row=number, licence="CC0-1.0"),
        instruction=" ".join(chance.choices(words, k=12)),
        output=output,
        flags=(Flag(step="unknown_words", reason=f"{share:.2f} unknown", score=share, span=("output", 0, 5)),),
        scores={"unknown_words.share": share, "unknown_words.words": 72.0},
    )


class Annotator:
    """A real HTTP client that is logged in."""

    def __init__(self, link: str) -> None:
        origin = link.split("/login")[0]
        self.client = httpx2.Client(base_url=origin)
        self.client.get(link)
        page = self.client.get("/").text
        found = re.search(r'"csrf": "([^"]+)"', page)
        assert found, "the page has a token"
        self.client.headers["x-csrf-token"] = found[1]
        self.keys = (f"{origin[-5:]}-{id(self)}-{number:08d}" for number in itertools.count())
        self.sheets: list[dict[str, Any]] = []
        self.sent: list[str] = []

    def next(self) -> dict[str, Any]:
        """The next record; ten are fetched at a time, as the page does it."""
        if not self.sheets:
            known = set(self.sent)
            self.sheets = [one for one in self.client.get("/api/next").json() if one["id"] not in known]
        return self.sheets.pop(0)

    def decide(self, sheet: dict[str, Any]) -> None:
        """Accept a record; anything but success is an error."""
        fields = {"key": next(self.keys), "id": sheet["id"], "version": sheet["version"], "verdict": "accept"}
        self.client.post("/api/decide", json={**fields, "seconds": 3.0}).raise_for_status()
        self.sent.append(sheet["id"])


def timed(action: Callable[[], object]) -> float:
    """Seconds of an action."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def save_and_next(person: Annotator) -> Iterator[float]:
    """Seconds of saving a record and having the next one, asked from the server each time."""

    def step() -> None:
        sheet = person.client.get("/api/next", params={"count": 1}).json()[0]
        person.decide(sheet)

    for _ in range(SAVES):
        yield timed(step)


def searches(person: Annotator) -> Iterator[float]:
    """Seconds of searching words, one and two at a time, whole and begun."""
    words = re.findall(r"[a-zõäöüšž]{4,}", WORDS.lower())
    chance = random.Random("search")
    for number in range(SEARCHES):
        asked = " ".join(chance.choice(words)[: chance.choice((3, 4, 20))] for _ in range(1 + number % 2))
        wish = {"queue": "all", "text": asked}
        yield timed(partial(person.client.get, "/api/list", params=wish))


def together(people: Sequence[Annotator], seconds: float) -> list[float]:
    """Everybody decides at the wanted rate; seconds of each save."""
    taken: list[float] = []

    def work(person: Annotator) -> None:
        begin = time.perf_counter()
        for number in range(int(seconds * RATE)):
            time.sleep(max(0.0, begin + number / RATE - time.perf_counter()))
            taken.append(timed(lambda: person.decide(person.next())))

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def measured(folder: Path, run: RunFolder, seconds: float) -> Iterator[tuple[str, float, float, str]]:
    """Every figure: its name, value, target and unit."""
    words = [sys.executable, "-c", "from alpaca_est.cli import main; main()", "review", str(run.path), "--port", "0"]
    began = time.perf_counter()
    server = subprocess.Popen(
        [*words, "--annotators", str(folder / "team.yaml")], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert server.stdout is not None
        links = [server.stdout.readline().split()[-1] for _ in range(PEOPLE)]
        yield "start with a new index", time.perf_counter() - began, 120.0, "s"
        first = Annotator(links[0])
        opening = [timed(lambda: (first.client.get("/"), first.client.get("/api/next"))) for _ in range(10)]
        yield "first page with its records, slowest of 10", max(opening), FIRST, "s"
        saves = list(save_and_next(first))
        yield "save and next, median", statistics.median(saves), SAVE, "s"
        yield "save and next, p95", p95(saves), SAVE, "s"
        yield "search, p95", p95(list(searches(first))), SEARCH, "s"
        people = [first, *map(Annotator, links[1:])]
        taken = together(people, seconds)
        yield f"{PEOPLE} annotators, {RATE} decisions a second each, p95 of a save", p95(taken), TOGETHER, "s"
        sent = [(f"person{number}", one) for number, person in enumerate(people) for one in person.sent]
        told = [(one.by, one.id) for one in decisions_.log(run.decisions)[0]]
        yield "decisions lost", len(set(sent) - set(told)), 0, ""
        yield "decisions doubled", len(told) - len(set(told)), 0, ""
        print(f"{len(told):,} decisions in the log")
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="not used; every benchmark takes it")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--seconds", type=float, default=MINUTE, help="how long the annotators work together")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        run = make(folder, given.records)
        missed = False
        for name, value, target, unit in measured(folder, run, given.seconds):
            missed |= value > target
            print(f"{name:<62} {value:>9.3f} {unit}  at most {target:g} {unit}", flush=True)
        index = run.path / "review" / "index.sqlite"
        print(f"index.sqlite                {index.stat().st_size / 1e6:.0f} MB")
    sys.exit(missed)


if __name__ == "__main__":
    main()
