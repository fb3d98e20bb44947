"""What asking has come to, for progress, summary and report."""

from dataclasses import dataclass, field


@dataclass
class Totals:
    """Counts of one client, and what its run has spent over all its builds."""

    requests: int = 0
    """Requests that were sent, repeated ones too."""
    cached: int = 0
    """Asks that the cache answered."""
    recorded: int = 0
    """Asks that recorded replies answered."""
    refused: int = 0
    """Asks that an endpoint refused."""
    paid_again: int = 0
    """Asks of this run that were in flight at a crash and had to be asked anew."""
    retries: int = 0
    """Requests that repeated an earlier one."""
    throttled: int = 0
    """Requests that an endpoint answered with 429."""
    in_flight: int = 0
    """Requests that are under way."""
    input_tokens: int = 0
    """Tokens that models read, as reported or estimated."""
    output_tokens: int = 0
    """Tokens that models wrote, as reported or estimated."""
    usd: float = 0.0
    """What this client spent; an answer that was lost on its way counts as much as it can have cost."""
    run_usd: float = 0.0
    """What the run spent over all its builds."""
    run_tokens: int = 0
    """Tokens of the run over all its builds."""
    limits: dict[str, int] = field(default_factory=dict)
    """How many requests each model may have in flight now."""
