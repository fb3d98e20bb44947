"""What an endpoint's answers mean."""

import json
import time
from email.utils import formatdate
from typing import Any

import pytest

from alpaca_est.ask import Reply
from alpaca_est.llm.answers import Fault, Final, pause_of, read_answer, read_error, scrub


def body(content: str | None = "vastus", finish: str | None = "stop", **message: Any) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}
    usage = {"prompt_tokens": 7, "completion_tokens": 2, "total_tokens": 9}
    return json.dumps({"choices": [choice], "usage": usage}).encode()


USED = {"input_tokens": 7, "output_tokens": 2}


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        (body(), Reply(text="vastus", **USED)),
        (body(finish=None), Reply(text="vastus", **USED)),
        (body(content=""), Reply(text="", **USED)),
        (body(finish="length"), Reply(text="vastus", finish="length", **USED)),
        (body(content=None, finish="length"), Reply(text="", finish="length", **USED)),
        (
            body(content=None, finish="content_filter"),
            Reply(finish="refused", reason="withheld by the content filter", **USED),
        ),
        (
            body(content=None, refusal="Ma ei saa sellega aidata."),
            Reply(finish="refused", reason="the model refuses: Ma ei saa sellega aidata.", **USED),
        ),
        (b'{"choices": [{"message": {"content": "a"}}], "usage": null}', Reply(text="a")),
    ],
)
def test_answers(answer: bytes, reply: Reply) -> None:
    assert read_answer(answer) == reply


@pytest.mark.parametrize(
    ("answer", "reason", "paid"),
    [
        (b'{"choices": [{"message": {"content": "poo', "unreadable answer", True),
        (b"<html>", "unreadable answer", True),
        (b"\xff\xfe", "unreadable answer", True),
        (b'{"choices": []}', "no choices", True),
        (body(content=None), "no text", True),
        (b'{"error": {"message": "Provider returned error"}}', "Provider returned error", False),
    ],
)
def test_faults_in_a_200(answer: bytes, reason: str, paid: bool) -> None:
    with pytest.raises(Fault, match=reason) as caught:
        read_answer(answer)
    assert caught.value.paid is paid


ERROR = b'{"error": {"message": "too\\n long", "type": "invalid_request_error", "code": null}}'


@pytest.mark.parametrize("status", [400, 413, 422])
def test_refusals(status: int) -> None:
    assert read_error(status, {}, ERROR) == Reply(finish="refused", reason=f"HTTP {status}: too long")


@pytest.mark.parametrize(
    ("status", "overloaded"),
    [(408, False), (409, False), (425, False), (429, True), (500, False), (502, False), (503, True), (529, True)],
)
def test_transient_errors(status: int, overloaded: bool) -> None:
    with pytest.raises(Fault) as caught:
        read_error(status, {"retry-after": "3"}, b"")
    fault = caught.value
    assert (fault.overloaded, fault.pause, fault.paid, fault.reason) == (overloaded, 3.0, False, f"HTTP {status}")


@pytest.mark.parametrize(
    ("status", "answer", "remedy"),
    [
        (401, ERROR, "check the key"),
        (402, ERROR, "pay or raise the quota at your provider"),
        (403, ERROR, "check what the key may do"),
        (404, ERROR, "check name and base_url"),
        (405, ERROR, "check base_url and the model's settings"),
        (429, b'{"error": {"code": "insufficient_quota"}}', "raise the quota or pay the bill at your provider"),
        (429, b'{"error": {"type": "billing_not_active"}}', "raise the quota or pay the bill at your provider"),
    ],
)
def test_final_errors(status: int, answer: bytes, remedy: str) -> None:
    with pytest.raises(Final) as caught:
        read_error(status, {}, answer)
    assert caught.value.remedy == remedy


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "2"}, 0.25),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
    ],
)
def test_pauses(headers: dict[str, str], seconds: float | None) -> None:
    assert pause_of(headers) == seconds


def test_a_pause_until_a_date() -> None:
    seconds = pause_of({"retry-after": formatdate(time.time() + 60, usegmt=True)})
    assert seconds is not None and 50 < seconds <= 60


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("wrong key s3cret-of-mine given", "wrong key [key] given"),
        ("Incorrect API key: sk-proj-abc*****xyz.", "Incorrect API key: [key]"),
        ("Authorization: Bearer abcdef", "Authorization: Bearer [key]"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_keys_are_scrubbed(text: str, clean: str) -> None:
    assert scrub(text, "s3cret-of-mine") == clean
