"""The facts behind a card's datasheet: what a run's manifest, decisions and ledger say of how its dataset was made."""

import inspect
import json
from collections.abc import Iterator
from typing import Any

import msgspec

from alpaca_est.llm.model import Model
from alpaca_est.pipeline import Pipeline
from alpaca_est.runs.costs import Costs, costs
from alpaca_est.runs.dataset.review_facts import ReviewFacts, review_facts
from alpaca_est.runs.folder import RunFolder
from alpaca_est.source.items import TestSets
from alpaca_est.step import Step

UNTOLD = frozenset({"step", "name", "lang", "seed", "model", "engines", "prompt", "sets"})


class ModelSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A model as the pipeline names it, with what it is, and the sampling that was asked for."""

    key: str
    name: str
    engine: str
    sampling: str = ""
    terms: str = ""


class PromptSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt of a step: its file within the project, and the SHA-256 of its text."""

    step: str
    path: str
    sha256: str


class StepSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What a step does, and the settings that the pipeline changed."""

    about: str
    settings: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says beyond counts; without times, paths of this machine, or credentials."""

    seed: int = 0
    packages: dict[str, str] = {}
    models: tuple[ModelSheet, ...] = ()
    prompts: tuple[PromptSheet, ...] = ()
    steps: dict[str, StepSheet] = {}
    review: ReviewFacts = ReviewFacts()
    test_sets: tuple[str, ...] = ()
    costs: Costs = msgspec.field(default_factory=Costs)


def datasheet(folder: RunFolder) -> Sheet:
    """What a run says of itself."""
    manifest = folder.manifest()
    pipeline = folder.loaded().pipeline
    return Sheet(
        seed=pipeline.seed,
        packages={"python": manifest.python, **manifest.packages},
        models=tuple(_model(key, model) for key, model in pipeline.models.items()),
        prompts=tuple(_prompts(pipeline)),
        steps={step.key: StepSheet(about=_about(step), settings=_settings(step)) for step in pipeline.all_steps},
        review=review_facts(folder.decisions),
        test_sets=tuple(dict.fromkeys(_test_sets(pipeline))),
        costs=costs(folder.ledger),
    )


def _model(key: str, model: Model) -> ModelSheet:
    asked = {"temperature": model.temperature, "top_p": model.top_p, "max_tokens": model.max_tokens}
    told = {name: value for name, value in asked.items() if value is not None}
    sampling = ", ".join(f"{name} {value}" for name, value in told.items()) if model.engine == "openai" else ""
    engine = {"openai": "chat model", "memory": "translation memory"}.get(model.engine, f"translation ({model.engine})")
    recorded = f"{engine}, replies from a recording" if model.recorded else engine
    return ModelSheet(key=key, name=model.name, engine=recorded, sampling=sampling, terms=model.terms)


def _prompts(pipeline: Pipeline) -> Iterator[PromptSheet]:
    for step in pipeline.all_steps:
        for value in step.model_dump(mode="json").values():
            if isinstance(value, dict) and value.keys() >= {"path", "sha256"}:
                yield PromptSheet(step=step.key, path=value["path"], sha256=value["sha256"])


def _about(step: Step) -> str:
    return " ".join((inspect.getdoc(type(step)) or "").partition("\n\n")[0].split())


def _settings(step: Step) -> str:
    """The settings that differ from the defaults, as JSON values; long ones are left to the manifest."""
    changed: dict[str, Any] = step.model_dump(mode="json", exclude_defaults=True, exclude=set(UNTOLD))
    told = {name: json.dumps(value, ensure_ascii=False) for name, value in changed.items() if not _long(value)}
    return ", ".join(f"{name} {value}" for name, value in told.items())


def _long(value: Any) -> bool:
    return isinstance(value, dict) or len(str(value)) > 60


def _test_sets(pipeline: Pipeline) -> Iterator[str]:
    for step in pipeline.all_steps:
        for field in type(step).model_fields:
            if isinstance(value := getattr(step, field), TestSets):
                yield from value.names
