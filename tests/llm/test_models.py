"""Settings of models and budgets: bounds, identity, prices."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from alpaca_est.llm.answers import Final
from alpaca_est.llm.engines.ctranslate import loaded
from alpaca_est.llm.model import Budget, Model, Price


def test_identity_is_what_can_change_an_answer() -> None:
    plain = Model(name="m")
    limits = Model(name="m", parallel=64, rpm=60, tpm=10, price=Price(input=1, output=2), key_env="KEY", deadline=9)
    assert plain.identity() == limits.identity()
    assert plain.identity() != Model(name="m", temperature=0.5).identity()
    assert plain.identity() != Model(name="m", extra_body={"seed": 1}).identity()


@pytest.mark.parametrize(
    ("settings", "price"),
    [
        ({"name": "gpt-4.1-mini"}, Price(input=0.4, output=1.6)),
        ({"name": "gpt-4.1-mini-2025-04-14"}, Price(input=0.4, output=1.6)),
        ({"name": "gpt-4.1-mini", "price": {"input": 1, "output": 2}}, Price(input=1, output=2)),
        ({"name": "gpt-4.1-mini", "base_url": "http://localhost/v1"}, None),
        ({"name": "gpt-4.1-mini-of-mine"}, None),
    ],
)
def test_the_pipelines_price_wins_over_the_table(settings: dict[str, Any], price: Price | None) -> None:
    assert Model(**settings).price_or_table() == price


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"paralel": 3}, "Extra inputs are not permitted"),
        ({"parallel": 0}, "greater than or equal to 1"),
        ({"parallel": 1025}, "less than or equal to 1024"),
        ({"recorded": "nowhere"}, "no file nowhere"),
        ({"extra_body": {"max_tokens": 3}}, "max_tokens is set by alpaca-est itself"),
        ({"base_url": "localhost"}, "String should match"),
    ],
)
def test_wrong_settings_are_told(settings: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=message):
        Model.model_validate({"name": "m", **settings}, context={"root": tmp_path})


def test_recorded_is_a_folder_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "replies").mkdir()
    model = Model.model_validate({"name": "m", "recorded": "replies"}, context={"root": tmp_path})
    assert model.recorded == "replies"


def test_a_converted_model_is_a_folder_of_the_project(tmp_path: Path) -> None:
    settings = {"engine": "ctranslate2", "name": "models/nllb"}
    model = Model.model_validate(settings, context={"root": tmp_path})
    assert model.folder == tmp_path / "models/nllb"
    assert model.identity() == Model(**settings).identity(), "the same run wherever the project lies"
    (tmp_path / "models/nllb").mkdir(parents=True)
    with pytest.raises(Final, match=r"no model\.bin in models/nllb"):
        loaded(model)


@pytest.mark.parametrize(
    ("budget", "settings", "lines"),
    [
        ({"usd": 3}, {}, ["models.writer: a budget in usd needs max_tokens and a price"]),
        ({"usd": 3}, {"max_tokens": 9}, ["models.writer: a budget in usd needs a price"]),
        ({"tokens": 3}, {}, ["models.writer: a budget in tokens needs max_tokens"]),
        ({"tokens": 3}, {"max_tokens": 9}, []),
        ({"usd": 3}, {"max_tokens": 9, "price": {"input": 0, "output": 0}}, []),
    ],
)
def test_a_budget_says_what_it_needs(budget: dict[str, Any], settings: dict[str, Any], lines: list[str]) -> None:
    assert Budget(**budget).needs({"writer": Model(name="m", **settings)}) == lines


def test_a_budget_limits_something() -> None:
    with pytest.raises(ValidationError, match="neither usd nor tokens is set"):
        Budget()
