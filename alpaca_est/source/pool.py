"""Samples that a step may show to a model, read once when the pipeline is loaded."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from alpaca_est.project import Files
from alpaca_est.record import Record, Sample
from alpaca_est.source.reading import records
from alpaca_est.source.settings import Columns, Source


class SamplePool(msgspec.Struct, frozen=True):
    """Samples that a step may show, with the paths they were read from."""

    paths: tuple[str, ...]
    human: tuple[Sample, ...]
    machine: tuple[Sample, ...] = ()

    @property
    def sha256(self) -> str:
        """The identity of the samples, wherever their files lie."""
        return hashlib.sha256(msgspec.json.encode((self.human, self.machine))).hexdigest()


def pool(paths: Sequence[str], folder: Path, columns: Columns | None = None) -> SamplePool:
    """The samples of several paths; those of earlier runs are the machine's, the others people's."""
    human: list[Sample] = []
    machine: list[Sample] = []
    for path in paths:
        target = machine if (folder / path / "manifest.json").is_file() else human
        source = Source.model_construct(name="pool", path=path, columns=columns or Columns(), on_error="stop")
        for record in records(source, folder, ""):
            if isinstance(record, Record):
                target.append(Sample(**{name: getattr(record, name) for name in Sample.__struct_fields__}))
    return SamplePool(tuple(paths), tuple(human), tuple(machine))


Pool = Annotated[SamplePool, Files(lambda paths, folder, context: pool(paths, folder, context.get("columns")))]
