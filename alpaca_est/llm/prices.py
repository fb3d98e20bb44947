"""What well-known models cost: a small dated table, for models whose pipeline names no price.

Prices change without notice; `as_of` says when the table was right. A price in the pipeline always wins.
"""

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The whole table: `as_of`, `unit`, and `models` by name."""
    read: dict[str, Any] = json.loads(files(__package__).joinpath("prices.json").read_bytes())
    return read


def known_price(name: str) -> tuple[float, float] | None:
    """USD per million tokens read and written of a model of api.openai.com, or None; a date in its name is ignored."""
    price = table()["models"].get(DATED.sub("", name))
    return (price["input"], price["output"]) if price else None
