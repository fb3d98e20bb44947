"""Prompt files: Markdown with `{{holes}}`, optionally in two parts, `## system` and `## user`."""

import hashlib
import re
from typing import Annotated, Any

import msgspec
from pydantic import BeforeValidator, InstanceOf, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from alpaca_est.project import located, problem

HOLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
PART = re.compile(r"^## (system|user)[ \t]*(?:\n|\Z)", re.MULTILINE)


class Prompt(msgspec.Struct, frozen=True):
    """A prompt as its file holds it; `path` is as the pipeline names it."""

    user: str
    system: str = ""
    path: str = ""

    @property
    def holes(self) -> frozenset[str]:
        """The names that have to be filled."""
        return frozenset(HOLE.findall(self.system + self.user))

    @property
    def sha256(self) -> str:
        """The identity of the text, wherever its file lies."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()


def parse(text: str, path: str = "") -> Prompt:
    """A prompt from the text of its file; without part headings all of it is the user message.

    Raises a problem of the setting where a part stands twice, the user's is missing or text stands before the first.
    """
    parts = PART.split(text)
    if len(parts) == 1:
        return Prompt(user=text.strip(), path=path)
    if parts[0].strip():
        raise problem(f"{path or 'prompt'} has text before ## {parts[1]}, wanted all of it in ## system and ## user")
    if sorted(parts[1::2]) not in (["user"], ["system", "user"]):
        raise problem(f"{path or 'prompt'} has {_headings(parts[1::2])}, wanted one ## user and at most one ## system")
    named = dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    return Prompt(user=named["user"], system=named.get("system", ""), path=path)


def _headings(names: list[str]) -> str:
    return ", ".join(f"## {name}" for name in names)


def fill(template: str, **values: object) -> str:
    """The template with every hole filled; values are put in as they are and never searched for holes."""
    return HOLE.sub(lambda hole: str(values[hole[1]]), template)


def check_holes(prompt: Prompt, values: frozenset[str]) -> Prompt:
    """The prompt, if its holes are exactly the values that its step fills in."""
    if unfilled := sorted(prompt.holes - values):
        raise _hole_error(prompt, f"has a hole {{{{{unfilled[0]}}}}} that this step does not fill", values)
    if unused := sorted(values - prompt.holes):
        raise _hole_error(prompt, f"does not use {{{{{unused[0]}}}}}", values)
    return prompt


def _hole_error(prompt: Prompt, found: str, values: frozenset[str]) -> PydanticCustomError:
    wanted = ", ".join(f"{{{{{value}}}}}" for value in sorted(values))
    return problem(f"{prompt.path or 'prompt'} {found}, wanted exactly {wanted}")


def _read(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    path = located(value, info)
    if not path.is_file():
        raise problem(f"{value} is a folder, wanted a prompt file")
    try:
        return parse(path.read_text(encoding="utf-8-sig"), value)
    except UnicodeDecodeError as error:
        raise problem(f"{value}: byte {error.start + 1} is not UTF-8, wanted UTF-8") from None


def _shown(prompt: Prompt) -> dict[str, str]:
    return {"path": prompt.path, "sha256": prompt.sha256}


PromptFile = Annotated[
    InstanceOf[Prompt],
    BeforeValidator(_read),
    PlainSerializer(_shown),
    WithJsonSchema({"type": "string", "description": "Path of a prompt file."}),
]
