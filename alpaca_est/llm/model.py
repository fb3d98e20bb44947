"""What a pipeline says about a model, and what a run may spend."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from alpaca_est.llm.memory import MemoryFiles
from alpaca_est.llm.prices import known_price
from alpaca_est.project import located, problem, root

OPENAI = "https://api.openai.com/v1"
OURS = ("messages", "model", "n", "stream", "response_format", "temperature", "top_p", "max_tokens")


class Settings(BaseModel):
    """Frozen settings; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


HOMES = {
    "openai": OPENAI,
    "tartunlp": "https://api.tartunlp.ai/translation",
    "deepl": "https://api.deepl.com",
    "google": "https://translation.googleapis.com",
    "libretranslate": "https://libretranslate.com",
    "ctranslate2": "this machine",
    "memory": "this machine",
}
FREE = ("tartunlp", "libretranslate", "ctranslate2", "memory")
BATCHES = {"tartunlp": 20, "deepl": 50, "google": 100, "libretranslate": 20, "ctranslate2": 32}
NEEDLESS = {
    "openai": ("batch", "memory", "device", "project", "glossary"),
    "memory": ("name", "base_url", "key_env", "batch", "device", "project", "glossary", "recorded"),
    "ctranslate2": ("base_url", "key_env", "memory", "project", "glossary", "recorded"),
    "tartunlp": ("memory", "device", "project", "glossary", "recorded"),
    "deepl": ("memory", "device", "project", "recorded"),
    "google": ("memory", "device", "recorded"),
    "libretranslate": ("name", "memory", "device", "project", "glossary", "recorded"),
}
SAMPLING = ("top_p", "max_tokens", "extra_body")


class Price(Settings):
    """What a model costs, in USD per million tokens; per million characters sent for a translation engine (`input`)."""

    input: float = Field(ge=0)
    """USD per million tokens that the model reads."""
    output: float = Field(default=0, ge=0)
    """USD per million tokens that the model writes."""

    def usd(self, input_tokens: int, output_tokens: int) -> float:
        """What so many tokens cost."""
        return (input_tokens * self.input + output_tokens * self.output) / 1_000_000


class Model(Settings):
    """A chat model behind an OpenAI-compatible endpoint, or a translation engine.

    What a translation engine reads is counted in characters, wherever else tokens are counted.
    """

    name: str = ""
    """The model's name at its endpoint; for tartunlp the domain, for deepl the model type, for google v3 the model, for
    ctranslate2 the folder of a converted model or its name on the Hugging Face Hub."""
    engine: Literal["openai", "tartunlp", "deepl", "google", "libretranslate", "ctranslate2", "memory"] = "openai"
    """The protocol of the endpoint: a chat model (`openai`), or a translation engine."""
    base_url: str | None = Field(default=None, pattern=r"^https?://[^/]")
    """Where the endpoint is; for chat models up to and with `/v1`. The service's own unless set."""
    memory: MemoryFiles | None = None
    """For memory: files of pairs (.tsv, .tmx) and reviewed runs."""
    batch: int | None = Field(default=None, ge=1, le=1024)
    """Texts in a request to a translation engine, at most."""
    device: str = Field(default="cpu", pattern=r"^(cpu|cuda|auto)(:\d+)?$")
    """For ctranslate2: cpu, cuda or auto."""
    project: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_.:-]+(/[A-Za-z0-9-]+)?$")
    """For google: project and location, as `my-project/global`, which means version 3 of the interface."""
    glossary: str | None = None
    """For deepl and google v3: the glossary's id at the service."""
    key_env: str | None = Field(default=None, pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    """The environment variable that holds the key; none is needed unless set."""
    parallel: int = Field(default=16, ge=1, le=1024)
    """Requests in flight at once, at most."""
    rpm: float | None = Field(default=None, gt=0)
    """Requests per minute that the endpoint allows."""
    tpm: float | None = Field(default=None, gt=0)
    """Tokens per minute that the endpoint allows."""
    temperature: float | None = Field(default=1.0, ge=0, le=2)
    """Sampling temperature; `null` leaves it to the endpoint."""
    top_p: float | None = Field(default=None, gt=0, le=1)
    """Nucleus sampling; left to the endpoint unless set."""
    max_tokens: int | None = Field(default=None, ge=1)
    """Tokens in an answer, at most; a budget needs it."""
    extra_body: dict[str, Any] = {}
    """More fields of the request, passed on as they are."""
    price: Price | None = None
    """What the model costs; well-known models of OpenAI have a dated table."""
    deadline: float = Field(default=120, gt=0)
    """Seconds until a request without an answer counts as lost and is asked again."""
    give_up_after: float = Field(default=600, gt=0)
    """Seconds without any good answer after which the model counts as unavailable."""
    same_refusals: int = Field(default=20, ge=1)
    """So many refusals alike before any good answer mean a wrong setting, and stop the run."""
    terms: str = ""
    """Terms of the model's maker for what it writes, an address or in words; the card says unknown unless set."""
    recorded: str | None = None
    """A folder of recorded replies, numbered by draw; they answer where `--offline` forbids to ask."""
    _root: Path = PrivateAttr(default=Path())

    @field_validator("recorded")
    @classmethod
    def _recorded_exists(cls, path: str | None, info: ValidationInfo) -> str | None:
        if path is not None and not located(path, info).is_dir():
            raise problem(f"{path} is a file, wanted a folder of recorded replies")
        return path

    @field_validator("extra_body")
    @classmethod
    def _leaves_ours(cls, body: dict[str, Any]) -> dict[str, Any]:
        if taken := [name for name in OURS if name in body]:
            raise problem(f"{', '.join(taken)} is set by alpaca-est itself, wanted other fields only")
        return body

    @model_validator(mode="after")
    def _lies_in_the_project(self, info: ValidationInfo) -> Self:
        self._root = root(info)
        return self

    @model_validator(mode="after")
    def _fits_the_engine(self) -> Self:
        needless = NEEDLESS[self.engine] + (() if self.engine == "openai" else SAMPLING)
        if wrong := [field for field in needless if field in self.model_fields_set]:
            raise problem(f"engine {self.engine} has no {wrong[0]}, wanted it left out")
        if self.engine in ("openai", "ctranslate2") and not self.name:
            raise problem("name: missing, wanted a value")
        if self.engine == "memory" and self.memory is None:
            raise problem("memory: missing, wanted files of pairs or reviewed runs")
        return self

    @property
    def translates(self) -> bool:
        """Whether it is a translation engine, which reads characters and no questions."""
        return self.engine != "openai"

    @property
    def folder(self) -> Path:
        """Where a model of that name lies, if it is a folder: relative to the project."""
        return self._root / self.name

    @property
    def in_request(self) -> int:
        """Asks that one request may carry."""
        return self.batch or BATCHES.get(self.engine, 1)

    @property
    def endpoint(self) -> str:
        """The address that is asked; part of the key of a cached reply, not of a run's identity."""
        return (self.base_url or HOMES[self.engine]).rstrip("/")

    @property
    def host(self) -> str:
        """The endpoint's host, for messages: an address may hold secrets, a host does not."""
        return urlsplit(self.endpoint).hostname or self.endpoint

    def identity(self) -> dict[str, Any]:
        """The settings that can change an answer."""
        if self.memory is not None:
            return {"engine": self.engine, "memory": self.memory.sha256}
        if self.translates:
            return {"engine": self.engine, "name": self.name, "project": self.project, "glossary": self.glossary}
        return {
            "name": self.name,
            "temperature": self.temperature,
            "top_p": self.top_p,
            "max_tokens": self.max_tokens,
            "extra_body": self.extra_body,
        }

    def price_or_table(self) -> Price | None:
        """The price of the pipeline, else that of the dated table for OpenAI's own endpoint, else None."""
        if self.price is None and self.engine in FREE:
            return Price(input=0, output=0)
        if self.price is not None or self.endpoint != OPENAI:
            return self.price
        known = known_price(self.name)
        return Price(input=known[0], output=known[1]) if known else None

    def usd(self, input_tokens: int, output_tokens: int) -> float:
        """What so many tokens cost; 0 where no price is known."""
        price = self.price_or_table()
        return price.usd(input_tokens, output_tokens) if price else 0.0


class Budget(Settings):
    """What a run may spend, over all its models and builds."""

    usd: float | None = Field(default=None, gt=0)
    """US dollars."""
    tokens: int | None = Field(default=None, gt=0)
    """Tokens read and written."""

    @model_validator(mode="after")
    def _limits_something(self) -> Self:
        if self.usd is None and self.tokens is None:
            raise problem("neither usd nor tokens is set, wanted at least one")
        return self

    def needs(self, models: Mapping[str, Model]) -> list[str]:
        """What models lack to be held to this budget, a line each."""
        lines = []
        for name, model in models.items():
            lacks = ["max_tokens"] if model.max_tokens is None and not model.translates else []
            lacks += ["a price"] if self.usd is not None and model.price_or_table() is None else []
            if lacks:
                lines.append(f"models.{name}: a budget in {self._units} needs {' and '.join(lacks)}")
        return lines

    @property
    def _units(self) -> str:
        return "usd" if self.usd is not None else "tokens"
