"""What an endpoint's answer means: a reply, a fault that asking again may mend, or an end to asking."""

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from alpaca_est.ask import Reply
from alpaca_est.text import excerpt

REFUSED = (400, 413, 422)
REPEATED = (408, 409, 425, 429)
OVERLOADED = (429, 503, 529)
FINAL = {
    401: "check the key",
    402: "pay or raise the quota at your provider",
    403: "check what the key may do",
    404: "check name and base_url",
}
QUOTA = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "access_terminated")
WITHHELD = "withheld by the content filter"
TOKEN_LIKE = re.compile(r"\b(?:sk|pk|rk|key|gsk|xai|hf)[-_][\w*.…-]{6,}|(?<=Bearer )\S+")


class Fault(Exception):
    """No answer this time; asking again may bring one.

    `overloaded` asks for fewer requests at once, `pause` for none during so many seconds. `paid` says that the answer
    may have been paid although it did not arrive.
    """

    def __init__(
        self, reason: str, *, overloaded: bool = False, pause: float | None = None, paid: bool = False, status: int = 0
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.overloaded = overloaded
        self.pause = pause
        self.paid = paid
        self.status = status


class Final(Exception):
    """This endpoint will not answer until somebody changes something; `remedy` says what."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class _Message(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Answer(msgspec.Struct):
    choices: list[_Choice] = []
    usage: _Usage | None = None
    error: Any = None


_decode = msgspec.json.Decoder(_Answer).decode


def read_answer(body: bytes) -> Reply:
    """The reply in the body of a 200; tokens that the endpoint does not report are 0."""
    try:
        answer = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Fault(f"unreadable answer ({error})", paid=True) from error
    if answer.error and not answer.choices:
        raise Fault(f"answer holds an error: {message_of(body)}")
    if not answer.choices:
        raise Fault("answer has no choices", paid=True)
    usage = answer.usage or _Usage()
    reply = _reply(answer.choices[0])
    return replace(reply, input_tokens=usage.prompt_tokens or 0, output_tokens=usage.completion_tokens or 0)


def _reply(choice: _Choice) -> Reply:
    message, ended = choice.message, choice.finish_reason
    if ended == "content_filter":
        return Reply(finish="refused", reason=WITHHELD)
    if message.refusal:
        return Reply(finish="refused", reason=f"the model refuses: {excerpt(message.refusal, 200)}")
    if ended == "length":
        return Reply(text=message.content or "", finish="length")
    if message.content is None or ended == "error":
        raise Fault(f"answer has no text (finish_reason {ended})", paid=True)
    return Reply(text=message.content)


def read_error(status: int, headers: Mapping[str, str], body: bytes) -> Reply:
    """The refusal in an answer that is no 200; raises Fault or Final for everything that is none."""
    message = message_of(body)
    reason = f"HTTP {status}: {message}" if message else f"HTTP {status}"
    if status == 429 and any(word in QUOTA for word in _kinds(body)):
        raise Final(reason, "raise the quota or pay the bill at your provider")
    if status in REFUSED:
        return Reply(finish="refused", reason=reason)
    if status in REPEATED or status >= 500:
        overloaded = status in OVERLOADED or "overloaded" in message.casefold()
        raise Fault(reason, overloaded=overloaded, pause=pause_of(headers), status=status)
    raise Final(reason, FINAL.get(status, "check base_url and the model's settings"))


def message_of(body: bytes) -> str:
    """What an endpoint says went wrong, on one line; "" where it says nothing."""
    error = _error(body)
    if isinstance(error, Mapping):
        error = error.get("message") or error.get("detail") or ""
    return excerpt(error if isinstance(error, str) else msgspec.json.encode(error).decode(), 300)


def _kinds(body: bytes) -> tuple[Any, Any]:
    error = _error(body)
    return (error.get("code"), error.get("type")) if isinstance(error, Mapping) else (None, None)


def _error(body: bytes) -> Any:
    try:
        read = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return body.decode(errors="replace")
    return (read.get("error") or read) if isinstance(read, dict) else read


def pause_of(headers: Mapping[str, str]) -> float | None:
    """The seconds that an endpoint asks to wait (`retry-after-ms`, `Retry-After` in seconds or as a date), or None."""
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    if text is None or (seconds := _number(text)) is not None:
        return None if text is None else seconds
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _number(text: str | None) -> float | None:
    """A number of at least 0, or None."""
    try:
        number = float(text) if text is not None else -1.0
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


def scrub(text: str, key: str | None) -> str:
    """A text without the key, should an endpoint repeat it, nor anything that looks like one."""
    if key and len(key) >= 4:
        text = text.replace(key, "[key]")
    return TOKEN_LIKE.sub("[key]", text)
