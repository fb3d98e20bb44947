"""How a published dataset is loaded: lines for datasets, TRL, axolotl and LLaMA-Factory, as the card shows them.

Every block is run by tests/trainers/: what stands here is what these versions took.
"""

from collections.abc import Iterator, Sequence

DATASETS = """\
```python
import datasets

dataset = datasets.load_dataset("path/to/this/folder", split="train")
```"""
VIEW = '`datasets.load_dataset("path/to/this/folder", "{view}", split="train")` has the same records as `{view}`.'
TRL = """\
{about}

```python
import datasets
from trl import {trainer}Config, {trainer}Trainer

dataset = datasets.load_dataset("path/to/this/folder", "{view}", split="train")
{prepared}trainer = {trainer}Trainer("owner/model", {trainer}Config("tuned"), train_dataset=dataset)
trainer.train()
```"""
PREPARED = """\
dataset = dataset.map(
    lambda row: {"prompt": f"{row['instruction']}\\n\\n{row['input']}".strip() + "\\n", "completion": row["output"]},
    remove_columns=dataset.column_names,
)
"""
ABOUT = {
    "prompt_completion": "TRL's `SFTTrainer` takes `prompt_completion` as it is, and learns the completions alone:",
    "messages": (
        "TRL's `SFTTrainer` takes `messages` as they are, with a model that has a chat template. It learns whole"
        ' conversations; with `SFTConfig("tuned", assistant_only_loss=True)` the answers alone, where the template'
        " marks them by `{% generation %}`:"
    ),
    "alpaca": "TRL's `SFTTrainer` wants `prompt` and `completion`, and learns the completions alone:",
    "preference": "TRL's `DPOTrainer` takes the pairs as they are, the better answer `chosen`; `id` names both:",
}
AXOLOTL = """\
axolotl, in its configuration ({learnt}):

```yaml
{settings}datasets:
  - path: path/to/this/folder
    name: {view}
    split: train
    type:{type}
```"""
TYPES = {
    "alpaca": " alpaca",
    "messages": " chat_template",
    "prompt_completion": """
      field_instruction: prompt
      field_output: completion
      format: "{instruction}"
      no_input_format: "{instruction}\"""",
    "preference": """
      field_prompt: prompt
      field_chosen: chosen
      field_rejected: rejected""",
}
FACTORY = """\
LLaMA-Factory, in its `data/dataset_info.json` ({learnt}); a folder is named as a dataset of the Hub would be:

```json
{{
  "{name}": {{
    "hf_hub_url": "path/to/this/folder",
    "subset": "{view}",
    "split": "train",
    {columns}
  }}
}}
```"""
COLUMNS = {
    "alpaca": '"columns": {"prompt": "instruction", "query": "input", "response": "output"}',
    "messages": """\
"formatting": "sharegpt",
    "columns": {"messages": "messages"},
    "tags": {
      "role_tag": "role", "content_tag": "content",
      "user_tag": "user", "assistant_tag": "assistant", "system_tag": "system"
    }""",
    "prompt_completion": '"columns": {"prompt": "prompt", "response": "completion"}',
    "preference": """\
"ranking": true,
    "columns": {"prompt": "prompt", "chosen": "chosen", "rejected": "rejected"}""",
}


def usage(views: Sequence[str] = ("alpaca",)) -> str:
    """The lines for a dataset that is published in these views, the default one first."""
    return "\n\n".join(_usage(views))


def _usage(views: Sequence[str]) -> Iterator[str]:
    yield DATASETS
    yield from (VIEW.format(view=view) for view in views[1:] if view != "preference")
    for view in _best(views, ("prompt_completion", "messages", "alpaca")):
        yield _trl(view)
    for view in _best(views, ("alpaca", "messages", "prompt_completion")):
        yield _axolotl(view)
        yield _factory(view)


def _best(views: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """The view that a trainer takes most easily, then the pairs of answers, as far as they are there."""
    yield from [view for view in wanted if view in views][:1]
    yield from (view for view in views if view == "preference")


def _trl(view: str) -> str:
    trainer = "DPO" if view == "preference" else "SFT"
    prepared = PREPARED if view == "alpaca" else ""
    return TRL.format(about=ABOUT[view], trainer=trainer, view=view, prepared=prepared)


def _axolotl(view: str) -> str:
    settings = "rl: dpo\n" if view == "preference" else ""
    return AXOLOTL.format(settings=settings, view=view, type=TYPES[view], learnt=_learnt(view))


def _factory(view: str) -> str:
    name = "these_pairs" if view == "preference" else "this_dataset"
    return FACTORY.format(name=name, view=view, columns=COLUMNS[view], learnt=_learnt(view))


def _learnt(view: str) -> str:
    """What a trainer learns of a row."""
    return "pairs of answers" if view == "preference" else "it learns the answers alone"
