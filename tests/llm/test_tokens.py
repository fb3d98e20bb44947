"""Tokens from characters, corrected by what replies report."""

import pytest

from alpaca_est.ask import Message
from alpaca_est.llm.tokens import Estimate, tokens_of


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("a" * 400, 100), ("õ" + "a" * 259, 100), ("漢" * 100, 100), (260, 100), (0, 0)]
)
def test_tokens_of(text: str | int, tokens: int) -> None:
    assert tokens_of(text) == tokens


def test_usage_corrects_the_estimate() -> None:
    estimate = Estimate()
    messages = [Message("user", "õ" * 10 + "a" * 2590)]
    before = estimate.chat(messages)
    for _ in range(20):
        estimate.learn(messages, 2 * before, 300)
    assert estimate.chat(messages) == pytest.approx(2 * before, rel=0.05)
    assert estimate.answer(None) == 300
    assert estimate.ceiling(messages) > 2 * before


def test_a_ceiling_stays_above_what_was_reported_lower() -> None:
    estimate = Estimate()
    messages = [Message("user", "a" * 4000)]
    estimate.learn(messages, 100, 1)
    assert estimate.ceiling(messages) >= tokens_of("a" * 4000)
