"""What counts as a word, a sentence and a paragraph of an answer: as people count, not as a tokenizer does."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from alpaca_est.text import prose

Unit = Literal["words", "sentences", "paragraphs"]

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"))
LETTER = re.compile(r"[^\W\d_]")
SAYING = re.compile(r"[^\W_]")
ITEM = re.compile(r"^[ \t]*(?:[-*•–+]|\d{1,3}[.)])[ \t]+")
HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+\S|[ \t]*<<.*>>[ \t]*$")
TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
FENCE_LINE = re.compile(r"[ \t]*```.*$", re.MULTILINE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\]“”\"']|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")

QUOTING = r"[)\]”“\"»’'*_~]"
EMOJI = r"[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]"
STOP = re.compile(
    rf"(?P<mark>\.\.+|[.!?…]+)(?P<closing>{QUOTING}*)(?:[ \t]*{EMOJI})*(?P<space>\s+|$|(?=[A-ZÕÄÖÜŠŽ][^\W\d_]))"
)
LAST_TOKEN = re.compile(r"[^\s„“”\"(\[*]*$")
SHORT_TITLES = frozenset(
    {"nt", "näit", "vt", "vrd", "lk", "nr", "dr", "prof", "dots", "mag", "hr", "pr", "prl", "tn", "pst", "mnt", "st"}
    | {"sh", "ca", "u", "s.t", "s.o", "k.a", "snd", "srn", "kl", "tel", "köide", "ptk", "ingl", "sks", "ld", "kr"}
)
SHORT_ENDS = frozenset(
    {
        "jne",
        "jms",
        "jpt",
        "jt",
        "jj",
        "vms",
        "vm",
        "vmt",
        "a",
        "eKr",
        "ekr",
        "pKr",
        "pkr",
        "tk",
        "min",
        "sek",
        "tl",
        "n-ö",
    }
    | {"krt", "h", "km", "cm", "kg", "eur", "mln", "mld", "tuh", "saj", "aj", "v.a", "m.a.j", "e.m.a"}
)
ORDINAL = re.compile(r"\d{1,4}$|[IVXLCDM]+$")
INITIAL = re.compile(r"(?:.*[.-])?[^\W\d_]$")


def clean(text: str) -> str:
    """Composed (NFC), with plain line ends, without characters that nobody sees."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(UNSEEN).strip()


def bare(text: str) -> str:
    """A cleaned text without fenced code."""
    return prose(clean(text)).strip()


def word_tokens(text: str) -> list[str]:
    """What stands between spaces and holds a letter or digit: „3,5“, „nt.“ and an address are one word each."""
    return [token for line in text.split("\n") for token in ITEM.sub("", line, count=1).split() if SAYING.search(token)]


def paragraphs_of(text: str) -> list[str]:
    """What blank lines separate; headings, titles and rules of dashes alone are none."""
    blocks = re.split(r"\n[ \t]*\n", text)
    return [block.strip() for block in blocks if any(_is_text(line) for line in block.split("\n"))]


def _is_text(line: str) -> bool:
    return bool(SAYING.search(line)) and not HEADING.match(line) and not RULE.match(line)


@lru_cache(maxsize=256)
def sentences_of(text: str) -> tuple[str, ...]:
    """Its sentences. Headings, titles and tables have none; each list item has at least one; a verse may run on.

    No sentence ends after „nt.“, „3.“ before a small letter, initials, inside addresses and numbers, or before the
    words that say who spoke: „Tule!“ ütles ema.
    """
    return tuple(found for run in _runs(text) for found in _split(run) if LETTER.search(found) or SAYING.search(found))


def _runs(text: str) -> list[str]:
    """Lines joined to what can be one sentence."""
    runs: list[str] = []
    joinable = False
    for line in text.split("\n"):
        if not _is_text(line) or TABLE.match(line):
            joinable = False
            continue
        item, said = ITEM.match(line), ITEM.sub("", line, count=1).strip()
        if joinable and not item and _runs_on(runs[-1], said):
            runs[-1] = f"{runs[-1]} {said}"
        else:
            runs.append(said)
        joinable = True
    return runs


def _runs_on(before: str, line: str) -> bool:
    if before.endswith((",", ";", "–", "-")):
        return True
    return not re.search(rf"[.!?…:]{QUOTING}*$", before) and line[:1].islower()


def _split(run: str) -> list[str]:
    hidden = ADDRESS.sub(lambda found: "a" * len(found[0]), run)
    found, begin = [], 0
    for stop in STOP.finditer(hidden):
        if stop.end() < len(hidden) and not _ends(hidden, begin, stop):
            continue
        found.append(run[begin : stop.end()].strip())
        begin = stop.end()
    return [*found, run[begin:].strip()] if run[begin:].strip() else found


def _ends(run: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a mark in the middle of a run ends a sentence."""
    after = run[stop.end() :].lstrip("–—- \t")
    small = after[:1].islower()
    if stop["mark"] != ".":
        pause = stop["mark"].startswith(("..", "…")) or bool(stop["closing"]) or after != run[stop.end() :]
        return not (small and pause)
    if stop["closing"] and small:
        return False
    [token] = LAST_TOKEN.findall(run[begin : stop.start()])[:1]
    opened = after[:1] in '„“"(' and after[1:2].islower()
    return not _shortened(
        token, run[begin : stop.start()], small=small or opened, digit=after[:1].isdigit(), glued=not stop["space"]
    )


def _shortened(token: str, before: str, *, small: bool, digit: bool, glued: bool) -> bool:
    """Whether a point belongs to the word before it, which is not the end of a sentence then."""
    if glued:
        return len(token) < 3 or not token[-2:].islower()
    if token.casefold() in SHORT_TITLES or INITIAL.match(token):
        return token != "a" or small or bool(re.search(r"\d\.? a$", before))
    if token.casefold() in SHORT_ENDS:
        return small or digit
    if ORDINAL.search(token) and "," not in token:
        return small or digit or before.strip() == token
    return small and len(token) <= 4 and not re.search("[aeiouõäöüAEIOUÕÄÖÜ]", token)


class Counts(NamedTuple):
    """The fewest and the most one may count, where fenced code is not counted or is."""

    fewest: int
    most: int


def counts(text: str, unit: Unit) -> Counts:
    """How many units an answer has."""
    return Counts(_count(bare(text), unit), _count(FENCE_LINE.sub("", clean(text)), unit))


def _count(text: str, unit: Unit) -> int:
    if unit == "words":
        return len(word_tokens(text))
    return len(sentences_of(text)) if unit == "sentences" else len(paragraphs_of(text))
