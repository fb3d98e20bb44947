"""Source and translation line by line, as continued pretraining and tuning for translation want them."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from pydantic import Field

from alpaca_est.languages import language
from alpaca_est.languages.sentences import sentences
from alpaca_est.record import FIELDS, Outcome, Record, Sample
from alpaca_est.step import BatchStep


class Interlinear(BatchStep):
    """Turns a translated record into a translation task whose answer has each sentence above its translation.

    The interlinear text format and the source-language consistent instruction of „A Novel Paradigm Boosting Translation
    Capabilities of Large Language Models“ (Guo et al. 2024, arXiv 2403.11430): the instruction stands in the language
    of the text that is translated. Only texts whose sentences have counterparts one by one are taken; the others are
    used up. Direction and phrasing are drawn by the record's id.
    """

    step: Literal["interlinear"] = "interlinear"
    reverse: float = Field(default=0.25, ge=0, le=1)
    """Share of tasks out of the pipeline's language; one direction alone ruins the other (arXiv 2404.04042)."""
    min_sentences: int = Field(default=2, ge=1)
    """Fewest sentences of a text."""

    def run(self, records: Sequence[Record]) -> Iterator[Outcome]:
        """A task for each record whose output can be aligned."""
        for record in records:
            yield self._task(record) or self.used(record)

    def _task(self, record: Record) -> Record | None:
        before = record.original
        if before is None or before.lang == record.lang:
            return None
        chance = self.chance(record)
        source, target = (record, before) if chance.random() < self.reverse else (before, record)
        pairs = aligned(source, target)
        own = language(source.lang)
        if len(pairs) < self.min_sentences or not own.interlinear or target.lang not in own.into:
            return None
        instruction = chance.choice(own.interlinear).format(into=own.into[target.lang])
        text = " ".join(one for one, _ in pairs)
        answer = "\n".join(f"{one}\n{other}" for one, other in pairs)
        texts = dict(zip(FIELDS, (instruction, text, answer), strict=True))
        changed = {"original": None, "made_by": self.key, "lang": source.lang, "history": (), "system": ""}
        return msgspec.structs.replace(record, **changed, **texts)


def aligned(source: Sample, target: Sample) -> list[tuple[str, str]]:
    """The sentences of both outputs side by side; none where they are not as many."""
    ours = [one.text for one in sentences(source.output, source.lang)]
    theirs = [one.text for one in sentences(target.output, target.lang)]
    return list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else []
