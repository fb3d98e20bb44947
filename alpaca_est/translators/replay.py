"""Steps whose questions depend on replies: a conversation is a generator, resumed by replaying it from its start."""

from abc import abstractmethod
from collections.abc import Generator, Iterator, Sequence

from alpaca_est.ask import Ask, Reply
from alpaca_est.record import Outcome, Record
from alpaca_est.step import PromptStep

Conversation = Generator[list[Ask], list[Reply], Outcome]


class TalkStep(PromptStep):
    """A step that talks with models about a record; it keeps nothing between two questions."""

    @abstractmethod
    def talk(self, record: Record) -> Conversation:
        """The whole conversation: it gives questions, gets their replies, and returns what became of the record."""

    def asks(self, record: Record) -> Sequence[Ask]:
        """What is asked first; nothing where there is nothing to ask."""
        return _replayed(self.talk(record), ())[0]

    def follow_up(self, record: Record, replies: Sequence[Reply]) -> Sequence[Ask]:
        """What comes next after these replies."""
        return _replayed(self.talk(record), replies)[0]

    def read(self, record: Record, replies: Sequence[Reply]) -> Iterator[Outcome]:
        """What became of the record."""
        outcome = _replayed(self.talk(record), replies)[1]
        assert outcome is not None, "read before every question was answered"
        yield outcome


def _replayed(talk: Conversation, replies: Sequence[Reply]) -> tuple[Sequence[Ask], Outcome | None]:
    """The questions that are open after these replies, or what came of it all where there are none."""
    place = 0
    try:
        asks = next(talk)
        while place + len(asks) <= len(replies):
            answered = list(replies[place : place + len(asks)])
            place += len(asks)
            asks = talk.send(answered)
    except StopIteration as end:
        return (), end.value
    return asks, None
