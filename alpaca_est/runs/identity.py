"""A run's identity: everything that can change a record, as flat settings that can be compared by name."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from alpaca_est.languages import language
from alpaca_est.pipeline import Loaded, SourceWithSteps
from alpaca_est.source import files_of
from alpaca_est.step import Filter


def identity(loaded: Loaded) -> dict[str, str]:
    """Each setting that can change a record with its value; files count by their content."""
    pipeline = loaded.pipeline
    found: dict[str, Any] = {"language": pipeline.language, "seed": pipeline.seed}
    for source in pipeline.sources:
        found[f"sources.{source.name}"] = source.model_dump(mode="json", exclude={"steps", "rounds", "name"})
        found[f"sources.{source.name}.content"] = _content(source, loaded.folder)
    if pipeline.mixture is not None:
        found["mixture"] = pipeline.mixture.model_dump(mode="json")
        found["mixture.rounds"] = {source.name: source.rounds for source in pipeline.sources}
    for source in pipeline.sources:
        found[f"sources.{source.name}.steps"] = [step.key for step in source.steps]
    found["sources"] = [source.name for source in pipeline.sources]
    found["steps"] = [step.key for step in pipeline.steps]
    for step in pipeline.all_steps:
        found[f"steps.{step.key}"] = step.model_dump(mode="json")
    if any(isinstance(step, Filter) for step in pipeline.all_steps) and (words := vocabulary(pipeline.language)):
        found["vocabulary"] = words
    for name, model in pipeline.models.items():
        found[f"models.{name}"] = model.identity()
    for plugin in pipeline.plugins:
        found[f"plugins.{plugin}"] = _sha256(loaded.folder / plugin)
    return dict(_flat("", found))


def vocabulary(code: str) -> str:
    """Which dictionary of a language is installed here; verdicts of filters depend on it."""
    found = language(code).vocabulary()
    return found.name if found else ""


def _content(source: SourceWithSteps, folder: Path) -> list[str]:
    if source.path is None:
        return []
    beside = [folder / source.bitext.target_path] if source.bitext and source.bitext.target_path else []
    return [_sha256(path) for path in (*files_of(folder / source.path, source.path), *beside)]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), inner)
    else:
        yield prefix, str(value)


def difference(before: Mapping[str, str], now: Mapping[str, str], *, same_version: bool) -> list[str]:
    """What changed between two identities, a line each; another version may know other settings."""
    names = list(dict.fromkeys([*before, *now])) if same_version else [name for name in before if name in now]
    return [
        f"{name}: was {_brief(before.get(name))}, now {_brief(now.get(name))}"
        for name in names
        if before.get(name) != now.get(name)
    ]


def _brief(value: str | None) -> str:
    if value is None:
        return "not there"
    return value if len(value) <= 40 else value[:39] + "…"
