"""Pairs of answers: TRL's DPOTrainer, axolotl and LLaMA-Factory take them by the lines of the card."""

import json
import sys
from pathlib import Path

import pytest

from tests.trainers import environments, shelf, small_model, usage_lines

PROBE = """
import json
decoded = trainer.processing_class.decode
columns = ("prompt", "chosen", "rejected")
rows = [{name: decoded(row[f"{name}_ids"]) for name in columns} for row in trainer.train_dataset]
print()
print(json.dumps({"steps": trainer.state.global_step, "rows": rows}))
"""

HERE = Path(__file__).parent


def test_pairs_train_a_preference(tmp_path: Path) -> None:
    model, run = small_model.saved(tmp_path / "model"), shelf.published(tmp_path, "pairs")
    [lines] = [code for code in usage_lines.code(run) if "DPO" in code]
    cpu = 'Config("tuned", use_cpu=True, max_steps=2'
    script = tmp_path / "card.py"
    code = lines.replace("owner/model", str(model)).replace('Config("tuned"', cpu)
    script.write_text(code + PROBE, encoding="utf-8")
    [found] = usage_lines.ran([sys.executable, str(script)], tmp_path)
    published = shelf.truth(run)["preference"]["train"]
    end = usage_lines.END
    assert found["steps"] == 2
    assert found["rows"] == [
        {"prompt": row["prompt"], "chosen": row["chosen"] + end, "rejected": row["rejected"] + end} for row in published
    ]


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_axolotl_and_llama_factory_read_pairs(tmp_path: Path) -> None:
    model, run = small_model.saved(tmp_path / "model"), shelf.published(tmp_path, "pairs")
    published = shelf.truth(run)["preference"]["train"]
    [lines] = [json.dumps(lines) for lines in usage_lines.axolotl(run) if lines.get("rl")]
    command = [environments.axolotl(), HERE / "axolotl_reader.py", model, lines]
    [found] = usage_lines.ran([*map(str, command)], tmp_path)
    assert found["rows"] == [{name: row[name] for name in ("prompt", "chosen", "rejected")} for row in published]
    command = [environments.llama_factory(), HERE / "llama_factory_reader.py", model, "rm", run, "small_preference"]
    [found] = usage_lines.ran([*map(str, command)], tmp_path)
    learnt = [(row["chosen_learnt"].strip(), row["rejected_learnt"].strip()) for row in found["rows"]]
    assert learnt == [(row["chosen"] + usage_lines.END, row["rejected"] + usage_lines.END) for row in published]
