"""The tasks that sources are also measured on: written one by one, by nobody's program and no model's pipeline."""

from functools import cache
from importlib import resources

import msgspec

from alpaca_est.tuning.rows import Row

LANGUAGES = {"et": "written_et.jsonl"}
SOURCE = "written"


@cache
def written_tasks(language: str) -> tuple[Row, ...]:
    """52 Estonian tasks of many kinds with their answers (CC BY 4.0), never for training; none in other languages."""
    if language not in LANGUAGES:
        return ()
    text = resources.files("alpaca_est.tuning").joinpath(LANGUAGES[language]).read_bytes()
    rows = (msgspec.json.decode(line, type=Row) for line in text.splitlines())
    return tuple(msgspec.structs.replace(row, source=SOURCE) for row in rows)
