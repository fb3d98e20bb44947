"""What axolotl makes of datasets: `python axolotl_reader.py MODEL CONFIGURATION…`, a line of JSON for each.

It runs in an environment of its own (pins/axolotl_*.txt), with axolotl's real reader and prompt strategies.
"""

import json
import sys
import tempfile
from typing import Any

from axolotl.utils.data.rl import prepare_preference_datasets
from axolotl.utils.data.sft import prepare_datasets
from axolotl.utils.dict import DictDefault
from transformers import AutoTokenizer


def configured(given: dict[str, Any], model: str) -> DictDefault:
    """A whole configuration, with what axolotl's own validation would have filled in."""
    sizes = {"sequence_len": 512, "micro_batch_size": 2, "batch_size": 2, "gradient_accumulation_steps": 1}
    course = {"num_epochs": 1, "val_set_size": 0, "seed": 1, "world_size": 1, "dataset_num_proc": 1}
    kept = {"dataset_prepared_path": tempfile.mkdtemp(), "shuffle_merged_datasets": False}
    return DictDefault({**given, **sizes, **course, **kept, "base_model": model, "tokenizer_config": model})


def main(model: str, *configurations: str) -> None:
    """Print the rows that each configuration gives."""
    tokenizer = AutoTokenizer.from_pretrained(model)
    for given in map(json.loads, configurations):
        if given.get("rl"):
            rows = prepare_preference_datasets(configured(given, model), tokenizer)[0]
            told = [{name: row[name] for name in ("prompt", "chosen", "rejected")} for row in rows]
        else:
            rows = prepare_datasets(configured(given, model), tokenizer)[0]
            told = [
                {
                    "read": tokenizer.decode(row["input_ids"]),
                    "learnt": tokenizer.decode([token for token in row["labels"] if token != -100]),
                }
                for row in rows
            ]
        sys.stdout.write(f"\n{json.dumps({'rows': told})}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
