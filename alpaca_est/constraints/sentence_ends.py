"""Where sentences end: not after „nt.“ or „3. mai“, not inside numbers and addresses, not before who spoke."""

import re
from functools import lru_cache

from alpaca_est.constraints.reading import ADDRESS, SAYING, is_text, lines_of

TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
QUOTING = r"[)\]”“\"»’'*_~]"
EMOJI = r"[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]"
STOP = re.compile(
    rf"(?P<mark>\.\.+|[.!?…]+)(?P<closing>{QUOTING}*)(?:[ \t]*{EMOJI})*(?P<space>\s+|$|(?=[A-ZÕÄÖÜŠŽ][^\W\d_]))"
)
LAST_TOKEN = re.compile(r"[^\s„“”\"(\[*]*$")
GOING_ON = frozenset(  # abbreviations that something follows
    {
        *("nt", "näit", "vt", "vrd", "lk", "nr", "dr", "prof", "dots", "mag", "hr", "pr", "prl", "tn", "pst", "mnt"),
        *("st", "sh", "ca", "u", "s.t", "s.o", "k.a", "snd", "srn", "kl", "tel", "ptk", "ingl", "sks", "ld", "kr"),
    }
)
ENDING = frozenset(  # those that a sentence may end with
    {
        *(
            "jne",
            "jms",
            "jpt",
            "jt",
            "jj",
            "vms",
            "vm",
            "vmt",
            "a",
            "ekr",
            "pkr",
            "tk",
            "min",
            "sek",
            "tl",
            "n-ö",
            "krt",
        ),
        *("h", "km", "cm", "kg", "eur", "mln", "mld", "tuh", "saj", "aj", "v.a", "m.a.j", "e.m.a"),
    }
)
ORDINAL = re.compile(r"(?:.*[.–-])?(?:\d{1,4}|[IVXLCDM]+)\Z")
ROMAN_MONTH = re.compile(r"[IVX]{1,4} +\d")
INITIAL = re.compile(r"(?:.*[.-])?[^\W\d_]$")


@lru_cache(maxsize=256)
def sentences_of(text: str) -> tuple[str, ...]:
    """Its sentences. Headings, titles and tables have none; each list item has at least one; a verse may run on.

    No sentence ends after „nt.“, „3.“ before a small letter, initials, inside addresses and numbers, or before the
    words that say who spoke: „Tule!“ ütles ema.
    """
    return tuple(found for run in _runs(text) for found in _split(run) if SAYING.search(found))


def _runs(text: str) -> list[str]:
    """Lines joined to what can be one sentence."""
    runs: list[str] = []
    joinable = False
    for said, item in lines_of(text):
        if not is_text(said) or TABLE.match(said):
            joinable = False
            continue
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
    digit = after[:1].isdigit() or bool(ROMAN_MONTH.match(after))
    before = run[begin : stop.start()]
    return not _shortened(token, before, small=small or opened, digit=digit, glued=not stop["space"])


def _shortened(token: str, before: str, *, small: bool, digit: bool, glued: bool) -> bool:
    """Whether a point belongs to the word before it, which is not the end of a sentence then."""
    if glued:
        return len(token) < 3 or not token[-2:].islower()
    if token.casefold() in GOING_ON or INITIAL.match(token):
        return token != "a" or small or bool(re.search(r"\d\.? a$", before))
    if token.casefold() in ENDING:
        return small or digit
    if ORDINAL.match(token) and "," not in token:
        return small or digit or before.strip() == token
    return small and token.isalpha() and len(token) <= 4 and not re.search("[aeiouõäöüAEIOUÕÄÖÜ]", token)
