"""Which answer belongs to which task: two small towers learn it on some rows and tell it of the others.

Task and answer are vectors of n-grams of letters. Each goes through a matrix of its own and through one that both
share; how near they come, with what they have in common as they are, is the score. The matrices learn to find the
answer of each task among those of its batch and the task of each answer (InfoNCE: van den Oord et al. 2018, section
2.3). No language model is asked, so the signal is the same beside any base.
"""

import random
from collections.abc import Iterator, Sequence
from typing import Any

from alpaca_est.tuning.losses import Meter
from alpaca_est.tuning.ngrams import BUCKETS, Weighted
from alpaca_est.tuning.rows import Row, chance, parted
from alpaca_est.tuning.signals import Costs

FOLDS = 4
WIDTH = 48
EPOCHS = 8
BATCH = 128
COMPARED = 256  # rows whose tasks and answers are compared with each other
RATE = 5e-3
SHARPNESS = 9.0  # what a cosine is multiplied with at first


def matched(rows: Sequence[Row], seed: int, meter: Meter) -> Costs:
    """`match` and `overlap` of each row: high where its answer does not go with its task, 0 where nothing fits better.

    Both are roots of a surprise in nats: that of its task given the answer and of its answer given the task, among
    those of up to 256 rows. `match` is the towers', learnt without the row's part; `overlap` is that of the shared
    n-grams alone, nothing learnt.
    """
    shown = ["\n".join(turn["content"] for turn in row.said[:-1]) for row in rows]
    given = [row.output for row in rows]
    tasks, answers = (Weighted(own, [*shown, *given]) for own in (shown, given))
    place = {row.id: number for number, row in enumerate(rows)}
    parts = [[place[row.id] for row in part] for part in parted(rows, FOLDS, f"{seed}/match")]
    costs = Costs()
    for number, part in enumerate(parts):
        rest = [row for other, own in enumerate(parts) if other != number for row in own]
        towers = _learnt(tasks, answers, rest, chance(seed, "match", number), meter)
        for group in _groups(part, COMPARED, chance(seed, "compared", number)):
            asked, said = tasks.matrix(group), answers.matrix(group)
            for name, scores in (("match", towers.scores(asked, said)), ("overlap", SHARPNESS * asked @ said.T)):
                found = zip(group, _surprise(scores), strict=True)
                getattr(costs, name).update({rows[row].id: value for row, value in found})
    return costs


class Towers:
    """Three matrices, each begun as chance has it, and how much each of the three likenesses counts."""

    def __init__(self, seed: int) -> None:
        import torch

        draw = torch.Generator().manual_seed(seed)
        self.matrices = [(0.05 * torch.randn(BUCKETS, WIDTH, generator=draw)).requires_grad_() for _ in range(3)]
        self.shares = torch.full((3,), SHARPNESS / 3).requires_grad_()

    def scores(self, tasks: Any, answers: Any) -> Any:
        """How well each task (line) and each answer (column) go together."""
        from torch.nn.functional import normalize

        task, answer, both = self.matrices
        own = normalize(tasks @ task, dim=1) @ normalize(answers @ answer, dim=1).T
        shared = normalize(tasks @ both, dim=1) @ normalize(answers @ both, dim=1).T
        plain, alike, same = 3 * self.shares
        return plain * own + alike * shared + same * (tasks @ answers.T)


def _learnt(tasks: Weighted, answers: Weighted, rows: Sequence[int], seed: int, meter: Meter) -> Towers:
    import torch
    from torch.nn.functional import cross_entropy

    towers = Towers(seed)
    optimizer = torch.optim.AdamW([*towers.matrices, towers.shares], lr=RATE, weight_decay=0.05)
    for epoch in range(EPOCHS):
        for group in _groups(rows, BATCH, chance(seed, epoch)):
            scores, right = towers.scores(tasks.matrix(group), answers.matrix(group)), torch.arange(len(group))
            loss = cross_entropy(scores, right) + cross_entropy(scores.T, right)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            meter(len(group))
    return towers


def _groups(rows: Sequence[int], size: int, seed: int) -> Iterator[list[int]]:
    """Rows in shuffled groups of nearly the same size."""
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    count = max(1, round(len(shuffled) / size))
    yield from filter(None, (shuffled[number::count] for number in range(count)))


def _surprise(scores: Any) -> list[float]:
    """The root of how unlikely each own task and answer are among the others: roots have no long tail."""
    import torch

    with torch.no_grad():
        surprise = scores.logsumexp(0) + scores.logsumexp(1) - 2 * scores.diagonal()
        return [float(one) for one in surprise.clamp(min=0).sqrt()]
