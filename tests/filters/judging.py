"""One record through one filter or step, and what came of it in short."""

from alpaca_est.record import Outcome, Record, Rejected
from alpaca_est.step import BatchStep, Filter


def judged(step: Filter | BatchStep, instruction="", input="", output="", lang="et") -> Outcome:
    record = Record(id="a:000/0", lang=lang, instruction=instruction, input=input, output=output)
    [outcome] = step.run([record])
    return outcome


def verdict(step: Filter, instruction="", input="", output="", lang="et") -> tuple[str, str]:
    """("reject" | "flag" | "keep", the reason or the reasons of its flags)."""
    outcome = judged(step, instruction, input, output, lang)
    if isinstance(outcome, Rejected):
        return "reject", outcome.reason
    assert isinstance(outcome, Record)
    for flag in outcome.flags:
        if flag.span is not None:
            field, start, end = flag.span
            assert 0 <= start < end <= len(getattr(outcome, field))
    return ("flag", "; ".join(flag.reason for flag in outcome.flags)) if outcome.flags else ("keep", "")
