"""Code, formulas, tags and addresses of the original that a translation has to have unchanged."""

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar, Literal

from alpaca_est.languages.protected import protected
from alpaca_est.record import Outcome, Record, Sample, texts
from alpaca_est.step import Filter
from alpaca_est.text import excerpt


class TranslationProtected(Filter):
    """Rejects translations in which code, formulas, tags, addresses, e-mails or placeholders are not those before.

    Each has to come as often as in the original, character by character. An engine that was not told to leave them
    alone damages most of them.
    """

    deciding: ClassVar[frozenset[str]] = frozenset({"protected"})

    step: Literal["translation_protected"] = "translation_protected"
    protected: Literal["reject", "flag", "keep"] = "reject"
    """What happens to such translations."""

    def measure(self, record: Record) -> Mapping[str, float]:
        """How many places are `lost` and how many are `foreign`."""
        if record.original is None:
            return {}
        old, new = _protected(record.original), _protected(record)
        return {"lost": float((old - new).total()), "foreign": float((new - old).total())}

    def decide(self, record: Record, scores: Mapping[str, float]) -> Outcome:
        """Reject or flag with the first place that is lost or foreign."""
        if not any(scores.values()) or self.protected == "keep" or record.original is None:
            return record
        old, new = _protected(record.original), _protected(record)
        if lost := next(iter(old - new), ""):
            told = f"„{excerpt(lost, 40)}“ of the original is lost"
        else:
            told = f"„{excerpt(next(iter(new - old)), 40)}“ is not in the original"
        reason = f"{told}, code and addresses as they were wanted"
        if self.protected == "reject":
            return self.reject(record, reason)
        return self.flag(record, reason, score=sum(scores.values()))


def _protected(sample: Sample) -> Counter[str]:
    return sum((protected(text) for _, text in texts(sample)), Counter[str]())
