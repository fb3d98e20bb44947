"""What a check found, ready to be shown, and the one sentence that it comes to."""

from typing import Any

import msgspec

from alpaca_est.tuning.answering import Answer, Rates
from alpaca_est.tuning.canaries import Exposure
from alpaca_est.tuning.duplicates import Copies, Overlaps
from alpaca_est.tuning.leaks import Leaks
from alpaca_est.tuning.rows import Row
from alpaca_est.tuning.signals import Suspicion
from alpaca_est.tuning.sources import SourceEffect
from alpaca_est.tuning.statistics import Estimate
from alpaca_est.tuning.tokens import TokenFacts


class StudyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One training: held-out loss before and after, the gain, and choices among four answers (chance is 0.25)."""

    name: str
    about: str
    seed: int
    rows: int
    tokens: int
    before: float
    after: float
    gain: Estimate
    right_before: float
    right_after: float
    chosen: Estimate
    losses: list[float]
    looks: list[tuple[int, float]]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A row that people should look at."""

    suspicion: Suspicion
    row: Row


class Sampled(msgspec.Struct, frozen=True, kw_only=True):
    """A held-out task with both answers."""

    row: Row
    before: Answer
    after: Answer


class CheckReport(msgspec.Struct, kw_only=True):
    """Everything that check.html shows; `left_out` says which parts the budget did not reach."""

    name: str
    verdict: str
    model: str
    parameters: int
    fingerprint: str
    settings: Any
    versions: dict[str, str]
    held: int
    tokens: TokenFacts
    overlaps: Overlaps
    copies: Copies | None
    exposures: list[Exposure]
    leaks: Leaks | None
    studies: list[StudyFacts]
    beyond_control: Estimate | None
    sources: list[SourceEffect]
    flagged: int
    judged: int
    worst: list[Shown]
    before: Rates | None
    after: Rates | None
    samples: list[Sampled]
    left_out: list[str]


def verdict(report: CheckReport) -> str:
    """One sentence: what the data is good for, and what that rests on."""
    masked, rows = len(report.tokens.masked), report.tokens.rows
    if masked > rows / 100:
        return (
            f"Do not train on this yet: {masked} of {rows} rows have no answer token left within the limit, "
            "at most 1 % wanted."
        )
    data = [study for study in report.studies if study.name == "data"]
    if not data:
        return "No verdict: the budget did not reach the first training."
    gain = data[0].gain
    rests = f"resting on {gain.count} held-out rows, {len(data)} seed{'s' if len(data) > 1 else ''} and {_base(report)}"
    if weak := [study.gain for study in data if not study.gain.above]:
        least = min(weak, key=lambda one: one.mean)
        saved = f"tuning saved {_signed(least.mean)} nats a token of held-out answers {_within(least)}"
        return f"Nothing shows that anything was learnt: {saved}, {rests}."
    learnt = f"held-out answers cost {gain.mean:.2f} nats a token less after tuning {_within(gain)}"
    control = report.beyond_control
    if control is None:
        return f"The data teaches something: {learnt}, {rests}."
    if not control.above:
        more = f"{_signed(control.mean)} {_within(control)} of them beyond shuffled answers"
        shown = "The data teaches how answers look; nothing shows here that it teaches which answer fits"
        return f"{shown}: {learnt}, {more}, {rests}."
    more = f"{control.mean:.2f} {_within(control)} of them beyond shuffled answers"
    look = f"; {report.flagged} of {report.tokens.rows} rows should be looked at" if report.judged else ""
    return f"The data teaches its tasks: {learnt}, {more}{look}, {rests}."


def _base(report: CheckReport) -> str:
    if report.model == "tiny":
        size = f"{report.parameters / 1e6:.1f} million parameters"
        return f"a tiny base of {size} made on the spot, which says nothing of a large model's quality"
    return f"{report.model} as its base"


def _within(found: Estimate) -> str:
    return f"(95 %: {_signed(found.low)} to {_signed(found.high)})"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
