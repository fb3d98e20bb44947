"""Progress of a check on stderr: a bar on a terminal, a line now and then elsewhere, with the time left."""

import sys
import time
from types import TracebackType
from typing import Self

from tqdm import tqdm

EVERY = 30.0


class CheckProgress:
    """Shows the part that runs, how much of all is done, and the time left."""

    def __init__(self, *, shown: bool = True) -> None:
        self.shown = shown
        self.began = self.said = time.monotonic()
        self.first = 0.0
        self.bar = tqdm(
            total=1, unit=" tokens", unit_scale=True, dynamic_ncols=True, disable=not (shown and sys.stderr.isatty())
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.close()

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return time.monotonic() - self.began

    def show(self, part: str, done: float, total: float) -> None:
        """Called while a part runs."""
        self.bar.total, self.bar.n = total, done
        self.bar.set_description_str(part, refresh=False)
        self.bar.update(0)
        now = time.monotonic()
        if self.shown and self.bar.disable and now - self.said >= EVERY:
            self.said = now
            seconds = now - self.began
            left = tqdm.format_interval(seconds * (total - done) / done) if done else "?"
            tqdm.write(f"{part}: {100 * done / max(total, 1):.0f} %, {left} left", file=sys.stderr)
