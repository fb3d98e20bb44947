"""The language filter."""

from time import perf_counter

import pytest

from alpaca_est.errors import PipelineError
from alpaca_est.filters.language import LanguageFilter, shortened
from alpaca_est.languages import language
from alpaca_est.languages.evidence import KNOWN, UNKNOWN, evidence, raised
from alpaca_est.languages.other import QUOTED, framing
from alpaca_est.record import Record, Rejected
from tests.filters.judging import verdict

INSTRUCTION = "Selgita lühidalt, miks lehed sügisel kollaseks lähevad."
ESTONIAN = "Sügisel laguneb lehtedes roheline värvaine ja nähtavale tulevad kollased värvained, mis olid seal kogu aeg."
ENGLISH = "In autumn the green pigment breaks down and the yellow ones that were there all along become visible."
FINNISH = (
    "Syksyllä vihreä väriaine hajoaa lehdissä ja keltaiset väriaineet, jotka olivat siellä koko ajan, tulevat näkyviin."
)
LATVIAN = "Rudenī zaļā krāsviela lapās sadalās un kļūst redzamas dzeltenās vielas, kas tur bija visu laiku."


def judge(instruction=INSTRUCTION, output=ESTONIAN, input="", lang="et", **settings):
    record = Record(id="a:000/0", lang=lang, instruction=instruction, input=input, output=output)
    [outcome] = LanguageFilter(**settings).run([record])
    return outcome


@pytest.mark.parametrize("backend", ["py3langid", "langdetect"])
@pytest.mark.parametrize(
    ("output", "name"),
    [(ENGLISH, "English"), (FINNISH, "Finnish"), (LATVIAN, "Latvian"), (f"# Vastus\n\n{ENGLISH}", "English")],
)
def test_an_answer_in_another_language_is_rejected(backend, output, name):
    outcome = judge(output=output, backend=backend)
    assert isinstance(outcome, Rejected)
    assert outcome.reason == f"output looks like {name} (0.00 Estonian), at least 0.5 wanted"


@pytest.mark.parametrize("backend", ["py3langid", "langdetect"])
@pytest.mark.parametrize(
    "output",
    [
        ESTONIAN,
        "Positiivne",
        "Jah.",
        "Tallinn",
        "Leonardo da Vinci",
        "Barack Obama, Elon Musk ja Taylor Swift",
        "12 + 7 = 19",
        "42",
        "",
        "😀",
        "def add(a, b):\n    return a + b",
        "```python\nfor number in range(10):\n    print(number)  # this prints each of the numbers\n```",
        "SELECT name, age FROM people WHERE age > 18",
        "https://www.example.com/this-is-the-address",
        "- kohupiim\n- või\n- hapukoor",
        "Kirjutame homme uuesti, kui ilm on parem.",
        "See on arvutis ava-nupp nimega „Open file and save as“, mida tuleb vajutada enne sulgemist.",
    ],
)
def test_good_answers_stay(backend, output):
    outcome = judge(output=output, backend=backend)
    assert isinstance(outcome, Record)
    assert outcome.flags == ()


def test_an_instruction_in_another_language_is_rejected():
    outcome = judge(instruction="Kerro lyhyesti, miksi lehdet muuttuvat syksyllä keltaisiksi.")
    assert isinstance(outcome, Rejected)
    assert outcome.reason.startswith("instruction looks like Finnish (0.0")


@pytest.mark.parametrize(
    ("instruction", "output"),
    [
        ("Tõlgi lause inglise keelde.", ENGLISH),
        ("Kirjuta soomekeelne lause sügisest.", FINNISH),
        ("Vasta läti keeles, miks lehed kollaseks lähevad.", LATVIAN),
    ],
)
def test_a_language_that_was_asked_for_may_answer(instruction, output):
    assert isinstance(judge(instruction, output), Record)


def test_another_language_than_was_asked_for_may_not():
    assert isinstance(judge("Tõlgi lause inglise keelde.", FINNISH), Rejected)


def test_the_input_may_be_in_any_language():
    assert isinstance(judge("Tõlgi eesti keelde.", ESTONIAN, input=ENGLISH), Record)
    assert isinstance(judge(input=ENGLISH, fields=("input",)), Rejected)


def test_short_fields_are_judged_together():
    outcome = judge("Write it down", "in a new book")
    assert isinstance(outcome, Rejected)
    [outcome] = LanguageFilter().run([Record(id="a:000/0", lang="et", instruction="the old", output="house")])
    assert isinstance(outcome, Rejected)
    assert outcome.reason.startswith("record looks like English")


def test_what_is_doubtful_is_flagged_with_its_score():
    outcome = judge("Muidugi olli hää meel.", "kel tuu ei ole hää")
    assert isinstance(outcome, Record)
    [flag] = outcome.flags
    assert flag.score is not None
    assert flag.score < 0.9
    assert flag.score == outcome.scores["language.target"]


def test_measures():
    outcome = judge(name="keel")
    assert isinstance(outcome, Record)
    measures = {"keel.instruction", "keel.output", "keel.target", "keel.rival", "keel.sentence"}
    assert set(outcome.scores) == measures
    assert outcome.scores["keel.target"] == min(outcome.scores["keel.instruction"], outcome.scores["keel.output"])
    assert judge("Mis?", "42").scores == {}


def test_thresholds_are_settings():
    assert isinstance(judge(output=ENGLISH, reject_below=0, flag_below=0), Record)
    flagged = judge(output=ENGLISH, reject_below=0)
    assert isinstance(flagged, Record)
    assert len(flagged.flags) == 1


def test_english_records():
    assert isinstance(judge("Explain why leaves turn yellow in autumn.", ENGLISH, lang="en"), Record)
    assert isinstance(judge("Explain why leaves turn yellow in autumn.", ESTONIAN, lang="en"), Rejected)


def test_the_setting_goes_before_the_record():
    record = Record(id="a:000/0", lang="et", instruction=INSTRUCTION, output=ESTONIAN)
    [outcome] = LanguageFilter(lang="en").run([record])
    assert isinstance(outcome, Rejected)


@pytest.mark.parametrize("backend", ["py3langid", "langdetect"])
def test_a_language_the_identifier_does_not_know(backend):
    with pytest.raises(PipelineError, match=rf"step language: {backend} does not know 'vro', only a"):
        judge(lang="vro", backend=backend)


@pytest.mark.parametrize("backend", ["py3langid", "langdetect"])
def test_the_same_text_gets_the_same_score_in_any_order(backend):
    step = LanguageFilter(backend=backend)
    outputs = [ESTONIAN, ENGLISH, f"{ESTONIAN[:40]} {FINNISH[:40]}", "see on hea teema noh"]
    given = [Record(id=f"a:{row:03d}/0", lang="et", output=output) for row, output in enumerate(outputs)]
    forwards = [step.measure(record) for record in given]
    backwards = [step.measure(record) for record in reversed(given)]
    assert forwards == backwards[::-1]


def test_a_long_text_is_judged_by_its_beginning_and_end():
    assert shortened("õ" * 700) == "õ" * 300 + " " + "õ" * 300
    assert shortened(" õ ") == "õ"


MIXED = "Sügisel lehed kollastuvad. The results were published in the spring issue. Külm võtab värvi ära."


@pytest.mark.parametrize(
    ("instruction", "output", "flagged"),
    [
        ("Selgita sügist.", MIXED, True),
        ("Selgita sügist.", MIXED.replace("The", "„The").replace("issue.", "issue.“"), False),
        ("Selgita sügist.", "Sügisel:\n```\nThe results were published in the spring issue.\n```\nKülm.", False),
        ("Tõlgi inglise keelde ja selgita.", MIXED, False),
        ("Selgita sügist.", "Lehed langevad. Lihtne nagu üks, kaks, kolm. Külm tuleb.", False),
        ("Selgita sügist.", MIXED.replace("The", "'The").replace("issue.", "issue.'"), False),
        ("Selgita sügist.", MIXED.replace("The", "«The").replace("issue.", "issue.»"), False),
    ],
)
def test_one_sentence_in_another_language_is_flagged(instruction, output, flagged):
    outcome = judge(instruction, output)
    assert isinstance(outcome, Record)
    assert bool(outcome.flags) == flagged
    if flagged:
        assert "output has a sentence in English (" in outcome.flags[0].reason
        field, start, end = outcome.flags[0].span or ("", 0, 0)
        assert getattr(outcome, field)[start:end] == "The results were published in the spring issue."


def test_such_a_sentence_may_also_reject():
    assert isinstance(judge("Selgita sügist.", MIXED, sentences="reject"), Rejected)
    kept = judge("Selgita sügist.", MIXED, sentences="keep")
    assert isinstance(kept, Record)
    assert kept.flags == ()


HOLDING = [
    (f"Tõlgi inglise keelest eesti keelde: {ENGLISH}", ESTONIAN, "keep"),
    (f"{ENGLISH}\n\nTõlgi see inglise keelest eesti keelde.", ESTONIAN, "keep"),
    (f"Kuidas kõlab eesti keeles inglisekeelne lause „{ENGLISH}“?", ESTONIAN, "keep"),
    (f"Tõlgi inglise keelde: {ESTONIAN}", ENGLISH, "keep"),
    (f"Kuidas kõlab eesti keeles see lause: {ENGLISH}", ESTONIAN, "reject"),
    (f"Tõlgi inglise keelest eesti keelde: {ENGLISH}", FINNISH, "reject"),
]


@pytest.mark.parametrize(("instruction", "output", "wanted"), HOLDING)
def test_an_instruction_that_names_a_language_may_hold_a_text_in_it(instruction, output, wanted):
    assert verdict(LanguageFilter(), instruction, output=output)[0] == wanted


def test_the_words_about_a_text_are_told_from_the_text():
    own = language("et")
    assert framing(own, "Tõlgi inglise keelest: How are you?") == "Tõlgi inglise keelest"
    assert framing(own, "How are you?\n\nTõlgi see inglise keelest.") == "Tõlgi see inglise keelest."
    assert framing(own, "Kirjuta luuletus: kevad.") == ""


def test_a_language_that_nobody_can_identify_is_refused_at_once():
    with pytest.raises(ValueError, match="no identifier knows the language vro, wanted one of"):
        LanguageFilter(lang="vro")


def test_apostrophes_are_no_quotation_marks():
    english = "I don't know what you're talking about today."
    text = f"Sügisel lehed kollastuvad ja langevad, sest puud valmistuvad talveks. {english} Ilmad lähevad külmemaks."
    outcome = judge("Selgita sügist.", text)
    assert isinstance(outcome, Record)
    [flag] = outcome.flags
    assert flag.span is not None
    assert text[flag.span[1] : flag.span[2]] == english


@pytest.mark.parametrize("mark", ["„", "“", "«", "„a ", "« tere ", "' tere ", '"'])
def test_marks_that_are_never_closed_cost_little(mark):
    begun = perf_counter()
    QUOTED.sub("", mark * 20_000)
    assert perf_counter() - begun < 1, "each was held against the rest of the text"


def test_langdetect_says_at_once_what_it_does_not_know():
    assert LanguageFilter(lang="la").lang == "la"
    with pytest.raises(ValueError, match="langdetect does not know the language la, wanted py3langid"):
        LanguageFilter(lang="la", backend="langdetect")


@pytest.mark.parametrize(
    ("instruction", "output"),
    [
        ("Väljenda 2,75 tundi minutites.", "165 minutit"),
        ("Vali lünka sobiv vorm.", "b) minema"),
        ("Ava fail.", "aga ... tige graafik ju."),
        ("Kas maa purunes?", "Maa ei purune."),
        ("Kirjuta lause.", "Kasvatan viit hane."),
        ("Jätka lauset.", "Nägin kummalist und."),
    ],
)
def test_short_texts_of_known_words_are_not_doubted(instruction, output):
    outcome = judge(instruction, output)
    assert isinstance(outcome, Record)
    assert outcome.flags == ()
    assert outcome.scores["language.target"] >= 0.9


@pytest.mark.parametrize(
    "output",
    [
        "Vanha talo on tyhjä ja kylmä.",
        "Onko sinulla oma huone?",
        "The cat is on the mat.",
        "Zaļa zāle un zila jūra.",
        "Det är en röd bil.",
    ],
)
def test_short_texts_in_another_language_are_still_found(output):
    outcome = judge("Kirjuta lause.", output)
    assert isinstance(outcome, Rejected) or outcome.flags


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("maa ja vesi", "et", 3 * KNOWN),
        ("maa ja xyzzyq", "et", 2 * KNOWN + UNKNOWN),
        ("12 + 7 = 19, EL", "et", 0),
        ("maa ja vesi", "tlh", 0),
        ("", "et", 0),
    ],
)
def test_the_dictionary_speaks_for_its_language(text, code, wanted):
    assert evidence(text, language(code)) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("probability", "powers", "wanted"), [(0.5, 1, 10 / 11), (0, 5, 0), (1, 400, 1), (0.1, 0, 0.1), (1e-9, 400, 1)]
)
def test_odds_are_raised(probability, powers, wanted):
    assert raised(probability, powers) == pytest.approx(wanted)
