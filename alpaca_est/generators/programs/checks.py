"""The answers computed again: from the text of a task, with the second evaluator."""

import re
from collections.abc import Callable, Mapping

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.programs.closures import carried_out, function, read
from alpaca_est.generators.programs.tasks import BLANK, RANGE

FENCED = re.compile(r"```(?:python)?\n(.*?)\n```", re.DOTALL)
OPTION = re.compile(r"^([A-D])\) `([^`]+)`$", re.MULTILINE)
EXAMPLE = re.compile(r"^(\w+)\(([\d, ]+)\) → (-?\d+)$", re.MULTILINE)
NUMBER = re.compile(r"-?\d+")
VARIABLE = re.compile(r"([^\W\d]\w*) = (-?\d+)")


def disagreement(draft: Draft) -> str:
    """What the second evaluator says against the answer."""
    text = f"{draft.instruction}\n{draft.input}"
    found = FENCED.search(text)
    if not found:
        return "there is no program"
    return CHECKS[draft.kind](found[1], text, draft)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in NUMBER.findall(text)]


def _output(code: str, text: str, draft: Draft) -> str:  # noqa: ARG001
    machine, _ = carried_out(read(code), {})
    said = {name: int(value) for name, value in VARIABLE.findall(draft.output)}
    wrong = [name for name, value in said.items() if machine.variables[name] != value]
    if wrong:
        return f"{wrong[0]} = {machine.variables[wrong[0]]}"
    printed = _numbers(draft.output.partition("väljastab")[2])
    return "" if printed == machine.printed else f"printed {machine.printed}"


def _state(code: str, text: str, draft: Draft) -> str:
    machine, _ = carried_out(read(code), {})
    asked = re.search(r"(\d+)\. (?:rea|rida)", text)
    assert asked is not None, "a line is asked for"
    after = [variables for line, variables in machine.after if line == int(asked[1])]
    if len(after) != 1:
        return f"line {asked[1]} is carried out {len(after)} times"
    said = {name: int(value) for name, value in VARIABLE.findall(draft.output)}
    set_names = {name for name, _ in re.findall(r"^\s*([^\W\d]\w*) [-+*]?(=) ", code, re.MULTILINE)}
    right = {name: value for name, value in after[0].items() if name in set_names}
    return "" if said == right else f"{right}"


def _input(code: str, text: str, draft: Draft) -> str:  # noqa: ARG001
    [name], act = function(code)
    fitting = [one for one in RANGE if carried_out(act, {name: one})[1] == draft.given]
    said = VARIABLE.search(draft.output)
    return "" if said and fitting == [int(said[2])] else f"{name} = {fitting}"


def _missing(code: str, text: str, draft: Draft) -> str:
    right = []
    for letter, line in OPTION.findall(text):
        machine, _ = carried_out(read(code.replace(BLANK, line)), {})
        right += [letter] if tuple(machine.printed) == draft.given else []
    return "" if right and draft.output.startswith(f"Õige on {' ja '.join(right)}: ") else f"right are {right}"


def _specification(code: str, text: str, draft: Draft) -> str:
    names, act = function(code)
    for name, given, wanted in EXAMPLE.findall(text):
        result = carried_out(act, dict(zip(names, _numbers(given), strict=True)))[1]
        if result != int(wanted):
            right = f"Ei vasta: {name}({given}) annab {result}, kuid nõutud on {wanted}."
            return "" if draft.output == right else right
    return "" if draft.output.startswith("Jah, vastab: ") else "all examples are met"


CHECKS: Mapping[str, Callable[[str, str, Draft], str]] = {
    "output": _output,
    "state": _state,
    "input": _input,
    "missing": _missing,
    "specification": _specification,
}
