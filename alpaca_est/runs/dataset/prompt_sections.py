"""Sections of the card about prompts and pairs: how tasks are said, and who prefers which answer."""

import hashlib
from collections.abc import Mapping

from alpaca_est.runs.dataset.card_text import counted, table, text
from alpaca_est.runs.dataset.preferred import PairFacts
from alpaca_est.runs.dataset.saying import PLAINLY, Saying
from alpaca_est.templates.chat import TEMPLATES

TURNS = {
    "plain": "The task as it is and a line feed; nothing marks whose turn it is.",
    "llammas": (
        "Turns are marked as Llammas has them (`<|system|>`, `<|user|>`, `<|assistant|>`, a line feed after each;"
        " earlier answers end in `</s>`). The completion is the answer alone: end it with the end token of your"
        " tokenizer, as TRL does. A record whose texts hold such a mark is rejected."
    ),
}


def said(saying: Saying, drawn: Mapping[str, int]) -> str:
    """How prompts are written, and how often each wording was drawn."""
    parts = [f"Template `{text(saying.template)}`. {TURNS[saying.template]}"]
    if saying.wordings == PLAINLY:
        return f"{parts[0]} Every task is said as it is."
    chances = "with the chances that the publisher chose" if saying.wordings else "with the chances of the recipe"
    parts.append(
        f"Tasks are said by instruction templates in the record's own language, drawn {chances} by the id of the record"
        f" and the seed {saying.seed}; conversations and other languages as they are."
        f" SHA-256 of the wordings begins `{digest()}`."
    )
    parts.append(table(("wording", "records"), ((text(name), str(count)) for name, count in sorted(drawn.items()))))
    return "\n\n".join(parts)


def digest() -> str:
    """What tells one state of the wordings from another."""
    texts = [
        f"{lang}\t{one.name}\t{one.weight}\t{one.text}"
        for lang, found in sorted(TEMPLATES.items())
        for one in (*found.without_input, *found.with_input)
    ]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def paired(found: PairFacts) -> str:
    """What pairs there are, by whom, and why tasks with several answers have none."""
    if not found.tasks:
        return "No task has two different published answers, so there are no pairs, and no config `preference`."
    lines = [
        f"{counted(found.tasks, 'task')} with several different answers gave {counted(found.total, 'pair')}."
        if found.total
        else f"{counted(found.tasks, 'task')} with several different answers gave no pair: no config `preference`."
    ]
    if found.twice:
        alike = f"{found.agreed} alike ({found.agreed / found.twice:.0%})"
        lines.append(f"{counted(found.twice, 'pair')} ranked by two people or more: {alike}.")
    rows = [(f"preferred by {text(by)}", str(count)) for by, count in sorted(found.pairs.items())]
    rows += [(f"left out: {text(why)}", str(count)) for why, count in sorted(found.left_out.items())]
    return "\n\n".join([*lines, table(("pairs", "number"), rows)])
