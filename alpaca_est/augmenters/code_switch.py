"""Texts in which some sentences or words are those of the other language."""

import random
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

import msgspec
from pydantic import Field

from alpaca_est.languages.sentences import sentences
from alpaca_est.llm.memory import Memory, MemoryFiles
from alpaca_est.record import Outcome, Record, Sample
from alpaca_est.step import BatchStep
from alpaca_est.text import WORD

ASKED = ("instruction", "input")
SENTENCES = 2  # fewest of a text of which some can be exchanged


class CodeSwitch(BatchStep):
    """Adds a variant of a translated record with fragments of its original language in what is asked.

    As the code-switched examples of xCoT (Chai et al. 2024, arXiv 2401.07037): a model that learns from them answers in
    one language whatever the mixture of the question. Sentences are exchanged with those of `original` where both have
    as many; words with those of `words`, a file of word pairs. The record itself stays, the variant is below its id.
    """

    step: Literal["code_switch"] = "code_switch"
    level: Literal["sentence", "word"] = "sentence"
    """What is exchanged."""
    share: float = Field(default=0.3, gt=0, lt=1)
    """How many of the sentences or known words are exchanged, on average."""
    words: MemoryFiles = Field(default_factory=lambda: Memory((), {}))
    """Pairs of words (.tsv, .tmx) for `level: word`, with the languages in their head."""
    variants: int = Field(default=1, ge=1, le=10)
    """How many variants of a record, at most."""

    def run(self, records: Sequence[Record]) -> Iterator[Outcome]:
        """Each record, and the variants that differ from it and from each other."""
        for record in records:
            yield record
            seen = {(record.instruction, record.input)}
            for number in range(self.variants):
                chance = self.chance(record, number)
                instruction, given = (self._switched(record, field, chance) for field in ASKED)
                if (instruction, given) not in seen:
                    seen.add((instruction, given))
                    yield self._variant(record, number, instruction, given)

    def _variant(self, record: Record, number: int, instruction: str, given: str) -> Record:
        child = self.child(record, number, instruction=instruction, input=given, output=record.output)
        before = Sample(**{name: getattr(record, name) for name in Sample.__struct_fields__})
        kept = {"origin": record.origin, "original": before, "history": record.history, "system": record.system}
        return msgspec.structs.replace(child, **kept)

    def _switched(self, record: Record, field: str, chance: random.Random) -> str:
        text: str = getattr(record, field)
        if self.level == "word":
            known = self._words.get(record.lang, {})
            return WORD.sub(lambda found: self._word(found[0], known, chance), text)
        if record.original is None or record.original.lang == record.lang:
            return text
        return self._sentences(text, record.lang, getattr(record.original, field), record.original.lang, chance)

    def _sentences(self, text: str, lang: str, other: str, other_lang: str, chance: random.Random) -> str:
        """A text with some of its sentences in their counterparts, never all."""
        mine, others = list(sentences(text, lang)), list(sentences(other, other_lang))
        if len(mine) != len(others) or len(mine) < SENTENCES:
            return text
        chosen = {number for number in range(len(mine)) if chance.random() < self.share}
        if not 0 < len(chosen) < len(mine):
            chosen = {chance.randrange(len(mine))}
        place, parts = 0, []
        for number, (one, counterpart) in enumerate(zip(mine, others, strict=True)):
            parts += [text[place : one.start], counterpart.text if number in chosen else one.text]
            place = one.end
        return "".join([*parts, text[place:]])

    def _word(self, word: str, known: dict[str, str], chance: random.Random) -> str:
        """The counterpart of a word that the file knows, in some of its places."""
        found = known.get(word.casefold())
        if found is None or chance.random() >= self.share:
            return word
        return found[:1].upper() + found[1:] if word[:1].isupper() else found

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        """The pairs of each language, words in lower case."""
        found: dict[str, dict[str, str]] = {}
        for (source, _, text), counterpart in self.words.pairs.items():
            found.setdefault(source, {})[text.casefold()] = counterpart
        return found
