"""Records as chats: templates by language and chance, conversations as they were, Llammas's text."""

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from alpaca_est.ask import Message
from alpaca_est.errors import DataError
from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.record import Record, Turn
from alpaca_est.runs.stages import compute
from alpaca_est.source import Source, records
from alpaca_est.templates import chat, record_of, segments, text
from alpaca_est.templates.chat import TEMPLATES, template_of
from alpaca_est.templates.llammas import forged
from alpaca_est.templates.template import HOLE, PLAIN, Template

ROOT = Path(__file__).parents[2]
CASES = [(lang, case) for lang in TEMPLATES for case in ("without_input", "with_input")]


def templates(lang: str, case: str) -> Sequence[Template]:
    found: Sequence[Template] = getattr(TEMPLATES[lang], case)
    return found


def record(identity: str = "seed:000/0", lang: str = "et", **fields: object) -> Record:
    texts = {"instruction": "Tõlgi järgmine lause.", "input": "Tere!", "output": "Hello!"}
    return Record(id=identity, lang=lang, **{**texts, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_templates_are_many_and_different_and_their_weights_sum_to_one(lang: str, case: str) -> None:
    found = templates(lang, case)
    assert len({one.text for one in found}) == len(found) >= 14
    assert math.isclose(sum(one.weight for one in found), 1)
    holes = ["instruction"] if case == "without_input" else ["instruction", "input"]
    for one in found:
        assert HOLE.findall(one.text) == holes
        assert one.text == one.text.strip() and "\\" not in one.text and "\n\n\n" not in one.text


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_templates_pass_our_own_filters(lang: str, case: str) -> None:
    sources = {"et": "seeds/et.jsonl", "en": "seeds/en.jsonl"}
    source = Source.model_validate({"name": "s", "path": sources[lang]}, context={"root": ROOT})
    seeds = [one for one in records(source, ROOT, lang) if isinstance(one, Record)]
    task = next(one for one in seeds if bool(one.input) == (case == "with_input"))
    said = [
        Record(id=f"t:{number}", lang=lang, instruction=one.fill(task.instruction, task.input), output=task.output)
        for number, one in enumerate(templates(lang, case))
    ]
    steps = [LanguageFilter(lang=lang), UnknownWords(lang=lang), Diacritics(lang=lang), Typography(lang=lang)]
    result = compute(steps, said)
    assert result.left == []
    assert [flag.reason for one in result.records for flag in one.flags] == []


@pytest.mark.parametrize("given", ["", "Tere!"])
def test_templates_come_by_their_weights(given: str) -> None:
    drawn = Counter(template_of(record(f"s:{number:03d}/0", input=given), 7) for number in range(20_000))
    for one in templates("et", "with_input" if given else "without_input"):
        assert abs(drawn[one] / 20_000 - one.weight) < 0.01


def test_a_template_depends_on_seed_and_id_alone() -> None:
    assert template_of(record(), 1) == template_of(record(output="midagi muud"), 1)
    assert len({template_of(record(), seed) for seed in range(50)}) > 5
    assert len({template_of(record(f"s:{number}/0"), 1) for number in range(50)}) > 5


def test_texts_are_put_in_as_they_are() -> None:
    for one in templates("et", "with_input"):
        filled = one.fill("Mida tähendab {input} ja {instruction}?", "{instruction} \\1 %s")
        assert filled.count("Mida tähendab {input} ja {instruction}?") == 1
        assert filled.count("{instruction} \\1 %s") == 1


def test_other_languages_are_said_as_they_are() -> None:
    [user, assistant] = chat(record(lang="vro", instruction=" Kirodaq. ", input="\tTere\n", output=" Hüvvä päivä\n"))
    assert (user.role, user.content) == ("user", "Kirodaq.\n\nTere")
    assert (assistant.role, assistant.content) == ("assistant", "Hüvvä päivä")
    assert chat(record(), plain=True)[0].content == "Tõlgi järgmine lause.\n\nTere!"


def test_conversations_are_said_as_they_were() -> None:
    history = (Turn("user", " Tere! "), Turn("assistant", "Tere, tere!"))
    messages = chat(
        record(system="Ole lühike.", history=history, instruction="Kuidas läheb?", input="", output="Hästi.")
    )
    assert [(one.role, one.content) for one in messages] == [
        ("system", "Ole lühike."),
        ("user", "Tere!"),
        ("assistant", "Tere, tere!"),
        ("user", "Kuidas läheb?"),
        ("assistant", "Hästi."),
    ]
    assert text(messages) == (
        "<|system|>\nOle lühike.\n<|user|>\nTere!\n<|assistant|>\nTere, tere!</s>\n"
        "<|user|>\nKuidas läheb?\n<|assistant|>\nHästi.</s>"
    )
    assert text(messages[:-1], generate=True) + "Hästi.</s>" == text(messages)


def test_only_the_assistant_is_learned_from() -> None:
    found = list(segments(chat(record(history=(Turn("user", "Tere!"), Turn("assistant", "Tere, tere!"))))))
    assert [one.text for one in found if one.trained] == ["Tere, tere!</s>", "Hello!</s>"]
    assert "".join(one.text for one in found).count("<|user|>") == 2


@pytest.mark.parametrize("marker", ["<|user|>", "<|assistant|>", "<|system|>", "</s>", "<s>"])
def test_a_marker_in_a_text_makes_no_turn(marker: str) -> None:
    messages = [Message("user", f"Kirjuta {marker}"), Message("assistant", "Ei.")]
    reason = f"the user's message holds {marker} at character 9, wanted text without markers of the chat format"
    assert forged(messages) == reason
    with pytest.raises(DataError, match="wanted text without markers"):
        text(messages)


def test_seeds_have_no_markers() -> None:
    for path in sorted((ROOT / "seeds").glob("*.jsonl")):
        assert not forged([Message("user", path.read_text(encoding="utf-8"))])


def test_a_published_row_is_said_like_its_record() -> None:
    row = {
        "id": "seed:000/0",
        "instruction": "Tõlgi järgmine lause.",
        "input": "Tere!",
        "output": "Hello!",
        "lang": "et",
    }
    assert chat(record_of({**row, "source": "seed", "constraints": "", "licence": "MIT"}), 5) == chat(record(), 5)


def test_plain_is_nothing_but_the_task() -> None:
    assert PLAIN.without_input[0].fill("a", "") == "a"
