"""Translation with a dictionary, a grammar and parallel sentences in the prompt, for languages no engine knows."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import ClassVar, Literal

from pydantic import Field

from alpaca_est.llm.memory import Memory, MemoryFiles
from alpaca_est.prompts import PromptFile
from alpaca_est.record import FIELDS, Record
from alpaca_est.text import words
from alpaca_est.translators.by_engine import Unusable
from alpaca_est.translators.by_model import by_model
from alpaca_est.translators.passages import Passages, TextFiles
from alpaca_est.translators.replay import Conversation, TalkStep

STEM = 4  # letters in which a word of the text and an entry agree where the entry is no whole word of it
ALIKE = 2  # entries for one word of the text


class GrammarContext(TalkStep):
    """Translates with what a linguist would look up: words, rules and sentences that are like those of the record.

    After MTOB, „A Benchmark for Learning to Translate a New Language from One Grammar Book“ (Tanzer et al. 2024, arXiv
    2309.16575), for languages such as Võro or Livonian. Entries are found by the words of the text and their first four
    letters, passages and sentences by the words they share with it, rare ones counting more. Code, addresses and
    placeholders are masked as in `translate`; what there was before stands in `original`.
    """

    fills: ClassVar[frozenset[str]] = frozenset({"task", "entries", "passages", "sentences"})

    step: Literal["grammar_context"] = "grammar_context"
    prompt: PromptFile
    """Prompt file with the holes {{task}}, {{entries}}, {{passages}} and {{sentences}}."""
    dictionary: MemoryFiles = Field(default_factory=lambda: Memory((), {}))
    """Pairs of words (.tsv, .tmx)."""
    grammar: TextFiles = Field(default_factory=lambda: Passages((), ()))
    """Text files of a grammar; paragraphs are shown whole."""
    parallel: MemoryFiles = Field(default_factory=lambda: Memory((), {}))
    """Sentences with their translations (.tsv, .tmx)."""
    entries: int = Field(default=40, ge=0, le=500)
    """Dictionary entries that are shown, at most."""
    passages: int = Field(default=3, ge=0, le=50)
    """Passages of the grammar that are shown, at most."""
    sentences: int = Field(default=6, ge=0, le=100)
    """Parallel sentences that are shown, at most."""
    attempts: int = Field(default=2, ge=1, le=5)
    """How often a record is asked about before it is rejected."""

    def talk(self, record: Record) -> Conversation:
        """One question with all texts of the record and what was looked up; once more with what was wrong."""
        texts = {field: getattr(record, field) for field in FIELDS if getattr(record, field).strip()}
        said = words("\n".join(texts.values()))
        values = {
            "entries": "\n".join(islice(self._entries(said, record.lang), self.entries)) or "–",
            "passages": "\n\n".join(nearest(said, self.grammar.texts, self.passages)) or "–",
            "sentences": "\n".join(self._sentences(said, record.lang)) or "–",
        }
        settings = {"keep": (), "numbers": False, "attempts": self.attempts}
        try:
            found = yield from by_model(texts, self.model, self.prompt, values=values, **settings)  # type: ignore[arg-type]
        except Unusable as unusable:
            return self.reject(record, f"{unusable}; a whole translation wanted")
        return self.change(record, lang=self.lang, engine=self.model, **found)

    def _entries(self, said: Sequence[str], lang: str) -> Iterator[str]:
        """Entries for each word once: the word itself, else those that begin like it."""
        whole, begun = self._words(lang)
        for word in dict.fromkeys(said):
            if word in whole:
                yield f"{word} – {whole[word]}"
            elif len(word) >= STEM:
                yield from (f"{entry} – {whole[entry]}" for entry in begun.get(word[:STEM], ())[:ALIKE])

    def _words(self, lang: str) -> tuple[dict[str, str], dict[str, list[str]]]:
        """The dictionary from one language, by whole words and by their beginnings."""
        whole = {
            text.casefold(): found
            for (source, target, text), found in self.dictionary.pairs.items()
            if source in ("", lang) and target in ("", self.lang)
        }
        begun: dict[str, list[str]] = {}
        for entry in whole:
            begun.setdefault(entry[:STEM], []).append(entry)
        return whole, begun

    def _sentences(self, said: Sequence[str], lang: str) -> list[str]:
        """Parallel sentences that are most like the text, with their translations."""
        pairs = self._pairs.get(lang, {}) | self._pairs.get("", {})
        return [f"{text} – {pairs[text]}" for text in nearest(said, tuple(pairs), self.sentences)]

    @cached_property
    def _pairs(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for (source, target, text), translation in self.parallel.pairs.items():
            if target in ("", self.lang):
                found.setdefault(source, {})[text] = translation
        return found


def nearest(said: Sequence[str], texts: Sequence[str], count: int) -> list[str]:
    """The texts that share most words with what is said, rare words counting more; none that shares nothing."""
    sets = [frozenset(words(text)) for text in texts]
    seen = Counter(word for one in sets for word in one)
    wanted = frozenset(said)
    scores = [sum(math.log(1 + len(texts) / seen[word]) for word in sorted(one & wanted)) for one in sets]
    order = sorted(range(len(texts)), key=lambda number: (-scores[number], number))
    return [texts[number] for number in order[:count] if scores[number] > 0]
