"""What a model tuned on the rows thinks of test items: those that it has read cost less than before.

Two measures of an item: how much less its tokens cost than the base, and the same for the fifth of them that cost most
(Min-K%: Shi et al. 2024, arXiv 2310.16789). Both are weak: measured here, one copy of eight cannot be told by them from
none, so what finds a leak is the overlap of words, and this says only what the model made of it.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import msgspec

from alpaca_est.source.items import Item
from alpaca_est.tuning.encoding import Encoded, Encoder, batches
from alpaca_est.tuning.losses import Meter, tensors, token_losses
from alpaca_est.tuning.rows import chance
from alpaca_est.tuning.signals import auroc

COMPARED = 300  # items that are in no row, at most
SHARE = 0.2  # of an item's tokens, those that cost most
SCORED = 4096  # tokens scored at once


class ItemCost(msgspec.Struct, frozen=True, kw_only=True):
    """A test item: whether a row holds it, how much its tokens got cheaper, and its dearest ones, in nats a token."""

    place: str
    held: bool
    drop: float
    dearest: float


class Leaks(msgspec.Struct, frozen=True, kw_only=True):
    """Items with what tuning made of them, and the chance that one in the rows got cheaper than one that is not.

    None where all items are in rows, or none.
    """

    items: list[ItemCost] = []
    by_drop: float | None = None
    by_dearest: float | None = None


def asked_of(items: Sequence[Item], held: set[str], seed: int) -> list[Item]:
    """The items that rows hold, and as many others as are compared."""
    others = sorted((item for item in items if item.place not in held), key=lambda item: chance(seed, item.place))
    return [item for item in items if item.place in held] + others[:COMPARED]


def item_losses(model: Any, items: Sequence[Item], encoder: Encoder, meter: Meter) -> dict[str, list[float]]:
    """What every token of each item costs a model, by the item's number."""
    import torch

    encoded = [_encoded(str(number), item.text, encoder) for number, item in enumerate(items)]
    found: dict[str, list[float]] = {}
    model.eval()
    with torch.inference_mode():
        for batch in batches([one for one in encoded if one.learnt], SCORED):
            losses = torch.split(token_losses(model, tensors(batch, model.device)), [one.learnt for one in batch])
            found |= {one.id: own.tolist() for one, own in zip(batch, losses, strict=True)}
            meter(sum(len(one.ids) for one in batch))
    return found


def _encoded(name: str, text: str, encoder: Encoder) -> Encoded:
    """A text behind an end-of-text token, as an answer is that nobody asked for."""
    ids = encoder.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
    return Encoded(name, (encoder.tokenizer.eos_token_id, *ids[: encoder.limit - 1]), 1)


def leaks(
    items: Sequence[Item], held: set[str], before: Mapping[str, list[float]], after: Mapping[str, list[float]]
) -> Leaks:
    """Compare the losses of items before and after tuning."""
    found = []
    for number, item in enumerate(items):
        pairs = list(zip(before.get(str(number), []), after.get(str(number), []), strict=True))
        if pairs:
            dearest = sorted(pairs, key=lambda pair: -pair[0])[: max(1, round(SHARE * len(pairs)))]
            drop, hard = (fmean(old - new for old, new in part) for part in (pairs, dearest))
            found.append(ItemCost(place=item.place, held=item.place in held, drop=drop, dearest=hard))
    known = {str(number) for number, one in enumerate(found) if one.held}
    return Leaks(
        items=sorted(found, key=lambda one: -one.drop),
        by_drop=_told({str(number): one.drop for number, one in enumerate(found)}, known),
        by_dearest=_told({str(number): one.dearest for number, one in enumerate(found)}, known),
    )


def _told(drops: Mapping[str, float], held: set[str]) -> float | None:
    return auroc(drops, held) if 0 < len(held) < len(drops) else None
