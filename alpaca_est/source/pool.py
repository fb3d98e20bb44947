"""Samples that a step may show to a model, read once when the pipeline is loaded."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
from pydantic import BeforeValidator, InstanceOf, PlainSerializer, ValidationInfo, WithJsonSchema

from alpaca_est.errors import DataError
from alpaca_est.project import located, problem, root
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


def _read_pool(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(path, str) for path in value):
        return value
    for path in value:
        located(path, info)
    try:
        return pool(value, root(info), (info.context or {}).get("columns"))
    except DataError as error:
        raise problem(str(error)) from None


Pool = Annotated[
    InstanceOf[SamplePool],
    BeforeValidator(_read_pool),
    PlainSerializer(lambda found: {"paths": list(found.paths), "sha256": found.sha256}),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
