"""Published runs and a tiny model for the tests of the check."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est.pipeline import load
from alpaca_est.tuning import tiny
from alpaca_est.tuning.encoding import Encoder
from alpaca_est.tuning.rows import Row
from alpaca_est.tuning.settings import Settings

PIPELINE = """
name: computed
language: et
seed: 7
sources:
  - {name: morphology, draws: 80, steps: [{step: morphology}]}
  - {name: figures, draws: 80, steps: [{step: figures}]}
publish: {licence: CC-BY-4.0, title: Proov}
"""
SMALL = Settings(
    rows=160, base_tokens=4000, passes=0.5, source_tokens=600, generate=4, held=0.2, limit=256, device="cpu"
)


async def built(folder: Path, pipeline: str = PIPELINE) -> Path:
    """A run of 160 computed tasks below a folder."""
    from alpaca_est.runs.build import build
    from alpaca_est.runs.folder import RunFolder

    (folder / "alpaca-est.toml").touch()
    (folder / "computed.yaml").write_text(pipeline, "utf-8")
    run = folder / "run"
    await build(load(folder / "computed.yaml", []), RunFolder(run), offline=True, watch=lambda *_: None)
    return run


def row(number: int, **changed: Any) -> Row:
    """A row that differs by its number."""
    plain = Row(id=f"proov:{number:03d}/0", instruction=f"Mis arv järgneb arvule {number}?", output=f"{number + 1}")
    return msgspec.structs.replace(plain, source="proov", **changed)


def rows(count: int) -> list[Row]:
    """So many rows."""
    return [row(number) for number in range(count)]


def model() -> tuple[Any, Any]:
    """A small Llama with weights as drawn, a copy for each test, and its tokenizer."""
    base, made = _model()
    return copy.deepcopy(base), made


@cache
def _model() -> tuple[Any, Any]:
    made = tiny.tokenizer(rows(200))
    return tiny.blank(len(made), made.eos_token_id, 3).eval(), made


def encoder(limit: int = 256) -> Encoder:
    """The encoder of that tokenizer."""
    return Encoder(model()[1], "alpaca", limit)
