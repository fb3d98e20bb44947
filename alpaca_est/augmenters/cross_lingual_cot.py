"""The way to an answer in one language, question and answer in another."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from alpaca_est.ask import Ask, Reply
from alpaca_est.languages.names import english_name
from alpaca_est.project import problem
from alpaca_est.prompts import PromptFile, fill
from alpaca_est.record import Outcome, Record
from alpaca_est.step import PromptStep
from alpaca_est.text import excerpt, unwanted_character, words

FORMAT: dict[str, Any] = {
    "type": "object",
    "properties": {"reasoning": {"type": "string"}, "answer": {"type": "string"}},
    "required": ["reasoning", "answer"],
    "additionalProperties": False,
}


class CrossLingualCot(PromptStep):
    """Asks a model to reason step by step in a drawn language and to answer in that of the question.

    The cross-lingual chain of thought of xCoT (Chai et al. 2024, arXiv 2401.07037) with its random choice of the
    reasoning's language: strong languages teach weak ones how to reason. The answer is held against the known output;
    one that differs rejects the record, unless `verify` is off. Reasoning and answer become the output.
    """

    fills: ClassVar[frozenset[str]] = frozenset({"task", "language", "answer_language"})

    step: Literal["cross_lingual_cot"] = "cross_lingual_cot"
    prompt: PromptFile
    """Prompt file with the holes {{task}}, {{language}} and {{answer_language}}."""
    reasoning: dict[str, float] = Field(default_factory=lambda: {"en": 1.0, "et": 1.0})
    """Languages of the reasoning with their weights."""
    verify: bool = True
    """Whether the answer has to be the known one, its words in any order of signs."""
    marker: str = "####"
    """What stands before the answer."""

    @field_validator("reasoning")
    @classmethod
    def _weights(cls, reasoning: dict[str, float]) -> dict[str, float]:
        if not reasoning or min(reasoning.values()) < 0 or not any(reasoning.values()):
            raise problem("no language has a weight, wanted such as {en: 0.5, et: 0.5}")
        return reasoning

    def asks(self, record: Record) -> Sequence[Ask]:
        """One question with the language that was drawn."""
        [drawn] = self.chance(record).choices(list(self.reasoning), list(self.reasoning.values()))
        values = {
            "task": "\n\n".join(filter(None, (record.instruction, record.input))),
            "language": english_name(drawn),
            "answer_language": english_name(record.lang),
        }
        return [Ask(user=fill(self.prompt.user, **values), system=fill(self.prompt.system, **values), format=FORMAT)]

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterator[Outcome]:
        """The record with reasoning and answer, or a rejection with what was wrong."""
        found = _answer(replies[-1])
        if isinstance(found, str):
            yield self.reject(record, found)
            return
        reasoning, answer = found
        if self.verify and words(answer) != words(record.output):
            wanted = f"„{excerpt(record.output, 40)}“ wanted"
            yield self.reject(record, f"the reasoning ends in „{excerpt(answer, 40)}“, {wanted}")
            return
        final = record.output if self.verify else answer
        yield self.change(record, output=f"{reasoning.strip()}\n\n{self.marker} {final.strip()}")


def _answer(reply: Reply) -> tuple[str, str] | str:
    """Reasoning and answer of a reply, or what is wrong with it."""
    if reply.refused:
        return f"the model refused: {reply.reason}"
    text = reply.text.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return f"the reply „{excerpt(reply.text, 40)}“ is not JSON, an object with reasoning and answer wanted"
    texts = [found.get(name) if isinstance(found, dict) else None for name in FORMAT["required"]]
    reasoning, answer = texts
    if not isinstance(reasoning, str) or not isinstance(answer, str) or not reasoning.strip() or not answer.strip():
        return "the reply has no reasoning or no answer, both wanted"
    if unwanted := unwanted_character(reasoning + answer):
        return f"the reply has {unwanted}, readable text wanted"
    return reasoning, answer
