"""The records of a source, one after the other."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.constraints.checking import constraint, turn_of
from alpaca_est.errors import DataError
from alpaca_est.project import neighbour
from alpaca_est.record import FIELDS, Origin, Record, Sample, source_id
from alpaca_est.source.bitext import line_pairs, sides, tab_pairs
from alpaca_est.source.conversations import conversations, is_conversation
from alpaca_est.source.json_rows import json_rows
from alpaca_est.source.lines import Row
from alpaca_est.source.settings import Bitext, Columns, Source
from alpaca_est.source.strict_json import found_kind
from alpaca_est.source.tables import hub_rows, parquet_rows, table_rows
from alpaca_est.source.tmx import tmx_rows
from alpaca_est.text import unwanted_character

LINEAGE = re.compile(r"[a-z0-9_]+:\d{3,}/\d+(/\d+)*")
KINDS = (".jsonl", ".json", ".parquet", ".csv", ".tsv")


class Unreadable(msgspec.Struct, frozen=True):
    """A row that is no record: its identity, the reason with file and line, and its text."""

    id: str
    reason: str
    text: str


def records(source: Source, folder: Path, lang: str, round_: int = 0) -> Iterator[Record | Unreadable]:
    """All records of a source in order; broken rows raise `DataError` or come as `Unreadable`, as `on_error` says."""
    if source.draws:
        for number in range(min(source.draws, source.rows or source.draws)):
            yield Record(id=source_id(source.name, number, round_), lang=source.lang or lang)
        return
    for number, (row, sample) in enumerate(islice(_samples(source, folder), source.rows)):
        identity = source_id(source.name, number, round_)
        if isinstance(sample, str):
            if source.on_error == "stop":
                raise DataError(f"{row.place}: {sample}")
            yield Unreadable(identity, f"{row.place}: {sample}", row.text or _readable(row.columns))
        else:
            yield _record(sample, row, source, identity, lang)


def _readable(columns: Mapping[str, Any]) -> str:
    """The columns of a row for people, whatever they hold."""
    text = json.dumps(dict(columns), ensure_ascii=False, default=str) if columns else ""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _record(sample: Sample, row: Row, source: Source, identity: str, lang: str) -> Record:
    fields = {name: getattr(sample, name) for name in Sample.__struct_fields__}
    fields["lang"] = sample.lang or source.lang or lang
    origin = Origin(
        dataset=source.dataset or source.name,
        row=int(identity.partition(":")[2].partition("/")[0]),
        licence=row.columns.get("licence") or source.licence,
        url=source.url,
        ancestor=_ancestor(row, source),
    )
    constraints = row.columns.get(source.columns.constraints) if source.columns.constraints else None
    kind = row.columns.get(source.columns.kind) if source.columns.kind else None
    return Record(
        id=identity,
        origin=origin,
        constraints=tuple(_listed(constraints)),
        kind=kind if isinstance(kind, str) else "",
        **fields,
    )


def _ancestor(row: Row, source: Source) -> str:
    """The id that a row had where alpaca-est published it; empty for rows of other makers."""
    identity = row.columns.get(source.columns.id) if source.columns.id else None
    return identity if isinstance(identity, str) and LINEAGE.fullmatch(identity) else ""


def _listed(constraints: Any) -> list[str]:
    """The constraints of a published row, one a line, or of a list; nothing where a row has none."""
    return constraints.split("\n") if constraints and isinstance(constraints, str) else list(constraints or ())


def _samples(source: Source, folder: Path) -> Iterator[tuple[Row, Sample | str]]:
    seen: dict[str, str] = {}
    for row in _rows(source, folder):
        if row.problem:
            yield row, row.problem
        elif source.bitext is not None:
            yield row, _pair(row.columns, source.bitext)
        else:
            twice = _repeated(row, source.columns, seen)
            for sample in samples_of(row.columns, source.columns):
                yield row, twice or sample


def _repeated(row: Row, columns: Columns, seen: dict[str, str]) -> str:
    identity = row.columns.get(columns.id) if columns.id else None
    if identity is None:
        return ""
    if (first := seen.get(str(identity))) is not None:
        return f"{columns.id} {identity!r} stands already at {first}, wanted each one once"
    seen[str(identity)] = row.place
    return ""


def _mislabelled(columns: Mapping[str, Any]) -> str:
    """What is wrong with a row's own language or licence; neither has to be there."""
    for name in ("lang", "licence"):
        value = columns.get(name)
        if value is not None and (wrong := _unreadable(value)):
            return f"{name} {wrong}"
    return ""


def _unknown(column: str, constraints: object) -> str:
    """Why a row's constraints are none that an answer can be checked for, or nothing."""
    listed = isinstance(constraints, list) and all(isinstance(one, str) for one in constraints)
    if constraints is not None and not isinstance(constraints, str) and not listed:
        return f"{column} is {_found(constraints)}, wanted text or a list of it"
    try:
        for asked in _listed(constraints):
            constraint(turn_of(asked)[1])
    except ValueError as error:
        return f"{column}: {error} (columns: {{constraints: null}} leaves the column out)"
    return ""


def _unreadable(value: object) -> str:
    """Why a value is no text that a dataset can hold, or nothing."""
    if not isinstance(value, str):
        return f"is {_found(value)}, wanted text"
    unwanted = unwanted_character(value)
    return f"holds {unwanted}, wanted readable text" if unwanted else ""


def samples_of(columns: Mapping[str, Any], names: Columns) -> Iterator[Sample | str]:
    """The samples of one row, or what is wrong with it; the self-instruct layout may hold several instances."""
    instances = columns.get("instances")
    if names.instruction == "instruction" and is_conversation(columns):
        yield from conversations(columns)
    elif instances is None:
        yield _sample(columns, names)
    elif instances == []:
        yield "instances is empty, wanted at least one with input and output"
    elif not isinstance(instances, list):
        yield f"instances is {_found(instances)}, wanted a list of objects with input and output"
    elif others := [instance for instance in instances if not isinstance(instance, dict)]:
        yield f"instances holds {_found(others[0])}, wanted objects with input and output"
    else:
        for instance in instances:
            yield _sample({**columns, **instance}, names)


def _sample(columns: Mapping[str, Any], names: Columns) -> Sample | str:
    texts: dict[str, str] = {}
    for field in FIELDS:
        value = _value(columns, field, getattr(names, field))
        if wrong := _unreadable(value):
            return f"{getattr(names, field)} {wrong}"
        texts[field] = str(value)
    unknown = _unknown(names.constraints, columns.get(names.constraints)) if names.constraints else ""
    if wrong := _mislabelled(columns) or unknown:
        return wrong
    return msgspec.convert({"lang": columns.get("lang") or "", **texts}, Sample)


def _pair(columns: Mapping[str, Any], bitext: Bitext) -> Sample | str:
    """A pair of sentences as a sample without instruction, in the language of its target side."""
    given = sides(columns, bitext)
    for name in bitext.names:
        if wrong := _unreadable(given.get(name, _MISSING)):
            return f"{name} {wrong}"
    if wrong := _mislabelled({"licence": columns.get("licence")}):
        return wrong
    source, target = (given[name].strip() for name in bitext.names)
    return Sample(lang=bitext.target, input=source, output=target)


def _value(columns: Mapping[str, Any], field: str, column: str | None) -> object:
    if column is None or (field == "input" and column not in columns):
        return ""
    return columns.get(column, _MISSING)


_MISSING = object()


def _found(value: object) -> str:
    return "missing" if value is _MISSING else found_kind(value)


def _rows(source: Source, folder: Path) -> Iterator[Row]:
    if source.hub is not None:
        yield from hub_rows(source.hub, folder)
    else:
        for path in files_of(folder / (source.path or ""), source.path or ""):
            yield from _file_rows(path, source, folder)


def _file_rows(path: Path, source: Source, folder: Path) -> Iterator[Row]:
    shown, bitext = _shown(path, folder), source.bitext
    if bitext is None:
        yield from file_rows(path, shown)
    elif bitext.target_path is not None:
        beside = folder / bitext.target_path
        yield from line_pairs((path, shown), (beside, _shown(beside, folder)), bitext)
    elif _kind(path) == ".tmx":
        yield from tmx_rows(path, shown, bitext)
    elif _kind(path) == ".tsv":
        yield from tab_pairs(path, shown, bitext)
    else:
        yield from file_rows(path, shown)


def _shown(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def files_of(path: Path, shown: str) -> list[Path]:
    """The data files of a path: itself, the shards of a published run, or every data file of a folder."""
    if not path.exists():
        raise DataError(f"{shown}: no such file or folder{neighbour(path)}")
    if not path.is_dir():
        return [path]
    if (path / "manifest.json").is_file() or any((path / "data" / view).is_dir() for view in ("alpaca", "messages")):
        if not (path / "index.json").is_file():
            raise DataError(f"{shown}: a run without index.json, wanted a published one (alpaca-est publish {shown})")
        view = (
            "alpaca" if (path / "data" / "alpaca").is_dir() or not (path / "data" / "messages").is_dir() else "messages"
        )
        shown, path = f"{shown}/data/{view}", path / "data" / view
    entries = sorted(path.iterdir()) if path.is_dir() else []
    found = [file for file in entries if _kind(file) in KINDS and file.is_file() and not file.name.startswith(".")]
    if not found:
        raise DataError(f"{shown}: no data file in this folder, wanted {', '.join(KINDS)}")
    return found


def _kind(path: Path) -> str:
    name = path.name.removesuffix(".gz").removesuffix(".zst")
    return Path(name).suffix.lower()


def file_rows(path: Path, shown: str) -> Iterator[Row]:
    """The rows of a data file, by its suffix."""
    readers: dict[str, Callable[[Path, str], Iterator[Row]]] = {
        ".parquet": parquet_rows,
        ".csv": table_rows,
        ".tsv": table_rows,
        ".jsonl": json_rows,
        ".json": json_rows,
    }
    if _kind(path) not in readers:
        raise DataError(f"{shown}: no reader for {_kind(path) or 'a file without a suffix'}, wanted {', '.join(KINDS)}")
    yield from readers[_kind(path)](path, shown)
