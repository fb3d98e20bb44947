"""What a run asked and paid, by model, from its ledger."""

from pathlib import Path

import msgspec

from alpaca_est.llm.ledger import End, Start, lines


class ModelCosts(msgspec.Struct):
    """Requests of one model with their tokens, money and seconds; `unfinished` were in flight when a build died."""

    model: str
    requests: int = 0
    unfinished: int = 0
    tokens: int = 0
    usd: float = 0.0
    seconds: float = 0.0


class Costs(msgspec.Struct):
    """All models of a run, and when its first and last requests were sent (UTC); a request in flight counts in full."""

    models: list[ModelCosts] = []
    first: str = ""
    last: str = ""

    @property
    def usd(self) -> float:
        """Money of all models."""
        return sum(one.usd for one in self.models)

    @property
    def tokens(self) -> int:
        """Tokens of all models."""
        return sum(one.tokens for one in self.models)


def costs(ledger: Path) -> Costs:
    """What a ledger says; nothing where there is none."""
    models: dict[str, ModelCosts] = {}
    flying: dict[int, Start] = {}
    times: list[str] = []
    for line in lines(ledger) if ledger.is_file() else ():
        if isinstance(line, Start):
            flying[line.number] = line
            times.append(line.at)
        elif start := flying.pop(line.number, None):
            _add(models.setdefault(start.model, ModelCosts(start.model)), line)
    for start in flying.values():
        model = models.setdefault(start.model, ModelCosts(start.model))
        model.requests += 1
        model.unfinished += 1
        model.tokens += start.tokens
        model.usd += start.usd
    return Costs(list(models.values()), min(times, default=""), max(times, default=""))


def _add(model: ModelCosts, end: End) -> None:
    model.requests += 1
    model.tokens += end.tokens
    model.usd += end.usd
    model.seconds += end.seconds
