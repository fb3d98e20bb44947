"""Tasks about small programs; each kind knows how its answer is computed twice."""

import random
from collections.abc import Callable, Sequence
from typing import Any

from alpaca_est.generators.computed import Draft
from alpaca_est.generators.programs.drawing import changed_once, function, program, silent
from alpaca_est.generators.programs.machine import Run, orders, run
from alpaca_est.generators.programs.phrasings import GIVEN, MISSING, OUTPUT, SPECIFICATION, STATE, Phrasing
from alpaca_est.generators.programs.places import chosen, places, replaced
from alpaca_est.generators.programs.syntax import Block, For, Function, Print, Set, code, head, names

RANGE = range(11)
LETTERS = "ABCD"
BLANK = "___"


def fenced(text: str) -> str:
    """A program between fences."""
    return f"```python\n{text}\n```"


def drafted(
    kind: str, phrasings: Sequence[Phrasing], chance: random.Random, *, texts: dict[str, Any], output: str, given: Any
) -> Draft:
    """A task in one of its phrasings."""
    number = chance.randrange(len(phrasings))
    instruction, shown = (text.format(**texts) for text in phrasings[number])
    return Draft(kind=kind, phrasing=number, instruction=instruction, input=shown, output=output, given=given)


def named(variables: dict[str, int] | Any) -> str:
    """„x = 4 ja y = 7“."""
    words = [f"{name} = {value}" for name, value in variables.items()]
    return " ja ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def printed_words(printed: Sequence[int]) -> str:
    """„arvu 7“, „arvud 7 ja 9“."""
    if len(printed) == 1:
        return f"arvu {printed[0]}"
    return f"arvud {', '.join(map(str, printed[:-1]))} ja {printed[-1]}"


def output(chance: random.Random) -> Draft | None:
    """What a program prints."""
    block = program(chance)
    done = run(orders(block))
    if done is None:
        return None
    answer = (
        f"{_way(block, done)}Programmi lõpus on {named(_own(block, done))}. "
        f"Programm väljastab {printed_words(done.printed)}."
    )
    return drafted("output", OUTPUT, chance, texts={"code": fenced(code(block))}, output=answer, given=None)


def _way(block: Block, done: Run) -> str:
    """The values that the printed variables take one after the other, where there are several."""
    last = block[-1].body if isinstance(block[-1], For) else block
    shown = {name for one in last if isinstance(one, Print) for name in names(one.value)}
    taken: dict[str, list[int]] = {}
    for moment in done.moments:
        taken.setdefault(moment.name, []).append(moment.variables[moment.name])
    return "".join(
        f"Muutuja {name} saab järjest väärtused {', '.join(map(str, values[:-1]))} ja {values[-1]}. "
        for name, values in taken.items()
        if name in shown and len(values) > 2
    )


def _own(block: Block, done: Run) -> dict[str, int]:
    """The variables that are set, without the counters of loops."""
    return {place.statement.name: done.variables[place.statement.name] for place in places(block)}


def state(chance: random.Random) -> Draft | None:
    """The variables after a line that is carried out once."""
    block = silent(chance)
    done = run(orders(block))
    if done is None:
        return None
    lines = [moment.line for moment in done.moments]
    once = [moment for moment in done.moments[2:] if lines.count(moment.line) == 1]
    if not once:
        return None
    moment = chance.choice(once)
    own = {name: value for name, value in moment.variables.items() if name in _own(block, done)}
    answer = f"Pärast {moment.line}. rea täitmist on {named(own)}."
    return drafted(
        "state",
        STATE,
        chance,
        texts={"code": fenced(code(block)), "line": moment.line},
        output=answer,
        given=moment.line,
    )


def result(made: Function, *given: int) -> int | None:
    """What a function returns."""
    done = run(orders(made.body), dict(zip(made.parameters, given, strict=True)))
    return done.returned if done else None


def given(chance: random.Random) -> Draft | None:
    """The one input among some that gives an output."""
    made = function(chance)
    results = [result(made, one) for one in RANGE]
    right = chance.choice(RANGE)
    if None in results or results.count(results[right]) > 1 or len(set(results)) < 4:
        return None
    [name] = made.parameters
    texts = {"code": fenced(made.text), "names": name, "result": results[right], "range": f"{RANGE[0]}–{RANGE[-1]}"}
    near = [one for one in (right - 1, right + 1) if one in RANGE]
    others = " ja ".join(f"{made.name}({one}) = {results[one]}" for one in near)
    answer = f"Sobib sisend {name} = {right}: {made.name}({right}) = {results[right]}. Võrdluseks: {others}."
    return drafted("input", GIVEN, chance, texts=texts, output=answer, given=results[right])


def missing(chance: random.Random) -> Draft | None:
    """The one of four lines with which a program prints what it should."""
    block = program(chance)
    place = chosen(block, chance)
    variables = tuple(dict.fromkeys(one.statement.name for one in places(block)))
    options: list[Set] = [place.statement]
    for _ in range(20):
        option = changed_once(place.statement, variables, chance)
        if option not in options:
            options.append(option)
    chance.shuffle(options := options[: len(LETTERS)])
    runs = [run(orders(replaced(block, place.path, option))) for option in options]
    right = options.index(place.statement)
    if len(options) < len(LETTERS) or any(one is None for one in runs):
        return None
    printed = [one.printed for one in runs if one]
    if printed.count(printed[right]) > 1:
        return None
    hidden = code(replaced(block, place.path, Set(BLANK, "=", 0))).replace(f"{BLANK} = 0", BLANK)
    rows = "\n".join(f"{letter}) `{head(option)}`" for letter, option in zip(LETTERS, options, strict=True))
    rest = [one for one in range(len(options)) if one != right]
    told = [f"valikuga {LETTERS[one]} {_plain(printed[one])}" for one in rest[1:]]
    answer = (
        f"Õige on {LETTERS[right]}: `{head(options[right])}`. Siis väljastab programm {printed_words(printed[right])}. "
        f"Valikuga {LETTERS[rest[0]]} oleks väljund {_plain(printed[rest[0]])}, {told[0]} ja {told[1]}."
    )
    texts = {"code": fenced(hidden), "options": rows, "result": printed_words(printed[right])}
    texts["plain"] = _plain(printed[right])
    return drafted("missing", MISSING, chance, texts=texts, output=answer, given=printed[right])


def _plain(printed: Sequence[int]) -> str:
    return printed_words(printed).split(" ", 1)[1]


def specification(chance: random.Random) -> Draft | None:
    """Whether a function gives what a table of examples wants."""
    wanted = function(chance, chance.choice((1, 2)))
    made = wanted
    if chance.random() < 0.5:
        place = chance.choice(list(places(wanted.body))[1:])
        variables = tuple(dict.fromkeys(one.statement.name for one in places(wanted.body)))
        new = changed_once(place.statement, variables, chance)
        made = Function(wanted.name, wanted.parameters, replaced(wanted.body, place.path, new))
    inputs = sorted({tuple(chance.randint(0, 12) for _ in wanted.parameters) for _ in range(4)})
    right, got = [result(wanted, *one) for one in inputs], [result(made, *one) for one in inputs]
    if None in right or None in got or len(set(right)) < 2 or (made != wanted and right == got):
        return None
    calls = [f"{made.name}({', '.join(map(str, one))})" for one in inputs]
    rows = "\n".join(f"{call} → {value}" for call, value in zip(calls, right, strict=True))
    texts = {"code": fenced(made.text), "examples": f"Nõutud tulemused:\n{rows}"}
    return drafted("specification", SPECIFICATION, chance, texts=texts, output=_verdict(calls, right, got), given=None)


def _verdict(calls: Sequence[str], right: Sequence[int | None], got: Sequence[int | None]) -> str:
    for call, wanted, found in zip(calls, right, got, strict=True):
        if wanted != found:
            return f"Ei vasta: {call} annab {found}, kuid nõutud on {wanted}."
    each = "; ".join(f"{call} = {found}" for call, found in zip(calls, got, strict=True))
    return f"Jah, vastab: {each}."


TASKS: dict[str, tuple[Callable[[random.Random], Draft | None], int]] = {
    "output": (output, len(OUTPUT)),
    "state": (state, len(STATE)),
    "input": (given, len(GIVEN)),
    "missing": (missing, len(MISSING)),
    "specification": (specification, len(SPECIFICATION)),
}
