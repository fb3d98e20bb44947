"""What each answer costs a model, row by row: the numbers that every study here is a function of."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from alpaca_est.tuning.encoding import Encoded, batches

if TYPE_CHECKING:
    import torch

Meter = Callable[[int], None]
OPENING = 3  # tokens with which an answer begins


def tensors(rows: Sequence[Encoded], device: Any) -> dict[str, "torch.Tensor"]:
    """A padded batch: `input_ids`, `attention_mask`, and `labels` that are -100 outside the answers."""
    import torch

    longest = max(len(row.ids) for row in rows)
    ids = torch.zeros((len(rows), longest), dtype=torch.long)
    mask = torch.zeros_like(ids)
    labels = torch.full_like(ids, -100)
    for place, row in enumerate(rows):
        ids[place, : len(row.ids)] = torch.tensor(row.ids)
        mask[place, : len(row.ids)] = 1
        labels[place, row.answer : len(row.ids)] = ids[place, row.answer : len(row.ids)]
    return {
        name: value.to(device) for name, value in (("input_ids", ids), ("attention_mask", mask), ("labels", labels))
    }


def token_losses(model: Any, batch: dict[str, "torch.Tensor"]) -> "torch.Tensor":
    """The loss of every learnt token in float32, row after row.

    Logits are made only where something is learnt: with a vocabulary of 128,000 they would be most of the memory.
    """
    from torch.nn import functional

    hidden = _body(model)(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
    wanted = batch["labels"][:, 1:]
    learnt = wanted != -100
    logits = _head(model)(hidden[:, :-1][learnt])
    return functional.cross_entropy(logits.float(), wanted[learnt], reduction="none")


class Cost(NamedTuple):
    """What an answer costs in nats a token: all of it, and its first three tokens, where a wrong answer shows most."""

    mean: float
    opening: float


def row_costs(model: Any, rows: Iterable[Encoded], size: int, meter: Meter = lambda _: None) -> dict[str, Cost]:
    """The costs of each row's answer; rows without an answer token are left out."""
    import torch

    found: dict[str, Cost] = {}
    model.eval()
    with torch.inference_mode():
        for batch in batches([row for row in rows if row.learnt and row.answer], size):
            losses = token_losses(model, tensors(batch, model.device))
            for row, own in zip(batch, torch.split(losses, [row.learnt for row in batch]), strict=True):
                found[row.id] = Cost(float(own.mean()), float(own[:OPENING].mean()))
            meter(sum(len(row.ids) for row in batch))
    return found


def row_losses(model: Any, rows: Iterable[Encoded], size: int, meter: Meter = lambda _: None) -> dict[str, float]:
    """The mean loss of each row's answer tokens in nats; rows without an answer token are left out."""
    return {row: cost.mean for row, cost in row_costs(model, rows, size, meter).items()}


def _causal(model: Any) -> Any:
    return model.get_base_model() if hasattr(model, "get_base_model") else model


def _body(model: Any) -> Any:
    causal = _causal(model)
    return getattr(causal, causal.base_model_prefix)


def _head(model: Any) -> Any:
    return _causal(model).get_output_embeddings()
