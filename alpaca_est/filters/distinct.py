"""Tasks that stood before, word for word."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Literal

from alpaca_est.record import Outcome, Record
from alpaca_est.step import StreamStep


class Distinct(StreamStep):
    """Rejects a record whose instruction and input stood in an earlier one, character by character.

    For tasks from templates, which repeat by nature, so that `near_duplicate` would say too much of them. 100,000
    records take 20 MB.
    """

    step: Literal["distinct"] = "distinct"

    def begin(self) -> dict[bytes, str]:
        """Nothing seen yet."""
        return {}

    def run(self, records: Sequence[Record], memory: dict[bytes, str]) -> Iterator[Outcome]:
        """Keep the first of each, reject those that follow."""
        for record in records:
            whole = sha256(f"{record.instruction}\0{record.input}".encode("utf-8", "surrogatepass")).digest()[:16]
            first = memory.setdefault(whole, record.id)
            if first == record.id:
                yield record
            else:
                yield self.reject(record, f"instruction and input stood in {first}, wanted each task once")
