"""The list layout of self-instruct: how tasks are shown to a model, and how its list is read.

    ###
    4. Juhis: Nimeta kolm Eesti saart.
    4. Sisend:
    <noinput>
    4. Väljund:
    Saaremaa, Hiiumaa ja Muhu.

Models keep to it roughly. A line with a label is a label only where the sequence expects one; otherwise it is text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from alpaca_est.generators.labels import SEPARATOR, Label, labels_in, virtual
from alpaca_est.languages import Language
from alpaca_est.record import Sample

OUTPUT_MISSING = "task has no {label} label, one wanted"
CUT_OFF = "cut off at the token limit, a whole task wanted"


class Unread(msgspec.Struct, frozen=True):
    """A part of a reply that cannot be read as a task."""

    text: str
    reason: str


Parsed = Sample | Unread


class Block(NamedTuple):
    """One task as it stands in the reply: its lines, and its labels with their lines counted from the first."""

    lines: Sequence[str]
    labels: Sequence[Label]

    @property
    def text(self) -> str:
        """All lines, for people."""
        return "\n".join(self.lines).strip()


def render(samples: Sequence[Sample], language: Language, first: int = 1) -> str:
    """Samples as a numbered list, beginning with a separator."""
    labels = language.labels
    return "\n".join(
        f"###\n{number}. {labels.instruction[0]}: {sample.instruction}\n"
        f"{number}. {labels.input[0]}:\n{sample.input or language.no_input}\n"
        f"{number}. {labels.output[0]}:\n{sample.output}"
        for number, sample in enumerate(samples, first)
    )


def parse(text: str, language: Language, *, first: int = 1, cut: bool = False) -> list[Parsed]:
    """The tasks of a reply in their order, and what cannot be read; nothing of the text is lost but labels.

    `first` is the number the prompt ended with, for replies that go on after `4. Juhis:`.
    `cut` says that the reply ended at its token limit, so that its last task is not whole.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    labels = labels_in(lines, language)
    if labels and labels[0].field != "instruction":
        lines.insert(0, "")
        opening = virtual(labels[0].number or first, language)
        labels = [opening, *(label._replace(line=label.line + 1) for label in labels)]
    parsed = list(_parsed(lines, labels, language))
    if cut and parsed:
        parsed[-1] = Unread(_ending(parsed[-1], lines, labels), CUT_OFF)
    return parsed


def _parsed(lines: Sequence[str], labels: Sequence[Label], language: Language) -> Iterator[Parsed]:
    starts = task_starts(labels)
    before = "\n".join(lines[: starts[0].line] if starts else lines).strip().removesuffix("###").rstrip()
    if not starts:
        yield Unread(before, f"no task found, a list with {language.labels.instruction[0]} labels wanted")
    elif before:
        yield Unread(before, "text before the first task, only tasks wanted")
    for block in blocks(lines, labels, starts):
        yield _read(block, language)


def _ending(last: Parsed, lines: Sequence[str], labels: Sequence[Label]) -> str:
    """The text of the last task as it stands in the reply."""
    if isinstance(last, Unread):
        return last.text
    return "\n".join(lines[task_starts(labels)[-1].line :]).strip()


def blocks(lines: Sequence[str], labels: Sequence[Label], starts: Sequence[Label]) -> Iterator[Block]:
    """The reply cut at the beginnings of its tasks."""
    limits = [*(start.line for start in starts), len(lines)]
    for begin, end in pairwise(limits):
        inside = [label._replace(line=label.line - begin) for label in labels if begin <= label.line < end]
        yield Block(lines[begin:end], inside)


def task_starts(labels: Sequence[Label]) -> list[Label]:
    """The instruction labels with which tasks begin; others are text."""
    starts: list[Label] = []
    answer: Label | None = None
    for position, label in enumerate(labels):
        if label.field == "output":
            answer = answer or label
        elif label.field == "instruction":
            answers = _answers(labels, position)
            if _begins(label, answers, starts[-1], answer) if starts else label.colon or label.number in answers:
                starts.append(label)
                answer = None
    return starts


def _answers(labels: Sequence[Label], position: int) -> set[int | None]:
    """The numbers of the output labels between an instruction label and the next one."""
    numbers: set[int | None] = set()
    for label in labels[position + 1 :]:
        if label.field == "instruction":
            break
        if label.field == "output":
            numbers.add(label.number)
    return numbers


def _begins(label: Label, answers: set[int | None], task: Label, answer: Label | None) -> bool:
    """Whether an instruction label begins the next task; `answer` is the output label of the task before it."""
    following = task.number is not None and label.number == task.number + 1
    answered = label.number is not None and label.number in answers
    if not label.colon:
        return following and answered
    if label.separated:
        return label.number is not None or task.number is None or bool(answers)
    if answered:
        return following or label.number == task.number or answer is not None
    if label.spelling != task.spelling:
        return False
    return following or (answer is not None and answer.number is None and None in answers)


def _read(block: Block, language: Language) -> Parsed:
    task, *labels = block.labels
    output = _chosen(task, [label for label in labels if label.field == "output"])
    if output is None:
        label = language.labels.output[0]
        return Unread(block.text, OUTPUT_MISSING.format(label=label))
    before = [label for label in labels if label.field == "input" and label.line < output.line]
    given = _chosen(task, before)
    instruction = _between(block, task, (given or output).line)
    text = _between(block, given, output.line) if given else ""
    return Sample(
        lang=language.code,
        instruction=instruction.strip(),
        input="" if language.means_no_input(text) else text,
        output=_between(block, output, _end(block.lines)),
    )


def _chosen(task: Label, labels: Sequence[Label]) -> Label | None:
    """The label with the task's own number and a colon, else with the number, else with a colon."""
    ranked = sorted(labels, key=lambda label: (label.number != task.number, not label.colon))
    return next((label for label in ranked if label.number == task.number or label.colon), None)


def _between(block: Block, label: Label, end: int) -> str:
    """What stands behind a label and on the lines up to `end`, without blank lines around it."""
    text = "\n".join([label.rest, *block.lines[label.line + 1 : end]])
    return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()


def _end(lines: Sequence[str]) -> int:
    """Where the text of a block ends: before a separator and blank lines."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return end - 1 if end and SEPARATOR.match(lines[end - 1]) else end
