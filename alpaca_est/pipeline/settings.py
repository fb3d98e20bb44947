"""What stands in a pipeline file."""

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, create_model, field_validator

from alpaca_est.llm.model import Budget, Model
from alpaca_est.pipeline.mixture import Mixture
from alpaca_est.pipeline.sizes import Size
from alpaca_est.project import problem
from alpaca_est.source import Source
from alpaca_est.step import PromptStep, Step, StreamStep
from alpaca_est.templates.chat import NAMES


class Settings(BaseModel):
    """Frozen settings; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class PoolSettings(Settings):
    """Where computing steps run."""

    kind: Literal["auto", "thread", "process"] = "auto"
    """`thread`, `process`, or `auto`: processes where no step asks a model."""
    workers: int = Field(default=0, ge=0, le=512)
    """How many threads or processes; 0 means one for each core."""

    @property
    def size(self) -> int:
        """The number of workers on this machine."""
        return self.workers or os.cpu_count() or 1


class PreferenceSettings(Settings):
    """The pairs of the view `preference`: two answers to one task, the better one first, as people judged them."""

    by: str = ""
    """A score that orders answers which nobody judged, as `judge.quality`, the higher the better."""
    margin: float = Field(default=0.0, ge=0)
    """How far apart two scores are more than, so that the higher one is better."""
    pairs: Literal["widest", "all"] = "widest"
    """`widest`: of each task the two answers that are farthest apart; `all`: every two whose order is known."""


class PublishSettings(Settings):
    """The dataset that is published; may change between two builds of one run."""

    formats: tuple[Literal["alpaca", "messages", "prompt_completion", "preference"], ...] = Field(
        default=("alpaca",), min_length=1
    )
    """The views that are written, each a config of its own; loaders take the first unless another one is named."""
    template: Literal["plain", "llammas"] = "plain"
    """How prompts mark the turns: `plain` not at all, `llammas` by <|user|> and the like."""
    wordings: Literal["plain", "recipe"] | dict[str, float] = "plain"
    """How prompts say a task: `plain`, by instruction templates as for Llammas (`recipe`), or by chances of names."""
    preference: PreferenceSettings = PreferenceSettings()
    """Which pairs of answers the view `preference` has."""
    splits: dict[str, float | tuple[str, ...]] = {}
    """Splits besides train: a share, as {validation: 0.02}, or names of sources that are one as a whole."""
    files: Literal["jsonl", "parquet"] = "jsonl"
    """How shards are written: JSON lines, or parquet, which is packed (zstd) and typed by itself."""
    together_above: float = Field(default=0.7, ge=0.5, le=1)
    """Records whose questions share so many of their runs of three words (Jaccard) stay in one split."""
    compress: Literal["", ".gz", ".zst"] = ""
    """How shards of JSON lines are compressed."""
    shard_rows: int = Field(default=10_000, ge=1)
    """Rows in a shard, at most."""
    shard_bytes: Size = None
    """Bytes in a shard, at most, counted as JSON lines before they are packed: 64MB, 64MiB or a number; a row that is
    larger has a shard of its own."""
    licence: str = "unspecified"
    """Licence of records that have no licence of their own from their source."""
    licences: Literal["same", "apart", "mixed"] = "same"
    """What happens to rows of different kinds of licence (permissive, share-alike, non-commercial, no-derivatives):
    `same` refuses them, `apart` gives each kind configs of its own (`alpaca_non_commercial`), `mixed` mixes them."""
    title: str = ""
    """Title on the card; the pipeline's name unless set."""
    tokenizers: dict[str, str] = {}
    """Tokenizers that preview and report count with, by name: a tokenizer.json, a SentencePiece .model, or the folder
    of a Hugging Face tokenizer, whose chat template is shown too."""
    token_limit: int = Field(default=2048, ge=1)
    """The length that a trainer cuts at: the report counts what is longer."""

    @field_validator("formats")
    @classmethod
    def _each_once(cls, formats: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(formats)) < len(formats):
            raise problem(f"{', '.join(formats)} names a view twice, wanted each once")
        if formats[0] == "preference":
            raise problem("preference has pairs of some records, wanted a view of all of them before it, as alpaca")
        return formats

    @field_validator("compress")
    @classmethod
    def _once(cls, compress: str, info: ValidationInfo) -> str:
        if compress and info.data.get("files") == "parquet":
            raise problem(f"{compress} beside files: parquet, which is packed already; wanted one of them")
        return compress

    @field_validator("wordings")
    @classmethod
    def _known(cls, wordings: str | dict[str, float]) -> str | dict[str, float]:
        if isinstance(wordings, str):
            return wordings
        if strange := [name for name in wordings if name not in NAMES]:
            raise problem(f"no wording {strange[0]!r}, wanted {', '.join(NAMES)}")
        if not wordings or min(wordings.values()) < 0 or not sum(wordings.values()):
            raise problem("wanted chances of 0 and above, one of them above, as {plain: 1, headings: 2}")
        return wordings

    @field_validator("splits")
    @classmethod
    def _shares(cls, splits: dict[str, float | tuple[str, ...]]) -> dict[str, float | tuple[str, ...]]:
        shares = [share for share in splits.values() if isinstance(share, float)]
        if any(share <= 0 for share in shares) or sum(shares) >= 1:
            raise problem("shares are above 0 and together below 1, wanted such as {validation: 0.02, test: 0.01}")
        if wrong := [name for name in splits if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name == "train"]:
            raise problem(f"no split can be named {wrong[0]!r}, wanted small letters, and train is what remains")
        whole = Counter(name for sources in splits.values() if isinstance(sources, tuple) for name in sources)
        if twice := [name for name, count in whole.items() if count > 1]:
            raise problem(f"{twice[0]} stands in splits twice, wanted each source in one")
        if empty := [name for name, sources in splits.items() if sources == ()]:
            raise problem(f"{empty[0]} names no source, wanted a share or sources, as {{{empty[0]}: [figures]}}")
        return splits


class SourceWithSteps(Source):
    """A source, with the steps that only its records take."""

    steps: tuple[Step, ...] = ()
    """Steps of its own, before those common to all sources."""


class Pipeline(Settings):
    """Sources, models and steps: what a run does and, but for its limits, everything that can change a record."""

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
    """Name of the dataset; the run folder is runs/<name> unless `--run` says otherwise."""
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    """Language of the dataset (ISO 639-1, or 639-3 where there is no shorter code)."""
    seed: int = 0
    """Seed of every draw."""
    cache: str = ".cache/replies.sqlite"
    """The reply cache, shared by all runs; relative to the project folder."""
    target: int | None = Field(default=None, ge=1)
    """Stop when so many unflagged records are there."""
    max_rounds: int = Field(default=3, ge=1)
    """A source stops going round when so many rounds in a row brought fewer than 1 % new records of what they made."""
    budget: Budget | None = None
    """What the run may spend."""
    plugins: tuple[str, ...] = ()
    """Python files with steps of your own; they are run when the pipeline loads."""
    sources: tuple[SourceWithSteps, ...] = Field(min_length=1)
    """Where records come from."""
    mixture: Mixture | None = None
    """How much of each source, exactly; batches come by the sources' weights unless set."""
    models: dict[str, Model] = {}
    """Models by the names that steps use."""
    steps: tuple[Step, ...] = ()
    """Steps common to all sources, after their own."""
    pool: PoolSettings = PoolSettings()
    """Where computing steps run."""
    publish: PublishSettings = PublishSettings()
    """The dataset that is published."""

    def chain(self, source: SourceWithSteps) -> tuple[Step, ...]:
        """All steps that the records of a source take."""
        return (*source.steps, *self.steps)

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """Every step once, in the order of the file."""
        return (*(step for source in self.sources for step in source.steps), *self.steps)

    def batch_rows(self, source: SourceWithSteps) -> int:
        """Records in a batch of a source."""
        asks = any(isinstance(step, PromptStep) for step in self.chain(source))
        return source.batch or (16 if asks else 512)

    def loops(self, source: SourceWithSteps) -> bool:
        """Whether a source goes round until the target is met: it feeds a generator."""
        return self.target is not None and any(
            isinstance(step, PromptStep) and step.children_per_ask > 1 for step in self.chain(source)
        )

    def remembering(self, source: SourceWithSteps) -> tuple[StreamStep, ...]:
        """The stream steps that the records of a source take."""
        return tuple(step for step in self.chain(source) if isinstance(step, StreamStep))


def pipeline_type(kinds: Sequence[type[Step]]) -> type[Pipeline]:
    """The type of pipeline files whose steps may be of these kinds: one discriminated union."""
    union: Any = Annotated[reduce(or_, kinds), Field(discriminator="step")] if len(kinds) > 1 else kinds[0]
    steps: Any = (tuple[union, ...], Field(default=(), description="Steps common to all sources, after their own."))
    own: Any = (tuple[union, ...], Field(default=(), description="Steps of its own, before the common ones."))
    source = create_model("SourceWithSteps", __base__=SourceWithSteps, __doc__=SourceWithSteps.__doc__, steps=own)
    sources: Any = (tuple[source, ...], Field(min_length=1, description="Where records come from."))
    return create_model("Pipeline", __base__=Pipeline, __doc__=Pipeline.__doc__, steps=steps, sources=sources)


def defaults_for_steps(data: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that every step takes over from the pipeline unless it has its own."""
    named = (("lang", "language", str), ("seed", "seed", int))
    return {field: data[key] for field, key, kind in named if isinstance(data.get(key), kind)}
