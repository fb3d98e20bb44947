"""Spelling tasks: known values, second sources, and what a reader of the renderings may expect."""

import random
import re
import subprocess
import sys
from collections import Counter
from itertools import islice

import pytest
from msgspec.structs import replace
from pydantic import ValidationError

from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.generators.computed import Draft
from alpaca_est.generators.spelling import lexicon, sentences
from alpaca_est.generators.spelling.alphabet import ALPHABET, collation, stand_in_order
from alpaca_est.generators.spelling.division import ORDINALS
from alpaca_est.generators.spelling.misspellings import misspellings
from alpaca_est.generators.spelling.misspelt_sentences import ORDINALS as PLACES
from alpaca_est.generators.spelling.misspelt_words import difference
from alpaca_est.generators.spelling.neighbours import has_one_answer, neighbours
from alpaca_est.generators.spelling.step import KINDS, Spelling
from alpaca_est.generators.spelling.syllables import divisible, line_end_pieces, word_syllables
from alpaca_est.languages import vabamorf
from alpaca_est.languages.estonian import ESTONIAN
from alpaca_est.record import Record, Rejected
from benchmarks.misspellings import found_for

SYLLABLES = """
    ka-la ka-lu-ri raa-mat raa-ma-tu-te-le õ-pe-ta-ja õ-pi-la-ne kar-tul kor-ju-ma ämb-lik õmb-le-ma kunst-nik
    tald-rik suhk-ru lau-a lau-a-le ai-a õu-e lui-ge pea pea-le tea-dus tead-ma sea-dus loo-mi-ne koe-rad poe-tus
    hai-gus rii-e rii-e-tu-ma müü-ja jõu-a-me hoi-a-me nõel mõel-da täi-e-ga köi-e ü-hek-sa ki-vi õ-hu-ke sõb-ra-lik
    näit-le-ja män-gi-ja sõst-ra varb-la-ne kah-vel püh-ki-ma lük-ka-ma hom-mik kas-sid kaht-le-ma juuk-sed mait-sev
    kau-ge lai-u
"""
COMPOUNDS = [
    ("raud|tee", "raud-tee"),
    ("hommiku|söök", "hom-mi-ku-söök"),
    ("vana|ema", "va-na-e-ma"),
    ("maa|ilm", "maa-ilm"),
    ("lume|helves", "lu-me-hel-ves"),
    ("aia|värav", "ai-a-vä-rav"),
    ("laste|aed", "las-te-aed"),
    ("öö|kull", "öö-kull"),
]
LINE_ENDS = [
    ("õpetaja", "õpe-ta-ja"),
    ("ema", "ema"),
    ("raamat", "raa-mat"),
    ("laua", "laua"),
    ("vana|ema", "va-na-ema"),
    ("öö|kapp", "öö-kapp"),
    ("ämblik", "ämb-lik"),
    ("maa|ilm", "maa-ilm"),
    ("isa|maa", "isa-maa"),
    ("kooli|õpilane", "koo-li-õpi-la-ne"),
    ("üheksa", "ühek-sa"),
    ("hobune", "ho-bu-ne"),
]
IN_ORDER = [
    "aed auto",
    "saun suvi šampoon šokolaad zooloogia žanr žest tare",
    "sõna šahh zoom žurnaal tuba ujuma vesi õun äädikas öö üks",
    "võti väli vürts",
    "kool kooli koolid kõne känd köök küla",
    "vana õde õnn äike ämber öökull ühine",
    "maja majas mees mõte mägi möödas müts",
]


def records(count: int, start: int = 0) -> list[Record]:
    return [Record(id=f"spelling:{number:03d}/0", lang="et") for number in range(start, start + count)]


def drafts(kind: str, count: int) -> list[Draft]:
    found = (KINDS[kind].draw(random.Random(f"{kind}/{number}")) for number in range(50 * count))
    return list(islice(filter(None, found), count))


@pytest.mark.parametrize("divided", SYLLABLES.split())
def test_syllables_of_simple_words(divided):
    word = divided.replace("-", "")
    assert "-".join(word_syllables([word])) == divided


@pytest.mark.parametrize(("parts", "divided"), COMPOUNDS)
def test_syllables_of_compounds(parts, divided):
    assert "-".join(word_syllables(parts.split("|"))) == divided
    assert divisible()[parts.replace("|", "")] == tuple(parts.split("|"))


@pytest.mark.parametrize(("parts", "divided"), LINE_ENDS)
def test_no_letter_stays_alone_at_a_line_end(parts, divided):
    assert "-".join(line_end_pieces(parts.split("|"))) == divided


def test_all_divisible_words_have_vabamorfs_syllables():
    words = divisible()
    assert len(words) > 5000
    assert [word for word, parts in words.items() if tuple(word_syllables(parts)) != vabamorf.syllables(word)] == []


@pytest.mark.parametrize("ordered", IN_ORDER)
def test_alphabetical_order(ordered):
    words = ordered.split()
    mixed = random.Random("order").sample(words, len(words))
    assert sorted(mixed, key=collation) == words
    assert stand_in_order(words)
    assert not stand_in_order(words[::-1])


def test_the_alphabet_is_that_of_the_language():
    assert ESTONIAN.alphabet == ALPHABET


def test_the_order_is_that_of_icu():
    import icu

    collator = icu.Collator.createInstance(icu.Locale("et"))
    chance = random.Random("icu")
    invented = ["".join(chance.choices(ALPHABET, k=chance.randint(1, 6))) for _ in range(3000)]
    for words in (list(lexicon.all_words()), list(divisible()), sorted(set(invented))):
        assert sorted(words, key=collation) == sorted(words, key=collator.getSortKey)
        assert stand_in_order(sorted(words, key=collator.getSortKey))


def test_every_word_of_lists_and_sentences_is_known():
    assert [word for word in (*lexicon.all_words(), *sentences.all_words()) if not vabamorf.analyses(word)] == []
    assert len(lexicon.all_words()) > 900
    assert len(sentences.SENTENCES) > 150
    assert len(sentences.every_sentence()) == len(set(sentences.every_sentence()))


def test_misspellings_have_one_answer():
    pairs = [(wrong, word) for word, found in misspellings().items() for wrong in found]
    assert len(pairs) > 4000
    assert len(set(pairs)) == len(pairs)
    assert [wrong for wrong, _ in pairs if vabamorf.analyses(wrong)] == []
    for wrong, word in random.Random("pairs").sample(pairs, 150):
        assert word in neighbours(wrong)
        assert has_one_answer(wrong, word)
        near = [found for found in vabamorf.suggestions(wrong) if found in neighbours(wrong)]
        assert near in ([], [word])


def test_the_table_of_misspellings_is_what_its_command_writes():
    words = {*lexicon.all_words(), *sentences.all_words()}
    assert set(misspellings()) <= words
    for word in random.Random("table").sample(sorted(misspellings()), 12):
        assert tuple(found_for(word)) == misspellings()[word]


def test_ordinals_name_the_right_word_and_syllable():
    for draft in drafts("find_mistake", 300):
        if found := re.match(r"(\w+) sõnas: „(\w+)“ asemel", draft.output):
            place = [ordinal.capitalize() for ordinal in PLACES].index(found[1])
            assert re.findall(r"[^\W\d]+", draft.input)[place] == found[2]
    for draft in drafts("syllables", 300):
        if found := re.match(r"Sõna (\w+) silp on „(\w+)“ \((.*)\)", draft.output):
            assert found[3].split("-")[ORDINALS.index(found[1])] == found[2]


def test_misspellings_with_two_answers_are_not_taken():
    assert not has_one_answer("kassa", "kass")
    assert not has_one_answer("kohr", "kohv")
    assert has_one_answer("hommmik", "hommik")


@pytest.mark.parametrize(
    ("wrong", "right", "what"),
    [
        ("hommmik", "hommik", "Sõnas on üks „m“ liiga palju."),
        ("homik", "hommik", "Sõnast on puudu üks „m“."),
        ("bliiats", "pliiats", "Tähe „b“ asemel peab olema „p“."),
        ("raamta", "raamat", "Tähed „a“ ja „t“ on vales järjekorras."),
    ],
)
def test_mistakes_are_named(wrong, right, what):
    assert difference(wrong, right) == what


@pytest.mark.parametrize("kind", KINDS)
def test_every_phrasing_is_used_and_every_answer_confirmed(kind):
    found = drafts(kind, 400)
    assert {draft.phrasing for draft in found} == set(range(len(KINDS[kind].phrasings)))
    assert len(KINDS[kind].phrasings) >= 5
    assert [draft for draft in found if KINDS[kind].against(draft)] == []
    for draft in found:
        assert "{" not in draft.instruction + draft.input + draft.output
        assert draft.output
        assert draft.instruction == draft.instruction.strip()


@pytest.mark.parametrize("kind", KINDS)
def test_phrasings_have_both_registers_and_both_places(kind):
    phrasings = KINDS[kind].phrasings
    assert any(phrasing.input for phrasing in phrasings)
    assert any(not phrasing.input for phrasing in phrasings)
    assert any("?" in phrasing.instruction for phrasing in phrasings)
    first = {phrasing.instruction.split()[0] for phrasing in phrasings}
    forms = {form for word in first for form in forms_of(word.lower())}
    words = {word.strip(".,:?").lower() for phrasing in phrasings for word in phrasing.instruction.split()}
    forms |= {form for word in words if word.endswith("ge") for form in forms_of(word)}
    assert "ge" in forms


def forms_of(word: str) -> set[str]:
    return {reading.form for reading in vabamorf.analyses(word) if reading.part == "V"}


def test_thousands_of_draws_are_confirmed_and_differ():
    outcomes = list(Spelling().run(records(15_000)))
    assert [outcome for outcome in outcomes if isinstance(outcome, Rejected)] == []
    distinct = {(record.instruction, record.input) for record in outcomes}
    assert len(distinct) > 14_700
    kinds = Counter(record.kind.split("/")[0] for record in outcomes)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) > 400


def test_the_same_records_give_the_same_tasks():
    step, again = Spelling(seed=7), Spelling(seed=7)
    assert list(step.run(records(500))) == list(again.run(records(500)))
    alone = [next(iter(step.run([record]))) for record in records(500)[::-1]]
    assert alone[::-1] == list(again.run(records(500)))
    assert list(Spelling(seed=8).run(records(50))) != list(step.run(records(50)))


FAULTY = [  # a kind, what it was computed from with a wrong answer, and what the second computation says
    ("correct_word", ("rammt", "raamat"), "„rammt“ and „raamat“ are 2 letters apart"),
    ("correct_word", ("raamat", "raamta"), "„raamat“ is a word or „raamta“ is none"),
    ("explain_mistake", ("homik", "hommik", "Sõnas on üks „m“ liiga palju."), "„“ too many, „m“ missing"),
    ("choose_spelling", (["homik", "hommik"], "homik"), "['hommik'] of ['homik', 'hommik']"),
    ("choose_right", (["kass", "koer", "hunnt"], "kass"), "['kass', 'koer'] of ['kass', 'koer', 'hunnt']"),
    ("choose_wrong", (["kass", "koer", "hunnt"], "koer", "koer"), "['hunnt'] of ['kass', 'koer', 'hunnt']"),
    ("restore_marks", ("Oues sajab.", "Õues säjab."), "['säjab'] are unknown"),
    ("restore_marks", ("Oues sajab.", "Õues tuiskab."), "without marks it is „Oues tuiskab.“"),
    ("restore_marks_word", ("oun", "öun"), "['öun'] are unknown"),
    ("syllables", ("raamat", ["raam", "at"]), "raamat is raa-mat"),
    ("count_syllables", ("kala", ["kala"]), "kala is ka-la"),
    ("line_end", ("õpetaja", ["õ", "pe", "ta", "ja"]), "õpetaja may be divided after letters [3, 5]"),
    ("fill_line", ("õpetaja", ["õpe", "ta", "ja"], "õpe", 6), "5 letters of õpetaja fit"),
    ("alphabetical_order", (["öö", "õun"], ["öö", "õun"]), "['öö', 'õun'] are not in order"),
    ("alphabetical_backwards", (["žest", "zoo"], ["žest", "zoo"]), "['žest', 'zoo'] are not in order"),
    ("first_or_last", (["šokk", "sokk"], "šokk", "esimene"), "[('šokk', 'sokk')] are not in order"),
    ("which_comes_first", ("ülo", "õun"), "„õun“ comes first"),
    ("order_by_length", (["öö", "õun"], ["õun", "öö"]), "the lengths are [3, 2]"),
    ("longest_or_shortest", (["öö", "õun"], "öö", True), "['õun'] against „öö“"),
    ("count_letters", ("õun", 4), "3 letters"),
    ("count_letter", ("Kass", "s", 3), "2 times „s“"),
    ("vowels_or_consonants", ("õun", True, ["õ"]), "„õu“"),
    ("letter_at", ("õun", "viimane", "u"), "„n“"),
    ("word_backwards", ("õun", "nõu"), "„nuõ“"),
    ("begin_or_end", (["õun", "õli"], "algavad", "õ", ["õun"]), "['õun', 'õli']"),
]


@pytest.mark.parametrize(("kind", "given", "against"), FAULTY, ids=[f"{kind} {given[0]}" for kind, given, _ in FAULTY])
def test_wrong_answers_are_found_by_the_second_computation(kind, given, against):
    draft = replace(drafts(kind, 20)[0], given=given)
    found = KINDS[kind].against(draft)
    assert found == against


@pytest.mark.parametrize("kind", ["correct_sentence", "find_mistake", "count_mistakes"])
def test_wrong_sentences_are_found_by_the_second_computation(kind):
    draft = next(draft for draft in drafts(kind, 50) if draft.given.pairs)
    right = replace(draft, given=draft.given._replace(right=draft.given.wrong))
    assert "unknown in the corrected sentence" in KINDS[kind].against(right)
    assert KINDS[kind].against(replace(draft, given=draft.given._replace(pairs=()))).startswith("misspelt are")


SPOKEN = {"correct_sentence", "restore_marks", "count_mistakes"}  # the answers are sentences


@pytest.mark.parametrize("kind", KINDS)
def test_renderings_pass_our_own_filters(kind):
    """Misspellings, syllables and words backwards are unknown on purpose: known words stand in their place."""
    found = [Record(id=f"s:{number:03d}/0", lang="et", instruction=draft.instruction, output=draft.output)
             for number, draft in enumerate(drafts(kind, 200))]  # fmt: skip
    known = [replace(one, instruction=known_only(one.instruction), output=known_only(one.output)) for one in found]
    spoken = known if kind in SPOKEN else [replace(one, output="") for one in found]
    judged = [(LanguageFilter(), spoken), (UnknownWords(), known), (Diacritics(), found)]
    for step, texts in [*judged, (Typography(style="estonian"), found)]:
        outcomes = list(step.run(texts))
        assert [outcome for outcome in outcomes if isinstance(outcome, Rejected) or outcome.flags] == []


def known_only(text: str) -> str:
    known = [bool(vabamorf.analyses(word.strip("„“.,:?!()–"))) for word in text.split()]
    return " ".join(word if exists else "sõna" for word, exists in zip(text.split(), known, strict=True))


def test_it_is_estonian_only():
    with pytest.raises(ValidationError, match="found the language lv, wanted et"):
        Spelling(lang="lv")


def test_kinds_are_chosen_by_weight():
    found = {record.kind.split("/")[0] for record in Spelling(kinds={"syllables": 1}).run(records(20))}
    assert found == {"syllables"}
    with pytest.raises(ValidationError, match="no kind sylables"):
        Spelling(kinds={"sylables": 1})


def test_without_estnltk_it_says_what_to_install():
    program = (
        "import sys; sys.modules['estnltk'] = None\n"
        "from pydantic import ValidationError\n"
        "from alpaca_est.generators.spelling.step import Spelling\n"
        "try:\n    Spelling()\nexcept ValidationError as error:\n    print(error.errors()[0]['msg'])\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == (
        "spelling needs Vabamorf and EstNLTK is not installed, wanted: pip install 'alpaca-est[et]'"
    )
