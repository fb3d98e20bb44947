"""How many tokens a text has, from its characters alone: no tokenizer is downloaded.

Tokenizers of today need about 4 characters a token for English and 2.6 for Estonian; what an endpoint reports corrects
the estimate of its model.
"""

from collections.abc import Iterable

from alpaca_est.ask import Message

ENGLISH, ESTONIAN, DENSE = 4.0, 2.6, 1.0
PER_MESSAGE = 5
PRIOR = 500


def tokens_of(text: str | int) -> int:
    """About how many tokens a text has, or so many characters of Estonian."""
    if isinstance(text, int):
        return round(text / ESTONIAN)
    return round(len(text) / characters_per_token(text))


def characters_per_token(text: str) -> float:
    """4 for a text in ASCII, 2.6 with a few other letters, 1 for scripts that are written with other letters alone."""
    if text.isascii():
        return ENGLISH
    foreign = len(text.encode(errors="surrogatepass")) - len(text)
    return DENSE if foreign > 0.4 * len(text) else ESTONIAN


class Estimate:
    """What the texts of one model come to, learned from the usage that its replies report."""

    def __init__(self) -> None:
        self.expected = self.reported = float(PRIOR)
        self.replies = 0
        self.written = 0

    @property
    def factor(self) -> float:
        """Reported tokens for each expected one, so far."""
        return self.reported / self.expected

    def text(self, text: str) -> int:
        """Tokens of a text."""
        return round(tokens_of(text) * self.factor)

    def chat(self, messages: Iterable[Message]) -> int:
        """Tokens of a chat as the model reads it."""
        return round(_chat(messages) * self.factor)

    def ceiling(self, messages: Iterable[Message]) -> int:
        """Tokens that a chat will hardly go beyond."""
        return round(_chat(messages) * max(self.factor, 1.0) * 1.2) + 20

    def learn(self, messages: Iterable[Message], input_tokens: int, output_tokens: int) -> None:
        """Take in what an endpoint reported for a chat and its answer."""
        self.expected += _chat(messages)
        self.reported += input_tokens
        self.replies += 1
        self.written += output_tokens

    def answer(self, limit: int | None) -> int:
        """Tokens that the next answer is likely to have."""
        return self.written // self.replies if self.replies else limit or PRIOR


def _chat(messages: Iterable[Message]) -> int:
    return sum(tokens_of(message.content) + PER_MESSAGE for message in messages)
