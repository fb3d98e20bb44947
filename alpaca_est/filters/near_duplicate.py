"""Instructions that are nearly the same as one that came earlier in the run."""

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
    """What came earlier: an index of word sequences, and the id of each."""

    def __init__(self, threshold: float) -> None:
        self.novelty = Novelty(threshold)
        self.names: list[str] = []

    def add(self, sequence: Sequence[str], name: str) -> None:
        """Remembers a text under a name that reasons can show."""
        self.novelty.add(sequence)
        self.names.append(name)

    def nearest(self, sequence: Sequence[str]) -> tuple[float, str]:
        """The highest similarity over the threshold and the name of that text, or (0.0, "")."""
        similarity, number = self.novelty.nearest(sequence)
        return (similarity, self.names[number]) if number >= 0 else (0.0, "")


class NearDuplicate(StreamStep):
    """Rejects records whose instruction is nearly the same as that of a record kept earlier.

    Compared are whole words by ROUGE-L F (Lin 2004), as in self-instruct, but with every letter of the language.
    The first of two stays. With `field: instruction_input` tasks that share an instruction may differ in input.
    """

    step: Literal["near_duplicate"] = "near_duplicate"
    reject_above: float = Field(default=0.7, gt=0, le=1)
    """Rejected over this similarity; 1 would be the same words in the same order."""
    field: Literal["instruction", "instruction_input"] = "instruction"
    """What is compared."""
    against: Pool = Field(default_factory=lambda: SamplePool((), ()))
    """Files or runs whose tasks count as seen from the start, such as the seeds."""

    def begin(self) -> Seen:
        """A memory that holds nothing but the samples of `against`."""
        memory = Seen(self.reject_above)
        for number, sample in enumerate((*self.against.human, *self.against.machine)):
            memory.add(words(self._compared(sample)), f"task {number + 1} of {', '.join(self.against.paths)}")
        return memory

    def run(self, records: Sequence[Record], memory: Seen) -> Iterator[Outcome]:
        """Reject what is too like a record before it, keep and remember the others."""
        for record in records:
            sequence = words(self._compared(record))
            similarity, other = memory.nearest(sequence)
            if other:
                measured = with_scores(record, self.key, [("similarity", similarity)])
                yield self.reject(measured, self._reason(similarity, other))
            else:
                memory.add(sequence, record.id)
                yield record

    def _compared(self, record: Sample) -> str:
        return record.instruction if self.field == "instruction" else f"{record.instruction}\n{record.input}"

    def _reason(self, similarity: float, other: str) -> str:
        compared = "instruction is" if self.field == "instruction" else "instruction and input are"
        measured = beside(similarity, self.reject_above, 3)
        return f"{compared} {measured} like {other}, at most {self.reject_above:g} wanted"
