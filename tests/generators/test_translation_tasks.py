"""Translation tasks: known values, both directions, every phrasing, documents, questions about faulty translations."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.mixed_register import MixedRegister
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.generators.translation.contrast_phrasings import ENGLISH, ESTONIAN
from alpaca_est.generators.translation.phrasings import NAMES, Phrasing, languages, unit
from alpaca_est.generators.translation.tasks import PHRASINGS, QUESTIONS, TranslationTasks
from alpaca_est.record import Flag, Origin, Outcome, Record, Rejected, Used
from alpaca_est.runs.stages import account
from alpaca_est.source import Source, records

ROOT = Path(__file__).parents[2]
ALL = {"sentence": 0.5, "document": 0.25, "contrast": 0.25}


def bitext(rounds: int = 1) -> list[Record]:
    """Our own pairs, again and again under other ids."""
    settings = {"name": "b", "path": "seeds/bitext_en_et.tsv", "bitext": {}}
    source = Source.model_validate(settings, context={"root": ROOT})
    found = [one for turn in range(rounds) for one in records(source, ROOT, "et", turn)]
    return [one for one in found if isinstance(one, Record)]


def run(step: TranslationTasks, given: list[Record]) -> list[Outcome]:
    outcomes = list(step.run(given))
    account(step, given, outcomes)
    return outcomes


def tasks(step: TranslationTasks, given: list[Record]) -> list[Record]:
    return [outcome for outcome in run(step, given) if isinstance(outcome, Record)]


def pair(number: int, source: str, target: str, **fields: object) -> Record:
    return Record(id=f"b:{number:03d}/0", input=source, output=target, **{"lang": "et", **fields})  # type: ignore[arg-type]


SAID = pair(0, "It was small.", "See oli väike.")
FORCED = [
    ({"with_input": 1, "reverse": 0, "instructions": {"et": 1}}, "It was small.", "See oli väike.", "en_et", "eesti"),
    ({"with_input": 1, "reverse": 1, "instructions": {"et": 1}}, "See oli väike.", "It was small.", "et_en", "inglise"),
    (
        {"with_input": 1, "reverse": 0, "instructions": {"en": 1}},
        "It was small.",
        "See oli väike.",
        "en_et",
        "Estonian",
    ),
    ({"with_input": 1, "reverse": 1, "instructions": {"en": 1}}, "See oli väike.", "It was small.", "et_en", "English"),
]


@pytest.mark.parametrize(("settings", "input", "output", "direction", "name"), FORCED)
def test_a_pair_in_both_directions_and_languages(settings, input, output, direction, name) -> None:
    [task] = tasks(TranslationTasks(**settings), [SAID])
    assert (task.id, task.input, task.output) == ("b:000/0", input, output)
    assert task.kind.startswith(f"sentence_{direction}/{task.lang}")
    assert [task.lang] == list(settings["instructions"])
    assert name in task.instruction


def test_without_input_the_text_stands_in_the_instruction() -> None:
    [task] = tasks(TranslationTasks(with_input=0), [SAID])
    assert task.input == ""
    assert {"It was small.": "See oli väike.", "See oli väike.": "It was small."}[task.output]
    assert ("It was small." if task.output != "It was small." else "See oli väike.") in task.instruction


@pytest.mark.parametrize("lang", PHRASINGS)
@pytest.mark.parametrize("codes", [("en", "et"), ("et", "en")])
def test_every_phrasing_names_the_right_target(lang: str, codes: tuple[str, str]) -> None:
    source, target = (NAMES[lang][code] for code in codes)
    for phrasing in PHRASINGS[lang]:
        said = phrasing.text.format(text="…", **languages(lang, *codes)).casefold()
        into = [f"{target} keelde", f"{target} keeles", f"{target}keelne"] if lang == "et" else [target.casefold()]
        assert any(words in said for words in into), said
        wrong = f"{source} (keelde|keeles\\b)" if lang == "et" else f"into {source}|in {source}\\?"
        assert not re.search(wrong, said, re.IGNORECASE), said
        assert phrasing.has_input or source.casefold() in said
        assert not re.search(r"[{}]|\ba (?:English|Estonian)\b", said)


def test_there_are_phrasings_enough_for_every_text() -> None:
    counts = {(lang, one.has_input): 0 for lang in PHRASINGS for one in PHRASINGS[lang]}
    for lang, phrasings in PHRASINGS.items():
        assert len({phrasing.text for phrasing in phrasings}) == len(phrasings)
        for phrasing in phrasings:
            counts[lang, phrasing.has_input] += 1
        for text in ("It is “this”.", "Annual report", "One. Two.", 'He said "no".\nShe left.'):
            for has_input in (True, False):
                assert sum(phrasing.fits(text, has_input=has_input) for phrasing in phrasings) >= 3
    assert counts["en", True] >= 20
    assert min(counts["en", False], counts["et", True], counts["et", False]) >= 12


UNITS = [
    ("It was small.", "sentence"),
    ("Kas sa tuled?", "sentence"),
    ("„Tule siia!“", "sentence"),
    ("Annual report 2024", "line"),
    ("One. Two.", "text"),
    ("Ta tuli. Õhtu oli soe.", "text"),
    ("See maksab 2.50 eurot.", "sentence"),
    ("First line\nsecond line", "text"),
]


@pytest.mark.parametrize(("text", "wanted"), UNITS)
def test_one_sentence_or_several(text: str, wanted: str) -> None:
    assert unit(text) == wanted


def test_quotation_marks_hold_no_other_ones() -> None:
    quoting = Phrasing("Tõlgi „{text}“.")
    assert quoting.fits("It was small.", has_input=False)
    assert not quoting.fits("He said “no”.", has_input=False)
    assert not quoting.fits("It was small.", has_input=True)


def test_shares_are_as_asked() -> None:
    found = tasks(TranslationTasks(), bitext(40))
    directions = Counter("et_en" in task.kind for task in found)
    assert directions[True] / len(found) == pytest.approx(0.25, abs=0.02)
    assert sum(task.lang == "et" for task in found) / len(found) == pytest.approx(0.5, abs=0.02)
    translations = [task for task in found if not task.kind.startswith("contrast")]
    assert sum(task.input == "" for task in translations) / len(translations) == pytest.approx(0.15, abs=0.02)
    other = TranslationTasks(reverse=0.5, instructions={"et": 3, "en": 1}, with_input=0.3, kinds={"sentence": 1})
    found = tasks(other, bitext(40))
    assert len(found) == 120 * 40
    assert sum("et_en" in task.kind for task in found) / len(found) == pytest.approx(0.5, abs=0.02)
    assert sum(task.lang == "et" for task in found) / len(found) == pytest.approx(0.75, abs=0.02)
    assert sum(task.input == "" for task in found) / len(found) == pytest.approx(0.7, abs=0.02)


def test_every_phrasing_is_used() -> None:
    report = [pair(number, f"Annual report {number}", f"Aastaaruanne {number}") for number in range(400)]
    found = tasks(TranslationTasks(kinds=ALL), bitext(150)) + tasks(TranslationTasks(), report)
    used = {(task.kind.partition("_")[0] == "contrast", task.kind.rpartition("/")[2]) for task in found}
    for lang, phrasings in PHRASINGS.items():
        assert {f"{lang}{number}" for number in range(len(phrasings))} <= {name for asks, name in used if not asks}
    asked = {task.kind.removeprefix("contrast_") for task in found if task.kind.startswith("contrast")}
    for lang, language in (("et", ESTONIAN), ("en", ENGLISH)):
        for question in QUESTIONS:
            for codes in ("en_et", "et_en"):
                for number in range(len(getattr(language, question))):
                    assert f"{question}_{codes}/{lang}{number}" in asked


def test_repeated_it_is_the_same_and_batches_do_not_matter_to_sentences() -> None:
    given = bitext(3)
    step = TranslationTasks(kinds=ALL)
    assert run(step, given) == run(step, given)
    alone = TranslationTasks(kinds={"sentence": 1})
    assert tasks(alone, given) == [task for one in given for task in tasks(alone, [one])]
    assert tasks(alone, given) != tasks(TranslationTasks(kinds={"sentence": 1}, seed=7), given)


def test_documents_join_what_follows_one_another() -> None:
    given = [pair(number, f"Number {number}.", f"Arv {number}.") for number in (0, 1, 3, 4)]
    given.insert(3, pair(5, "", ""))
    settings = {"with_input": 1, "reverse": 0, "instructions": {"et": 1}}
    first, *rest = run(TranslationTasks(kinds={"document": 1}, pairs=4, **settings), given)  # type: ignore[arg-type]
    assert isinstance(first, Record)
    assert (first.input, first.output) == ("Number 0. Number 1.", "Arv 0. Arv 1.")
    assert first.kind.startswith("document_en_et/et")
    assert isinstance(rest[0], Used)
    assert [one.input for one in rest if isinstance(one, Record)] == ["Number 3.", "Number 4."]


def test_other_licences_are_not_joined_and_flags_stay_without_their_places() -> None:
    doubt = Flag(step="unknown_words", reason="odd", span=("output", 0, 3))
    given = [
        pair(0, "One is here.", "Üks on siin.", origin=Origin(dataset="b", row=0, licence="MIT")),
        pair(1, "Two is here.", "Kaks on siin.", origin=Origin(dataset="b", row=1, licence="CC0-1.0")),
        pair(
            2, "Three is here.", "Kolm on siin.", origin=Origin(dataset="b", row=2, licence="CC0-1.0"), flags=(doubt,)
        ),
    ]
    found = tasks(TranslationTasks(kinds={"document": 1}), given)
    assert [task.id for task in found] == ["b:000/0", "b:001/0"]
    assert found[1].flags == (Flag(step="unknown_words", reason="odd"),)
    assert found[1].origin == given[1].origin


UNUSABLE = [
    (pair(0, "One.", " "), "output is blank, wanted text on both sides"),
    (pair(0, "", "Üks."), "input is blank, wanted text on both sides"),
    (pair(0, "Üks.", "One.", lang="en"), "a pair of en and en, wanted two languages that have names"),
    (pair(0, "One.", "Ütś.", lang="vro"), "a pair of en and vro, wanted two languages that have names"),
]


@pytest.mark.parametrize(("record", "reason"), UNUSABLE)
def test_what_is_no_pair_is_rejected(record: Record, reason: str) -> None:
    [outcome] = run(TranslationTasks(), [record])
    assert isinstance(outcome, Rejected)
    assert outcome.reason == reason


def test_the_language_of_the_target_side_is_that_of_the_step() -> None:
    [outcome] = run(TranslationTasks(lang="et"), [pair(0, "One.", "Eins.", lang="de")])
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "output is in de, wanted et as `lang` of translation_tasks says"
    [task] = tasks(TranslationTasks(instructions={"et": 1}, reverse=0), [pair(0, "One.", "Eins.", lang="de")])
    assert "saksa" in task.instruction


@pytest.mark.parametrize("kinds", [{"sentence": 1.0}, {"document": 1.0}, {"contrast": 1.0}])
@pytest.mark.parametrize("lang", ["et", "en"])
def test_our_filters_reject_nothing(kinds: dict[str, float], lang: str) -> None:
    step = TranslationTasks(kinds=kinds, instructions={lang: 1}, with_input=0.5, reverse=0.5)
    found = tasks(step, bitext(12))[:200]
    assert len(found) == 200
    for judge in (LanguageFilter(), MixedRegister(), Typography()):
        outcomes = list(judge.run(found))
        assert [one for one in outcomes if isinstance(one, Rejected)] == []
        flagged = [
            (one.instruction, one.output, one.flags) for one in outcomes if isinstance(one, Record) and one.flags
        ]
        assert len(flagged) <= 4, flagged


def test_the_words_of_our_phrasings_exist() -> None:
    texts = [phrasing.text for phrasing in PHRASINGS["et"] if phrasing.has_input]
    texts += [one for question in QUESTIONS for one in getattr(ESTONIAN, question)]
    texts += [one.replace("{sentence}", "Tere.") for one in (*ESTONIAN.verdicts.values(), ESTONIAN.chosen)]
    said = [text.format(letter="A", **languages("et", "en", "et")) for text in texts]
    given = [Record(id=f"p:{number:03d}/0", lang="et", instruction=text) for number, text in enumerate(said)]
    judge = UnknownWords(min_words=1, reject_above=0, flag_above=0)
    assert [one.reason for one in judge.run(given) if isinstance(one, Rejected)] == []


SETTINGS = [
    ({"source_lang": "xx"}, "no name of the language xx to say in a task, wanted one of de, en, "),
    ({"kinds": {"novel": 1}}, "no novel in kinds, wanted sentence, document, contrast"),
    ({"instructions": {"de": 1}}, "no de in instructions, wanted et, en"),
    ({"instructions": {"et": 0}}, "weights are at least 0 and one of them is more"),
    ({"kinds": {"sentence": -1}}, "weights are at least 0 and one of them is more"),
    ({"reverse": 1.5}, "less than or equal to 1"),
]


@pytest.mark.parametrize(("settings", "message"), SETTINGS)
def test_settings_that_cannot_be(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TranslationTasks.model_validate(settings)
    assert message in str(caught.value)
