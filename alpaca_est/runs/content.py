"""The dataset that follows from a run's journal and decisions: which rows stand in which config and split."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from alpaca_est import decision as decisions_
from alpaca_est.decision import Decisions
from alpaca_est.record import Record, source_of
from alpaca_est.runs.dataset.licences import config, view_of
from alpaca_est.runs.dataset.preference import Pair, Pairing
from alpaca_est.runs.dataset.preferred import judges
from alpaca_est.runs.dataset.rows import line, row
from alpaca_est.runs.dataset.split_facts import SplitFacts
from alpaca_est.runs.dataset.splits import TOGETHER_ABOVE, planned
from alpaca_est.runs.dataset.views import PREFERENCE, Layout, seen_as
from alpaca_est.runs.fates import Account, fates, layout_of
from alpaca_est.runs.folder import RunFolder

EVERY = "*"
"""Behind the name of a view: all its configs, where kinds of licence stand apart."""


class Content:
    """What a run's dataset consists of; splits are planned once, where there are some."""

    def __init__(self, folder: RunFolder, decisions: Decisions | None = None) -> None:
        self.folder = folder
        self.settings: Mapping[str, Any] = folder.manifest().pipeline
        self.decisions = decisions_.read(folder.decisions)[0] if decisions is None else decisions
        self._licence: str = self.settings["publish"]["licence"]

    @property
    def layout(self) -> Layout:
        """How the dataset is written."""
        return self._planned[0]

    @property
    def split_facts(self) -> SplitFacts | None:
        """What the card says of the splits; None where there is only train."""
        return self._planned[1]

    @cached_property
    def _planned(self) -> tuple[Layout, SplitFacts | None]:
        layout, own = layout_of(self.settings), self.settings["publish"]
        if not layout.splits:
            return layout, None
        plan = planned(self._published(layout), layout, own.get("together_above", TOGETHER_ABOVE))
        return layout._replace(moved=plan.moved), plan.facts

    def published(self) -> Iterator[Record]:
        """The records that are published, in their order."""
        yield from self._published(self.layout)

    def _published(self, layout: Layout) -> Iterator[Record]:
        every = fates(self.folder, self.settings["target"], self.decisions, Account(), layout)
        yield from (item for fate, item in every if fate == "published")

    def licence(self, record: Record) -> str:
        """The licence of imported rows is their source's; what was made new has that of the publication."""
        return (record.origin.licence if record.origin is not None else "") or self._licence

    def row(self, record: Record) -> dict[str, str]:
        """A record as the alpaca view has it."""
        return row(record, source_of(record.id), self.licence(record))

    def pairing(self) -> Pairing | None:
        """What pairs answers, where the preference view is wanted."""
        if PREFERENCE not in self.layout.formats:
            return None
        own = self.settings["publish"]["preference"]
        return Pairing(judges(self.folder.path, own["by"], own["margin"]), self.layout, self.row, own["pairs"])

    def lines(self, name: str = "", split: str = "") -> Iterator[bytes]:
        """The lines of a config and a split; of the default view and all splits unless named.

        `alpaca*` is every config of a view, whatever the licences.
        """
        view, layout = view_of(name.removesuffix(EVERY)) or self.layout.formats[0], self.layout
        if view == PREFERENCE:
            yield from (line(pair.columns) for pair in self._pairs() if self._there(pair, name, split))
            return
        for record in self.published():
            if split in ("", layout.split(record)):
                columns = self.row(record)
                if _names(name, config(view, columns["licence"], layout.licences)):
                    yield line(seen_as(view, record, columns, layout.saying))

    def _there(self, pair: Pair, name: str, split: str) -> bool:
        place = config(PREFERENCE, pair.columns["licence"], self.layout.licences)
        return split in ("", pair.split) and _names(name, place)

    def _pairs(self) -> Iterator[Pair]:
        """All pairs of the run, in their order; none where the view is not wanted."""
        if pairing := self.pairing():
            for record in self.published():
                pairing.count(record)
            yield from pairing.pairs(self.published())


def _names(name: str, config: str) -> bool:
    return name in ("", config) or (name.endswith(EVERY) and view_of(config) == name.removesuffix(EVERY))


def rows(folder: RunFolder, view: str = "", split: str = "") -> Iterator[bytes]:
    """The lines that the shards of a view and a split should hold; of the default view and all splits unless named."""
    yield from Content(folder).lines(view, split)
