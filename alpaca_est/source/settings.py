"""What a pipeline file says about a source."""

import re
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from alpaca_est.project import ExistingPath, problem

TMX = re.compile(r"\.tmx(?:\.gz|\.zst)?$")


class Hub(BaseModel):
    """A dataset on the Hugging Face Hub, or a folder that `datasets` can load; rows are streamed."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str
    """Repository, such as `tatsu-lab/alpaca`."""
    config: str | None = None
    """Configuration, where the dataset has several."""
    split: str = "train"
    """Which split is read."""
    revision: str | None = None
    """Branch, tag or commit; name one if the run shall be repeatable."""


class Columns(BaseModel):
    """Which column holds what; `null` says that there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    instruction: str = "instruction"
    """Column of the instruction."""
    input: str | None = "input"
    """Column of the input; may be missing from a row."""
    output: str | None = "output"
    """Column of the output."""
    id: str | None = "id"
    """Column that must not repeat, where there is one."""
    constraints: str | None = "constraints"
    """Column of the constraints that the answer keeps, as published, where there is one."""
    kind: str | None = None
    """Column that says which kind of task a row is, for mixtures that balance kinds."""


class Bitext(BaseModel):
    """A text in two languages, sentence by sentence: each pair is a record with the source side as its input and the
    target side as its output, without instruction.

    Read are TMX; two files of lines (Moses); TSV without quotes, whose first line may name the columns; and every other
    layout or Hub dataset, by the names of two columns (also inside a column `translation`). A pair that is blank on
    both sides comes as an empty record: it separates documents.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    source: str = Field(default="en", pattern=r"^[a-z]{2,3}$")
    """Language of the source side (ISO 639)."""
    target: str = Field(default="et", pattern=r"^[a-z]{2,3}$")
    """Language of the target side (ISO 639)."""
    target_path: ExistingPath | None = None
    """Moses: the file of the target side, line by line beside `path`."""
    columns: tuple[str, str] | None = None
    """Names of the source and the target column; the two language codes unless set."""

    @model_validator(mode="after")
    def _two(self) -> Self:
        if self.source == self.target:
            raise problem(f"source and target are both {self.source}, wanted two languages")
        return self

    @property
    def names(self) -> tuple[str, str]:
        """The names of the source and the target column."""
        return self.columns or (self.source, self.target)


class Source(BaseModel):
    """One source of records."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[a-z0-9_]+$")
    """Prefix of all ids that begin here."""
    path: ExistingPath | None = None
    """File (.jsonl, .json, .csv, .tsv, .parquet; also .gz and .zst), folder of such files, or an earlier run."""
    hub: Hub | None = None
    """A Hugging Face dataset instead of a path."""
    draws: int | None = Field(default=None, ge=1, le=100_000_000)
    """So many empty records instead of rows, each filled by a generator that needs no input."""
    columns: Columns = Columns()
    """Where the columns have other names."""
    bitext: Bitext | None = None
    """The rows are pairs of sentences in two languages; `path` may be TMX or one side of two files then."""
    lang: str = ""
    """Language of the rows; the pipeline's unless set here."""
    dataset: str = ""
    """Name of the dataset in each record's origin; the source's name unless set here."""
    licence: str = ""
    """Licence of the rows (SPDX)."""
    url: str = ""
    """Where the dataset can be had."""
    on_error: Literal["stop", "reject"] = "stop"
    """What happens with a row that cannot be read."""
    rows: int | None = Field(default=None, ge=1)
    """Only so many rows, from the first."""
    rounds: int | None = Field(default=None, ge=1)
    """At most so many rounds through the rows, where they feed a generator or a mixture repeats them."""
    weight: float = Field(default=1.0, gt=0)
    """How often its batches come, against those of the other sources."""
    batch: int | None = Field(default=None, ge=1, le=10_000)
    """Records in a batch; 16 where a model is asked, else 512."""

    @model_validator(mode="after")
    def _bitext_where_needed(self) -> Self:
        if self.bitext is None and self.path is not None and TMX.search(self.path.lower()):
            raise problem(f"{self.path} is a bitext, wanted its languages as well: bitext: {{source: en, target: et}}")
        if self.bitext is not None and self.bitext.target_path is not None and self.path is None:
            raise problem("target_path without path, wanted both files of lines")
        return self
