"""Sizes as people write them: 64MB, 1.5 GiB, or a number of bytes."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from alpaca_est.project import problem

UNITS = {
    "": 1,
    "B": 1,
    "kB": 1000,
    "MB": 1000**2,
    "GB": 1000**3,
    "KiB": 1024,
    "MiB": 1024**2,
    "GiB": 1024**3,
}
LEAST = 1000
WRITTEN = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([A-Za-z]*)")


def size(given: Any) -> Any:
    """A size in bytes, or none; a setting's problem where it cannot be read, or is smaller than 1 kB."""
    if given is None:
        return None
    found = given if isinstance(given, int) and not isinstance(given, bool) else _read(given)
    if found < LEAST:
        raise problem(f"{given} is {found} bytes, wanted at least {LEAST} (1kB), such as 64MB")
    return found


def _read(given: Any) -> int:
    match = WRITTEN.fullmatch(given.strip()) if isinstance(given, str) else None
    factors = {unit.lower(): factor for unit, factor in UNITS.items()}
    if match is None or match[2].lower() not in factors:
        raise problem(f"found {given!r}, wanted a size such as 64MB, 64MiB or 64000000")
    return int(float(match[1]) * factors[match[2].lower()])


WHOLE = {"type": "integer", "minimum": LEAST}
TEXT = {"type": "string", "pattern": f"^{WRITTEN.pattern}$"}
Size = Annotated[int | None, BeforeValidator(size), WithJsonSchema({"anyOf": [WHOLE, TEXT, {"type": "null"}]})]
"""A setting that is a size, in bytes."""
