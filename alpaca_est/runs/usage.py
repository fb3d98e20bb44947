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
PREFERENCE = """\
Pairs of answers, the better one `chosen`, as TRL's `DPOTrainer` takes them; `id` names both records:

```python
import datasets

dataset = datasets.load_dataset("path/to/this/folder", "preference", split="train")
```"""
AXOLOTL = """\
axolotl, in its configuration:

```yaml
datasets:
  - path: path/to/this/folder/data/alpaca
    ds_type: {kind}
    type: alpaca
```"""
FACTORY = """\
LLaMA-Factory, in its training configuration (`dataset_info.json` here names every view and split):

```yaml
dataset_dir: path/to/this/folder
dataset: {dataset}
```"""


def usage(views: Sequence[str] = ("alpaca",), files: str = "jsonl", dataset: str = "this_dataset") -> str:
    """The lines for a dataset that is published in these views and files, alpaca the first of the views."""
    return "\n\n".join(_usage(views, files, dataset))


def _usage(views: Sequence[str], files: str, dataset: str) -> Iterator[str]:
    yield DATASETS
    own = [view for view in views if view_of(view) == view]
    yield from (VIEW.format(view=view) for view in own if view not in ("alpaca", "preference"))
    yield from (APART.format(view=view) for view in views if view not in own)
    ready = [view for view in ("prompt_completion", "messages") if view in views]
    yield TRL_VIEW.format(view=ready[0]) if ready else TRL
    if "preference" in views:
        yield PREFERENCE
    yield AXOLOTL.format(kind="json" if files == "jsonl" else files)
    if dataset:
        yield FACTORY.format(dataset=dataset)
