"""The preference view: two answers to one task, the better one first, as trainers of preferences take them.

The prompt is text, the same as in the view prompt_completion, and not a list of messages: then every column is text,
any loader takes the file, and a model without a chat template can be trained (TRL, dataset_formats: preference).
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from alpaca_est.record import Record
from alpaca_est.runs.dataset.card import METADATA
from alpaca_est.runs.dataset.preferred import Judges, PairFacts, Preferred, widest
from alpaca_est.runs.dataset.saying import clean
from alpaca_est.runs.dataset.views import Layout

Which = Literal["widest", "all"]
BETWEEN = ">"


class Pair(NamedTuple):
    """A row of the view and its split."""

    split: str
    columns: dict[str, Any]


def task_of(record: Record) -> bytes:
    """The identity of a task: records that share it are answers to the same."""
    said = [record.lang, record.system, *(part for turn in record.history for part in (turn.role, turn.content))]
    texts = [clean(text) for text in (*said, record.instruction, record.input)]
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()[:16]


def pair_problems(columns: Mapping[str, Any]) -> list[str]:
    """What is wrong with a row whose columns are those of the view and text."""
    better, between, worse = columns["id"].partition(BETWEEN)
    faults = {
        f"id is {columns['id']}, wanted better{BETWEEN}worse": not (between and better and worse and better != worse),
        "chosen and rejected are the same, wanted two answers": columns["chosen"] == columns["rejected"],
        "prompt does not end in a line feed, wanted one": not columns["prompt"].endswith("\n"),
        "an answer is blank, wanted text": not (columns["chosen"].strip() and columns["rejected"].strip()),
    }
    return [fault for fault, there in faults.items() if there]


class Pairing:
    """Counts the answers of each task as records are published, then pairs them as the records come by again."""

    def __init__(
        self, judges: Judges, layout: Layout, columns_of: Callable[[Record], Mapping[str, str]], which: Which = "widest"
    ) -> None:
        self.judges = judges
        self.layout = layout
        self.columns_of = columns_of
        self.which = which
        self.told = PairFacts()
        self._waiting: Counter[bytes] = Counter()

    def count(self, record: Record) -> None:
        """Take note of a published record."""
        self._waiting[task_of(record)] += 1

    def pairs(self, published: Iterable[Record]) -> Iterator[Pair]:
        """The pairs of each task, once its last answer has come by; every record was counted before."""
        several = {task: count for task, count in self._waiting.items() if count > 1}
        self._waiting.clear()
        together: dict[bytes, list[Record]] = {}
        for record in published:
            task = task_of(record)
            if task in several:
                together.setdefault(task, []).append(record)
                if len(together[task]) == several[task]:
                    yield from self._paired(together.pop(task))

    def _paired(self, records: Iterable[Record]) -> Iterator[Pair]:
        """The pairs of one task; of equal answers the first counts."""
        different: dict[str, Record] = {}
        for record in records:
            different.setdefault(clean(record.output), record)
        answers = list(different.values())
        if len(answers) < 2:
            return
        self.told.tasks += 1
        twice, agreed = self.judges.agreement(answers)
        self.told.twice += twice
        self.told.agreed += agreed
        ordered = self.judges.preferred(answers)
        if not ordered:
            unscored = self.judges.score and not any(self.judges.score in one.scores for one in answers)
            why = f"nobody judged them and they have no score {self.judges.score}"
            self._leave_out(why if unscored else "their order is not known")
            return
        for pair in ordered if self.which == "all" else filter(None, [widest(ordered)]):
            if why := self._problem(answers[pair.better], answers[pair.worse]):
                self._leave_out(why)
            else:
                self.told.pairs[pair.by] = self.told.pairs.get(pair.by, 0) + 1
                yield self._row(answers[pair.better], answers[pair.worse], pair)

    def _leave_out(self, why: str) -> None:
        self.told.left_out[why] = self.told.left_out.get(why, 0) + 1

    def _problem(self, better: Record, worse: Record) -> str:
        """Why two answers make no row, or nothing."""
        if self.layout.split(better) != self.layout.split(worse):
            return "their answers are in different splits"
        if self.columns_of(better)["licence"] != self.columns_of(worse)["licence"]:
            return "their answers have different licences"
        if self.layout.saying.problem(better) or self.layout.saying.problem(worse):
            return f"the template {self.layout.saying.template} cannot say them"
        return ""

    def _row(self, better: Record, worse: Record, pair: Preferred) -> Pair:
        columns = self.columns_of(better)
        row = {
            "id": f"{better.id}{BETWEEN}{worse.id}",
            "prompt": self.layout.saying.prompt(better, columns),
            "chosen": columns["output"],
            "rejected": self.columns_of(worse)["output"],
            "preferred_by": pair.by,
            **{name: columns[name] for name in METADATA},
        }
        return Pair(self.layout.split(better), row)
