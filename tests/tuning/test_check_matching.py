"""Rows whose answer is another row's, whose letters are strange, and what people are told of them."""

import msgspec
import pytest
from building import row

from alpaca_est.tuning.folds import STRANGERS, strangers
from alpaca_est.tuning.letters import Letters
from alpaca_est.tuning.matching import matched
from alpaca_est.tuning.rows import Row
from alpaca_est.tuning.signals import FLAG, Costs, auroc, suspicions

WORDS = [f"{first}{last}" for first in ("mets", "jõe", "kivi", "õue", "linnu", "tuule") for last in (
    "rada", "kallas", "maja", "laul", "värav", "lill", "tee", "hein", "leht", "pesa",
)]  # fmt: skip


def tasks():
    words = [f"{word}{tail}" for tail in "aeiu" for word in WORDS]
    return [
        row(number, instruction=f"Kirjuta sõna {word} kaks korda.", output=f"{word} {word}")
        for number, word in enumerate(words)
    ]


def swapped(rows, count):
    answers = [one.output for one in rows[:count]]
    turned = [
        msgspec.structs.replace(one, output=answer)
        for one, answer in zip(rows, answers[1:] + answers[:1], strict=False)
    ]
    return [*turned, *rows[count:]], {one.id for one in rows[:count]}


def test_answers_of_other_rows_are_found_and_the_same_again():
    rows, bad = swapped(tasks(), 20)
    costs = matched(rows, 1, lambda _: None)
    assert auroc(costs.match, bad) > 0.95
    assert auroc(costs.overlap, bad) > 0.95
    assert min(costs.match.values()) >= 0
    assert matched(rows, 1, lambda _: None).match == costs.match


def test_the_strangest_letters_are_quoted():
    letters = Letters(["jÃµgi voolab", *["jõgi voolab"] * 50, *["tee läks"] * 50])
    assert "Ãµ" in letters.strangest("jÃµgi voolab").letters
    assert letters.strangest("jÃµgi voolab").rarity > 2 * letters.strangest("jõgi voolab").rarity
    assert Letters([""]).strangest("").rarity == 0


@pytest.mark.parametrize("near", [True, False])
def test_everybody_is_put_behind_other_tasks(near):
    sources = "a" * 30 + "b" * 9 + "c"
    rows = [msgspec.structs.replace(row(number), source=source) for number, source in enumerate(sources)]
    rounds = [strangers(rows, 1, near=near, number=number) for number in range(1, STRANGERS + 1)]
    for one, *others in zip(rows, *rounds, strict=True):
        assert len({one.instruction, *(other.instruction for other in others)}) == STRANGERS + 1
        assert {(other.id, other.output) for other in others} == {(one.id, one.output)}
    kept = {other.instruction: other for other in rows}
    if near:
        assert all(kept[other.instruction].source == "b" for other in rounds[0][30:39])


def costs(rows: list[Row], **strange: dict[str, float]) -> Costs:
    usual = {one.id: 1.0 + 0.01 * (number % 7) for number, one in enumerate(rows)}
    fields = dict.fromkeys(Costs.__struct_fields__, usual)
    return Costs(**(fields | {name: usual | values for name, values in strange.items()}))


def test_people_read_what_was_measured_and_what_was_wanted():
    rows = [row(number, output=f"Arv on {100 + number}.") for number in range(60)]
    rows[7] = msgspec.structs.replace(rows[7], output="Ãµhtul.")
    found = suspicions(rows, costs(rows, match={rows[3].id: 9.0}), {one.id: 5 for one in rows})
    flagged = {one.id: one for one in found if one.flagged}
    assert set(flagged) == {rows[3].id, rows[7].id}
    [reason] = flagged[rows[3].id].reasons
    assert reason.startswith("another row's task or answer fits better: match ")
    assert reason.endswith(" robust deviations, at most 3 wanted")
    assert "„Ãµht“" in flagged[rows[7].id].reasons[0]
    assert all(one.outlier > FLAG for one in flagged.values())
    assert all(one.outlier <= FLAG and not one.reasons for one in found if not one.flagged)


def test_what_was_learnt_by_heart_is_flagged_by_its_low_tail():
    rows = [row(number) for number in range(60)]
    [first, *_] = suspicions(rows, costs(rows, seen={rows[5].id: -9.0}), {one.id: 5 for one in rows})
    assert (first.id, first.flagged) == (rows[5].id, True)
    assert first.reasons[0].startswith("learnt by heart: memory −")
