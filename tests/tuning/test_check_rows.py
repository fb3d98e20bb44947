"""Rows of a run as tokens: what is drawn, held out, shown and learnt."""

import asyncio

import pytest
from building import PIPELINE, built, encoder, model, row, rows

from alpaca_est.tuning.encoding import Encoder, batches
from alpaca_est.tuning.learning import exam, shuffled
from alpaca_est.tuning.rows import drawn, parted, published
from alpaca_est.tuning.tokens import token_facts

CHAT = (
    "{% for turn in messages %}<{{ turn.role }}>{{ turn.content }}{{ eos_token }}\n{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def test_only_the_answer_and_its_end_are_learnt():
    made = encoder()
    one = made.encode(row(1, input="Vihje: üks juurde.", output="Õige on 2."))
    assert made.tokenizer.decode(one.ids[one.answer :]) == "Õige on 2.<|end|>"
    shown = "### Instruction:\nMis arv järgneb arvule 1?\n\n### Input:\nVihje: üks juurde.\n\n### Response:\n"
    assert made.tokenizer.decode(one.ids[: one.answer]) == shown
    assert tuple(made.opened(row(1, input="Vihje: üks juurde."))) == one.ids[: one.answer]


def test_a_chat_template_masks_everything_but_the_answer():
    _, tokenizer = model()
    made = Encoder(tokenizer, "alpaca", 256)
    made.layout = "chat"
    tokenizer.chat_template = CHAT
    try:
        one = made.encode(row(4, input="Vihje"))
    finally:
        tokenizer.chat_template = None
    assert tokenizer.decode(one.ids[one.answer :]) == "5<|end|>\n"
    assert tokenizer.decode(one.ids).startswith("<user>Mis arv järgneb arvule 4?\n\nVihje<|end|>\n<assistant>5")


def test_rows_are_read_from_the_messages_view_where_there_is_no_other(tmp_path):
    """Published as turns, the same tasks are the same rows, but that instruction and input are one text."""
    plain, turns = tmp_path / "plain", tmp_path / "turns"
    for folder, form in ((plain, "alpaca"), (turns, "messages")):
        folder.mkdir()
        asyncio.run(built(folder, PIPELINE.replace("title: Proov", f"title: Proov, formats: [{form}]")))
    found = {one.id: one for one in published(turns / "run").rows}
    for one in published(plain / "run").rows:
        assert (found[one.id].asked, found[one.id].output) == (one.asked, one.output)
        assert (found[one.id].source, found[one.id].made_by) == (one.source, one.made_by)


@pytest.mark.parametrize(("limit", "learnt", "masked"), [(256, True, 0), (8, False, 1)])
def test_rows_that_do_not_fit_are_counted(limit, learnt, masked):
    made = encoder(limit)
    one = made.encode(row(1))
    facts = token_facts([row(1)], [one], made)
    assert bool(one.learnt) is learnt
    assert len(facts.masked) == masked
    assert facts.cut == (["proov:001/0"] if masked else [])


def test_a_special_token_in_a_text_is_named():
    rows_ = [row(1), row(2, output="kaks <|end|>")]
    facts = token_facts(rows_, [encoder().encode(one) for one in rows_], encoder())
    assert facts.marked == ["proov:002/0"]


def test_batches_hold_rows_of_like_length():
    encoded = [encoder().encode(row(number, output="pikk " * (number % 9))) for number in range(40)]
    found = batches(encoded, 512)
    assert sorted(one.id for group in found for one in group) == sorted(one.id for one in encoded)
    assert all(len(group) * max(len(one.ids) for one in group) <= 512 for group in found)


def test_draws_are_the_same_again_and_children_of_one_seed_stay_together():
    family = [row(number, id=f"seed:{number // 4:03d}/0/{number % 4}") for number in range(80)]
    held, *_ = parted(family, 5, "proov")
    assert {one.id.rpartition("/")[0] for one in held} == {one.id[:10] for one in held}
    assert len(held) == 16
    assert drawn(family, 30, 1) == drawn(list(family), 30, 1) != drawn(family, 30, 2)


def test_random_labels_keep_every_answer_but_not_its_place():
    plain = rows(50)
    turned = shuffled(plain, 1)
    assert sorted(one.output for one in turned) == sorted(one.output for one in plain)
    assert sum(one.output == other.output for one, other in zip(turned, plain, strict=True)) < 10
    assert [one.instruction for one in turned] == [one.instruction for one in plain]


def test_the_exam_offers_the_right_answer_first_among_others_of_its_source():
    plain = [row(number, made_by="figures") for number in range(20)]
    found = exam(plain[:3], plain, frozenset({"figures"}), 1)
    assert {identity: options[0] for identity, options in found.options.items()} == {
        "proov:000/0": "1",
        "proov:001/0": "2",
        "proov:002/0": "3",
    }
    assert all(len(set(options)) == 4 for options in found.options.values())
    assert not exam(plain[:3], plain, frozenset(), 1).options
