"""Progress on stderr: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from tqdm import tqdm

from alpaca_est.llm.totals import Totals
from alpaca_est.runs.engine import Status

EVERY = 30.0


class Progress:
    """Shows how far a build is: kept, rejected by step, tokens, money, rate and time left."""

    def __init__(self, target: int | None) -> None:
        self.target = target
        self.began = time.monotonic()
        self.said = self.began
        self.seconds = 0.0
        self.bar = tqdm(total=target, unit=" records", dynamic_ncols=True, disable=not sys.stderr.isatty())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds = time.monotonic() - self.began
        self.bar.close()

    def show(self, status: Status, totals: Totals) -> None:
        """Called after each batch."""
        self.bar.n = min(status.publishable, self.target or status.publishable)
        self.bar.set_postfix_str(_state(status, totals), refresh=False)
        self.bar.update(0)
        now = time.monotonic()
        if self.bar.disable and now - self.said >= EVERY:
            self.said = now
            tqdm.write(self._line(status, totals, now - self.began), file=sys.stderr)

    def _line(self, status: Status, totals: Totals, seconds: float) -> str:
        rate = status.publishable / seconds
        left = f", {_time((self.target - status.publishable) / rate)} left" if self.target and rate else ""
        wanted = f" of {self.target}" if self.target else ""
        return f"{status.publishable}{wanted} records, {rate:.1f}/s{left}; {_state(status, totals)}"


def _time(seconds: float) -> str:
    return tqdm.format_interval(seconds)


def _state(status: Status, totals: Totals) -> str:
    rejected = [f"{key} −{count.rejected}" for key, count in status.counts.items() if count.rejected]
    parts = [f"{status.waiting} flagged", *rejected]
    tokens = totals.input_tokens + totals.output_tokens
    if tokens:
        parts.append(f"{tqdm.format_sizeof(tokens)} tokens")
    if totals.run_usd:
        parts.append(f"${totals.run_usd:.2f}")
    return ", ".join(parts)
