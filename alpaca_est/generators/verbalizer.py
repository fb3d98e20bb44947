"""Classification tasks whose labels are called by other names."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from pydantic import Field, ValidationInfo, field_validator

from alpaca_est.generators.verbalizer_phrasings import ENGLISH, ESTONIAN, ORDERED, Said
from alpaca_est.project import problem
from alpaca_est.record import Outcome, Record, Rejected
from alpaca_est.step import BatchStep
from alpaca_est.text import excerpt, words

SAID: Mapping[str, Said] = {"et": ESTONIAN, "en": ENGLISH}
TRIES = 20
KINDS = ("natural", "neutral", "flipped")
LISTED = re.compile(r":\s*([^:\n]+?)\s*[.?!]*\s*\Z")
BETWEEN = re.compile(r"\s*,\s*(?:või\s+|ja\s+|or\s+|and\s+)?|\s+(?:või|or)\s+|\s*[/;|]\s*")
MARKS = " \t\n\"'„“”‘’."


class Verbalizer(BatchStep):
    """Makes classification tasks whose labels have other names, so that an instruction counts for more than habit.

    After Verbalizer Manipulation (Li et al., arXiv 2307.10558): the label words are natural (its own), neutral (foo and
    bar, letters, colours), or flipped (each label stands for another one), and the instruction says which stands for
    which; the answer follows from it. Records are classification tasks whose instruction ends with its labels after a
    colon ("Määra meelsus: hea, halb või segane.") or whose labels stand in `labels`; the output is one of them. Our own
    135 Estonian ones are `seeds/classification_et.jsonl`. Each record is used, its tasks stand below its id.
    """

    step: Literal["verbalizer"] = "verbalizer"
    labels: tuple[str, ...] = ()
    """The labels, where the instructions do not name them."""
    kinds: dict[str, float] = Field(default={"natural": 0.2, "neutral": 0.4, "flipped": 0.4})
    """How often labels are natural, neutral and flipped, as weights."""
    tasks: int = Field(default=1, ge=1, le=20)
    """Tasks made of each record, no two alike."""

    @field_validator("kinds")
    @classmethod
    def _weights(cls, weights: dict[str, float], info: ValidationInfo) -> dict[str, float]:  # noqa: ARG003
        if unknown := sorted(set(weights) - set(KINDS)):
            raise problem(f"no {unknown[0]} in kinds, wanted {', '.join(KINDS)}")
        if any(weight < 0 for weight in weights.values()) or not any(weights.values()):
            raise problem("weights are at least 0 and one of them is more, wanted such as {neutral: 1.0}")
        return weights

    @field_validator("labels")
    @classmethod
    def _two_labels(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        if labels and len({label.casefold() for label in labels}) < max(2, len(labels)):
            raise problem("labels are fewer than two or not all different, wanted such as [hea, halb]")
        return labels

    def run(self, records: Sequence[Record]) -> Iterator[Outcome]:
        """The tasks of each record, or why there are none."""
        for record in records:
            labels = self.labels or labels_of(record.instruction)
            right = next((label for label in labels if _same(label, record.output)), None)
            if right is None or record.lang not in SAID:
                yield self._no_label(record, labels)
                continue
            yield self.used(record)
            yield from self._tasks(record, labels, right)

    def _no_label(self, record: Record, labels: Sequence[str]) -> Rejected:
        if record.lang not in SAID:
            return self.reject(record, f"instruction is in {record.lang}, wanted {' or '.join(SAID)}")
        if len(labels) < 2:
            return self.reject(record, "instruction names no labels, wanted them after a colon at its end")
        return self.reject(record, f"output is „{excerpt(record.output, 30)}“, wanted one of {', '.join(labels)}")

    def _tasks(self, record: Record, labels: Sequence[str], right: str) -> Iterator[Outcome]:
        seen: set[str] = set()
        for number in range(self.tasks):
            drawn = (self._drawn(record, labels, self.chance(record, number, attempt)) for attempt in range(TRIES))
            kind, instruction, mapping = next((one for one in drawn if one[1] not in seen), ("", "", {}))
            if not kind:
                return
            seen.add(instruction)
            task = self.child(record, number, instruction=instruction, input=record.input, output=mapping[right])
            yield msgspec.structs.replace(task, origin=record.origin, kind=kind, flags=record.flags)

    def _drawn(
        self, record: Record, labels: Sequence[str], chance: random.Random
    ) -> tuple[str, str, Mapping[str, str]]:
        """A kind with its phrasing, the instruction, and which word stands for which label."""
        [kind] = chance.choices(list(self.kinds), list(self.kinds.values()))
        said = SAID[record.lang]
        mapping = _mapping(kind, labels, said, record, chance)
        phrasing = chance.randrange(len(said.phrasings[kind]))
        holes = {**_tasked(record.instruction.strip(), listed=not self.labels), **_mapped(said, mapping)}
        return f"{kind}/{phrasing}", said.phrasings[kind][phrasing].format(**holes), mapping


def labels_of(instruction: str) -> tuple[str, ...]:
    """The labels that an instruction names after its last colon; none where they are fewer than two."""
    found = LISTED.search(instruction)
    if found is None:
        return ()
    labels = tuple(label for one in BETWEEN.split(found[1]) if (label := one.strip(MARKS)))
    distinct = {label.casefold() for label in labels}
    return labels if len(distinct) == len(labels) >= 2 and all(len(words(label)) <= 4 for label in labels) else ()


def _same(label: str, output: str) -> bool:
    return label.casefold().strip(MARKS) == output.casefold().strip(MARKS)


def _mapping(kind: str, labels: Sequence[str], said: Said, record: Record, chance: random.Random) -> Mapping[str, str]:
    """Which word stands for which label; words that stand in the record are left out."""
    if kind == "natural":
        return dict(zip(labels, labels, strict=True))
    if kind == "flipped":
        turn = chance.randrange(1, len(labels))
        return dict(zip(labels, (*labels[turn:], *labels[:turn]), strict=True))
    given = set(words(f"{record.instruction} {record.input} {' '.join(labels)}"))
    fitting = [one for one in said.neutral if len(one) >= len(labels) and not given & set(map(str.casefold, one))]
    names = chance.choice(fitting) if fitting else tuple(f"X{number}" for number in range(1, len(labels) + 1))
    several = names[: len(labels)] if names in ORDERED or not fitting else names
    return dict(zip(labels, chance.sample(several, len(labels)), strict=True))


def _tasked(instruction: str, *, listed: bool) -> Mapping[str, str]:
    """The instruction, and the same without its list of labels."""
    return {"full": instruction, "task": LISTED.sub(".", instruction) if listed else instruction}


def _mapped(said: Said, mapping: Mapping[str, str]) -> Mapping[str, str]:
    """The mapping in every way that a phrasing may say it."""
    start, end = said.quotes
    quoted = {f"{start}{label}{end}": f"{start}{word}{end}" for label, word in mapping.items()}
    first, others = said.clauses
    clauses = [(others if number else first).format(label=a, word=b) for number, (a, b) in enumerate(quoted.items())]
    rows = "\n".join(f"| {label} | {word} |" for label, word in mapping.items())
    *rest, last = quoted
    return {
        "all": f"{', '.join(rest)} {said.links[0]} {last}",
        "labels": f"{', '.join(rest)} {said.links[1]} {last}",
        "if": "; ".join(clauses)[0].upper() + "; ".join(clauses)[1:],
        "signs": ", ".join(f"{label} → {word}" for label, word in quoted.items()),
        "list": "\n".join(f"- {label} → {word}" for label, word in mapping.items()),
        "table": f"| {said.heads[0]} | {said.heads[1]} |\n|---|---|\n{rows}",
    }
