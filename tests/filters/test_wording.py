"""The wording filter."""

import pytest

from alpaca_est.filters.wording import Wording
from alpaca_est.record import Record, Rejected

LETTER = (
    "Tere, Mari!\n\nKahjuks ei saanud ma eile tulla, sest rong jäi hiljaks. Järgmisel nädalal olen jälle linnas ja "
    "tahaksin sind näha. Anna teada, kas neljapäev sobib.\n\nTervitades\nJaan"
)
LONG = "Eestis on palju järvi, millest suurim on Peipsi. " * 8


def judged(
    instruction="Selgita, miks lehed sügisel värvuvad.", output="Lehtedes laguneb klorofüll.", lang="et", **settings
):
    [outcome] = Wording(**settings).run([Record(id="a:000/0", lang=lang, instruction=instruction, output=output)])
    if isinstance(outcome, Rejected):
        return "reject"
    return "flag" if outcome.flags else "keep"


@pytest.mark.parametrize(
    "output",
    [
        "Kahjuks ei saa ma sellega aidata.",
        "Kahjuks ei saa ma selle palvega aidata. Palun pöördu spetsialisti poole.",
        "Vabandust, aga ma ei saa selle palvega aidata.",
        "Vabandust, kuid ma ei oska sellele küsimusele vastata.",
        "Ma ei saa seda ülesannet täita, sest tekst puudub.",
        "Mul ei ole võimalik linke avada.",
        "Mul puudub ligipääs internetile.",
        "Tere! Kahjuks ei saa ma pilte luua.",
        "Ei ole võimalik vastata, sest andmed puuduvad.",
        "Kahjuks ei saa ma konkreetseid raamatuid soovitada. " + LONG,
        "Seda juhist ei saa täita.",
    ],
)
def test_refusals(output):
    assert judged(output=output) == "reject"
    assert judged(output=output, refusals="flag") == "flag"
    assert judged(output=output, refusals="keep") == "keep"


@pytest.mark.parametrize(
    ("instruction", "output"),
    [
        ("Kirjuta sõbrale kiri ja vabanda puudumise pärast.", LETTER),
        ("Miks ei lenda jaanalind?", "Jaanalind ei saa lennata, sest tema tiivad on kehakaalu jaoks liiga väikesed."),
        ("Kas pension tõuseb?", "Kahjuks ei saa sellest lausest järeldada, kas pension tõuseb."),
        ("Mida teha, kui uks on lukus?", LONG + "Kui ma ei saa ust avada, helistan lukuabisse. Nii ei saa ma eksida."),
        ("Too näide eitavast lausest.", "Ma ei oska ujuda."),
        ("Too näide.", "Vabandust, kas see koht on vaba?"),
    ],
)
def test_no_refusals(instruction, output):
    assert judged(instruction, output) == "keep"


def test_a_refusal_that_may_be_what_was_asked_for_is_flagged():
    output = "Tere! Kahjuks ei saa me Teid selles küsimuses aidata. Soovitame pöörduda linnavalitsuse poole."
    assert judged("Kirjuta kliendile viisakas keelduv e-kiri.", output) == "flag"


@pytest.mark.parametrize(
    "output",
    [
        "Keelemudelina ei ole mul lapsepõlve ega isiklikke mälestusi.",
        "Tehisintellektina ei ole mul arvamust.",
        "Olen kõigest keelemudel, aga soovitan Kihnut.",
        "Ma olen tehisintellekt ega käi puhkusel.",
        "Minu teadmised ulatuvad 2023. aastasse.",
        "Mina suure keelemudelina ei tunne külma.",
    ],
)
def test_identity(output):
    assert judged("Milline on sinu lemmiktoit?", output) == "reject"
    assert judged("Selgita, mis on keelemudel.", output) == "flag"


@pytest.mark.parametrize(
    "output",
    [
        "Keelemudel ennustab järgmist sõna.",
        "Olen õpetaja ja töötan Viljandis.",
        "Mul ei ole kogemusi müügitöös, kuid õpin kiiresti.",
        "Tehisintellekti kasutatakse meditsiinis piltide uurimiseks.",
    ],
)
def test_no_identity(output):
    assert judged(output=output) == "keep"


@pytest.mark.parametrize(
    "instruction",
    [
        "Joonista kass.",
        "Palun joonista mulle ilus loojang.",
        "Loo pilt Tallinna vanalinnast.",
        "Genereeri foto, millel on kaks koera.",
        "Tee lühike video.",
        "Vaata seda videot ja võta see kokku.",
        "Vaata pilti ja kirjelda, mida näed.",
        "Vaata lisatud fotot ja ütle, mis kirik sellel on.",
        "Kuula helisalvestist ja kirjuta see üles.",
        "Kuula laulu ja kirjuta sõnad välja.",
        "Ava link ja tee artiklist kokkuvõte.",
        "Mine veebilehele ja leia hind.",
        "Kirjuta pildi põhjal jutt.",
        "Mida on pildil näha?",
        "Leia lisatud piltidelt kolm erinevust.",
        "Transkribeeri intervjuu salvestis.",
    ],
)
def test_media(instruction):
    assert judged(instruction) == "reject"
    assert judged(instruction, media="keep") == "keep"


@pytest.mark.parametrize(
    "instruction",
    [
        "Kirjelda pilti sõnadega.",
        "Kirjelda Konrad Mägi maali.",
        "Joonista ASCII-märkidega kass.",
        "Joonista tabel kolme veeruga.",
        "Kujunda kohvikule logo.",
        "Analüüsi fotot laulupeost.",
    ],
)
def test_media_that_text_may_do_is_flagged(instruction):
    assert judged(instruction) == "flag"


@pytest.mark.parametrize(
    "instruction",
    [
        "Kirjuta lugu poisist, kes läks pildistama.",
        "Selgita piltlikult, mis on inflatsioon.",
        "Kirjelda fotosünteesi.",
        "Selgita, kuidas õppida joonistama.",
        "Kuidas joonistada perspektiivi?",
        "Nimeta kolm tuntud maalikunstnikku.",
        "Kirjelda oma lemmikvideomängu.",
        "Koosta video jaoks stsenaarium.",
        "Mõtle pildiraamatule pealkiri.",
        "Too näide lausest, kus on sõna „pilt“.",
        "Vaata lauset ja leia viga.",
        "Kuula sõpra ja anna nõu.",
        "Kirjuta elust maal.",
        "Visanda lühike äriplaan.",
        "Ava sulud ja lihtsusta avaldis.",
    ],
)
def test_no_media(instruction):
    assert judged(instruction) == "keep"


FORMS = """
    pilt pildi pilti pildisse pildis pildist pildile pildil pildilt pildiks pildini pildina pildita pildiga pildid
    piltide pilte piltisid piltidesse piltides piltidest piltidele piltidel piltidelt piltideks piltideni piltidena
    piltideta piltidega
"""


@pytest.mark.parametrize("form", FORMS.split())
def test_all_29_forms_of_a_picture(form):
    assert judged(f"Vaata {form}") == "reject"


@pytest.mark.parametrize(
    ("instruction", "output", "verdict"),
    [
        ("Draw a picture of a cat.", "Here it is.", "reject"),
        ("Watch the video and sum it up.", "It is short.", "reject"),
        ("Transcribe the recording.", "Hello there.", "reject"),
        ("Design a logo for a bakery.", "A round loaf.", "flag"),
        ("How do I draw a horse?", "Begin with circles.", "flag"),
        ("Describe photosynthesis.", "Plants turn light into sugar.", "keep"),
        ("Draw a conclusion from the text.", "Sales fell.", "keep"),
        ("Name a colour.", "As an AI language model, I have no favourite colour.", "reject"),
        ("Name a colour.", "I'm sorry, but I cannot help with that.", "reject"),
        ("Write a letter that declines an offer.", "I'm sorry, but I cannot accept the offer.", "flag"),
        ("Who built it?", "The model was developed by Google.", "keep"),
    ],
)
def test_english(instruction, output, verdict):
    assert judged(instruction, output, lang="en") == verdict


def test_reasons_name_the_class_and_the_words():
    record = Record(id="a:000/0", lang="et", instruction="Joonista kass.", output="Kahjuks ei saa ma joonistada.")
    [outcome] = Wording().run([record])
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "output refuses with „Kahjuks ei saa ma joonistada“, an answer wanted"
    assert outcome.record is not None
    assert outcome.record.scores == {"wording.refusal": 1.0, "wording.identity": 0.0, "wording.media": 1.0}


def test_flags_show_the_span():
    record = Record(id="a:000/0", lang="et", instruction="Palun joonista kass.", output="Tehtud.")
    [outcome] = Wording(media="flag").run([record])
    assert isinstance(outcome, Record)
    [flag] = outcome.flags
    assert flag.span == ("instruction", 6, 14)
    assert record.instruction[6:14] == "joonista"
    assert flag.score == 1.0
    assert flag.reason == "instruction needs a picture, sound or link with „joonista“, text alone wanted"


def test_a_language_without_wordings_keeps_everything():
    assert judged("Draw a cat.", "I'm sorry, but I cannot help.", lang="xx") == "keep"
