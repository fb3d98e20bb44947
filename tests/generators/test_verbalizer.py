"""Label words: which labels a task names, what stands for them, and that every answer can be read from its task."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.mixed_register import MixedRegister
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.generators.verbalizer import SAID, Verbalizer, labels_of
from alpaca_est.record import Outcome, Record, Rejected, Used
from alpaca_est.runs.stages import account
from alpaca_est.source import Source, records

ROOT = Path(__file__).parents[2]
PAIRED = (
    re.compile(r"[„“]([^„“”]+)[“”] → [„“]([^„“”]+)[“”]"),
    re.compile(r"^- (.+) → (.+)$", re.MULTILINE),
    re.compile(r"^\| (?!õige silt|right label)([^|]+) \| ([^|]+) \|$", re.MULTILINE),
    re.compile(r"[Kk]ui (?:õige silt on )?„([^“]+)“, siis (?:on vastus )?„([^“]+)“"),
    re.compile(r"[Ii]f (?:the right label|it) is “([^”]+)”, the answer is “([^”]+)”"),
)


def examples() -> list[Record]:
    source = Source.model_validate({"name": "c", "path": "seeds/classification_et.jsonl"}, context={"root": ROOT})
    return [one for one in records(source, ROOT, "et") if isinstance(one, Record)]


def run(step: Verbalizer, given: list[Record]) -> list[Outcome]:
    outcomes = list(step.run(given))
    account(step, given, outcomes)
    return outcomes


def tasks(step: Verbalizer, given: list[Record]) -> list[Record]:
    return [outcome for outcome in run(step, given) if isinstance(outcome, Record)]


def told(instruction: str) -> dict[str, str]:
    """The mapping that a task tells, read from its text."""
    return {label: word for pattern in PAIRED for label, word in pattern.findall(instruction)}


LABELS = [
    ("Määra meelsus: hea, halb või segane.", ("hea", "halb", "segane")),
    ("Määra sõnumi liik: rämpspost või tavaline kiri.", ("rämpspost", "tavaline kiri")),
    ("Kumb see on: „jah“ või „ei“?", ("jah", "ei")),
    ("Vali üks: A/B/C", ("A", "B", "C")),
    ("Choose a label: spam, ham, or unsure.", ("spam", "ham", "unsure")),
    ("Määra kellaaeg: 12:30 või 13:30.", ()),
    ("Kirjuta luuletus kevadest.", ()),
    ("Vali: hea, hea või halb.", ()),
    ("Mõtle: see on ainult üks asi.", ()),
]


@pytest.mark.parametrize(("instruction", "wanted"), LABELS)
def test_the_labels_that_an_instruction_names(instruction: str, wanted: tuple[str, ...]) -> None:
    assert labels_of(instruction) == wanted


def record(output: str, instruction: str = "Määra meelsus: hea või halb.", lang: str = "et") -> Record:
    return Record(id="c:000/0", lang=lang, instruction=instruction, input="Supp oli külm.", output=output)


def test_flipped_labels() -> None:
    used, task = run(Verbalizer(kinds={"flipped": 1}), [record("Halb.")])
    assert isinstance(used, Used)
    assert isinstance(task, Record)
    assert (task.id, task.input, task.output) == ("c:000/0/0", "Supp oli külm.", "hea")
    assert told(task.instruction) == {"hea": "halb", "halb": "hea"}


def test_natural_labels() -> None:
    [task] = tasks(Verbalizer(kinds={"natural": 1}), [record("halb")])
    assert task.output == "halb"
    assert "hea" in task.instruction


def test_labels_from_the_settings_leave_the_instruction_whole() -> None:
    step = Verbalizer(kinds={"neutral": 1}, labels=("hea", "halb"), tasks=5)
    found = tasks(step, [record("halb", "Kas arvustaja jäi rahule?")])
    assert len({task.instruction for task in found}) == 5
    for task in found:
        assert "Kas arvustaja jäi rahule?" in task.instruction
        assert task.output == told(task.instruction)["halb"]


def test_neutral_words_do_not_stand_in_the_text() -> None:
    given = Record(
        id="c:000/0",
        lang="et",
        instruction="Määra värv: punane või sinine.",
        input="A 1 foo tamm rebane",
        output="sinine",
    )
    for seed in range(40):
        [task] = tasks(Verbalizer(kinds={"neutral": 1}, seed=seed), [given])
        assert task.output in ("X1", "X2")


def test_many_labels() -> None:
    labels = ", ".join(f"silt{number}" for number in range(12))
    [task] = tasks(Verbalizer(kinds={"neutral": 1}), [record("silt7", f"Vali silt: {labels}.")])
    assert set(told(task.instruction).values()) == {f"X{number}" for number in range(1, 13)}


REJECTED = [
    (record("nii ja naa"), "output is „nii ja naa“, wanted one of hea, halb"),
    (record("laba", "Izvēlies: laba vai slikta.", "lv"), "instruction is in lv, wanted et or en"),
    (record("hea", "Kirjuta luuletus."), "instruction names no labels, wanted them after a colon at its end"),
]


@pytest.mark.parametrize(("given", "reason"), REJECTED)
def test_what_is_no_classification_is_rejected(given: Record, reason: str) -> None:
    [outcome] = run(Verbalizer(), [given])
    assert isinstance(outcome, Rejected)
    assert outcome.reason == reason


def test_our_own_examples_are_many_and_even() -> None:
    given = examples()
    assert len({one.input for one in given}) == len(given) >= 120
    assert len({one.instruction for one in given}) == 5
    for instruction in {one.instruction for one in given}:
        outputs = Counter(one.output for one in given if one.instruction == instruction)
        assert set(outputs) == set(labels_of(instruction))
        assert max(outputs.values()) == min(outputs.values())
    for judge in (UnknownWords(), Diacritics()):
        assert [one for one in judge.run(given) if isinstance(one, Rejected) or one.flags] == []


@pytest.mark.parametrize("lang", SAID)
def test_every_answer_can_be_read_from_its_task_and_every_phrasing_is_used(lang: str) -> None:
    english = [record(output, "Tell the mood: good, bad or mixed.", "en") for output in ("good", "bad", "mixed")]
    given = examples() if lang == "et" else english
    labels = {one.id: labels_of(one.instruction) for one in given}
    used: set[str] = set()
    for seed in range(1, 8 if lang == "et" else 60):
        numbered = [Record(**{**fields(one), "id": f"c:{number:03d}/0"}) for number, one in enumerate(given)]
        right = {one.id: one.output for one in numbered}
        for task in tasks(Verbalizer(seed=seed, tasks=2), numbered):
            root = task.id.rpartition("/")[0]
            used.add(task.kind)
            mapping = told(task.instruction)
            kind = task.kind.partition("/")[0]
            if kind == "natural":
                assert task.output == right[root]
                continue
            assert mapping[right[root]] == task.output
            assert (
                len(set(mapping.values()))
                == len(mapping)
                == len(labels_of(given[0].instruction) if lang == "en" else labels[root])
            )
            assert kind != "flipped" or all(label != word and word in mapping for label, word in mapping.items())
    assert used == {f"{kind}/{number}" for kind, said in SAID[lang].phrasings.items() for number in range(len(said))}
    assert all(len(said) >= 5 for said in SAID[lang].phrasings.values())


def fields(one: Record) -> dict[str, str]:
    return {name: getattr(one, name) for name in ("lang", "instruction", "input", "output")}


def test_repeated_it_is_the_same() -> None:
    assert run(Verbalizer(tasks=3), examples()) == run(Verbalizer(tasks=3), examples())
    assert run(Verbalizer(tasks=3), examples()) != run(Verbalizer(tasks=3, seed=1), examples())


@pytest.mark.parametrize("kind", ["natural", "neutral", "flipped"])
def test_our_filters_reject_nothing(kind: str) -> None:
    found = tasks(Verbalizer(kinds={kind: 1}, tasks=2), examples())[:200]
    assert len(found) == 200
    for judge in (LanguageFilter(), UnknownWords(), MixedRegister(), Typography()):
        outcomes = list(judge.run(found))
        assert [one.reason for one in outcomes if isinstance(one, Rejected)] == []
        flagged = [(one.instruction, one.flags) for one in outcomes if isinstance(one, Record) and one.flags]
        assert len(flagged) <= 2, flagged


SETTINGS = [
    ({"kinds": {"odd": 1}}, "no odd in kinds, wanted natural, neutral, flipped"),
    ({"kinds": {"neutral": 0}}, "weights are at least 0 and one of them is more"),
    ({"labels": ["hea"]}, "labels are fewer than two or not all different"),
    ({"labels": ["hea", "Hea"]}, "labels are fewer than two or not all different"),
]


@pytest.mark.parametrize(("settings", "message"), SETTINGS)
def test_settings_that_cannot_be(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Verbalizer.model_validate(settings)
    assert message in str(caught.value)
