"""Settings of `publish` that change after a build, checked as a pipeline file is."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from alpaca_est.errors import PipelineError
from alpaca_est.pipeline.consistency import strange
from alpaca_est.pipeline.problems import located, sentence, title
from alpaca_est.pipeline.settings import PreferenceSettings, PublishSettings

KNOWN = {"publish:": list(PublishSettings.model_fields), "preference:": list(PreferenceSettings.model_fields)}


def publication(pipeline: Mapping[str, Any]) -> dict[str, Any]:
    """`publish` of a run's pipeline, spelled out; `PipelineError` has a line for each that will not do."""
    data = {"publish": pipeline["publish"]}
    try:
        found = PublishSettings.model_validate(pipeline["publish"])
    except ValidationError as error:
        told = [(located(("publish", *one["loc"]), data), one) for one in error.errors()]
        raise PipelineError(
            [f"--set {title(path, data)}: {sentence(one, path, data, KNOWN)}" for path, one in told]
        ) from None
    sources = [str(source["name"]) for source in pipeline["sources"]]
    steps = [*pipeline["steps"], *(step for source in pipeline["sources"] for step in source["steps"])]
    if problems := [*strange(found, sources, [str(step.get("name") or step["step"]) for step in steps])]:
        raise PipelineError([f"--set {problem}" for problem in problems])
    return found.model_dump()
