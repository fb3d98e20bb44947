"""A question to a model and its answer, as steps see them: no client, no waiting."""

from typing import Any, Literal

import msgspec


class Message(msgspec.Struct, frozen=True):
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One question.

    `model` names an entry of `models:`; empty means the step's own. `format` is a JSON Schema the answer has to
    follow, for models that can. `draw` tells apart several answers to one question and numbers recorded replies.
    With a `source` and a `target` language `user` is a text for a translation engine, not a question.
    """

    user: str
    system: str = ""
    history: tuple[Message, ...] = ()
    model: str = ""
    format: dict[str, Any] | None = None
    draw: int = 0
    source: str = ""
    target: str = ""

    @property
    def messages(self) -> list[Message]:
        """The chat as an endpoint takes it."""
        opening = [Message("system", self.system)] if self.system else []
        return [*opening, *self.history, Message("user", self.user)]


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, with how it ended.

    `stop` is a whole answer, `length` one that was cut off at its token limit, `refused` none at all
    (a content filter, a request the endpoint does not accept); `reason` then says why.
    Tokens are those the endpoint reported, or an estimate from characters where it reported none.
    """

    text: str = ""
    finish: Literal["stop", "length", "refused"] = "stop"
    reason: str = ""
    input_tokens: int = 0
    output_tokens: int = 0

    @property
    def refused(self) -> bool:
        """Whether there is nothing to read."""
        return self.finish == "refused"
