"""Instructions that are nearly the same as one that came earlier in the run."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from alpaca_est.filters.novelty import Novelty
from alpaca_est.filters.numbers import beside
from alpaca_est.record import Outcome, Record, Sample, with_scores
from alpaca_est.source import Pool, SamplePool
from alpaca_est.step import StreamStep
from alpaca_est.text import words


class Seen:
    """What came earlier: an index of word sequences, the id of each, and its cluster with the number of members."""

    def __init__(self, threshold: float) -> None:
        self.novelty = Novelty(threshold)
        self.names: list[str] = []
        self.clusters: list[int] = []
        self.members: Counter[int] = Counter()

    def add(self, sequence: Sequence[str], name: str, like: int = -1) -> None:
        """Remembers a text under a name that reasons can show, in the cluster of another one or in its own."""
        number = self.novelty.add(sequence)
        self.names.append(name)
        self.clusters.append(number if like < 0 else self.clusters[like])
        self.members[self.clusters[number]] += 1

    def nearest(self, sequence: Sequence[str]) -> tuple[float, int]:
        """The highest similarity over the threshold and the number of that text, or (0.0, -1)."""
        return self.novelty.nearest(sequence)


class NearDuplicate(StreamStep):
    """Rejects records whose instruction is nearly the same as that of a record kept earlier.

    Compared are whole words by ROUGE-L F (Lin 2004), as in self-instruct, but with every letter of the language, and
    exactly, however long the texts. The first of two stays; `max_per_cluster` lets more of them stay. With
    `field: instruction_input` tasks that share an instruction may differ in input; `output` finds repeated answers.
    """

    step: Literal["near_duplicate"] = "near_duplicate"
    reject_above: float = Field(default=0.7, gt=0, le=1)
    """Rejected over this similarity; 1 would be the same words in the same order."""
    field: Literal["instruction", "instruction_input", "output"] = "instruction"
    """What is compared."""
    max_per_cluster: int = Field(default=1, ge=1)
    """How many records that are near to each other may stay."""
    min_words: int = Field(default=0, ge=0)
    """Texts of fewer words are not compared; set it for outputs, where many answers are „Jah“."""
    against: Pool = Field(default_factory=lambda: SamplePool((), ()))
    """Files or runs whose tasks count as seen from the start, such as the seeds."""

    def begin(self) -> Seen:
        """A memory that holds nothing but the samples of `against`."""
        memory = Seen(self.reject_above)
        for number, sample in enumerate((*self.against.human, *self.against.machine)):
            memory.add(words(self._compared(sample)), f"task {number + 1} of {', '.join(self.against.paths)}")
        return memory

    def run(self, records: Sequence[Record], memory: Seen) -> Iterator[Outcome]:
        """Reject what is too like records before it, keep and remember the others."""
        for record in records:
            sequence = words(self._compared(record))
            if len(sequence) < self.min_words:
                yield record
                continue
            similarity, other = memory.nearest(sequence)
            if other < 0:
                memory.add(sequence, record.id)
                yield record
                continue
            measured = with_scores(record, self.key, [("similarity", similarity)])
            if memory.members[memory.clusters[other]] < self.max_per_cluster:
                memory.add(sequence, record.id, like=other)
                yield measured
            else:
                yield self.reject(measured, self._reason(similarity, memory.names[other]))

    def _compared(self, record: Sample) -> str:
        if self.field == "instruction_input":
            return f"{record.instruction}\n{record.input}"
        return record.instruction if self.field == "instruction" else record.output

    def _reason(self, similarity: float, other: str) -> str:
        compared = "instruction and input are" if self.field == "instruction_input" else f"{self.field} is"
        measured = beside(similarity, self.reject_above, 3)
        wanted = f"at most {self.reject_above:g} wanted"
        more = f" of {self.max_per_cluster} that are kept" if self.max_per_cluster > 1 else ""
        return f"{compared} {measured} like {other}{more}, {wanted}"
