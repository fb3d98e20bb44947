"""TRL's trainers take every view by the lines of its card, and learn what the card says."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.trainers import shelf, small_model, usage_lines
from tests.trainers.usage_lines import END

PROBE = """
import json
decoded = trainer.processing_class.decode
rows = [
    {"read": decoded(row["input_ids"]), "learnt": decoded([token for token in row["labels"] if token != -100])}
    for row in trainer.train_dataset
]
print()
print(json.dumps({"steps": trainer.state.global_step, "rows": rows}))
"""
ANSWERS = ("messages", 'Config("tuned"', 'Config("tuned", assistant_only_loss=True')
"""The view, and what the card says instead of its line where the answers alone are to be learnt."""


def block(run: Path, model: Path) -> str:
    """The card's lines for datasets and TRL, two steps on the CPU."""
    lines = "\n".join(usage_lines.code(run))
    return lines.replace("owner/model", str(model)).replace(
        'Config("tuned"', 'Config("tuned", use_cpu=True, max_steps=2'
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a trainer made of each view, published alone: one process, for its imports take longer than its steps."""
    folder = tmp_path_factory.mktemp("trained")
    model = small_model.saved(folder / "model")
    runs = {view: shelf.published(folder / view, "plain", formats=[view]) for view in shelf.VIEWS}
    blocks = {view: block(run, model) for view, run in runs.items()}
    view, told, instead = ANSWERS
    blocks["answers"] = blocks[view].replace(told, instead)
    script = folder / "card.py"
    script.write_text("".join(code + PROBE for code in blocks.values()), encoding="utf-8")
    found = usage_lines.ran([sys.executable, str(script)], folder)
    return {"tasks": shelf.truth(runs["alpaca"])["alpaca"]["train"], **dict(zip(blocks, found, strict=True))}


def said(task: dict[str, str]) -> tuple[str, str]:
    """What is asked, and the answer with its end."""
    return "\n\n".join(filter(None, (task["instruction"], task["input"]))), task["output"] + END


@pytest.mark.parametrize("view", ["alpaca", "prompt_completion"])
def test_of_prompts_and_completions_the_completions_alone_are_learnt(view: str, trained: dict[str, Any]) -> None:
    assert trained[view]["steps"] == 2
    right = [{"read": f"{asked}\n{answer}", "learnt": answer} for asked, answer in map(said, trained["tasks"])]
    assert trained[view]["rows"] == right


@pytest.mark.parametrize("view", ["messages", "answers"])
def test_of_messages_all_is_learnt_or_the_answers_alone(view: str, trained: dict[str, Any]) -> None:
    assert trained[view]["steps"] == 2
    read = [(f"<user>{asked}{END}<assistant>{answer}", answer) for asked, answer in map(said, trained["tasks"])]
    assert trained[view]["rows"] == [
        {"read": whole, "learnt": answer if view == "answers" else whole} for whole, answer in read
    ]
