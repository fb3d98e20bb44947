"""Questions about whole and faulty translations: each fault is what it is said to be, each answer is in its text."""

import random
import re
from pathlib import Path

import pytest

from alpaca_est.generators.translation.contrast_phrasings import ENGLISH, ESTONIAN, Asked
from alpaca_est.generators.translation.contrasts import Fault, Pair, contrast, found_fault
from alpaca_est.generators.translation.tasks import TranslationTasks
from alpaca_est.record import Record
from alpaca_est.source import Source, records

ROOT = Path(__file__).parents[2]

PAIRS = [
    Pair("The sea was calm.", "Meri oli vaikne."),
    Pair("Nobody spoke on deck.", "Laevatekil ei rääkinud keegi."),
    Pair("We saw land at last.", "Viimaks nägime maad."),
]
STRANGER = Pair("The cook brought coffee.", "Kokk tõi kohvi.")
WHOLE = " ".join(one.target for one in PAIRS)


@pytest.mark.parametrize("fault", ["whole", "missing", "added", "repeated"])
def test_a_fault_is_what_it_is_said_to_be(fault: Fault) -> None:
    for number in range(30):
        made = contrast(PAIRS, STRANGER, fault, random.Random(number))
        assert made is not None
        assert made.whole == WHOLE
        assert (made.faulty == WHOLE) == (fault == "whole")
        assert found_fault(made.faulty, PAIRS) == (fault, made.sentence)
    sides = {"missing": [one.source for one in PAIRS], "repeated": [one.target for one in PAIRS]}
    assert made.sentence in sides.get(fault, [STRANGER.target, ""])


def test_what_could_be_mistaken_is_not_asked() -> None:
    alike = [Pair("The sea was calm today.", "Meri oli täna vaikne."), Pair("The sea was calm.", "Meri oli vaikne.")]
    quoting = [PAIRS[0], Pair("“No,” he said.", "„Ei,“ ütles ta.")]
    heading = [PAIRS[0], Pair("Chapter 2", "2. peatükk")]
    two = [PAIRS[0], Pair("One. Two.", "Üks. Kaks.")]
    for pairs in (alike, quoting, heading, two, PAIRS[:1]):
        assert contrast(pairs, STRANGER, "missing", random.Random(1)) is None
    assert contrast(PAIRS, None, "added", random.Random(1)) is None
    assert contrast(PAIRS, PAIRS[1], "added", random.Random(1)) is None


def test_answers_to_questions_follow_from_their_texts() -> None:
    settings = {"name": "b", "path": "seeds/bitext_en_et.tsv", "bitext": {}}
    source = Source.model_validate(settings, context={"root": ROOT})
    given = [one for turn in range(20) for one in records(source, ROOT, "et", turn) if isinstance(one, Record)]
    found = [one for one in TranslationTasks(kinds={"contrast": 1}).run(given) if isinstance(one, Record)]
    asked = [task for task in found if task.kind.startswith("contrast")]
    assert len(asked) > 200
    for task in asked:
        question = task.kind.removeprefix("contrast_").rpartition("_")[0].rpartition("_")[0]
        language: Asked = {"et": ESTONIAN, "en": ENGLISH}[task.lang]
        texts = dict(block.split(":\n", 1) for block in task.input.split("\n\n"))
        original = texts[language.labels["original"]]
        if question in ("choose", "choose_briefly"):
            both = {letter: texts[language.labels[letter]] for letter in "AB"}
            right = re.search(r"\b[AB]\b", task.output)
            assert right is not None
            kept = len(re.findall(r"[.!?](?=\s|$)", both[right[0]]))
            assert kept == len(re.findall(r"[.!?](?=\s|$)", original))
            assert both["A"] != both["B"]
        elif question == "missing":
            assert task.output in original
        elif question == "added":
            assert task.output in texts[language.labels["translation"]]
        elif question == "complete":
            assert len(task.output) > len(texts[language.labels["translation"]])
