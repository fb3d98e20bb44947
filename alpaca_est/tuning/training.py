"""The training loop: seeded, token-budgeted, and gone on with where it was killed."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from alpaca_est.project import written
from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.encoding import Encoded, batches
from alpaca_est.tuning.losses import Meter, packed, tensors, token_losses

if TYPE_CHECKING:
    import torch

EVERY = 100  # steps between checkpoints
CLIP = 1.0
PASSES = 3  # what a trained token costs, counted in scored ones


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """How a model is trained: `tokens` are those read in all, padding not counted; `batch` those of one step.

    `at_once` are those that one process holds in memory at a time (0: the whole step); `packed` rows stand one behind
    the other instead of one below the other.
    """

    tokens: int
    rate: float
    batch: int = 2048
    warmup: float = 0.1
    seed: int = 42
    looks: int = 0
    at_once: int = 0
    packed: bool = False


class Curve(msgspec.Struct):
    """What a training saw: the mean loss of each step, and what was measured on the way as (step, value)."""

    losses: list[float] = []
    looks: list[tuple[int, float]] = []
    tokens: int = 0


def schedule(rows: Sequence[Encoded], course: Course) -> list[list[Encoded]]:
    """The batches of a course in their order: whole epochs, each shuffled anew, until the tokens are read."""
    usable = [row for row in rows if row.learnt and row.answer]
    if not usable:
        return []
    found: list[list[Encoded]] = []
    read = epoch = 0
    while read < course.tokens:
        shuffled = list(usable)
        chance = random.Random(f"{course.seed}/epoch {epoch}")
        chance.shuffle(shuffled)
        groups = _behind(shuffled, course.batch) if course.packed else _below(shuffled, course.batch)
        chance.shuffle(groups)
        for group in groups:
            if read >= course.tokens:
                break
            found.append(group)
            read += sum(len(row.ids) for row in group)
        epoch += 1
    return found


def _below(rows: Sequence[Encoded], size: int) -> list[list[Encoded]]:
    """Groups of rows of like length, so that little is padding."""
    pools = [rows[start : start + 512] for start in range(0, len(rows), 512)]
    return [group for pool in pools for group in batches(pool, size)]


def _behind(rows: Iterable[Encoded], size: int) -> list[list[Encoded]]:
    """Groups of at most `size` tokens in the order of the rows (one row where it alone is longer)."""
    found: list[list[Encoded]] = []
    room = 0
    for row in rows:
        room -= len(row.ids)
        if not found or room < 0:
            found.append([])
            room = size - len(row.ids)
        found[-1].append(row)
    return found


def train(
    model: Any,
    rows: Sequence[Encoded],
    course: Course,
    *,
    keep: Path | None = None,
    every: int = EVERY,
    meter: Meter = lambda _: None,
    look: Callable[[], float] = lambda: 0.0,
) -> Curve:
    """Train every parameter that asks for gradients; with `keep` the state is kept there `every` so many steps.

    `look` is asked `course.looks` times at equal distances. AdamW, linear warm-up, linear decay to nothing.
    """
    import torch

    steps = schedule(rows, course)
    chosen = {name: one for name, one in model.named_parameters() if one.requires_grad}
    optimizer = torch.optim.AdamW(chosen.values(), lr=course.rate, weight_decay=0.0, betas=(0.9, 0.98))
    curve, begun = _gone_on(keep, chosen, optimizer)
    looks = {round(len(steps) * (number + 1) / course.looks) for number in range(course.looks)}
    meter(PASSES * sum(len(row.ids) for group in steps[:begun] for row in group))
    for number, group in list(enumerate(steps, start=1))[begun:]:
        for setting in optimizer.param_groups:
            setting["lr"] = course.rate * _share(number, len(steps), course.warmup)
        curve.losses.append(_step(model, group, course, chosen, optimizer))
        curve.tokens += sum(len(row.ids) for row in group)
        if number in looks:
            curve.looks.append((number, look()))
        if keep is not None and number % every == 0 and crew().leader:
            _store(keep, curve, number, chosen, optimizer)
        meter(PASSES * sum(len(row.ids) for row in group))
    return curve


def _step(
    model: Any, group: Sequence[Encoded], course: Course, chosen: dict[str, Any], optimizer: "torch.optim.AdamW"
) -> float:
    """One step over a group, of which each process takes its share; every learnt token counts the same."""
    import torch

    model.train()
    learnt = sum(row.learnt for row in group)
    own = crew().share(group)
    whole = torch.zeros((), device=model.device)
    for rows in _behind(own, course.at_once) if course.at_once else filter(None, [own]):
        batch = packed(rows, model.device) if course.packed else tensors(rows, model.device)
        loss = token_losses(model, batch).sum() / learnt
        loss.backward()
        whole += loss.detach()
    parameters = list(chosen.values())
    crew().add_gradients(parameters)
    torch.nn.utils.clip_grad_norm_(parameters, CLIP)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return float(crew().summed(whole))


def _share(number: int, steps: int, warmup: float) -> float:
    rising = max(1, round(steps * warmup))
    return number / rising if number <= rising else max(0.0, (steps - number + 1) / max(1, steps - rising))


def _store(path: Path, curve: Curve, number: int, chosen: dict[str, Any], optimizer: "torch.optim.AdamW") -> None:
    """One safetensors file: the weights, AdamW's two moments, and the curve as its metadata."""
    from safetensors.torch import save

    content = {f"weight/{name}": one.detach().contiguous() for name, one in chosen.items()}
    for moment, name, value in _moments(chosen, optimizer):
        content[f"{moment}/{name}"] = value.contiguous()
    note = {"step": str(number), "curve": msgspec.json.encode(curve).decode()}
    with written(path) as file:
        file.write(save(content, metadata=note))


def _moments(chosen: dict[str, Any], optimizer: "torch.optim.AdamW") -> Iterator[tuple[str, str, Any]]:
    for name, one in chosen.items():
        state = optimizer.state.get(one, {})
        for moment in ("exp_avg", "exp_avg_sq"):
            if moment in state:
                yield moment, name, state[moment]


def _gone_on(path: Path | None, chosen: dict[str, Any], optimizer: "torch.optim.AdamW") -> tuple[Curve, int]:
    """The curve so far and the steps done, with weights and optimizer as they were; nothing where none was kept."""
    import torch
    from safetensors import safe_open

    if path is None or not path.is_file():
        return Curve(), 0
    with safe_open(str(path), framework="pt") as file, torch.no_grad():
        note = file.metadata()
        names = set(file.keys())
        for name, one in chosen.items():
            one.copy_(file.get_tensor(f"weight/{name}"))
            if f"exp_avg/{name}" in names:
                moments = {key: file.get_tensor(f"{key}/{name}").to(one.device) for key in ("exp_avg", "exp_avg_sq")}
                optimizer.state[one] = {"step": torch.tensor(float(note["step"])), **moments}
    return msgspec.json.decode(note["curve"], type=Curve), int(note["step"])
