"""Tasks that stood before, word for word."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Literal

from alpaca_est.record import Outcome, Record, root_of
from alpaca_est.step import StreamStep


class Distinct(StreamStep):
    """Rejects a record whose instruction and input, and all that was said before, stood in an earlier one, exactly.

    For tasks from templates, which repeat by nature, so that `near_duplicate` would say too much of them. 100,000
    records take 20 MB.
    """

    step: Literal["distinct"] = "distinct"
    within: Literal["run", "epoch"] = "run"
    """Where each stands once: in all of the run, or in each epoch of a mixture that repeats its rows."""

    def begin(self) -> dict[bytes, str]:
        """Nothing seen yet."""
        return {}

    def run(self, records: Sequence[Record], memory: dict[bytes, str]) -> Iterator[Outcome]:
        """Keep the first of each, reject those that follow."""
        for record in records:
            epoch = root_of(record.id).rpartition("/")[2] if self.within == "epoch" else ""
            said = "\0".join((epoch, *(turn.content for turn in record.history), record.instruction, record.input))
            whole = sha256(said.encode("utf-8", "surrogatepass")).digest()[:16]
            first = memory.setdefault(whole, record.id)
            if first == record.id:
                yield record
            else:
                yield self.reject(record, f"instruction and input stood in {first}, wanted each task once")
