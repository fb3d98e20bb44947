"""The report as one HTML page without scripts: every text of a record is escaped, every picture is inline SVG."""

from collections.abc import Iterator, Sequence
from importlib import resources
from typing import NamedTuple

from alpaca_est.languages import language
from alpaca_est.runs.report import Report
from alpaca_est.runs.report.pictures import HEIGHT, SIZE, WIDTH, bars, marks, outside, sunburst
from alpaca_est.runs.report.records import KindFacts
from alpaca_est.runs.report.steps import StepFacts


class Group(NamedTuple):
    """The steps of one source, or those common to all, and what passed through them."""

    title: str
    steps: list[StepFacts]

    @property
    def stopping(self) -> list[StepFacts]:
        """Steps that made, rejected or flagged something."""
        return [step for step in self.steps if step.count.rejected or step.count.flagged or step.count.made]

    @property
    def passing(self) -> list[StepFacts]:
        """Steps that let everything pass."""
        return [step for step in self.steps if step not in self.stopping]

    @property
    def most(self) -> int:
        """The most records that stood before or after a step."""
        return max((max(step.count.inputs, step.count.out) for step in self.steps), default=0) or 1


class Generator(NamedTuple):
    """What one generator computed."""

    name: str
    kinds: list[KindFacts]

    @property
    def tasks(self) -> int:
        """Records of all its kinds."""
        return sum(kind.count for kind in self.kinds)


def page(report: Report) -> str:
    """The whole page."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(lambda name: resources.files("alpaca_est.runs.report").joinpath(name).read_text("utf-8")),
    )
    environment.filters |= {"thousands": thousands, "short": short, "spoken": spoken, "clock": clock}
    environment.globals |= {"bars": bars, "marks": marks, "outside": outside, "sunburst": sunburst}
    environment.globals |= {"width": WIDTH, "height": HEIGHT, "size": SIZE}
    return environment.get_template("report.html.jinja").render(
        report=report,
        account=report.account,
        records=report.records,
        costs=report.costs,
        groups=list(groups(report)),
        generators=list(generators(report.records.kinds)),
        language_names={code: language(code).name for code in _codes(report)},
    )


def groups(report: Report) -> Iterator[Group]:
    """The steps as they stand in the pipeline, by source; those that saw nothing are left out."""
    known = {step.name: step for step in report.steps}
    for chain in report.chains:
        steps = [known[name] for name in chain.steps if name in known]
        if steps:
            yield Group(chain.source or "all sources together", steps)


def generators(kinds: Sequence[KindFacts]) -> Iterator[Generator]:
    """Kinds by the step that computes them."""
    for name in dict.fromkeys(kind.made_by for kind in kinds):
        yield Generator(name, [kind for kind in kinds if kind.made_by == name])


def thousands(number: float) -> str:
    """A whole number with commas."""
    return f"{number:,.0f}"


def short(number: float) -> str:
    """A number as an axis shows it."""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:,.3g}"


def spoken(name: str) -> str:
    """A name of code as words."""
    return name.replace("_", " ")


def clock(seconds: float) -> str:
    """A time in its largest sensible unit."""
    if seconds < 1:
        return f"{seconds * 1000:.3g} ms"
    if seconds < 120:
        return f"{seconds:.3g} s"
    return f"{seconds / 60:.3g} min" if seconds < 7200 else f"{seconds / 3600:,.3g} h"


def _codes(report: Report) -> set[str]:
    tokens = (one.lang for facts in report.records.tokens for one in facts.languages)
    return {report.language, *report.records.languages, *tokens} - {""}
