"""Pipeline files: loaded, checked whole, and turned into steps."""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from pydantic import BaseModel, ValidationError

from alpaca_est.errors import PipelineError
from alpaca_est.llm.model import Budget, Model, Price
from alpaca_est.pipeline import changes, lines
from alpaca_est.pipeline.consistency import misfits
from alpaca_est.pipeline.mixture import AtMost, Balance, Mixture
from alpaca_est.pipeline.problems import repeated_names, sentences, step_entries, unknown_models
from alpaca_est.pipeline.settings import (
    Pipeline,
    PoolSettings,
    PreferenceSettings,
    PublishSettings,
    SourceWithSteps,
    defaults_for_steps,
    pipeline_type,
)
from alpaca_est.pipeline.steps import all_steps, plugin_steps, settings_of
from alpaca_est.project import neighbour, project_folder
from alpaca_est.source import Columns, Hub
from alpaca_est.step import Step

__all__ = ["Loaded", "Pipeline", "SourceWithSteps", "all_steps", "build", "load", "schema"]


class Loaded(msgspec.Struct, frozen=True):
    """A pipeline with the raw data it was made of and the folder that its paths start from."""

    pipeline: Pipeline
    data: dict[str, Any]
    folder: Path
    shown: str


def load(path: Path, settings: Sequence[str] = ()) -> Loaded:
    """Read a pipeline file with `KEY=VALUE` changes; all problems come in one `PipelineError`, nothing is run."""
    shown = str(path)
    if not path.is_file():
        found = "a folder, wanted a pipeline file" if path.is_dir() else f"no such file{neighbour(path)}"
        raise PipelineError(f"{shown}: {found}")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PipelineError(f"{shown}: byte {error.start + 1} is not UTF-8, wanted UTF-8") from None
    data, positions, problems = lines.parse(text, shown)
    if not isinstance(data, dict):
        raise PipelineError(f"{shown}:1: found {data!r}, wanted settings such as `name: my_dataset`")
    changes.apply(settings, data)
    return build(data, folder=project_folder(path), shown=shown, positions=positions, problems=problems)


def build(
    data: dict[str, Any],
    *,
    folder: Path,
    shown: str,
    positions: lines.Lines | None = None,
    problems: Sequence[str] = (),
) -> Loaded:
    """A pipeline from its raw data; the same as `load` once the file has been read."""
    raw = copy.deepcopy(data)
    positions = positions or {(): 1}
    kinds = all_steps(_plugins(data, folder))
    _take_over(data, kinds)
    found = [*problems, *unknown_models(data, positions, shown), *repeated_names(data, positions, shown)]
    try:
        pipeline = pipeline_type(list(kinds.values())).model_validate(data, context={"root": folder})
        found += [f"{shown}:{lines.line_of(path, positions)}: {text}" for path, text in misfits(pipeline)]
    except ValidationError as error:
        found += sentences(error, data, positions, shown, known_settings(kinds))
    if found:
        raise PipelineError(sorted(found, key=_line))
    return Loaded(pipeline, raw, folder, shown)


def _plugins(data: Mapping[str, Any], folder: Path) -> tuple[type[Step], ...]:
    paths = data.get("plugins") or ()
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        return ()
    missing = [f"plugins: no file {path}{neighbour(folder / path)}" for path in paths if not (folder / path).is_file()]
    if missing:
        raise PipelineError(missing)
    return tuple(kind for path in paths for kind in plugin_steps(folder / path, path))


def _take_over(data: dict[str, Any], kinds: Mapping[str, type[Step]]) -> None:
    defaults = defaults_for_steps(data)
    for path, step in step_entries(data):
        for field, value in defaults.items():
            step.setdefault(field, value)
        kind = kinds.get(str(step.get("step")))
        source = data["sources"][path[1]] if path[0] == "sources" else {}
        if kind and "seeds" in kind.model_fields and isinstance(source.get("path"), str):
            step.setdefault("seeds", [source["path"]])
        if kind and "kinds" in kind.model_fields and "engines" in kind.model_fields:
            step.setdefault("kinds", _engines(data, [step.get("model"), *_listed(step.get("engines"))]))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _engines(data: Mapping[str, Any], names: Sequence[Any]) -> dict[str, str]:
    """The engine of each of these models, as far as the file says it."""
    models = data.get("models")
    entries = {name: models.get(name) for name in names if isinstance(name, str)} if isinstance(models, dict) else {}
    return {name: str(entry.get("engine", "openai")) for name, entry in entries.items() if isinstance(entry, dict)}


def known_settings(kinds: Mapping[str, type[Step]]) -> dict[str, list[str]]:
    """The keys that may stand in each kind of step and, with a colon, in each other part of a pipeline file."""
    parts: dict[str, type[BaseModel]] = {
        "pipeline:": Pipeline,
        "sources:": SourceWithSteps,
        "models:": Model,
        "hub:": Hub,
        "columns:": Columns,
        "price:": Price,
        "budget:": Budget,
        "mixture:": Mixture,
        "at_most:": AtMost,
        "balance:": Balance,
        "pool:": PoolSettings,
        "publish:": PublishSettings,
        "preference:": PreferenceSettings,
    }
    return {name: list(part.model_fields) for name, part in parts.items()} | {
        name: settings_of(kind) for name, kind in kinds.items()
    }


def _line(problem: str) -> int:
    number = problem.split(":", 2)[1]
    return int(number) if number.isdigit() else 0


def schema() -> dict[str, Any]:
    """The JSON Schema of pipeline files, for completion in editors."""
    found = pipeline_type(list(all_steps(()).values())).model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
