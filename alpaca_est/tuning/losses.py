"""What each answer costs a model, row by row: the numbers that every study here is a function of."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from alpaca_est.tuning.crew import crew
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
        labels[place, : len(row.ids)] = torch.tensor(_labels(row))
    return {
        name: value.to(device) for name, value in (("input_ids", ids), ("attention_mask", mask), ("labels", labels))
    }


def packed(rows: Sequence[Encoded], device: Any) -> dict[str, "torch.Tensor"]:
    """The rows one behind the other without padding; positions begin anew with each, and there is no mask.

    From positions alone transformers keeps documents apart; with a mask of ones, or with a cache, they would see each
    other (measured: logits differ by 13 then, by less than 1e-5 so).
    """
    import torch

    ids = torch.tensor([[token for row in rows for token in row.ids]])
    places = torch.tensor([[place for row in rows for place in range(len(row.ids))]])
    labels = torch.tensor([[label for row in rows for label in _labels(row)]])
    return {
        name: value.to(device) for name, value in (("input_ids", ids), ("position_ids", places), ("labels", labels))
    }


def _labels(row: Encoded) -> list[int]:
    found = [-100] * row.answer + list(row.ids[row.answer :])
    for begin, end in row.quiet:
        found[begin:end] = [-100] * (end - begin)
    return found


def token_losses(model: Any, batch: dict[str, "torch.Tensor"]) -> "torch.Tensor":
    """The loss of every learnt token in float32, row after row.

    Logits are made only where something is learnt: with a vocabulary of 128,000 they would be most of the memory.
    """
    from torch.nn import functional

    shown = {name: value for name, value in batch.items() if name != "labels"}
    hidden = _body(model)(**shown, use_cache=False).last_hidden_state
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

    whole = batches([row for row in rows if row.learnt and row.answer], size)
    places = {row.id: place for place, row in enumerate(row for batch in whole for row in batch)}
    costs = torch.zeros((len(places), 2), dtype=torch.float64)
    model.eval()
    with torch.inference_mode():
        for batch in crew().share(whole):
            losses = token_losses(model, tensors(batch, model.device))
            for row, own in zip(batch, torch.split(losses, [row.learnt for row in batch]), strict=True):
                costs[places[row.id]] = torch.stack([own.mean(), own[:OPENING].mean()]).cpu()
            meter(crew().size * sum(len(row.ids) for row in batch))
    found = crew().summed(costs.to(crew().device if crew().size > 1 else "cpu")).tolist()
    return {row: Cost(*found[place]) for row, place in places.items()}


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
