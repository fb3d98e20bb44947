"""Number sequences: five to seven terms of a hidden rule are shown, the next two are wanted."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SHOWN, WANTED = (5, 6, 7), 2
LARGEST, SMALLEST = 20_000, -99
STEPS = tuple(step for step in range(-15, 16) if step)
GROWTHS = (1, 2, 3, 4, 5, -1, -2)
FACTORS = (2, 3, 4, 5)
ADDED = (-3, -2, -1, 1, 2, 3, 4, 5)
SIZES = {"steady": 1, "times": 1, "sum": 2, "turns": 2, "growing": 2, "both": 2}
OFTEN = {"steady": 3, "times": 1, "sum": 3, "turns": 5, "growing": 4, "both": 2}  # about as many as there are of each
FACTOR_WORDS = {2: "kaks", 3: "kolm", 4: "neli", 5: "viis"}
WITH_FACTOR = {2: "kahega", 3: "kolmega"}


class Progression(NamedTuple):
    """A kind of rule, the terms it starts with, and its numbers."""

    kind: str
    start: tuple[int, ...]
    numbers: tuple[int, ...]


def drawn(chance: random.Random) -> Progression | None:
    """A rule whose terms stay small and which is none of the simpler ones."""
    [kind] = chance.choices(tuple(OFTEN), tuple(OFTEN.values()))
    one, two = chance.sample(STEPS, 2)
    numbers: tuple[int, ...] = {
        "steady": (one,),
        "times": (chance.choice(FACTORS),),
        "turns": (one, two),
        "growing": (one, chance.choice(GROWTHS)),
        "both": (chance.choice(tuple(WITH_FACTOR)), chance.choice(ADDED)),
    }.get(kind, ())
    first = chance.randint(1, 30 if kind in ("times", "both") else 60)
    start = (chance.randint(1, 40), chance.randint(1, 40)) if kind == "sum" else (first,)
    found = Progression(kind, start, numbers)
    series = terms(found, max(SHOWN) + WANTED)
    fits = max(series) <= LARGEST and min(series) >= SMALLEST and len(set(series[: min(SHOWN)])) > 2
    return found if fits and (kind != "both" or series[0] != series[1]) else None


def terms(progression: Progression, number: int) -> list[int]:
    """So many terms, one from the other."""
    found = list(progression.start)
    while len(found) < number:
        found.append(_next(progression, found))
    return found


def _next(progression: Progression, found: Sequence[int]) -> int:
    last, steps, numbers = found[-1], len(found) - 1, progression.numbers
    match progression.kind:
        case "steady":
            return last + numbers[0]
        case "times":
            return last * numbers[0]
        case "sum":
            return last + found[-2]
        case "turns":
            return last + numbers[steps % 2]
        case "growing":
            return last + numbers[0] + steps * numbers[1]
    return last * numbers[0] + numbers[1]


def explained(progression: Progression) -> str:
    """The rule as a clause."""
    numbers = progression.numbers
    match progression.kind:
        case "steady":
            return f"iga järgmine arv on eelmisest {abs(numbers[0])} võrra {'suurem' if numbers[0] > 0 else 'väiksem'}"
        case "times":
            return f"iga järgmine arv on eelmisest {FACTOR_WORDS[numbers[0]]} korda suurem"
        case "sum":
            return "alates kolmandast on iga arv kahe eelmise arvu summa"
        case "turns":
            same = (numbers[0] > 0) == (numbers[1] > 0)
            second = str(abs(numbers[1])) if same else _change(numbers[1])
            return f"vaheldumisi {_change(numbers[0])} ja {second}"
        case "growing":
            way = f"{'suureneb' if numbers[1] > 0 else 'väheneb'} iga kord {abs(numbers[1])} võrra"
            gaps = ", ".join(str(numbers[0] + place * numbers[1]) for place in range(3))
            return f"kahe järjestikuse arvu vahe {way} (vahed on {gaps} ja nii edasi)"
    return (
        f"iga järgmise arvu saamiseks korrutatakse eelmine {WITH_FACTOR[numbers[0]]} ja seejärel {_change(numbers[1])}"
    )


def _change(step: int) -> str:
    return f"liidetakse {step}" if step > 0 else f"lahutatakse {-step}"


def fitting(shown: Sequence[int], size: int) -> Iterator[tuple[int, ...]]:
    """What every rule of at most this size says comes next, each rule tried by its formula and all its numbers."""
    for values in (*_simple(shown), *(_double(shown) if size > 1 else ())):
        if tuple(values[: len(shown)]) == tuple(shown):
            yield tuple(values[len(shown) :])


def _simple(shown: Sequence[int]) -> Iterator[list[int]]:
    first, places = shown[0], range(len(shown) + WANTED)
    yield from ([first + place * step for place in places] for step in STEPS if first + step == shown[1])
    yield from ([first * factor**place for place in places] for factor in FACTORS if first * factor == shown[1])


def _double(shown: Sequence[int]) -> Iterator[list[int]]:
    first, second = shown[:2]
    places = range(len(shown) + WANTED)
    yield [_fibonacci(place - 1) * first + _fibonacci(place) * second for place in places]
    for step in (step for step in STEPS if first + step == second):
        for other in STEPS:
            yield [first + place // 2 * (step + other) + place % 2 * step for place in places]
        for growth in GROWTHS:
            yield [first + place * step + growth * place * (place - 1) // 2 for place in places]
    for factor in WITH_FACTOR:
        for added in (added for added in ADDED if first * factor + added == second):
            yield [first * factor**place + added * (factor**place - 1) // (factor - 1) for place in places]


def _fibonacci(place: int) -> int:
    """F(-1) = 1, F(0) = 0, F(1) = 1 and so on."""
    low, high = 1, 0
    for _ in range(place + 1):
        low, high = high, low + high
    return low
