"""What a run gives back to other runs: tasks for native authors, and translations that people approved."""

from collections.abc import Iterator, Mapping
from typing import Any

from alpaca_est.decision import Decisions, judged
from alpaca_est.llm.memory import RUN_MEMORY, memory_name, tsv_field
from alpaca_est.project import write
from alpaca_est.record import FIELDS, Record, Rejected
from alpaca_est.runs.dataset.rows import line
from alpaca_est.runs.folder import RunFolder

REROUTE = "reroute.jsonl"


class Returns:
    """Collects while a run is published; `write` leaves `reroute.jsonl` and the memories beside the dataset."""

    def __init__(self, settings: Mapping[str, Any], decisions: Decisions) -> None:
        steps = [*settings["steps"], *(step for source in settings["sources"] for step in source["steps"])]
        self.keys = {step["name"] or step["step"] for step in steps if step["step"] == "untranslatable"}
        self.decisions = decisions
        self.rerouted: list[bytes] = []
        self.pairs: dict[tuple[str, str], dict[str, str]] = {}

    def rejected(self, item: Rejected) -> None:
        """Remember a task that cannot be translated."""
        if item.step in self.keys and item.record is not None:
            self.rerouted.append(line(dict(_rerouted(item, item.record))))

    def published(self, item: Record) -> None:
        """Remember the texts of a translation that a person accepted or edited."""
        decision = self.decisions.get(item.id)
        if decision is None or item.original is None or item.original.lang == item.lang:
            return
        edited = bool(decision.edit) and all(getattr(item, name) == text for name, text in decision.edit.items())
        if edited or decision.sha256 == judged(item):
            pairs = self.pairs.setdefault((item.original.lang, item.lang), {})
            for field in FIELDS:
                source, target = getattr(item.original, field).strip(), getattr(item, field).strip()
                if source and target:
                    pairs[source] = target

    def write(self, folder: RunFolder) -> None:
        """Every file whole; one that has nothing to say is not there."""
        contents = {memory_name(*pair): _table(pair, texts) for pair, texts in self.pairs.items()}
        contents |= {REROUTE: b"".join(self.rerouted)} if self.rerouted else {}
        for name, content in contents.items():
            write(folder.path / name, content)
        for path in (*folder.path.glob(RUN_MEMORY), folder.path / REROUTE):
            if path.name not in contents:
                path.unlink(missing_ok=True)


def _table(pair: tuple[str, str], texts: Mapping[str, str]) -> bytes:
    """A memory file of two languages, which its head names."""
    lines = ["\t".join(pair), *(f"{tsv_field(text)}\t{tsv_field(found)}" for text, found in texts.items())]
    return "".join(f"{one}\n" for one in lines).encode()


def _rerouted(item: Rejected, record: Record) -> Iterator[tuple[str, str]]:
    yield "id", item.id
    yield from ((field, getattr(record, field)) for field in FIELDS)
    yield "lang", record.lang
    yield "licence", record.origin.licence if record.origin else ""
    yield "reason", item.reason
