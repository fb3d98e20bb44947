"""How a published dataset is loaded: lines for datasets, TRL, axolotl and LLaMA-Factory, as the card shows them."""

from collections.abc import Iterator, Sequence

from alpaca_est.runs.dataset.licences import view_of

DATASETS = """\
```python
import datasets

dataset = datasets.load_dataset("path/to/this/folder", split="train")
```"""
VIEW = '`datasets.load_dataset("path/to/this/folder", "{view}", split="train")` has the same records as `{view}`.'
APART = '`datasets.load_dataset("path/to/this/folder", "{view}", split="train")` has rows of another kind of licence.'
TRL = """\
TRL's `SFTTrainer` wants `prompt` and `completion`:

```python
dataset = dataset.map(
    lambda row: {"prompt": f"{row['instruction']}\\n\\n{row['input']}".strip() + "\\n", "completion": row["output"]},
    remove_columns=dataset.column_names,
)
```"""
TRL_VIEW = """\
TRL's `SFTTrainer` takes one of the views as it is:

```python
import datasets

dataset = datasets.load_dataset("path/to/this/folder", "{view}", split="train")
```"""
AXOLOTL = """\
axolotl, in its configuration:

```yaml
datasets:
  - path: path/to/this/folder/data/alpaca
    ds_type: json
    type: alpaca
```"""
FACTORY = """\
LLaMA-Factory, in its `data/dataset_info.json`:

```json
{
  "this_dataset": {
    "file_name": "path/to/this/folder/data/alpaca",
    "columns": {"prompt": "instruction", "query": "input", "response": "output"}
  }
}
```"""


def usage(views: Sequence[str] = ("alpaca",)) -> str:
    """The lines for a dataset that is published in these views, alpaca the first of them."""
    return "\n\n".join(_usage(views))


def _usage(views: Sequence[str]) -> Iterator[str]:
    yield DATASETS
    own = [view for view in views if view_of(view) == view]
    yield from (VIEW.format(view=view) for view in own if view != "alpaca")
    yield from (APART.format(view=view) for view in views if view not in own)
    ready = [view for view in ("prompt_completion", "messages") if view in views]
    yield TRL_VIEW.format(view=ready[0]) if ready else TRL
    yield AXOLOTL
    yield FACTORY
