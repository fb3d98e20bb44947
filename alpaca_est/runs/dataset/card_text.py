"""Texts on a card: Markdown that no title or name can break, and nothing that tells of somebody's machine."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def counted(count: int, noun: str) -> str:
    """A number of things in words: `1 record`, `2 records`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def line(written: str) -> str:
    """A text on one line, without control characters."""
    return " ".join(UNSEEN.sub("", written).split())


def text(written: str) -> str:
    """A text of the user's as one line of Markdown that breaks no table and opens no tag."""
    whole = line(written).replace("\\", "\\\\").replace("|", "\\|").replace("`", "\\`")
    return whole.replace("&", "&amp;").replace("<", "&lt;")


def name(given: str) -> str:
    """A name; of a path on somebody's machine only its last part."""
    absolute = given.startswith(("/", "~", "./", "../", "file:")) or PureWindowsPath(given).drive
    return PurePosixPath(given.replace("\\", "/")).name if absolute else given


def public_url(url: str) -> str:
    """An address without user, password, query and fragment; nothing where it is no address on the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if parts.scheme in ("http", "https") and host else ""
