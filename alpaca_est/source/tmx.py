"""TMX files as rows of a bitext."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from alpaca_est.source.lines import CHUNK, Damaged, Row, opened
from alpaca_est.source.settings import Bitext
from alpaca_est.tmx import NotTmx, Unit, units


def tmx_rows(path: Path, shown: str, bitext: Bitext) -> Iterator[Row]:
    """A row for each unit with a segment in both languages; others are problems of their rows.

    White space counts as one space. A file that is no XML is read up to where it breaks.
    """
    line = 1
    with opened(path) as file:
        try:
            for unit in units(iter(lambda: file.read(CHUNK), b"")):
                line = unit.line
                yield _row(unit, shown, bitext)
        except NotTmx as wrong:
            yield Row(f"{shown}:{wrong.line}", problem=wrong.problem)
        except EOFError:
            yield Row(f"{shown}:{line}", problem=str(Damaged(0, "cut off")))
        except (gzip.BadGzipFile, zlib.error):
            yield Row(f"{shown}:{line}", problem=str(Damaged(0, "damaged")))


def _row(unit: Unit, shown: str, bitext: Bitext) -> Row:
    place = f"{shown}:{unit.line}"
    codes = (bitext.source, bitext.target)
    if missing := [code for code in codes if code not in unit.segments]:
        there = ", ".join(unit.segments) or "none"
        return Row(place, problem=f"no segment in {missing[0]}, only {there}, wanted {' and '.join(codes)}")
    texts = [" ".join(unit.segments[code].split()) for code in codes]
    return Row(place, dict(zip(bitext.names, texts, strict=True)))
