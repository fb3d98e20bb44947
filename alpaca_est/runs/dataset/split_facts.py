"""How records came into splits, as index and card say it."""

import msgspec

from alpaca_est.runs.dataset.card_text import counted, text


class SplitFacts(msgspec.Struct, frozen=True, kw_only=True):
    """How records came into splits; counts are of records.

    `drawn` are the splits that are shares. `moved` stand elsewhere than their own lineage's hash says, `beside` ask
    nearly what one of `sources` asks, which are splits of their own, and stand in another split.
    """

    drawn: dict[str, float] = {}
    sources: dict[str, tuple[str, ...]] = {}
    together_above: float = 1.0
    moved: int = 0
    beside: int = 0


def told(facts: SplitFacts) -> str:
    """What the card says of the splits."""
    lines = list[str]()
    if facts.drawn:
        shares = ", ".join(f"{text(name)} {share:.4g}" for name, share in facts.drawn.items())
        lines.append(
            f"Shares of the records ({shares}; the rest is train), drawn by a hash of what a record descends from: what"
            " one reply made, or one row in every round, stands in one split."
        )
    lines += [f"{text(name)} is the source {', '.join(map(text, one))}." for name, one in facts.sources.items()]
    alike = f"at least {facts.together_above:.4g} of their runs of three words (Jaccard, estimated by MinHash)"
    if facts.drawn:
        told_moved = f"{counted(facts.moved, 'record')} moved for that"
        lines.append(f"Records whose questions share {alike} stand in one split, too; {told_moved}.")
    if facts.sources:
        lines.append(
            f"In other splits {counted(facts.beside, 'record')} share {alike} with a question of these sources."
        )
    return " ".join(lines)
