"""A row as the tokens a model is trained on: the prompt is shown, only the answer is learnt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from alpaca_est.tuning.rows import Row

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

Layout = Literal["alpaca", "chat"]
TASK, INPUT, ANSWER = "### Instruction:\n", "### Input:\n", "### Response:\n"


class Encoded(msgspec.Struct, frozen=True):
    """The tokens of a row; those from `answer` on are learnt. `cut` tokens at the end did not fit."""

    id: str
    ids: tuple[int, ...]
    answer: int
    cut: int = 0

    @property
    def learnt(self) -> int:
        """How many tokens are learnt."""
        return len(self.ids) - self.answer


class Encoder:
    """Turns rows into tokens for one model: Alpaca's headings, or the tokenizer's own chat template."""

    def __init__(self, tokenizer: "PreTrainedTokenizerBase", layout: Layout, limit: int) -> None:
        self.tokenizer: Any = tokenizer
        self.layout = layout
        self.limit = limit

    def prompt(self, row: Row) -> str:
        """What the model is shown before it answers; it ends with a line feed in the Alpaca layout."""
        if self.layout == "chat":
            return str(self._chat([{"role": "user", "content": row.asked}], opened=True))
        given = f"{INPUT}{row.input}\n\n" if row.input else ""
        return f"{TASK}{row.instruction}\n\n{given}{ANSWER}"

    def text(self, row: Row) -> str:
        """The whole row as one text, the end of the answer marked as the model marks it."""
        if self.layout == "chat":
            turns = [{"role": "user", "content": row.asked}, {"role": "assistant", "content": row.output}]
            return str(self._chat(turns, opened=False)).rstrip("\n")
        return f"{self.prompt(row)}{row.output}{self.tokenizer.eos_token}"

    def encode(self, row: Row) -> Encoded:
        """The row's tokens, cut at the limit; `answer` is where the tokens differ from those of the prompt alone.

        Tokens are those of the whole text, as trainers make them: where the tokenizer merges the prompt's last letter
        with the answer's first one, the merged token is learnt with the answer.
        """
        whole = self._ids(self.text(row))
        shown = self._ids(self.prompt(row))
        answer = min(len(shown), len(whole))
        while answer and whole[:answer] != shown[:answer]:
            answer -= 1
        kept = whole[: self.limit]
        return Encoded(row.id, tuple(kept), min(answer, len(kept)), len(whole) - len(kept))

    def alone(self, row: Row) -> Encoded:
        """The answer without its prompt, behind a single end-of-text token: what an answer costs unasked."""
        answer = self._ids(f"{row.output}{self.tokenizer.eos_token}", special=False)
        ids = [self.tokenizer.eos_token_id, *answer]
        return Encoded(row.id, tuple(ids[: self.limit]), 1, max(0, len(ids) - self.limit))

    def opened(self, row: Row) -> list[int]:
        """The tokens of the prompt, from which the model goes on by itself."""
        return self._ids(self.prompt(row))[-self.limit :]

    def _ids(self, text: str, *, special: bool = True) -> list[int]:
        add = special and self.layout == "alpaca"
        return list(self.tokenizer(text, add_special_tokens=add, verbose=False)["input_ids"])

    def _chat(self, turns: list[dict[str, str]], *, opened: bool) -> Any:
        return self.tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=opened)


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
