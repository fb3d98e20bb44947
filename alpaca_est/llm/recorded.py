"""Replies recorded in a folder, one file for each draw: they need no key, no network and no money.

0007.md                  a whole answer
0008.length.md           one that was cut off
0009.content_filter.md   one that was withheld; what the file holds does not matter
"""

from pathlib import Path

from alpaca_est.ask import Ask, Reply
from alpaca_est.llm.tokens import tokens_of


class Recorded:
    """Answers by the number of the draw, so that a reworded prompt does not orphan them."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown

    def reply(self, ask: Ask) -> Reply:
        """The recorded reply to an ask; a missing one is a refusal that says so."""
        number = f"{ask.draw:04d}"
        if (path := self.folder / f"{number}.md").is_file():
            return _read(path, ask, cut=False)
        if (path := self.folder / f"{number}.length.md").is_file():
            return _read(path, ask, cut=True)
        if (self.folder / f"{number}.content_filter.md").is_file():
            return Reply(finish="refused", reason="withheld by the content filter")
        return Reply(finish="refused", reason=f"no recorded reply {number} in {self.shown}")


def _read(path: Path, ask: Ask, *, cut: bool) -> Reply:
    text = path.read_text(encoding="utf-8").removesuffix("\n")
    return Reply(
        text=text,
        finish="length" if cut else "stop",
        input_tokens=sum(tokens_of(message.content) for message in ask.messages),
        output_tokens=tokens_of(text),
    )
