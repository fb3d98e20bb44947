"""Paragraphs of text files that a step may show to a model, read once when the pipeline is loaded."""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from pydantic import BeforeValidator, InstanceOf, PlainSerializer, ValidationInfo, WithJsonSchema

from alpaca_est.project import located, problem, root


class Passages(msgspec.Struct, frozen=True):
    """Paragraphs, with the paths of the files they were read from."""

    paths: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The identity of the paragraphs, wherever their files lie."""
        return hashlib.sha256(msgspec.json.encode(self.texts)).hexdigest()


def _read(value: Any, info: ValidationInfo) -> Any:
    paths: Sequence[Any] = [value] if isinstance(value, str) else value
    if not isinstance(paths, list | tuple) or not all(isinstance(path, str) for path in paths):
        return value
    found: list[str] = []
    for path in paths:
        located(path, info)
        try:
            text = (root(info) / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise problem(f"{path} cannot be read as UTF-8 text, wanted paragraphs with blank lines between") from None
        found += [part.strip() for part in text.split("\n\n") if part.strip()]
    return Passages(tuple(paths), tuple(found))


TextFiles = Annotated[
    InstanceOf[Passages],
    BeforeValidator(_read),
    PlainSerializer(lambda found: {"paths": list(found.paths), "sha256": found.sha256}),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
