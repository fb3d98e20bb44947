"""Chains of engines, and what an engine that damages texts is not trusted with."""

from collections.abc import Callable
from typing import Any

import pytest

from alpaca_est.ask import Ask, Reply
from alpaca_est.prompts import parse
from alpaca_est.record import Record, Rejected, Turn
from alpaca_est.translators.translate import Translate
from tests.translation_server import destroyed

PROMPT = parse("{{glossary}}\n{{task}}")
KINDS = {"memory": "memory", "mt": "tartunlp", "writer": "openai", "local": "ctranslate2"}
MEMORY = {"Name a bird.": "Nimeta lind."}


def step(*engines: str, **settings: Any) -> Translate:
    return Translate(engines=engines, kinds=KINDS, lang="et", prompt=PROMPT, **settings)


def through(translate: Translate, record: Record, say: Callable[[Ask], Reply]) -> tuple[Any, list[Ask]]:
    """The outcome of a record and every question, with engines that answer at once."""
    asked: list[Ask] = []
    replies: list[Reply] = []
    asks = translate.asks(record)
    while asks:
        asked += asks
        replies += [say(ask) for ask in asks]
        asks = translate.follow_up(record, replies)
    [outcome] = translate.read(record, replies)
    return outcome, asked


def engine(ask: Ask) -> Reply:
    """A memory of one sentence, an engine that shouts, a model that gives its task back with ‘Eesti:’ before it."""
    if ask.model == "memory":
        found = MEMORY.get(ask.user)
        return Reply(text=found) if found else Reply(finish="refused", reason="not in the memory")
    if ask.model == "writer":
        return Reply(text=ask.user.partition("\n")[2].replace('": "', '": "Eesti: '))
    return Reply(text=ask.user.upper())


def record(instruction: str, input: str = "", output: str = "", **fields: Any) -> Record:
    return Record(id="a:000/0", lang="en", instruction=instruction, input=input, output=output, **fields)


def test_a_memory_answers_first_and_the_rest_goes_on() -> None:
    outcome, asked = through(step("memory", "mt"), record("Name a bird.", output="A swallow, for example."), engine)
    assert (outcome.instruction, outcome.output) == ("Nimeta lind.", "A SWALLOW, FOR EXAMPLE.")
    assert outcome.engine == "memory+mt"
    assert [ask.user for ask in asked if ask.model == "mt"] == ["A swallow, for example."]


def test_structure_never_leaves() -> None:
    text = (
        '# Title here\n\n- first point\n  2) second point\n\n| a cell | other cell |\n|---|---|\n> "a quote"\n  x = 1'
    )
    outcome, asked = through(
        step("mt"), record("Summarize.", text, "```\ncode stays\n```\nSee `f(x)` at https://a.ee."), engine
    )
    assert [ask.user for ask in asked] == [
        "Summarize.", "Title here", "first point", "second point", "a cell", "other cell", "a quote",
        "See ZQX1Z at ZQX2Z.",
    ]  # fmt: skip
    assert outcome.input == text.replace("Title here", "TITLE HERE").replace("first point", "FIRST POINT").replace(
        "second point", "SECOND POINT"
    ).replace("a cell", "A CELL").replace("other cell", "OTHER CELL").replace("a quote", "A QUOTE")
    assert outcome.output == "```\ncode stays\n```\nSEE `f(x)` AT https://a.ee."


def test_an_escaped_pipe_is_part_of_its_cell() -> None:
    table = "| name | a \\| b here |\n|---|---|\n| some words | one \\| two |"
    outcome, asked = through(step("mt"), record("Summarize.", table, "Nothing much."), engine)
    assert [ask.user for ask in asked[1:-1]] == ["name", "a \\| b here", "some words", "one \\| two"]
    assert outcome.input == table.upper()


def test_a_line_that_lost_a_token_goes_again_in_sentences_then_to_the_next_engine() -> None:
    def loses(ask: Ask) -> Reply:
        text = ask.user.upper()
        return engine(ask) if ask.model != "mt" else Reply(text=text.replace("ZQX0Z", "") if len(text) > 40 else text)

    long = record("Say.", "Please open https://a.ee now. Then close all of the other windows that are open.", "Done.")
    outcome, asked = through(step("mt", "writer"), long, loses)
    assert outcome.input == long.input.upper().replace("HTTPS://A.EE", "https://a.ee")
    assert outcome.engine == "mt"
    assert sum(ask.model == "mt" for ask in asked) == 5

    always = lambda ask: engine(ask) if ask.model != "mt" else Reply(text=ask.user.replace("ZQX0Z", "x"))  # noqa: E731
    outcome, _ = through(step("mt", "writer"), long, always)
    assert outcome.engine == "writer"
    assert outcome.input == f"Eesti: {long.input}"
    outcome, _ = through(step("mt"), long, always)
    assert isinstance(outcome, Rejected)
    assert outcome.reason.startswith("mt: the translation of „Please open ZQX0Z now.“ lost ZQX0Z; a whole")


def test_a_local_engine_gets_sentences() -> None:
    outcome, asked = through(step("local"), record("One here. Two here.", output="Three."), engine)
    assert [ask.user for ask in asked] == ["One here.", "Two here.", "Three."]
    assert outcome.instruction == "ONE HERE. TWO HERE."


def test_a_label_is_the_same_everywhere() -> None:
    task = record('Is the tone "positive" or "negative"?', "I like it.", "Positive")
    outcome, asked = through(step("mt"), task, engine)
    assert 'Is the tone "ZQX0Z" or "negative"?' in [ask.user for ask in asked]
    assert (outcome.instruction, outcome.output) == ('IS THE TONE "POSITIVE" OR "NEGATIVE"?', "POSITIVE")
    outcome, asked = through(step("mt"), record("Describe a dog.", output="dog"), engine)
    assert [ask.user for ask in asked] == ["Describe a dog.", "dog"], "no option, just a word"


def test_a_memory_that_knows_a_label_in_one_place_only_leaves_it_to_others() -> None:
    task = record('Is the tone "positive" or "negative"?', "Name a bird.", "Positive")
    known = {**MEMORY, task.instruction: "Kas toon on „positiivne“ või „negatiivne“?"}

    def remembers(ask: Ask) -> Reply:
        return Reply(text=known[ask.user]) if ask.model == "memory" and ask.user in known else engine(ask)

    outcome, _ = through(step("memory", "mt"), task, remembers)
    assert (outcome.instruction, outcome.output) == ('IS THE TONE "POSITIVE" OR "NEGATIVE"?', "POSITIVE")
    assert (outcome.input, outcome.engine) == ("Nimeta lind.", "memory+mt")
    known[task.output] = "Positiivne"
    outcome, _ = through(step("memory", "mt"), task, remembers)
    assert (outcome.instruction, outcome.engine) == (known[task.instruction], "memory")


def test_a_chat_model_sees_what_the_memory_translated() -> None:
    _, asked = through(step("memory", "writer"), record("Name a bird.", output="A swallow."), engine)
    assert [(turn.role, turn.content) for turn in asked[-1].history] == [
        ("user", '{\n "instruction": "Name a bird."\n}'),
        ("assistant", '{\n "instruction": "Nimeta lind."\n}'),
    ]


def test_names_and_numbers_are_kept_where_asked() -> None:
    kept = step("mt", keep=("Tartu Ülikool",), keep_numbers=True)
    _, asked = through(kept, record("Tartu Ülikool has 1,234.5 km of 5 books and $20.", output="Yes it has."), engine)
    assert asked[0].user == "ZQX0Z has ZQX1Z of ZQX2Z books and ZQX3Z."


def test_what_comes_back_untranslated_goes_to_the_next_engine() -> None:
    echo = lambda ask: engine(ask) if ask.model != "mt" else Reply(text=ask.user)  # noqa: E731
    outcome, _ = through(
        step("mt", "writer"), record("Say.", output="A sentence that is long enough to be judged. " * 2), echo
    )
    assert outcome.engine == "writer"


def test_a_conversation_is_translated_turn_by_turn() -> None:
    history = (Turn("user", "Hello there."), Turn("assistant", "How can I help?"))
    talk = record("Name a fish.", output="Cod.", system="Be kind.", history=history)
    outcome, asked = through(step("writer"), talk, engine)
    assert [len(ask.history) for ask in asked] == [0, 2, 4, 6]
    assert outcome.history == (Turn("user", "Eesti: Hello there."), Turn("assistant", "Eesti: How can I help?"))
    assert (outcome.system, outcome.output) == ("Eesti: Be kind.", "Eesti: Cod.")
    outcome, asked = through(step("mt"), talk, engine)
    assert outcome.history[0].content == "HELLO THERE."


def test_a_record_in_the_language_already_stays() -> None:
    estonian = Record(id="a:000/0", lang="et", instruction="Nimeta lind.", output="Pääsuke.")
    assert through(step("mt"), estonian, engine) == (estonian, [])


@pytest.mark.parametrize(
    "text",
    [
        'Run `print("x")` now.',
        "Solve $x^2 = 4$ for x.",
        "Mail a@b.ee about <b>this</b> {name} and %s of 100 %.",
        "See https://a.ee/x?q=1&amp;r=(2) – it’s “fine”…",
        "```py\nprint('hi')\n```",
    ],
)
def test_what_a_destructive_engine_may_not_touch_comes_back_whole(text: str) -> None:
    outcome, _ = through(step("mt"), record("Do.", text, "Done."), lambda ask: Reply(text=destroyed(ask.user)))
    for part in (
        '`print("x")`',
        "$x^2 = 4$",
        "a@b.ee",
        "<b>",
        "{name}",
        "%s",
        "https://a.ee/x?q=1&amp;r=(2",
        "print('hi')",
    ):
        assert (part in text) == (part in outcome.input)


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"engines": ("mt", "mt")}, "mt stands twice, wanted each engine once"),
        ({"engines": ("mt",), "model": "mt"}, "model and engines are both set"),
        ({}, "neither model nor engines is set"),
        ({"engines": ("writer",), "kinds": KINDS}, "writer is a chat model and there is no prompt"),
    ],
)
def test_settings_that_cannot_be(settings: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Translate(lang="et", **settings)
