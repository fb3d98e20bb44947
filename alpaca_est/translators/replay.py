"""A conversation with models as a generator, resumed by replaying it: steps keep nothing between two questions."""

from collections.abc import Generator, Sequence
from typing import TypeVar

from alpaca_est.ask import Ask, Reply

Outcome = TypeVar("Outcome")


def replayed(
    talk: Generator[list[Ask], list[Reply], Outcome], replies: Sequence[Reply]
) -> tuple[Sequence[Ask], Outcome | None]:
    """The questions that are open after these replies, or what came of it all where there are none."""
    place = 0
    try:
        asks = next(talk)
        while place + len(asks) <= len(replies):
            answered = list(replies[place : place + len(asks)])
            place += len(asks)
            asks = talk.send(answered)
    except StopIteration as end:
        found: Outcome = end.value
        return (), found
    return asks, None
