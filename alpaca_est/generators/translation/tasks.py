"""The step that makes translation tasks of bitexts."""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from pydantic import Field, ValidationInfo, field_validator

from alpaca_est.generators.translation import contrast_phrasings, english, estonian
from alpaca_est.generators.translation.contrast_phrasings import Asked
from alpaca_est.generators.translation.contrasts import Contrast, Fault, Pair, contrast
from alpaca_est.generators.translation.phrasings import NAMES, Phrasing, choose, languages
from alpaca_est.project import problem
from alpaca_est.record import Outcome, Record, number_of, source_of
from alpaca_est.step import BatchStep

PHRASINGS: Mapping[str, tuple[Phrasing, ...]] = {"et": estonian.PHRASINGS, "en": english.PHRASINGS}
ASKED: Mapping[str, Asked] = {"et": contrast_phrasings.ESTONIAN, "en": contrast_phrasings.ENGLISH}
KINDS = ("sentence", "document", "contrast")
QUESTIONS: Mapping[str, tuple[Fault, ...]] = {
    "choose": ("missing", "added", "repeated"),
    "choose_briefly": ("missing", "added", "repeated"),
    "judge": ("whole", "whole", "missing", "added", "repeated"),
    "missing": ("missing",),
    "added": ("added",),
    "complete": ("missing",),
}


class Texts(msgspec.Struct, frozen=True):
    """A finished task: its kind with its phrasing, and the triple."""

    kind: str
    instruction: str
    input: str
    output: str


class TranslationTasks(BatchStep):
    """Makes translation tasks of a bitext (TrTask of the Llammas paper, arXiv 2404.04042), without a model.

    Each pair (input: source side, output: target side) becomes one task in its place, in one of our Estonian or English
    phrasings, with the text as input or inside the instruction, in one of both directions: a model that saw only one
    unlearns the other. Pairs that stand one after the other in their source, with nothing rejected and no blank pair in
    between, may be joined: into a document to translate, or into a question after OVERMISS (arXiv 2308.12674): which
    translation is exact, which sentence is missing, added or repeated. The task has the first pair's id then, the rest
    are used. `lang` of a task is the language of its instruction; its direction stands in `kind`, as
    `sentence_en_et/et3`.
    """

    step: Literal["translation_tasks"] = "translation_tasks"
    source_lang: str = "en"
    """Language of the source side; that of the target side is `lang`."""
    kinds: dict[str, float] = Field(default={"sentence": 0.9, "document": 0.07, "contrast": 0.03})
    """How often which kind of task is begun, as weights; without a pair to join it is a sentence."""
    instructions: dict[str, float] = Field(default={"et": 0.5, "en": 0.5})
    """Languages of the instructions, as weights."""
    with_input: float = Field(default=0.85, ge=0, le=1)
    """Share of tasks whose text stands in the input; in the others it is part of the instruction."""
    reverse: float = Field(default=0.25, ge=0, le=1)
    """Share of tasks from the target side to the source side."""
    pairs: int = Field(default=5, ge=2, le=50)
    """Most pairs that are joined."""

    @field_validator("source_lang", "lang")
    @classmethod
    def _named(cls, code: str) -> str:
        if code and code not in NAMES["et"]:
            raise problem(f"no name of the language {code} to say in a task, wanted one of {', '.join(NAMES['et'])}")
        return code

    @field_validator("kinds", "instructions")
    @classmethod
    def _weights(cls, weights: dict[str, float], info: ValidationInfo) -> dict[str, float]:
        known = KINDS if info.field_name == "kinds" else tuple(PHRASINGS)
        if unknown := sorted(set(weights) - set(known)):
            raise problem(f"no {unknown[0]} in {info.field_name}, wanted {', '.join(known)}")
        if any(weight < 0 for weight in weights.values()) or not any(weights.values()):
            raise problem("weights are at least 0 and one of them is more, wanted such as {et: 0.5, en: 0.5}")
        return weights

    def run(self, records: Sequence[Record]) -> Iterator[Outcome]:
        """A task in place of each pair or of several in a row; blank pairs and those that were joined are used."""
        place = 0
        while place < len(records):
            record = records[place]
            if unusable := self._unusable(record):
                yield unusable
                place += 1
                continue
            kind = _drawn(self.kinds, self.chance(record, "kind"))
            wanted = 1 if kind == "sentence" else self.chance(record, "pairs").randint(2, self.pairs)
            joined = self._joined(records, place, wanted)
            place += len(joined)
            yield self._task(kind, joined, records[place] if place < len(records) else None)
            yield from map(self.used, joined[1:])

    def _unusable(self, record: Record) -> Outcome | None:
        """What becomes of a pair that is none: the end of a document, half a pair, another language."""
        source, target = record.input.strip(), record.output.strip()
        if not source and not target:
            return self.used(record)
        if not source or not target:
            return self.reject(record, f"{'output' if source else 'input'} is blank, wanted text on both sides")
        code = self.lang or record.lang
        if code != record.lang:
            return self.reject(record, f"output is in {record.lang}, wanted {code} as `lang` of {self.key} says")
        if code not in NAMES["et"] or code == self.source_lang:
            return self.reject(record, f"a pair of {self.source_lang} and {code}, wanted two languages that have names")
        return None

    def _joined(self, records: Sequence[Record], place: int, wanted: int) -> list[Record]:
        """The pairs from a place on that follow each other in their source."""
        found = [records[place]]
        for record in records[place + 1 : place + wanted]:
            if self._unusable(record) or not _follows(found[-1], record):
                break
            found.append(record)
        return found

    def _task(self, kind: str, joined: Sequence[Record], following: Record | None) -> Record:
        first = joined[0]
        lang = _drawn(self.instructions, self.chance(first, "instruction"))
        codes = (self.source_lang, self.lang or first.lang)
        pairs = [Pair(record.input.strip(), record.output.strip()) for record in joined]
        stranger = Pair(following.input.strip(), following.output.strip()) if following else None
        if self.chance(first, "reverse").random() < self.reverse:
            codes = (codes[1], codes[0])
            pairs = [_turned(pair) for pair in pairs]
            stranger = _turned(stranger) if stranger else None
        made: Texts | None = None
        if kind == "contrast":
            made = _question(lang, codes, pairs, stranger, self.chance(first, "contrast"))
        if made is None:
            has_input = self.chance(first, "input").random() < self.with_input
            made = _translation(lang, codes, pairs, has_input=has_input, chance=self.chance(first, "phrasing"))
        flags = tuple(msgspec.structs.replace(flag, span=None) for record in joined for flag in record.flags)
        texts = msgspec.structs.asdict(made)
        return msgspec.structs.replace(first, made_by=self.key, lang=lang, original=None, flags=flags, **texts)


def _drawn(weights: Mapping[str, float], chance: random.Random) -> str:
    [name] = chance.choices(list(weights), list(weights.values()))
    return name


def _turned(pair: Pair) -> Pair:
    return Pair(pair.target, pair.source)


def _follows(record: Record, following: Record) -> bool:
    """Whether a pair is the next one of the same source, under the same licence."""
    licences = [one.origin.licence if one.origin else "" for one in (record, following)]
    same = source_of(record.id) == source_of(following.id) and licences[0] == licences[1]
    return same and number_of(following.id) == number_of(record.id) + 1


def _translation(
    lang: str, codes: tuple[str, str], pairs: Sequence[Pair], *, has_input: bool, chance: random.Random
) -> Texts:
    """One sentence or document to translate."""
    source = " ".join(pair.source for pair in pairs)
    number = choose(PHRASINGS[lang], source, has_input=has_input, chance=chance)
    instruction = PHRASINGS[lang][number].text.format(text=source, **languages(lang, *codes))
    name = "sentence" if len(pairs) == 1 else "document"
    output = " ".join(pair.target for pair in pairs)
    return Texts(f"{name}_{'_'.join(codes)}/{lang}{number}", instruction, source if has_input else "", output)


def _question(
    lang: str, codes: tuple[str, str], pairs: Sequence[Pair], stranger: Pair | None, chance: random.Random
) -> Texts | None:
    """A question about a whole or a faulty translation, or None where it has no single answer."""
    question = chance.choice(list(QUESTIONS))
    made = contrast(pairs, stranger, chance.choice(QUESTIONS[question]), chance)
    if made is None:
        return None
    asked = ASKED[lang]
    phrasings: tuple[str, ...] = getattr(asked, question)
    number = chance.randrange(len(phrasings))
    instruction = phrasings[number].format(**languages(lang, *codes))
    given, output = _given_and_answer(asked, question, made, chance)
    return Texts(f"contrast_{question}_{'_'.join(codes)}/{lang}{number}", instruction, given, output)


def _given_and_answer(asked: Asked, question: str, made: Contrast, chance: random.Random) -> tuple[str, str]:
    if question in ("choose", "choose_briefly"):
        right, wrong = chance.sample("AB", 2)
        shown = {right: made.whole, wrong: made.faulty}
        answer = asked.chosen.format(letter=right)
        reason = asked.verdicts[f"{made.fault}_there"].format(letter=wrong, sentence=made.sentence)
        given = {"original": made.original, "A": shown["A"], "B": shown["B"]}
        return _labelled(asked, given), right if question == "choose_briefly" else f"{answer} {reason}"
    answers = {
        "judge": asked.verdicts[made.fault].format(sentence=made.sentence),
        "complete": made.whole,
    }
    given = {"original": made.original, "translation": made.faulty}
    return _labelled(asked, given), answers.get(question, made.sentence)


def _labelled(asked: Asked, given: Mapping[str, str]) -> str:
    return "\n\n".join(f"{asked.labels[name]}:\n{text}" for name, text in given.items())
