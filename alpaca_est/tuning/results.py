"""What the parts of a check found, as the report and further studies read it."""

from typing import NamedTuple

import msgspec

from alpaca_est.tuning.answering import Answer
from alpaca_est.tuning.canaries import Exposure
from alpaca_est.tuning.duplicates import Copies, Overlaps
from alpaca_est.tuning.leaks import Leaks
from alpaca_est.tuning.learning import Learnt
from alpaca_est.tuning.rows import Row
from alpaca_est.tuning.signals import Suspicion
from alpaca_est.tuning.sources import SourceEffect
from alpaca_est.tuning.tokens import TokenFacts


class Studied(NamedTuple):
    """A study with its seed and what it taught."""

    name: str
    about: str
    seed: int
    learnt: Learnt


class Results(msgspec.Struct, kw_only=True):
    """Results of every part that was reached; per row wherever rows were judged."""

    tokens: TokenFacts
    overlaps: Overlaps
    studies: list[Studied] = []
    suspicions: list[Suspicion] = []
    copies: Copies | None = None
    exposures: list[Exposure] = []
    leaks: Leaks | None = None
    asked: list[Row] = []
    before: list[Answer] = []
    after: list[Answer] = []
    sources: list[SourceEffect] = []
