"""The fault classes of AlpacaDataCleaned and their Estonian equivalents."""

import msgspec
import pytest

from alpaca_est.filters.answer_options import AnswerOptions
from alpaca_est.filters.cut_off import CutOff
from alpaca_est.filters.empty_answer import EmptyAnswer
from alpaca_est.filters.instruction_shape import InstructionShape, asks
from alpaca_est.filters.loops import Loops
from alpaca_est.filters.merged_tasks import MergedTasks
from alpaca_est.filters.repeated_instruction import RepeatedInstruction
from alpaca_est.filters.unreachable import Unreachable
from alpaca_est.languages import language
from alpaca_est.languages.vocabulary import Simplemma
from tests.filters.judging import verdict

STORY = "Metsa serval elas vana karu, kes armastas mett ja magas igal talvel sügavas koopas mitu kuud järjest"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (("Võta kokku artikkel https://uudised.ee/lugu.", "", "Artikkel räägib …"), "reject"),
        (("Võta tekst kokku.", "https://uudised.ee/lugu", "Lugu räägib."), "reject"),
        (("Kirjelda kassi.", "<pilt lisatud>", "Kass."), "reject"),
        (("Kirjelda kassi.", "![kass](kass.png)", "Kass."), "reject"),
        (("Kirjuta HTML, mis näitab pilti.", "<img src='a.png'>", "<img>"), "flag"),
        (("Kirjuta regulaaravaldis, mis leiab URL-i.", "https://a.ee/b", "https?://"), "keep"),
        (("Mis on veebiaadress?", "", "Aadress on näiteks https://a.ee."), "keep"),
        (("Võta tekst kokku.", f"{STORY}. " * 4 + "https://a.ee", "Karu."), "keep"),
    ],
)
def test_unreachable(fields, kind):
    assert verdict(Unreachable(), *fields)[0] == kind


def test_unreachable_in_english():
    fields = ("Summarize the article at the following link https://a.com/b", "", "It says …")
    assert verdict(Unreachable(), *fields, lang="en")[0] == "reject"
    assert verdict(Unreachable(unreachable="flag"), *fields, lang="en")[0] == "flag"
    assert verdict(Unreachable(unreachable="keep"), *fields, lang="en")[0] == "keep"


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        ("Vastus.\n###\n12. Juhis: Nimeta lind.\n12. Väljund: Tihane", "reject"),
        ("Vastus.\n13. Instruction: Name a bird.", "reject"),
        ("Vastus.\n**5. Sisend:** x", "reject"),
        ("Juhis: Nimeta lind.\nVäljund: Tihane", "reject"),
        ("### Pealkiri\n\n1. Esimene samm\n2. Teine samm", "keep"),
        ("Juhis: loe tekst läbi ja vasta.", "keep"),
        ("2. Sisend on tühi", "keep"),
        ("Kokku 5 + 7 = 12.\nVastus: 12.", "keep"),
    ],
)
def test_merged_tasks(output, kind):
    assert verdict(MergedTasks(), "Kirjuta vastus.", "", output)[0] == kind


@pytest.mark.parametrize(
    ("instruction", "output", "kind"),
    [
        ("Kirjuta lugu.", "", "reject"),
        ("Kirjuta lugu.", " \n", "reject"),
        ("Kirjuta lugu.", "N/A", "reject"),
        ("Kirjuta lugu.", "<nooutput>", "reject"),
        ("Kirjuta lugu.", "Väljund puudub.", "reject"),
        ("Kirjuta lugu.", "…", "keep"),
        ("Kas tekstis on viga?", "Puudub", "flag"),
        ("Kirjuta lugu.", "[lisa siia lugu]", "flag"),
        ("Mis see on?", "-", "reject"),
        ("Milline tehtemärk puudub?", "-", "flag"),
        ("Mitu?", "5", "keep"),
        ("Kas?", "Ei", "keep"),
        ("Mis?", "😀", "keep"),
    ],
)
def test_empty_answer(instruction, output, kind):
    assert verdict(EmptyAnswer(), instruction, "", output)[0] == kind


@pytest.mark.parametrize(
    ("instruction", "input", "output", "kind"),
    [
        ("Miks on taevas päeval sinine?", "", "Miks on taevas päeval sinine?", "reject"),
        ("Miks on taevas päeval sinine?", "", "Õhk hajutab sinist valgust rohkem kui punast.", "keep"),
        ("Paranda vead.", "Ta läks koju ja sõi.", "Ta läks koju ja sõi.", "keep"),
        ("Kirjelda sündmust oma sõnadega.", "Ta läks koju ja sõi.", "Ta läks koju ja sõi.", "reject"),
        (
            "Kirjelda sündmust oma sõnadega.",
            "Ta läks õhtul vara koju ja sõi.",
            "Ta läks õhtul vara koju ja magas.",
            "flag",
        ),
    ],
)
def test_repeated_instruction(instruction, input, output, kind):
    assert verdict(RepeatedInstruction(), instruction, input, output)[0] == kind


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        (f"{STORY}.", "keep"),
        (f"{STORY}. {STORY}.", "flag"),
        (f"{STORY}. {STORY}. {STORY}.", "reject"),
        ("Laula mulle üks laul veel\n" * 4, "flag"),
        ("x " * 50 + "y " * 50, "reject"),
        ("Üks. Kaks. Kolm. Neli. Viis. Kuus. Üks. Kaks.", "keep"),
    ],
)
def test_loops(output, kind):
    assert verdict(Loops(), "Jutusta.", "", output)[0] == kind


def test_a_loop_is_shown():
    reason = verdict(Loops(), "Jutusta.", "", f"{STORY}. {STORY}. {STORY}.")[1]
    assert reason.startswith("output says „metsa serval elas vana karu")
    assert reason.endswith("…“ 3 times, at most 2 wanted")


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        (f"{STORY}.", "keep"),
        (f"{STORY}, magas ja magas ja magas", "flag"),
        (f"{STORY}, magas, sõi mett ning", "reject"),
        (f"{STORY}, magas, sõi mett,", "reject"),
        ("```python\nprint(1)", "reject"),
        (f"{STORY}.\n- üks\n- kaks\n- ", "reject"),
        (f"{STORY}.\n\nTervitades\nKaru", "keep"),
        (f"{STORY}.\n- üks\n- kaks", "keep"),
        ("Kass, koer, hobune", "keep"),
    ],
)
def test_cut_off(output, kind):
    assert verdict(CutOff(), "Jutusta.", "", output)[0] == kind


@pytest.mark.parametrize(
    ("instruction", "output", "kind"),
    [
        ("Hinda arvustuse hoiakut: positiivne, negatiivne või neutraalne.", "Rõõmus", "flag"),
        ("Hinda arvustuse hoiakut: positiivne, negatiivne või neutraalne.", "Positiivse hoiakuga", "keep"),
        ("Määra, kas sõna on nimisõna, tegusõna või omadussõna.", "nimisõna", "keep"),
        ("Määra, kas sõna on nimisõna, tegusõna või omadussõna.", "Määrsõna", "flag"),
        ("Jutusta linnast, metsast või merest.", "Mägi", "keep"),
        ("Otsusta, kas lause on väide või küsimus.", "See on pikk põhjendus, miks ma ei oska otsustada.", "keep"),
    ],
)
def test_answer_options(instruction, output, kind):
    assert verdict(AnswerOptions(), instruction, "", output)[0] == kind


def test_the_options_are_named():
    reason = verdict(AnswerOptions(), "Classify the animal as mammal, bird, or fish.", "", "Reptile", "en")[1]
    assert reason == "output „Reptile“ is none of mammal, bird, fish, one of them wanted"


@pytest.mark.parametrize(
    ("instruction", "kind"),
    [
        ("Kirjuta lühike jutt.", "keep"),
        ("Kirjutage lühike jutt.", "keep"),
        ("Miks on taevas sinine?", "keep"),
        ("Selleks, et aru saada, nimeta kolm näidet.", "keep"),
        ("Sinu ülesanne on koostada nimekiri.", "keep"),
        ("Taevas on sinine.", "flag"),
        ("Kirjuta lühike jutt, kus on karu ja", "flag"),
        ("Täida lünk: Eesti pealinn on ___", "keep"),
    ],
)
def test_instruction_shape(instruction, kind):
    assert verdict(InstructionShape(), instruction, "", "Jah.")[0] == kind


def test_without_a_dictionary_of_forms_any_estonian_text_may_ask():
    light = msgspec.structs.replace(language("et"), vocabulary=lambda: Simplemma("et"))
    assert asks("Taevas on sinine.", light)
    assert not asks("Taevas on sinine.", language("et"))


def test_english_statements_are_no_tasks():
    assert verdict(InstructionShape(), "The sky is blue.", "", "Yes.", "en")[0] == "flag"
    assert verdict(InstructionShape(), "Balance the equation.", "", "Done.", "en")[0] == "keep"
