"""Prompt files: parts and holes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from alpaca_est.prompts import Prompt, PromptFile, check_holes, fill, parse


@pytest.mark.parametrize(
    ("text", "system", "user"),
    [
        ("Tõlgi: {{text}}\n", "", "Tõlgi: {{text}}"),
        ("## user\nTere\n", "", "Tere"),
        ("## system\nOled abiline.\n\n## user\nTere\n", "Oled abiline.", "Tere"),
        ("\n## user \nTere\n## system\t\nAbiline", "Abiline", "Tere"),
        ("# Pealkiri\n### system\n## users\nTere", "", "# Pealkiri\n### system\n## users\nTere"),
        ("## system\nAbiline\n## user", "Abiline", ""),
    ],
)
def test_parts(text: str, system: str, user: str) -> None:
    assert parse(text, "a.md") == Prompt(user=user, system=system, path="a.md")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Märkus\n## user\nTere", "a.md has text before ## user, wanted all of it in ## system and ## user"),
        ("## system\nAbiline", "a.md has ## system, wanted one ## user and at most one ## system"),
        ("## user\na\n## user\nb", "a.md has ## user, ## user, wanted one ## user and at most one ## system"),
    ],
)
def test_parts_that_would_be_lost(text: str, message: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse(text, "a.md")
    assert caught.value.message() == message


@pytest.mark.parametrize(
    ("text", "holes"),
    [
        ("Näita {{ shown }} ja {{count}}.", {"shown", "count"}),
        ("## system\n{{language}}\n## user\n{{language}} {{text}}", {"language", "text"}),
        ("{ei} {{}} {{ kaks sõna }} {{a", set()),
    ],
)
def test_holes(text: str, holes: set[str]) -> None:
    assert parse(text).holes == holes


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"a"}, "p.md has a hole {{b}} that this step does not fill, wanted exactly {{a}}"),
        ({"a", "b", "c"}, "p.md does not use {{c}}, wanted exactly {{a}}, {{b}}, {{c}}"),
        ({"b", "x"}, "p.md has a hole {{a}} that this step does not fill, wanted exactly {{b}}, {{x}}"),
    ],
)
def test_holes_and_values_have_to_be_the_same(values: set[str], message: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        check_holes(parse("{{a}} {{b}}", "p.md"), frozenset(values))
    assert caught.value.message() == message
    prompt = parse("{{a}} {{b}}", "p.md")
    assert check_holes(prompt, frozenset({"a", "b"})) is prompt


@pytest.mark.parametrize(
    ("template", "values", "wanted"),
    [
        ("{{a}}-{{ b }}-{{a}}", {"a": "õ", "b": 2}, "õ-2-õ"),
        ("{{a}}{{b}}", {"a": "{{b}}", "b": "{{a}}"}, "{{b}}{{a}}"),
        ("{{a}}", {"a": r"\1 \g<0> {0}"}, r"\1 \g<0> {0}"),
        ("{{{a}}}", {"a": "x"}, "{x}"),
    ],
)
def test_filling(template: str, values: dict[str, object], wanted: str) -> None:
    assert fill(template, **values) == wanted


@given(st.text(), st.text())
def test_values_are_put_in_as_they_are(first: str, second: str) -> None:
    assert fill("<{{a}}|{{b}}>", a=first, b=second) == f"<{first}|{second}>"


class Asks(BaseModel):
    prompt: PromptFile


def test_a_prompt_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeff## system\r\nOled abiline.\r\n## user\r\nTere, {{name}}!\r\n".encode())
    (tmp_path / "b.md").write_text("## system\nOled abiline.\n## user\nTere, {{name}}!")
    a, b = (Asks.model_validate({"prompt": name}, context={"root": tmp_path}).prompt for name in ("a.md", "b.md"))
    assert a == Prompt(user="Tere, {{name}}!", system="Oled abiline.", path="a.md")
    assert a.sha256 == b.sha256 != parse("## system\nOled abiline.T\n## user\nere, {{name}}!").sha256
    assert Asks(prompt=a).model_dump() == {"prompt": {"path": "a.md", "sha256": a.sha256}}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("b.md", "no file b.md; did you mean a.md?"),
        ("latin.md", "latin.md: byte 2 is not UTF-8, wanted UTF-8"),
        ("et", "et is a folder, wanted a prompt file"),
        ("only.md", "only.md has ## system, wanted one ## user and at most one ## system"),
    ],
)
def test_prompt_files_that_cannot_be_used(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "et").mkdir()
    (tmp_path / "a.md").touch()
    (tmp_path / "only.md").write_text("## system\nAbiline")
    (tmp_path / "latin.md").write_bytes("Tõlgi".encode("latin-1"))
    with pytest.raises(ValidationError) as caught:
        Asks.model_validate({"prompt": name}, context={"root": tmp_path})
    assert [error["msg"] for error in caught.value.errors()] == [message]
