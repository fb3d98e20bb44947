"""What LLaMA-Factory makes of datasets: `python llama_factory_reader.py MODEL STAGE (DATASET_DIR DATASET)…`.

It runs in an environment of its own (pins/llama_factory_*.txt), with LLaMA-Factory's real reader and templates.
"""

import json
import sys
import tempfile

from llamafactory.data import get_dataset, get_template_and_fix_tokenizer
from llamafactory.hparams import DataArguments, ModelArguments
from transformers import AutoTokenizer, Seq2SeqTrainingArguments


def main(model: str, stage: str, *places: str) -> None:
    """Print a line for each dataset: of each row what is read and what is learnt, of pairs both answers."""
    for folder, name in zip(places[::2], places[1::2], strict=True):
        sys.stdout.write(f"\n{json.dumps({'rows': rows(model, folder, stage, name)})}\n")


def rows(model: str, folder: str, stage: str, name: str) -> list[dict[str, str]]:
    """The rows of one dataset."""
    tokenizer = AutoTokenizer.from_pretrained(model)
    data = DataArguments(dataset=name, dataset_dir=folder, template="alpaca", cutoff_len=512)
    course = Seq2SeqTrainingArguments(output_dir=tempfile.mkdtemp(), use_cpu=True)
    template = get_template_and_fix_tokenizer(tokenizer, data)
    arguments = ModelArguments(model_name_or_path=model), data, course
    found = get_dataset(template, *arguments, stage=stage, tokenizer=tokenizer)["train_dataset"]
    sides = {"": ""} if stage == "sft" else {"chosen_": "chosen_", "rejected_": "rejected_"}
    return [
        {
            f"{side}{part}": tokenizer.decode([token for token in row[f"{side}{column}"] if token != -100])
            for side in sides
            for part, column in (("read", "input_ids"), ("learnt", "labels"))
        }
        for row in found
    ]


if __name__ == "__main__":
    main(*sys.argv[1:])
