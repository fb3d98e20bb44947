"""Programs that were asked for and are not there, and programs that cannot be read. Nothing is ever run."""

import ast
import json
import re
import textwrap
import warnings
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, NamedTuple

from alpaca_est.languages import language
from alpaca_est.record import Outcome, Record
from alpaca_est.step import Filter

FENCE = re.compile(r"```[ \t]*([\w+#-]*)[^\n]*\n(.*?)(?:\n[ \t]*```|\Z)", re.DOTALL)
SIGN = re.compile(
    r"```|[;{}]\s*$|</\w+>|\w+\([^()\n]*\)|=>|==|\breturn\b|[\\^$\[\]]|\w\s*=\s*\S|(?i:\bselect\b.*\bfrom\b)"
    r"|^\s*(?:def|class|import|from|function|public|var|let|const|SELECT|INSERT|CREATE|UPDATE|DELETE|<\w|#include)\b"
    r"|^\s*<|^\s*(?:if|for|while)\b.*:|^\s*[$#>]\s*\w|^[ \t]+\S",
    re.MULTILINE,
)
PYTHON = re.compile(
    r"\A(?:#[^\n]*\n|\"\"\".*?\"\"\"\n|\s)*(?:def \w+\(|class \w+[(:]|import \w+|from [\w.]+ import )", re.DOTALL
)
KEYWORD = (
    "def|class|import|from|if|elif|else|for|while|with|try|except|finally|return|print|raise|assert|pass|lambda|async|"
    "await|yield|del|global|break|continue"
)
STATEMENT = re.compile(rf"^(?:\s|$|[#@\"')\]}}]|\w+\s*[-+*/]?=|\w[\w.]*\(|(?:{KEYWORD})\b)")
LONGEST = 20_000  # characters of a program that is read


class Broken(NamedTuple):
    """A program that cannot be read: its language, why, and where it stands in the output."""

    kind: str
    reason: str
    start: int
    end: int


class Code(Filter):
    """Finds programs that are missing or broken: `ast.parse` for Python, `json.loads` for JSON; nothing is run.

    Missing: the task asks to write a program and the output has no sign of one, nor a fence with something in it.
    Broken: a fenced block marked python or json, or an output that begins like a Python program and is one throughout.
    Python 2, prompts (`>>>`) and ellipses make a block unreadable too, so broken programs are flagged by default.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"missing", "broken"})

    step: Literal["code"] = "code"
    missing: Literal["reject", "flag", "keep"] = "flag"
    """What happens where a program was asked for and none is there."""
    broken: Literal["reject", "flag", "keep"] = "flag"
    """What happens where a program cannot be read."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """`missing` and `broken`, 1 or 0."""
        asked = language(self.lang or record.lang).coding.search(record.instruction) is not None
        missing = asked and not any(block.strip() for block in _blocks(record.output))
        return {"missing": float(missing), "broken": float(_first_broken(record.output) is not None)}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag what is missing, then what is broken."""
        if scores["missing"] and self.missing != "keep":
            reason = "output has no program, but the instruction asks for one"
            if self.missing == "reject":
                return self.reject(record, reason)
            record = self.flag(record, reason, score=1.0)
        if scores["broken"] and self.broken != "keep" and (found := _first_broken(record.output)):
            reason = f"output has {found.kind} that cannot be read: {found.reason}"
            if self.broken == "reject":
                return self.reject(record, reason)
            record = self.flag(record, reason, score=1.0, span=("output", found.start, found.end))
        return record


def _blocks(text: str) -> Iterator[str]:
    """What may be a program in an output: the inside of each fence, or a text with a sign of one."""
    if "```" in text:
        yield from (found[2] for found in FENCE.finditer(text))
    elif SIGN.search(text):
        yield text


def _first_broken(text: str) -> Broken | None:
    for found in FENCE.finditer(text) if "```" in text else ():
        check = {"python": _python, "py": _python, "python3": _python, "json": _json}.get(found[1].lower())
        if check and len(found[2]) <= LONGEST and (reason := check(found[2])):
            return Broken("JSON" if check is _json else "Python", reason, found.start(2), found.end(2))
    bare = text.strip()
    whole = "```" not in text and len(bare) <= LONGEST and PYTHON.match(bare)
    if whole and all(STATEMENT.match(line) for line in bare.splitlines()) and (reason := _python(bare)):
        return Broken("Python", reason, 0, len(text))
    return None


def _python(text: str) -> str:
    """Why Python cannot read a text, or nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            ast.parse(textwrap.dedent(text).strip("\n"))
        except SyntaxError as error:
            return f"line {error.lineno}: {error.msg}"
        except (ValueError, RecursionError, MemoryError) as error:
            return str(error) or "nested too deeply"
    return ""


def _json(text: str) -> str:
    """Why a text is not JSON, or nothing."""
    try:
        json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return str(error)
    return ""
