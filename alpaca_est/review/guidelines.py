"""The guidelines that stand beside each record, and their version, which every decision carries."""

import hashlib
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from alpaca_est.errors import PipelineError
from alpaca_est.review.people import Team

SHOWN = 10


class Block(NamedTuple):
    """A piece of the guidelines: kind is heading, item or text."""

    kind: str
    text: str


class Guidelines(NamedTuple):
    """The guidelines in each language of the page; the version is a hash of all of them."""

    version: str
    blocks: dict[str, list[Block]]


def guidelines(team: Team) -> Guidelines:
    """A team's own guidelines, or the package's in both languages."""
    if team.guidelines:
        path = Path(team.guidelines)
        if not path.is_file():
            raise PipelineError(f"guidelines: no file {path}")
        text = path.read_text(encoding="utf-8")
        texts = {"et": text, "en": text}
    else:
        assets = resources.files("alpaca_est.review") / "assets"
        texts = {lang: (assets / f"guidelines.{lang}.md").read_text(encoding="utf-8") for lang in ("et", "en")}
    digest = hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()[:SHOWN]
    return Guidelines(digest, {lang: _blocks(text) for lang, text in texts.items()})


def _blocks(text: str) -> list[Block]:
    """Headings (#), items (-) and paragraphs; anything else of Markdown is shown as it was written."""
    found: list[Block] = []
    for paragraph in text.strip().split("\n\n"):
        for line in _lines(paragraph):
            if line.startswith("#"):
                found.append(Block("heading", line.lstrip("# ")))
            elif line.startswith("- "):
                found.append(Block("item", line[2:]))
            else:
                found.append(Block("text", line))
    return found


def _lines(paragraph: str) -> list[str]:
    """The lines of a paragraph; those that only go on are joined to the one before."""
    found: list[str] = []
    for line in paragraph.splitlines():
        if found and not line.startswith(("#", "- ")) and not found[-1].startswith("#"):
            found[-1] += " " + line.strip()
        else:
            found.append(line.strip())
    return found
