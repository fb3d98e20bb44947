"""Self-instruct: what is asked, and what becomes of the reply."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from alpaca_est.ask import Reply
from alpaca_est.generators.self_instruct import SelfInstruct
from alpaca_est.prompts import Prompt
from alpaca_est.record import Record, Rejected, Sample, Used
from alpaca_est.source import SamplePool

PROMPTS = Path(__file__).parents[2] / "prompts"
LIST = Prompt(user="{{tasks}} uut, {{next}}–{{last}}\n{{examples}}\n###\n{{next}}. Juhis:", system="Ole hea.")
STRUCTURED = Prompt(user="{{tasks}}\n{{examples}}")


def sample(number):
    return Sample(lang="et", instruction=f"Juhend {number}.", output=str(number))


def seed(number):
    return Record(id=f"seed:{number:03d}/0", lang="et", instruction=f"Juhend {number}.", output=str(number))


HUMAN = tuple(sample(number) for number in range(30))
MACHINE = tuple(sample(number) for number in range(100, 110))


def step(**settings):
    return SelfInstruct(**{"model": "writer", "prompt": LIST, "seeds": SamplePool((), HUMAN, MACHINE), **settings})


def shown(ask):
    return [int(line.rsplit(" ", 1)[1][:-1]) for line in ask.user.splitlines() if "Juhend" in line]


def test_one_question_shows_the_record_and_others():
    [ask] = step().asks(seed(7))
    assert ask.user.startswith("20 uut, 4–23\n###\n1. Juhis: Juhend ")
    assert ask.user.endswith("\n###\n4. Juhis:")
    assert (ask.system, ask.draw, ask.model, ask.format) == ("Ole hea.", 7, "", None)
    numbers = shown(ask)
    assert len(numbers) == len(set(numbers)) == 3
    assert 7 in numbers
    assert all(number < 30 for number in numbers)


def test_examples_are_drawn_by_name():
    assert step().asks(seed(7)) == step().asks(seed(7))
    assert step().asks(seed(7)) != step(seed=1).asks(seed(7))
    places = {shown(step().asks(seed(number))[0]).index(number) for number in range(30)}
    assert places == {0, 1, 2}
    assert len({tuple(shown(step().asks(seed(number))[0])) for number in range(30)}) == 30


def test_rounds_draw_anew():
    again = Record(id="seed:007/1", lang="et", instruction="Juhend 7.", output="7")
    [ask], [other] = step().asks(seed(7)), step().asks(again)
    assert other.draw == 1_000_007
    assert ask.user != other.user


def test_six_human_and_two_machine_tasks():
    [ask] = step(shown=6, shown_machine=2, tasks=8).asks(seed(3))
    numbers = shown(ask)
    assert len([number for number in numbers if number < 30]) == 6
    assert len([number for number in numbers if number >= 100]) == 2
    assert ask.user.startswith("8 uut, 9–16\n")


def test_a_small_pool_is_shown_once():
    [ask] = step(seeds=SamplePool((), (sample(1), sample(1), sample(2))), shown=5).asks(seed(1))
    assert sorted(shown(ask)) == [1, 2]
    assert ask.user.startswith("20 uut, 3–22\n")
    [alone] = step(seeds=SamplePool((), ())).asks(seed(1))
    assert shown(alone) == [1]


def test_children_are_numbered_by_their_place():
    text = " A b.\n4. Sisend:\n<noinput>\n4. Väljund:\nc\n###\n5. Juhis: D e.\n###\n"
    text += "9. Juhis: F g.\n9. Sisend: h\n9. Väljund:"
    used, one, broken, last = step().read(seed(0), [Reply(text=text)])
    assert used == Used(id="seed:000/0")
    assert one == Record(id="seed:000/0/0", lang="et", instruction="A b.", output="c", made_by="self_instruct")
    assert broken == Rejected(
        id="seed:000/0/1",
        step="self_instruct",
        reason="task has no Väljund label, one wanted",
        text="5. Juhis: D e.\n###",
    )
    assert isinstance(last, Record)
    assert (last.id, last.instruction, last.input, last.output) == ("seed:000/0/2", "F g.", "h", "")


def test_a_refused_request_rejects_what_it_would_have_made():
    used, rejected = step(name="writer").read(seed(2), [Reply(finish="refused", reason="content filter")])
    assert used == Used(id="seed:002/0")
    assert rejected == Rejected(id="seed:002/0/0", step="writer", reason="the model refused: content filter")


def test_a_cut_off_reply_loses_its_last_task():
    text = " A b.\n4. Väljund: c\n###\n5. Juhis: D e.\n5. Väljund: f"
    _, one, cut = step().read(seed(2), [Reply(text=text, finish="length")])
    assert isinstance(one, Record)
    assert isinstance(cut, Rejected)
    assert cut.reason == "cut off at the token limit, a whole task wanted"
    assert cut.text == "5. Juhis: D e.\n5. Väljund: f"


@pytest.mark.parametrize(
    ("output", "reason", "text"),
    [
        ("c\ud800", "output has U+D800 at character 2, no control character wanted", "A b.\n\nc\\ud800"),
        ("\0", "output has U+0000 at character 1, no control character wanted", "A b.\n\n\0"),
    ],
)
def test_characters_that_cannot_be_published(output, reason, text):
    _, rejected = step().read(seed(2), [Reply(text=f" A b.\n4. Väljund: {output}")])
    assert rejected == Rejected(id="seed:002/0/0", step="self_instruct", reason=reason, text=text)


def test_the_structured_layout():
    structured = step(layout="structured", prompt=STRUCTURED, tasks=5)
    [ask] = structured.asks(seed(1))
    assert ask.format is not None
    assert ask.user.startswith('5\n{\n "tasks": [')
    reply = Reply(
        text='{"tasks": [{"instruction": "A b.", "input": "", "output": "c"}, {"instruction": "D', finish="length"
    )
    _, one, cut = structured.read(seed(1), [reply])
    assert isinstance(one, Record)
    assert one.instruction == "A b."
    assert isinstance(cut, Rejected)
    assert cut.text == '{"instruction": "D'


def test_the_language_of_the_step_is_that_of_its_children():
    english = Record(id="seed:000/0", lang="en", instruction="Name an island.", output="Kihnu")
    _, child = step(lang="et").read(english, [Reply(text=" A b.\n4. Väljund: c")])
    assert isinstance(child, Record)
    assert child.lang == "et"


@pytest.mark.parametrize(
    ("prompt", "layout", "problem"),
    [
        (STRUCTURED, "list", "does not use {{last}}"),
        (LIST, "structured", "has a hole {{last}} that this step does not fill"),
        (Prompt(user="{{example}}", path="p.md"), "list", "p.md has a hole {{example}} that this step does not fill"),
    ],
)
def test_holes_are_checked(prompt, layout, problem):
    with pytest.raises(ValidationError) as caught:
        step(prompt=prompt, layout=layout)
    [error] = caught.value.errors()
    assert error["type"] == "setting"
    assert problem in error["msg"]


@pytest.mark.parametrize(
    "settings", [{"shown": 0}, {"shown": 21}, {"tasks": 0}, {"shown_machine": -1}, {"seed_tasks": 3}]
)
def test_settings_have_bounds(settings):
    with pytest.raises(ValidationError):
        step(**settings)


def test_estimates():
    assert step().children_per_ask == 16
    assert step().expected_characters(seed(0)) == 9000


@pytest.mark.parametrize("lang", ["et", "en"])
def test_our_prompts_fit(lang):
    [ask] = step(prompt=str(PROMPTS / lang / "self_instruct.md"), lang=lang).asks(seed(0))
    label = {"et": "Juhis", "en": "Instruction"}[lang]
    assert ask.user.endswith(f"\n###\n4. {label}:")
    assert "numbritega 4 kuni 23" in ask.user or "numbered 4 to 23" in ask.user
    assert ask.system
    [ask] = step(layout="structured", prompt=str(PROMPTS / lang / "self_instruct_structured.md")).asks(seed(0))
    assert ask.user.endswith("}")
