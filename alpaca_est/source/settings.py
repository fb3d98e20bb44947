"""What a pipeline file says about a source."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from alpaca_est.project import located


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


class Source(BaseModel):
    """One source of records."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[a-z0-9_]+$")
    """Prefix of all ids that begin here."""
    path: str | None = None
    """File (.jsonl, .json, .csv, .tsv, .parquet; also .gz and .zst), folder of such files, or an earlier run."""
    hub: Hub | None = None
    """A Hugging Face dataset instead of a path."""
    draws: int | None = Field(default=None, ge=1, le=100_000_000)
    """So many empty records instead of rows, each filled by a generator that needs no input."""
    columns: Columns = Columns()
    """Where the columns have other names."""
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
    """At most so many rounds through the rows, where they feed a generator."""
    weight: float = Field(default=1.0, gt=0)
    """How often its batches come, against those of the other sources."""
    batch: int | None = Field(default=None, ge=1, le=10_000)
    """Records in a batch; 16 where a model is asked, else 512."""

    @field_validator("path")
    @classmethod
    def _path_exists(cls, path: str | None, info: ValidationInfo) -> str | None:
        if path is not None:
            located(path, info)
        return path
