"""The committed schema is true, and every pipeline that we ship loads."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from alpaca_est.pipeline import load, schema

PIPELINES = Path(__file__).parents[2] / "pipelines"


def test_committed_schema_is_what_the_code_says() -> None:
    assert json.loads((PIPELINES / "schema.json").read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("path", sorted(PIPELINES.glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_pipelines_load_and_follow_the_schema(path: Path) -> None:
    assert load(path).pipeline.sources
    found = list(Draft202012Validator(schema()).iter_errors(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert found == []
