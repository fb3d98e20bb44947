"""A template: one way to say a task to a model, and how one is drawn."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

HOLE = re.compile(r"\{(instruction|input)\}")


class Template(NamedTuple):
    """A wording with the hole `{instruction}`, with `{input}` where the task has one, and how often it is drawn.

    The wordings of every language have the same names.
    """

    name: str
    weight: float
    text: str

    def fill(self, instruction: str, given: str) -> str:
        """The wording with both texts in it; they are put in as they are and never searched for holes."""
        texts = {"instruction": instruction, "input": given}
        return HOLE.sub(lambda hole: texts[hole[1]], self.text)


class Templates(NamedTuple):
    """The templates of a language, for tasks without and with an input; the weights of each sum to 1."""

    without_input: Sequence[Template]
    with_input: Sequence[Template]

    def draw(self, *, has_input: bool, chance: random.Random, chances: Mapping[str, float] | None = None) -> Template:
        """One of the templates for such a task: by weight, or by the chances of those that are named.

        Where none of the names is known, the task is said as it is.
        """
        fitting = self.with_input if has_input else self.without_input
        weights = [one.weight if chances is None else chances.get(one.name, 0.0) for one in fitting]
        if not any(weights):
            return (PLAIN.with_input if has_input else PLAIN.without_input)[0]
        [drawn] = chance.choices(fitting, weights)
        return drawn


PLAIN = Templates(
    without_input=(Template("plain", 1.0, "{instruction}"),),
    with_input=(Template("plain", 1.0, "{instruction}\n\n{input}"),),
)
"""For languages that nobody has written templates in: nothing is said but the task."""
