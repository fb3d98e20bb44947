"""Where the paths of a pipeline file start, and how a file is written whole or not at all."""

import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Any, NamedTuple

from pydantic import AfterValidator, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from alpaca_est.errors import DataError

MARKERS = ("pyproject.toml", "alpaca-est.toml")


def project_folder(pipeline: Path) -> Path:
    """The nearest folder above a pipeline file that holds a project marker, else the file's own folder."""
    folder = pipeline.resolve().parent
    for candidate in (folder, *folder.parents):
        if any((candidate / marker).is_file() for marker in MARKERS):
            return candidate
    return folder


def located(path: str, info: ValidationInfo) -> Path:
    """A path from a pipeline file as a path that can be opened; a missing one is an error of that setting."""
    full = root(info) / path
    if not full.exists():
        raise problem(f"no file {path}{neighbour(full)}")
    return full


def problem(text: str) -> PydanticCustomError:
    """What is wrong with a setting, to be raised while it is validated."""
    return PydanticCustomError("setting", "{text}", {"text": text})


def root(info: ValidationInfo) -> Path:
    """The project folder, from a validation's context; the current folder where a step is made by hand."""
    context: dict[str, Any] = info.context or {}
    return Path(context.get("root", "."))


def neighbour(path: Path) -> str:
    """A hint at a file of nearly the same name beside a missing one."""
    names = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    return nearest(path.name, names)


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the known name most like an unknown one: `; did you mean length?`, or nothing."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]}?" if found else ""


def _existing(path: str, info: ValidationInfo) -> str:
    located(path, info)
    return path


ExistingPath = Annotated[str, AfterValidator(_existing)]
"""A setting that names a file or folder, which has to be there when the pipeline loads."""


class Files(NamedTuple):
    """Marks a setting that names files, `Annotated[Pool, Files(pool)]`: they are read when the pipeline loads.

    `read` gets the paths, the project folder and the validation's context; what it makes has `paths` and `sha256`, by
    which a manifest knows it. A missing file and a `DataError` are errors of the setting.
    """

    read: Callable[[Sequence[str], Path, Mapping[str, Any]], Any]

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_before_validator_function(
            self._loaded,
            core_schema.is_instance_schema(source),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda found: {"paths": list(found.paths), "sha256": found.sha256}
            ),
            metadata={
                "pydantic_js_functions": [
                    lambda *_: {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
                ]
            },
        )

    def _loaded(self, value: Any, info: ValidationInfo) -> Any:
        paths = [value] if isinstance(value, str) else value
        if not isinstance(paths, list | tuple) or not all(isinstance(path, str) for path in paths):
            return value
        for path in paths:
            located(path, info)
        try:
            return self.read(paths, root(info), info.context or {})
        except DataError as error:
            raise problem(str(error)) from None


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that appears under its name only when all of it is on disk: temp name, flush, fsync, rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def write(path: Path, content: bytes) -> None:
    """Write a whole file, or leave the old one."""
    with written(path) as file:
        file.write(content)
