"""How a published dataset is loaded: lines for datasets, TRL, axolotl and LLaMA-Factory, as the card shows them.

Every block is run by tests/trainers/: what stands here is what these versions took.
"""

from collections.abc import Iterator, Sequence

DATASETS = """\
```python
import datasets

dataset = datasets.load_dataset("path/to/this/folder", split="train")
```"""
VIEW = '`datasets.load_dataset("path/to/this/folder", "{config}", split="train")` has the same records as `{config}`.'
APART = '`datasets.load_dataset("path/to/this/folder", "{config}")` has rows of other licences in the form of `{view}`.'
TRL = """\
{about}

```python
import datasets
from trl import {trainer}Config, {trainer}Trainer

dataset = datasets.load_dataset("path/to/this/folder", "{config}", split="train")
{prepared}trainer = {trainer}Trainer("owner/model", args={trainer}Config("tuned"), train_dataset=dataset)
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
    name: {config}
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
LLaMA-Factory, in its training configuration (`dataset_info.json` here names every view and split; it learns the answers
alone):

```yaml
dataset_dir: path/to/this/folder
dataset: {dataset}
```"""


def usage(configs: Sequence[str] = ("alpaca",), dataset: str = "this_dataset") -> str:
    """The lines for a dataset with these configs, the default one first: views, and views of rows that stand apart.

    `dataset` is what dataset_info.json calls it, empty where it names none.
    """
    return "\n\n".join(_usage(configs, dataset))


def _usage(configs: Sequence[str], dataset: str) -> Iterator[str]:
    views = [config for config in configs if config in ABOUT] or configs
    yield DATASETS
    for config in configs[1:]:
        if _view(config) != "preference":
            yield (VIEW if config in views else APART).format(config=config, view=_view(config))
    for config in _best(views, ("prompt_completion", "messages", "alpaca")):
        yield _trl(config)
    for config in _best(views, ("alpaca", "messages", "prompt_completion")):
        yield _axolotl(config)
    if dataset:
        yield FACTORY.format(dataset=dataset)


def _view(config: str) -> str:
    """The view of a config, whose name begins with it."""
    return next(view for view in ABOUT if config == view or config.startswith(f"{view}_"))


def _best(configs: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """The config that a trainer takes most easily, then the pairs of answers, as far as they are there."""
    yield from [config for view in wanted for config in configs if _view(config) == view][:1]
    yield from [config for config in configs if _view(config) == "preference"][:1]


def _trl(config: str) -> str:
    view = _view(config)
    trainer = "DPO" if view == "preference" else "SFT"
    prepared = PREPARED if view == "alpaca" else ""
    return TRL.format(about=ABOUT[view], trainer=trainer, config=config, prepared=prepared)


def _axolotl(config: str) -> str:
    view = _view(config)
    settings = "rl: dpo\n" if view == "preference" else ""
    return AXOLOTL.format(settings=settings, config=config, type=TYPES[view], learnt=_learnt(view))


def _learnt(view: str) -> str:
    """What a trainer learns of a row."""
    return "pairs of answers" if view == "preference" else "it learns the answers alone"
