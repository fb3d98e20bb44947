"""Publishes a run again and again and dies on the way: `python -m tests.runs.dataset.dying RUN SHOTS`.

Each time the publication has another title. It is killed with SIGKILL at every named moment, then so many times at
random; prints for each kill when it came, the titles before and of the publication, the title that was found, and what
is wrong with the dataset before and after the next command has recovered it, as a line of JSON.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.validate import validate
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.publish import publish, recovered

Moment = Callable[[str], None]


def title(run: Path) -> str:
    card = (run / "README.md").read_text("utf-8")
    return card.partition("pretty_name: ")[2].partition("\n")[0]


def again(run: RunFolder, name: str, moment: Moment = lambda _: None) -> None:
    """What the command `publish` does."""
    with run.locked():
        recovered(run)
        run.change_publication([f"publish.title={name}"])
        publish(run, moment=moment)


def suicidal(at: int) -> Moment:
    """Ends the process at a moment, counted from 0."""
    left = at

    def moment(_: str) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    return moment


def shot(run: RunFolder, name: str, *, at: int = -1, after: float | None = None) -> dict[str, object]:
    """One publication in a process of its own, killed at a moment or so many seconds after it began."""
    before = title(run.path)
    for report in ("report.html", "report.json"):
        (run.path / report).touch()  # a kill may have left none, and to put one aside is a moment too
    if (child := os.fork()) == 0:
        again(run, name, suicidal(at))
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    left = validate(run.path) if (run.path / index.NAME).exists() else []
    recovered(run)
    found = {"before": before, "wanted": name, "found": title(run.path), "died": os.WIFSIGNALED(status)}
    return {**found, "left": left, "problems": validate(run.path)}


def shots(run: RunFolder, count: int) -> Iterator[dict[str, object]]:
    """A kill at every moment of a publication that replaces another one, then so many at random times."""
    moments: list[str] = []
    again(run, "first", moments.append)
    began = time.monotonic()
    moments.clear()
    again(run, "second", moments.append)
    seconds = time.monotonic() - began
    for number, name in enumerate(moments):
        yield {"at": name, **shot(run, f"at {number}", at=number)}
    chance = random.Random("dying")
    for number in range(count):
        yield {"at": "random", **shot(run, f"shot {number}", after=chance.uniform(0, seconds))}


if __name__ == "__main__":
    for one in shots(RunFolder(Path(sys.argv[1])), int(sys.argv[2])):
        sys.stdout.write(json.dumps(one) + "\n")
        sys.stdout.flush()
