"""Whether something stands in two splits that belongs into one, and rows in a config that their licence keeps out."""

from collections.abc import Iterator, Mapping
from typing import Any

from alpaca_est.record import root_of
from alpaca_est.runs.dataset.index import ADVICE, Index
from alpaca_est.runs.dataset.licences import Family, family, family_of, view_of
from alpaca_est.runs.dataset.likeness import digest, normal


class Straddling:
    """What was seen of a dataset so far; rows come shard by shard, and those of its first view count."""

    def __init__(self, found: Index) -> None:
        views = [view_of(file.path.split("/")[1]) for file in found.shards]
        self.view = views[0] if views else ""
        self.apart = found.splits.sources.keys() if found.splits else set[str]()
        self.drawn = found.splits is not None
        self.licences = found.licences
        self.lineages: dict[str, tuple[str, str]] = {}
        self.questions: dict[bytes, tuple[str, str]] = {}
        self.kinds: dict[str, tuple[Family, str]] = {}

    def problems(self, config: str, split: str, columns: Mapping[str, Any], place: str) -> Iterator[str]:
        """What is wrong with a row at a place, beside those that came before."""
        yield from self._kept_out(config, columns, place)
        if view_of(config) != self.view or not self.drawn:
            return
        lineage, question = root_of(str(columns.get("id"))), digest(normal(_asked(columns)))
        other, before = self.lineages.setdefault(lineage, (split, place))
        if other != split:
            yield f"descends from {lineage} as {before} in {other} does, wanted both in one split; {ADVICE}"
            return
        other, before = self.questions.setdefault(question, (split, place))
        if other != split and not {split, other} & self.apart:
            yield f"asks the same as {before} in {other}, wanted both in one split; {ADVICE}"

    def _kept_out(self, config: str, columns: Mapping[str, Any], place: str) -> Iterator[str]:
        licence = str(columns.get("licence"))
        kind = family(licence)
        if self.licences == "apart" and kind != family_of(config):
            yield f"licence {licence} is {kind}, wanted {family_of(config)} ones alone in {config}; {ADVICE}"
        elif self.licences == "same" and kind != "unknown":
            first, before = self.kinds.setdefault(config, (kind, place))
            if first != kind:
                yield f"licence {licence} is {kind}, wanted {first} as at {before}, or publish.licences: mixed"


def _asked(columns: Mapping[str, Any]) -> str:
    """What a row of any view asks, with what was said before."""
    if "messages" in columns:
        said = [str(one.get("content")) for one in columns["messages"][:-1] if one.get("role") != "system"]
        return "\n".join(said)
    if "prompt" in columns:
        return str(columns["prompt"])
    return f"{columns.get('instruction')}\n{columns.get('input')}"
