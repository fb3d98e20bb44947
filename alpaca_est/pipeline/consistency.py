"""What only shows when all settings of a pipeline are known: parts that do not fit together."""

from collections.abc import Iterator, Sequence

from alpaca_est.generators.computed import Computed
from alpaca_est.pipeline import lines
from alpaca_est.pipeline.settings import Pipeline, PublishSettings, SourceWithSteps
from alpaca_est.step import Step
from alpaca_est.translators.translate import Translate

Problem = tuple[lines.Path, str]


def misfits(pipeline: Pipeline) -> list[Problem]:
    """Each problem with the place in the file where it is mended."""
    found = [problem for number in range(len(pipeline.sources)) for problem in _source(pipeline, number)]
    for number, step in enumerate(pipeline.steps):
        found += _language(step, ("steps", number))
    names = [source.name for source in pipeline.sources]
    found += [
        (("publish",), text) for text in strange(pipeline.publish, names, [one.key for one in pipeline.all_steps])
    ]
    if pipeline.mixture:
        found += [(("mixture",), f"mixture.{setting}: {text}") for setting, text in pipeline.mixture.unknown(names)]
    if pipeline.budget:
        found += [(("budget",), f"budget: {text}") for text in pipeline.budget.needs(pipeline.models)]
    return found


def _source(pipeline: Pipeline, number: int) -> Iterator[Problem]:
    source, path = pipeline.sources[number], ("sources", number)
    for text in (*_rows(source), *_twice(pipeline, number), *_untold_language(pipeline, source)):
        yield path, f"sources.{source.name}: {text}"
    if pipeline.mixture and "weight" in source.model_fields_set:
        told = "does nothing beside mixture, wanted mixture.weights"
        yield (*path, "weight"), f"sources.{source.name}.weight: {told}"
    for place, step in enumerate(source.steps):
        yield from _language(step, (*path, "steps", place))


def _rows(source: SourceWithSteps) -> Iterator[str]:
    given = [name for name in ("path", "hub", "draws") if getattr(source, name) is not None]
    if len(given) != 1:
        yield f"found {' and '.join(given) or 'neither'}, wanted one of path, hub and draws"


def _twice(pipeline: Pipeline, number: int) -> Iterator[str]:
    if pipeline.sources[number].name in (source.name for source in pipeline.sources[:number]):
        yield "stands twice, wanted each name once"


def _untold_language(pipeline: Pipeline, source: SourceWithSteps) -> Iterator[str]:
    if not source.lang and source.bitext is None and any(isinstance(step, Translate) for step in source.steps):
        told = f"is translated into {pipeline.language} and says not from what"
        yield f"{told}, wanted lang: en or another (rows may say their own)"


def _language(step: Step, path: lines.Path) -> Iterator[Problem]:
    if isinstance(step, Computed) and step.lang not in ("", step.writes):
        told = f"steps.{step.key}.lang: found {step.lang!r}, but its tasks are written in {step.writes!r}"
        yield (*path, "lang"), f"{told}; wanted that, or a generator of your own (README: add a language)"


def strange(publish: PublishSettings, sources: Sequence[str], steps: Sequence[str]) -> Iterator[str]:
    """What `publish` names that a pipeline with these sources and steps does not have."""
    for split, named in publish.splits.items():
        unknown = [] if isinstance(named, float) else [name for name in named if name not in sources]
        wanted = f"wanted one of {', '.join(sources)}"
        yield from (f"publish.splits.{split} names the source {name}, {wanted}" for name in unknown)
    by = publish.preference.by
    if by and by.partition(".")[0] not in steps:
        yield f"publish.preference.by names {by}, wanted a score of {', '.join(steps) or 'a step'}"
