"""Does the data teach anything: held-out answers before and after tuning, beside controls in the same loop."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.tuning.adapters import Rank, adapted, save
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.losses import Meter, row_losses
from alpaca_est.tuning.rows import Row, chance, drawn
from alpaca_est.tuning.statistics import Estimate, estimate
from alpaca_est.tuning.training import Course, Curve, train

SCORED = 4096  # tokens scored at once
LOOKS = 5  # times the held-out loss is looked at
OPTIONS = 4  # answers among which the right one is chosen


class Study(msgspec.Struct, frozen=True, kw_only=True):
    """One way to train: which rows, changed how."""

    name: str
    about: str
    rows: tuple[Row, ...]


class Learnt(msgspec.Struct, kw_only=True):
    """What one study taught: held-out losses of each row before and after, and which choices were right."""

    name: str
    curve: Curve
    before: dict[str, float]
    after: dict[str, float]
    right_before: dict[str, bool]
    right_after: dict[str, bool]
    rows: int

    def gain(self, seed: int) -> Estimate:
        """How much less the held-out answers cost after tuning, in nats a token, with its interval over rows."""
        return estimate([self.before[row] - self.after[row] for row in self.after], seed)

    def chosen(self, seed: int) -> Estimate:
        """How much more often the right answer is the likeliest of four after tuning."""
        return estimate(
            [float(self.right_after[row]) - float(self.right_before[row]) for row in self.right_after], seed
        )


class Exam(msgspec.Struct, frozen=True, kw_only=True):
    """Held-out rows, and for closed tasks the options of each: the right answer first, then three of its kind."""

    rows: tuple[Row, ...]
    options: dict[str, tuple[str, ...]]


def exam(held: Sequence[Row], rows: Sequence[Row], closed: frozenset[str], seed: int) -> Exam:
    """The exam of held-out rows; wrong options are other right answers of the same source, of like length."""
    answers: dict[str, list[str]] = {}
    for row in rows:
        answers.setdefault(row.source, []).append(row.output)
    found = {row.id: _options(row, answers[row.source], seed) for row in held if row.made_by in closed}
    options = {identity: options for identity, options in found.items() if len(options) == OPTIONS}
    return Exam(rows=tuple(held), options=options)


def _options(row: Row, answers: Sequence[str], seed: int) -> tuple[str, ...]:
    others = sorted({answer for answer in answers if answer != row.output})
    others.sort(key=lambda answer: abs(len(answer) - len(row.output)))
    near = others[: 8 * OPTIONS]
    wrong = random.Random(chance(seed, "options", row.id)).sample(near, min(len(near), OPTIONS - 1))
    return (row.output, *wrong)


def studies(rows: Sequence[Row], seed: int) -> list[Study]:
    """The data itself, and three controls: labels at random, answers alone, and parts of the data."""
    return [
        Study(name="data", about="the dataset as it is", rows=tuple(rows)),
        Study(
            name="random_labels", about="every answer given to another task of its source", rows=shuffled(rows, seed)
        ),
        Study(name="answers_only", about="answers without their tasks", rows=tuple(_unasked(row) for row in rows)),
        Study(name="share_25", about="25 % of the rows", rows=tuple(drawn(rows, len(rows) // 4, seed))),
        Study(name="share_6", about="6 % of the rows", rows=tuple(drawn(rows, len(rows) // 16, seed))),
    ]


def shuffled(rows: Sequence[Row], seed: int) -> tuple[Row, ...]:
    """Rows whose answers went to other tasks of their source: what is left to learn is how answers look."""
    sources: dict[str, list[str]] = {}
    for row in rows:
        sources.setdefault(row.source, []).append(row.output)
    for source, answers in sources.items():
        random.Random(chance(seed, "labels", source)).shuffle(answers)
    return tuple(msgspec.structs.replace(row, output=sources[row.source].pop()) for row in rows)


def _unasked(row: Row) -> Row:
    return msgspec.structs.replace(row, instruction="", input="", system="", history=())


def learn(
    base: Any,
    study: Study,
    questions: Exam,
    encoder: Encoder,
    *,
    course: Course,
    rank: Rank,
    keep: Path,
    meter: Meter,
    adapter: tuple[Path, str] | None = None,
    tuned: Callable[[Any], None] = lambda _: None,
) -> Learnt:
    """Tune on a study's rows and hold the exam before and after; `tuned` is handed the model at the end.

    `adapter` is the folder that the adapter is saved in, and the name that it gives its base.
    """
    held = [encoder.encode(row) for row in questions.rows]
    before = row_losses(base, held, SCORED, meter)
    right_before = choices(base, questions, encoder, meter)
    with adapted(base, rank, seed=course.seed, name="learn") as model:
        encoded = [encoder.encode(row) for row in study.rows]

        def look() -> float:
            found = row_losses(model, held, SCORED)
            return sum(found.values()) / max(1, len(found))

        curve = train(model, encoded, course, keep=keep, meter=meter, look=look)
        after = row_losses(model, held, SCORED, meter)
        right_after = choices(model, questions, encoder, meter)
        if adapter is not None:
            save(model, *adapter)
        tuned(model)
    return Learnt(
        name=study.name, curve=curve, before=before, after=after, right_before=right_before, right_after=right_after,
        rows=len(study.rows),
    )  # fmt: skip


def choices(model: Any, questions: Exam, encoder: Encoder, meter: Meter) -> dict[str, bool]:
    """For each closed task whether the right answer costs the fewest nats a token among its options."""
    rows = {row.id: row for row in questions.rows}
    asked = [
        msgspec.structs.replace(rows[identity], id=f"{identity}#{number}", output=answer)
        for identity, options in questions.options.items()
        for number, answer in enumerate(options)
    ]
    losses = row_losses(model, [encoder.encode(row) for row in asked], SCORED, meter)
    found: dict[str, bool] = {}
    for identity, options in questions.options.items():
        costs = [losses.get(f"{identity}#{number}", float("inf")) for number in range(len(options))]
        found[identity] = costs[0] < min(costs[1:])
    return found
