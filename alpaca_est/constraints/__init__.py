"""Constraints on answers that are checked without a model (after IFEval, arXiv 2311.07911, and 2410.15553).

constraint("words_at_most:50").check(text)          one constraint: kept, measured, reason
broken(text, ["words_at_most:50", "no_comma"])      those that a text does not keep
keeps(text, constraints)                            whether it keeps every one
"""

from alpaca_est.constraints.checking import Broken, broken, constraint, keeps, keeps_through
from alpaca_est.constraints.constraint import Constraint, Verdict
from alpaca_est.constraints.kinds import KINDS

__all__ = ["KINDS", "Broken", "Constraint", "Verdict", "broken", "constraint", "keeps", "keeps_through"]
