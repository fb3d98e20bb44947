"""How an answer is laid out: bullets, numbered lists, JSON, tables, headings, titles, parts."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alpaca_est.constraints.constraint import (
    UNCOUNTED,
    Chosen,
    Fixed,
    Room,
    Verdict,
    counted,
    verdict,
)
from alpaca_est.constraints.inflection import COLUMN, HEADING, POINT, forms
from alpaca_est.constraints.inflection import PART as PART_NOUN
from alpaca_est.constraints.reading import FENCE_LINE, MONTH, RULE, bare, clean
from alpaca_est.constraints.words import quoted

PROSE = frozenset({"prose"})
BULLET = re.compile(r"^[ \t]*[-*•+][ \t]+\S.*$", re.MULTILINE)
NUMBERED = re.compile(rf"^[ \t]*(\d{{1,3}})[.)][ \t]+(?!{MONTH})\S.*$", re.MULTILINE)
MARKED_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+[^\s#].*$", re.MULTILINE)
TITLE = re.compile(r"^[ \t#*]*<<[^<>\n]*[^\W_][^<>\n]*>>[ \t*]*$", re.MULTILINE)
PART = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+)?\**osa[ \t]+(\d{1,2})\b", re.MULTILINE | re.IGNORECASE)
FENCED = re.compile(r"\A```(?:json)?[ \t]*\n(.*)\n```\Z", re.DOTALL | re.IGNORECASE)
PIPE = re.compile(r"(?<!\\)\|")
SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
KEYS = (
    ("pealkiri", "sisu"),
    ("vastus", "selgitus"),
    ("teema", "kokkuvõte"),
    ("vastus", "põhjendus", "allikas"),
    ("algus", "keskpaik", "lõpp"),
    ("kirjeldus", "näited"),
)


@dataclass(frozen=True)
class _Layout(Chosen):
    """What lists and headings share: how many."""

    n: int

    choices = (2, 3, 4, 5, 6)
    traits = PROSE

    @property
    def room(self) -> Room:
        """A line of some words for each."""
        return Room(words=(6 * self.n, Room().words[1]), sentences=(self.n, Room().sentences[1]))


class BulletsExactly(_Layout):
    """Exactly n bullet points."""

    name = "bullets_exactly"
    claims = frozenset({"list"})
    without = UNCOUNTED
    phrasings = (
        "Vastuses peab olema täpploend, milles on täpselt {n}.",
        "{Esita/Esitage} vastus täpploendina, milles on täpselt {n}; iga punkti ees olgu tärn või sidekriips.",
        "{Lisa/Lisage} vastusesse täpselt {n:kom} täpploend.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, POINT)

    def judge(self, text: str) -> Verdict:
        """Lines with *, -, + or •, indented ones too; a dialogue dash is none; bullets in code spoil it."""
        count = len([one for one in BULLET.findall(bare(text)) if not RULE.match(one)])
        every = len([one for one in BULLET.findall(FENCE_LINE.sub("", clean(text))) if not RULE.match(one)])
        shown = every if count == self.n else count
        return verdict(count == every == self.n, shown, f"has {counted(shown, 'bullets')}", f"exactly {self.n}")


class NumberedExactly(_Layout):
    """A numbered list from 1 to n."""

    name = "numbered_exactly"
    claims = frozenset({"list"})
    without = UNCOUNTED
    traits = frozenset({"prose", "digits"})
    phrasings = (
        "{Esita/Esitage} vastus nummerdatud loendina, milles on täpselt {n}.",
        "Vastuses peab olema nummerdatud loend (1., 2., …), milles on täpselt {n}.",
        "{Vormista/Vormistage} vastus nummerdatud loendiks: täpselt {n}, nummerdamine algab ühest.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, POINT)

    def judge(self, text: str) -> Verdict:
        """Lines „1. …“ or „1) …“ numbered in order; a date as „3. mai“ is none; code does not count."""
        found = [int(number) for number in NUMBERED.findall(bare(text))]
        kept = found == list(range(1, self.n + 1))
        numbers = ", ".join(map(str, found[:12])) or "no number"
        told = f"has a list numbered {numbers}" if found else "has no numbered list"
        return verdict(kept, len(found), told, f"1 to {self.n}")


@dataclass(frozen=True)
class JsonOutput(Chosen):
    """JSON and nothing else, with the keys that are named."""

    keys: tuple[str, ...]

    name = "json"
    claims = frozenset({"start", "end", "list", "paragraphs", "sentences", "words"})
    without = PROSE
    choices = KEYS
    phrasings = (
        "{Esita/Esitage} kogu vastus JSON-objektina, mille võtmed on {quoted}.",
        "Vastus peab olema korrektne JSON, milles on täpselt need võtmed: {quoted}.",
        "{Vasta/Vastake} ainult JSON-vormingus; võtmed olgu {quoted}. Muud teksti {ära lisa/ärge lisage}.",
    )

    def holes(self) -> Mapping[str, str]:
        """The keys."""
        return {"quoted": quoted(self.keys)}

    @property
    def needs(self) -> frozenset[str]:
        """Commas, and small letters in the keys."""
        return frozenset({"comma", "small"} | {f"letter:{one}" for key in self.keys for one in key})

    def judge(self, text: str) -> Verdict:
        """One object with exactly these keys, alone or in one fence; strict JSON, no key twice."""
        cleaned = clean(text)
        fenced = FENCED.match(cleaned)
        try:
            found = json.loads(fenced[1] if fenced else cleaned, parse_constant=_refuse, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            return Verdict(False, 0, f"output is not JSON ({str(error).partition(':')[0]}), an object wanted")
        if not isinstance(found, dict):
            return Verdict(False, 0, f"output is JSON but no object, one with {', '.join(self.keys)} wanted")
        count = len(set(self.keys) & found.keys())
        kept = set(self.keys) == found.keys()
        return verdict(kept, count, f"has the keys {', '.join(found) or 'none'}", ", ".join(self.keys))


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


@dataclass(frozen=True)
class TableColumns(Chosen):
    """A Markdown table with n columns."""

    n: int

    name = "table_columns"
    claims = frozenset({"table"})
    without = UNCOUNTED
    traits = PROSE
    choices = (2, 3, 4)
    phrasings = (
        "Vastuses peab olema Markdowni tabel, milles on täpselt {n}.",
        "{Lisa/Lisage} vastusesse täpselt {n:kom} Markdowni tabel.",
        "{Esita/Esitage} põhiline teave Markdowni tabelina, millel on täpselt {n}.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, COLUMN)

    @property
    def room(self) -> Room:
        """A head and some rows, and a sentence or so around it."""
        return Room(words=(6 * self.n, Room().words[1]))

    def judge(self, text: str) -> Verdict:
        """A head, a line of dashes, at least one row; all of them with n cells, in every table. Code does not count."""
        widths = [width for table in _tables(bare(text)) for width in table]
        if not widths:
            return Verdict(False, 0, f"output has no table, one of {counted(self.n, 'columns')} wanted")
        wrong = next((width for width in widths if width != self.n), self.n)
        return verdict(wrong == self.n, wrong, f"has a table row of {counted(wrong, 'cells')}", f"{self.n} in each")


def _tables(text: str) -> list[list[int]]:
    """The number of cells of each row, of each table."""
    tables: list[list[int]] = []
    lines = text.split("\n")
    for place, line in enumerate(lines[1:], start=1):
        if not (SEPARATOR.match(line) and "|" in line and "|" in lines[place - 1]):
            continue
        rows = [_cells(lines[place - 1]), _cells(line)]
        for row in lines[place + 1 :]:
            if "|" not in row:
                break
            rows.append(_cells(row))
        if len(rows) > 2:
            tables.append(rows)
    return tables


def _cells(line: str) -> int:
    inner = line.strip().removeprefix("|")
    return len(PIPE.findall(inner)) + (not re.search(r"(?<!\\)\|$", inner))


class HeadingsExactly(_Layout):
    """Exactly n Markdown headings."""

    name = "headings_exactly"
    claims = frozenset({"headings"})
    without = UNCOUNTED
    phrasings = (
        "{Jaota/Jaotage} vastus osadeks, millel on kokku täpselt {n} (Markdowni #-märgiga).",
        "Vastuses peab olema täpselt {n} Markdowni kujul, näiteks „## Pealkiri“.",
        "{Lisa/Lisage} vastusesse täpselt {n}, igaüks eraldi real, mis algab #-märgiga.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, HEADING)

    def judge(self, text: str) -> Verdict:
        """Lines with one to six # and a space; #teemaviited and comments in code are none."""
        count = len(MARKED_HEADING.findall(bare(text)))
        return verdict(count == self.n, count, f"has {counted(count, 'headings')}", f"exactly {self.n}")


@dataclass(frozen=True)
class Title(Fixed):
    """A title in double angle brackets."""

    name = "title"
    claims = frozenset({"start"})
    traits = PROSE
    phrasings = (
        "{Pane/Pange} vastusele pealkiri ja {kirjuta/kirjutage} see kahekordsetesse noolsulgudesse: <<pealkiri>>.",
        "Vastusel peab olema pealkiri kahekordsetes noolsulgudes, näiteks <<Suvine õhtu>>.",
        "{Alusta/Alustage} vastust pealkirjaga, mis on märkide << ja >> vahel.",
    )

    def judge(self, text: str) -> Verdict:
        """A line of its own with letters between << and >>; code does not count."""
        count = len(TITLE.findall(bare(text)))
        return verdict(count > 0, count, "has no title", "one as <<…>>")


class PartsExactly(_Layout):
    """Parts that begin with „Osa 1“, „Osa 2“, …"""

    name = "parts_exactly"
    claims = frozenset({"start", "headings"})
    without = UNCOUNTED
    traits = frozenset({"prose", "digits", "capitals", "estonian"})
    phrasings = (
        "Vastuses peab olema täpselt {n}. {Märgi/Märkige} iga osa algus omaette reaga: „Osa 1“, „Osa 2“ jne.",
        "{Jaga/Jagage} vastus täpselt {n:tra}; iga osa alguses olgu omaette real „Osa 1“, „Osa 2“ ja nii edasi.",
        "{Kirjuta/Kirjutage} vastus täpselt {n:ine} ja {pane/pange} iga osa ette omaette reale „Osa 1“, „Osa 2“ jne.",
    )

    def holes(self) -> Mapping[str, str]:
        """The number with its noun."""
        return forms("n", self.n, PART_NOUN)

    def judge(self, text: str) -> Verdict:
        """Lines that begin so, in order; „Osa 1“ inside a line is none; code does not count."""
        found = [int(number) for number in PART.findall(bare(text))]
        numbers = ", ".join(map(str, found[:12])) or "no number"
        kept = found == list(range(1, self.n + 1))
        return verdict(kept, len(found), f"has parts with {numbers}", f"1 to {self.n}")
