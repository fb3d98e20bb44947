"""Recorded replies, by draw."""

from pathlib import Path

import pytest

from alpaca_est.ask import Ask, Reply
from alpaca_est.llm.recorded import Recorded


@pytest.mark.parametrize(
    ("draw", "text", "finish", "reason"),
    [
        (1, "esimene\n\nteine", "stop", ""),
        (2, "pool vas", "length", ""),
        (3, "", "refused", "withheld by the content filter"),
        (71, "", "refused", "no recorded reply 0071 in replies"),
    ],
)
def test_recorded(tmp_path: Path, draw: int, text: str, finish: str, reason: str) -> None:
    (tmp_path / "0001.md").write_text("esimene\n\nteine\n")
    (tmp_path / "0002.length.md").write_text("pool vas")
    (tmp_path / "0003.content_filter.md").write_text("")
    reply: Reply = Recorded(tmp_path, "replies").reply(Ask(user="ükskõik mis", draw=draw))
    assert (reply.text, reply.finish, reply.reason) == (text, finish, reason)
