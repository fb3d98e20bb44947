"""What a pipeline says about a model, and what a run may spend."""

from collections.abc import Mapping
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from alpaca_est.llm.prices import known_price
from alpaca_est.project import located, problem

OPENAI = "https://api.openai.com/v1"
OURS = ("messages", "model", "n", "stream", "response_format", "temperature", "top_p", "max_tokens")


class Settings(BaseModel):
    """Frozen settings; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Price(Settings):
    """What a model costs, in USD per million tokens."""

    input: float = Field(ge=0)
    """USD per million tokens that the model reads."""
    output: float = Field(ge=0)
    """USD per million tokens that the model writes."""

    def usd(self, input_tokens: int, output_tokens: int) -> float:
        """What so many tokens cost."""
        return (input_tokens * self.input + output_tokens * self.output) / 1_000_000


class Model(Settings):
    """A model behind an OpenAI-compatible endpoint."""

    name: str = Field(min_length=1)
    """The model's name at its endpoint."""
    engine: Literal["openai"] = "openai"
    """The protocol of the endpoint."""
    base_url: str | None = Field(default=None, pattern=r"^https?://[^/]")
    """Where the endpoint is, up to and with `/v1`; OpenAI's own unless set."""
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
    recorded: str | None = None
    """A folder of recorded replies, numbered by draw; they answer where `--offline` forbids to ask."""

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

    @property
    def endpoint(self) -> str:
        """The address that is asked; part of the key of a cached reply, not of a run's identity."""
        return (self.base_url or OPENAI).rstrip("/")

    @property
    def host(self) -> str:
        """The endpoint's host, for messages: an address may hold secrets, a host does not."""
        return urlsplit(self.endpoint).hostname or self.endpoint

    def identity(self) -> dict[str, Any]:
        """The settings that can change an answer."""
        return {
            "name": self.name,
            "temperature": self.temperature,
            "top_p": self.top_p,
            "max_tokens": self.max_tokens,
            "extra_body": self.extra_body,
        }

    def price_or_table(self) -> Price | None:
        """The price of the pipeline, else that of the dated table for OpenAI's own endpoint, else None."""
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
            lacks = ["max_tokens"] if model.max_tokens is None else []
            lacks += ["a price"] if self.usd is not None and model.price_or_table() is None else []
            if lacks:
                lines.append(f"models.{name}: a budget in {self._units} needs {' and '.join(lacks)}")
        return lines

    @property
    def _units(self) -> str:
        return "usd" if self.usd is not None else "tokens"
