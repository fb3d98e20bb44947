"""Back into the language a record came from, to see what is left of it."""

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar, Literal, Self

from msgspec.structs import replace
from pydantic import Field, ValidationError, model_validator

from alpaca_est.ask import Ask
from alpaca_est.project import problem
from alpaca_est.prompts import PromptFile
from alpaca_est.record import FIELDS, Record, with_scores
from alpaca_est.translators.replay import Conversation, TalkStep
from alpaca_est.translators.translate import Translate


class RoundTrip(TalkStep):
    """Translates a translation back and measures how much of the original returns, by chrF (Popović 2015, sacreBLEU).

    0 to 100, over all fields. A low score shows a bad translation, a bad way back, or a free one: sort by it, look at
    the lowest, do not gate hard. Translations that cannot be brought back at all are flagged.
    """

    fills: ClassVar[frozenset[str]] = frozenset({"task", "glossary"})

    step: Literal["round_trip"] = "round_trip"
    kinds: dict[str, str] = Field(default_factory=dict)
    """The engine of the model; taken over from `models:`."""
    engines: tuple[str, ...] = ()
    """Entries of `models:` in the order in which they are tried, where `model` alone is not enough."""
    model: str = ""
    """Which entry of `models:` translates back."""
    prompt: PromptFile | None = None
    """Prompt file with the holes {{task}} and {{glossary}}; chat models need it."""
    flag_below: float = Field(default=30.0, ge=0, le=100)
    """Flagged under this chrF."""

    @model_validator(mode="after")
    def _has_the_package(self) -> Self:
        from importlib.util import find_spec

        if find_spec("sacrebleu") is None:
            raise problem("the package sacrebleu is not installed, wanted pip install 'alpaca-est[mt]'")
        try:
            self._back.chain  # noqa: B018 (made here, so that what it lacks is told when the pipeline loads)
        except ValidationError as error:
            raise problem(str(error.errors()[0]["msg"])) from None
        return self

    def expected_asks(self, record: Record) -> Sequence[Ask]:
        """What the way back of a record will be asked, as if it were its translation already."""
        return self._back.model_copy(update={"lang": record.lang}).expected_asks(replace(record, lang=self.lang))

    def talk(self, record: Record) -> Conversation:
        """The way back, and the record with its score, flagged where it is low; nothing without an original."""
        if record.original is None or record.original.lang == record.lang:
            return record
        back = yield from self._back.model_copy(update={"lang": record.original.lang}).talk(
            replace(record, original=None)
        )
        if not isinstance(back, Record):
            return self.flag(record, f"cannot be brought back: {getattr(back, 'reason', '')}")
        score = chrf([(getattr(back, field), getattr(record.original, field)) for field in FIELDS])
        measured = with_scores(record, self.key, [("chrf", score)])
        if score >= self.flag_below:
            return measured
        return self.flag(measured, f"translated back it has chrF {score:.1f}, at least {self.flag_below:g} wanted")

    @cached_property
    def _back(self) -> Translate:
        return Translate(model=self.model, engines=self.engines, kinds=self.kinds, prompt=self.prompt, lang="en")


def chrf(pairs: Sequence[tuple[str, str]]) -> float:
    """chrF2 of texts against their references, over those that are not blank, 0 to 100."""
    from sacrebleu.metrics.chrf import CHRF

    given = [(text, reference) for text, reference in pairs if reference.strip()]
    if not given:
        return 100.0
    score = CHRF().corpus_score([text for text, _ in given], [[reference for _, reference in given]])
    return round(float(score.score), 2)
