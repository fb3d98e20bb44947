"""A row as the tokens a model is trained on: prompts are shown, only answers are learnt."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from alpaca_est.tuning.rows import Row

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

Layout = Literal["alpaca", "chat", "plain"]
TASK, INPUT, ANSWER = "### Instruction:\n", "### Input:\n", "### Response:\n"
MARKED = re.compile(r"{%-?\s*generation\s*-?%}")


class Encoded(msgspec.Struct, frozen=True):
    """The tokens of a row; those from `answer` on are learnt, but for the spans in `quiet`: turns of the user.

    `cut` tokens at the end did not fit.
    """

    id: str
    ids: tuple[int, ...]
    answer: int
    cut: int = 0
    quiet: tuple[tuple[int, int], ...] = ()

    @property
    def learnt(self) -> int:
        """How many tokens are learnt."""
        return len(self.ids) - self.answer - sum(end - begin for begin, end in self.quiet)


class Encoder:
    """Turns rows into tokens for one model, as TRL's trainer does with the view of the same form.

    `alpaca` sets Alpaca's headings, `plain` nothing but a line feed (the prompt_completion view), `chat` the turns of
    the tokenizer's own template (the messages view, where every answer of a conversation is learnt).
    """

    def __init__(self, tokenizer: "PreTrainedTokenizerBase", layout: Layout, limit: int) -> None:
        self.tokenizer: Any = tokenizer
        self.layout = layout
        self.limit = limit

    def prompt(self, row: Row) -> str:
        """What the model is shown before it answers; it ends with a line feed unless a chat template says otherwise."""
        if self.layout == "chat":
            return str(self._chat(row.said[:-1], opened=True))
        if self.layout == "plain":
            return f"{row.asked}\n"
        given = f"{INPUT}{row.input}\n\n" if row.input else ""
        return f"{TASK}{row.instruction}\n\n{given}{ANSWER}"

    def text(self, row: Row) -> str:
        """The whole row as one text, the end of the answer marked as the model marks it."""
        if self.layout == "chat":
            return str(self._chat(row.said, opened=False))
        end = "" if row.output.endswith(self.tokenizer.eos_token) else self.tokenizer.eos_token
        return f"{self.prompt(row)}{row.output}{end}"

    def encode(self, row: Row) -> Encoded:
        """The row's tokens, cut at the limit.

        Tokens are those of the whole text, as trainers make them: where the tokenizer merges the prompt's last letter
        with the answer's first one, the merged token is learnt with the answer.
        """
        ids = self._ids(self.text(row))
        spans = list(self._answers(row, ids))
        begin = min(spans[0][0], self.limit, len(ids)) if spans else min(len(ids), self.limit)
        gaps = [(end, start) for (_, end), (start, _) in pairwise([*spans, (len(ids), len(ids))])]
        quiet = tuple((start, min(end, self.limit)) for start, end in gaps if start < min(end, self.limit))
        return Encoded(row.id, tuple(ids[: self.limit]), begin, max(0, len(ids) - self.limit), quiet)

    def _answers(self, row: Row, ids: list[int]) -> Iterator[tuple[int, int]]:
        """Where answers begin and end: as the chat template marks them, else where their prompts end."""
        if self.layout != "chat":
            yield _shared(self._ids(self.prompt(row)), ids), len(ids)
        elif MARKED.search(self.tokenizer.chat_template):
            yield from _runs(self._marks(row))
        else:
            for number, turn in enumerate(row.said):
                if turn["role"] == "assistant":
                    shown = self._ids(str(self._chat(row.said[:number], opened=True)))
                    told = self._ids(str(self._chat(row.said[: number + 1], opened=False)))
                    if told == ids[: len(told)]:
                        yield _shared(shown, ids), len(told)

    def _marks(self, row: Row) -> list[int]:
        found = self.tokenizer.apply_chat_template(
            row.said, tokenize=True, return_dict=True, return_assistant_tokens_mask=True
        )
        return list(found["assistant_masks"])

    def alone(self, row: Row) -> Encoded:
        """The answer without its prompt, behind a single end-of-text token: what an answer costs unasked."""
        answer = self._ids(f"{row.output}{self.tokenizer.eos_token}", special=False)
        ids = [self.tokenizer.eos_token_id, *answer]
        return Encoded(row.id, tuple(ids[: self.limit]), 1, max(0, len(ids) - self.limit))

    def opened(self, row: Row) -> list[int]:
        """The tokens of the prompt, from which the model goes on by itself."""
        return self._ids(self.prompt(row))[-self.limit :]

    def _ids(self, text: str, *, special: bool = True) -> list[int]:
        add = special and self.layout != "chat"
        return list(self.tokenizer(text, add_special_tokens=add, verbose=False)["input_ids"])

    def _chat(self, turns: list[dict[str, str]], *, opened: bool) -> Any:
        return self.tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=opened)


def _shared(some: Sequence[int], others: Sequence[int]) -> int:
    """How many tokens both begin with."""
    return next(
        (place for place, (one, other) in enumerate(zip(some, others, strict=False)) if one != other),
        min(len(some), len(others)),
    )


def _runs(marks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where marked tokens begin and end."""
    edges = [place for place, (one, other) in enumerate(pairwise([0, *marks, 0])) if one != other]
    yield from zip(edges[::2], edges[1::2], strict=True)


def layout_of(tokenizer: "PreTrainedTokenizerBase") -> Layout:
    """The tokenizer's own chat template where it has one, else Alpaca's headings."""
    return "chat" if getattr(tokenizer, "chat_template", None) else "alpaca"


def batches(rows: Sequence[Encoded], size: int) -> list[list[Encoded]]:
    """Rows of like length together, at most `size` tokens with padding (one row where it alone is longer)."""
    found: list[list[Encoded]] = []
    for row in sorted(rows, key=lambda row: (len(row.ids), row.id)):
        if found and (len(found[-1]) + 1) * len(row.ids) <= size:
            found[-1].append(row)
        else:
            found.append([row])
    return found
