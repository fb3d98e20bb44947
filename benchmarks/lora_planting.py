"""Bad rows planted into good ones for the LoRA check: wrong language, strangers' answers, damage, copies, a leak."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from alpaca_est.tuning.rows import Row

EACH = 40  # planted rows of a kind
LEAKED = 8  # copies of the leaked test item
ENGLISH = Path("seeds/en.jsonl")
TEST_ITEM = (
    "Mitu sammu astus mölder Jaagup veskist jõeni ja kui palju pikem oli teine tee, mida mööda ta tagasi tuli?",
    "Mölder Jaagup astus veskist jõeni nelisada kaksteist sammu ja tagasi tulles oli tee saja sammu võrra pikem.",
)
"""Question and answer of the test item that leaks, made for this."""
AROUND = ("Vasta küsimusele.", "Vasta lühidalt.", "Palun vasta.", "Loe küsimus läbi ja vasta.")


class Planted(NamedTuple):
    """All rows, the ids of the bad ones by kind, and of each copy the id of the row that it was made of."""

    rows: list[Row]
    kinds: dict[str, set[str]]
    copies: dict[str, str]


def planted(rows: Sequence[Row], seed: int) -> Planted:
    """Rows some of which have an English answer, a stranger's answer or damaged letters, with copies and a leak."""
    chance = random.Random(f"planted/{seed}")
    found = {row.id: row for row in rows}
    free = chance.sample(list(rows), len(rows))
    kinds = {
        "english": _english(free, chance),
        "mismatch": _mismatch([free.pop() for _ in range(EACH)]),
        "mismatch in source": _in_source(free),
        "mojibake": _mojibake(free),
    }
    for changed in kinds.values():
        found |= {row.id: row for row in changed}
    originals = [row for row in free if len(row.asked.split()) > 12][:EACH]
    kinds["duplicates"] = [_copy(row, number) for number, row in enumerate(originals)]
    kinds["leaked"] = [_leaked(number) for number in range(LEAKED)]
    found |= {row.id: row for kind in ("duplicates", "leaked") for row in kinds[kind]}
    copies = {copy.id: row.id for copy, row in zip(kinds["duplicates"], originals, strict=True)}
    return Planted(list(found.values()), {kind: {row.id for row in own} for kind, own in kinds.items()}, copies)


def _english(free: list[Row], chance: random.Random) -> list[Row]:
    answers = [json.loads(line)["instances"][0]["output"] for line in ENGLISH.read_text("utf-8").splitlines()]
    long = [answer for answer in answers if len(answer) > 20]
    return [_with(free.pop(), chance.choice(long)) for _ in range(EACH)]


def _mismatch(own: Sequence[Row]) -> list[Row]:
    return [_with(row, other.output) for row, other in zip(own, [*own[1:], own[0]], strict=True)]


def _in_source(free: list[Row]) -> list[Row]:
    """Answers that go round within a source, at most a quarter of the planted ones in each."""
    found: list[Row] = []
    for source in sorted({row.source for row in free}):
        own = [row for row in free if row.source == source][: EACH // 4]
        if len({row.output for row in own}) == EACH // 4 and len(found) < EACH:
            found += _mismatch(own)
            free[:] = [row for row in free if row not in own]
    return found


def _mojibake(free: list[Row]) -> list[Row]:
    found: list[Row] = []
    while len(found) < EACH:
        row = free.pop()
        damaged = row.output.encode().decode("latin-1")
        if damaged != row.output:
            found.append(_with(row, damaged))
    return found


def _copy(row: Row, number: int) -> Row:
    """Every other copy is exact, the others begin with „Palun“: nearly the same."""
    asked = row.instruction if number % 2 else f"Palun. {row.instruction}"
    return msgspec.structs.replace(row, id=f"copy:{number:03d}/0", instruction=asked)


def _leaked(number: int) -> Row:
    """The test item behind different openings, as a page that held it would have been turned into tasks."""
    question, answer = TEST_ITEM
    opening = AROUND[number % len(AROUND)]
    return Row(id=f"leak:{number:03d}/0", instruction=f"{opening} {question}", output=answer, source="seed")


def _with(row: Row, output: str) -> Row:
    return msgspec.structs.replace(row, output=output)
