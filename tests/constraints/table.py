"""Tables of texts that keep a constraint and texts that do not, and how they are run."""

import pytest

from alpaca_est.constraints import constraint

Cases = dict[str, tuple[list[str], list[str]]]
"""For each constraint the texts that keep it, then those that break it."""


def rows(cases: Cases) -> list[object]:
    """One test for each text."""
    return [
        pytest.param(name, text, wanted, id=f"{name.partition(':')[0]}-{'kept' if wanted else 'broken'}-{number}")
        for name, sides in cases.items()
        for wanted, texts in zip((True, False), sides, strict=True)
        for number, text in enumerate(texts)
    ]


def check(name: str, text: str, wanted: bool) -> None:
    """The verdict is the wanted one, and a reason goes with every broken one."""
    verdict = constraint(name).check(text)
    assert verdict.kept is wanted, (name, text, verdict)
    assert bool(verdict.reason) is not wanted
    assert verdict.reason == "" or (verdict.reason.startswith("output ") and verdict.reason.endswith(" wanted"))
