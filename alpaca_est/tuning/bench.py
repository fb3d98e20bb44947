"""The workbench of a check: its rows, its model, its kept parts, and how much work there is."""

import hashlib
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from alpaca_est.generators.computed import Computed
from alpaca_est.runs.folder import RunFolder
from alpaca_est.source.items import TestSets
from alpaca_est.tuning import model as models
from alpaca_est.tuning import tiny
from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.encoding import Encoded, Encoder
from alpaca_est.tuning.kept import Kept
from alpaca_est.tuning.learning import Exam, exam
from alpaca_est.tuning.plan import Plan
from alpaca_est.tuning.rows import Row, chance, drawn, parted, published
from alpaca_est.tuning.settings import Settings
from alpaca_est.tuning.training import PASSES
from alpaca_est.tuning.written import written_tasks

FOLDER = "check"
PACKAGES = ("peft", "tokenizers", "torch", "transformers")
FORMAT = 3
T = TypeVar("T")


class Bench:
    """One check of one run; refuses at once, in one line, what cannot work."""

    def __init__(self, run: Path, settings: Settings, plan: Plan, tests: TestSets | None) -> None:
        models.needs_extra()
        models.prepared(settings.model)
        if settings.qlora:
            models.quantises(settings.model)
        self.run = RunFolder(run)
        self.settings, self.plan, self.tests = settings, plan, tests
        self.where = models.machine(settings.device, settings.number)
        self.thrifty = settings.model != models.TINY and self._fits()
        found = published(run)
        self.fingerprint = found.fingerprint
        self.rows = drawn(found.rows, settings.rows, settings.seed)
        if settings.model != models.TINY:
            self.encoder_of(settings.model)
        self.held, *rest = parted(self.rows, max(2, round(1 / settings.held)), f"{settings.seed}/held")
        self.learnt = [row for part in rest for row in part]
        self.folder = run / FOLDER
        self.kept = Kept(self.folder / f"work-{self._identity()[:12]}")
        self.kept.settled(settings)

    def _fits(self) -> bool:
        course, rank = self.settings.course(0, 0), self.settings.rank
        tokens = course.at_once or course.batch
        return models.fits(self.settings.model, self.where, quantised=self.settings.qlora, rank=rank, tokens=tokens)

    @property
    def versions(self) -> dict[str, str]:
        """The versions of the libraries that figures depend on."""
        return {name: metadata.version(name) for name in PACKAGES}

    def _identity(self) -> str:
        tests = self.tests.sha256 if self.tests else ""
        where = (self.where.device.partition(":")[0], self.where.number)  # the same for every process of a crew
        known = (FORMAT, self.fingerprint, self.settings, where, self.versions, tests)
        return hashlib.sha256(msgspec.json.encode(known)).hexdigest()

    @cached_property
    def closed(self) -> frozenset[str]:
        """The steps of the run whose answers are computed: there an answer is right or wrong."""
        return frozenset(step.key for step in self.run.loaded().pipeline.all_steps if isinstance(step, Computed))

    @cached_property
    def home(self) -> str:
        """Where the base stands; a tiny one is made on the rows that are not held out."""
        if self.settings.model != models.TINY:
            return self.settings.model
        folder = self.kept.folder / "base"
        self.part("base", bool, lambda: self._make(folder))
        return str(folder)

    def _make(self, folder: Path) -> bool:
        seed = chance(self.settings.seed, "base")
        tiny.make(self.learnt, folder, tokens=self.settings.base_tokens, seed=seed, meter=self.plan.meter)
        return True

    @cached_property
    def base(self) -> Any:
        """The frozen base on its device."""
        return models.loaded(self.home, self.where, quantised=self.settings.qlora, thrifty=self.thrifty)

    def encoder_of(self, folder: str) -> Encoder:
        """The encoder of a model."""
        made = models.encoder(folder, self.settings.layout, self.settings.limit)
        models.converses(self.settings.model, made, self.rows)
        return made

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder of the base."""
        return self.encoder_of(self.home)

    @cached_property
    def encoded(self) -> dict[str, Encoded]:
        """Every row as tokens, by id."""
        return {row.id: self.encoder.encode(row) for row in self.rows}

    @cached_property
    def written(self) -> tuple[Row, ...]:
        """The tasks that were written for this in the language of most rows; none where there are none."""
        return written_tasks(Counter(row.lang for row in self.rows).most_common(1)[0][0])

    @cached_property
    def exam(self) -> Exam:
        """What every study is examined with."""
        return exam(self.held, self.rows, self.closed, self.settings.seed)

    def part(self, name: str, kind: type[T], compute: Callable[[], T]) -> T:
        """The result of a part: kept, or computed now."""
        if not self.kept.has(name):
            self.plan.begin(name)
        return self.kept.part(name, kind, compute)

    def planned(self, name: str, *, trained: float = 0, scored: float = 0) -> None:
        """A part that will come, with the tokens it trains on and those it scores."""
        if not self.kept.has(name):
            self.plan.add(name, PASSES * trained + scored)

    def reaches(self, *names: str) -> bool:
        """Whether the budget reaches parts that belong together."""
        missing = [name for name in names if not self.kept.has(name)]
        if self.plan.minutes is None:
            return self.plan.reaches(missing)
        return crew().agreed(self.plan.reaches(missing))
