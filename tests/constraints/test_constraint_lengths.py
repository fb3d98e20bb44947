"""Words, sentences and paragraphs, as a careful adversary would write them."""

import unicodedata

import pytest

from alpaca_est.constraints import constraint
from alpaca_est.constraints.sentence_ends import sentences_of
from tests.constraints.table import Cases, check, rows

CODE = "```python\nprint('tere maailm')\nx = 1\ny = 2\n```"
CASES: Cases = {
    "words_at_least:5": (
        [
            "Üks kaks kolm neli viis.",
            "Hind on 3,5 eurot kilost.",
            "- üks\n- kaks\n- kolm\n- neli\n- viis",
            "A. H. Tammsaare sündis 1878",
        ],
        [
            "",
            "Üks kaks kolm neli.",
            f"Siin on kood:\n{CODE}",
            f"{CODE}",
            "üks – kaks – kolm – neli",
            "😀 😀 😀 😀 😀",
            "1. üks\n2. kaks\n3. kolm\n4. neli",
        ],
    ),
    "words_at_most:5": (
        [
            "Üks kaks kolm neli viis.",
            "Hind on 3,5 eurot kilost.",
            "üks – kaks – kolm – neli – viis",
            "1. üks\n2. kaks\n3. kolm 😀",
            "Vaata https://a.ee/b-c/d?e=f&g=h siit nüüd kohe",
        ],
        [
            "Üks kaks kolm neli viis kuus.",
            "üks,kaks,kolm,neli,viis,kuus",
            "",
            f"Kood:\n{CODE}",
            "üks\u00a0kaks\u00a0kolm\u00a0neli\u00a0viis\u00a0kuus",
            "üks—kaks—kolm neli viis kuus",
        ],
    ),
    "words_exactly:4": (
        [
            "Mu koer on suur.",
            "Mu koer, nt. Muri…",
            "Üks ja/või kaks asja",
            "Nägime „Kevadet“, võrratut filmi!",
            unicodedata.normalize("NFD", "Õues õitseb öösel ülane."),
        ],
        ["Mu koer.", "Mu koer on väga suur.", f"Mu koer on suur.\n{CODE}", "", "Mu koer on 😀"],
    ),
    "words_between:3,5": (
        ["Mu koer haugub.", "Mu koer haugub 2,5 tundi.", "* üks\n* kaks\n* kolm", "Mu koer haugub – valjult!"],
        [
            "Mu koer.",
            "Mu koer haugub alati väga valjult.",
            f"Mu koer haugub.\n{CODE}",
            "mu,koer",
            "😀 koer 😀 haugub",
            "",
        ],
    ),
    "sentences_at_least:3": (
        [
            "Üks. Kaks. Kolm.",
            "Kas tuled? Tule! Ootan…",
            "- Esimene\n- Teine\n- Kolmas",
            "üks läks. teine tuli. kolmas jäi.",
            "Tõusin. Sõin 3,5. Siis läksin.",
            "See oli jne. Siis tuli Jaan. Ja läks.",
            "„Kas tuled?“ küsis ta. „Ei!“ Ta läks.",
        ],
        [
            "Sõin nt. putru, jne. ja jms. kraami. Läksin.",
            "Tulen 3. mail või 4. mail.",
            "A. H. Tammsaare kirjutas. Ta oli suur.",
            "Vaata www.err.ee ja https://www.delfi.ee/a.b.c. Siis loe.",
            "„Tule siia!“ hüüdis ema ja „jookse!“ hüüdis isa.",
            "Hind on 3.50. See on palju.",
            f"Üks.\n{CODE}\nKaks.",
            "😀. 😀. 😀.",
            "Dr. Kask, prof. Tamm ja hr. Kuusk tulid.",
            "",
        ],
    ),
    "sentences_at_most:2": (
        [
            "Sõin nt. putru, kala jne. Läksin siis.",
            "Tulen 3. mail, 4. mail või 5. mail. Ootan.",
            "A. H. Tammsaare ja E. Vilde olid kirjanikud.",
            "See maksab 3.50 ehk s.t vähe. Osta!",
            "„Oota!“ hüüdis ema. Ta ootas.",
            "# Pealkiri\n\nÜks. Kaks.",
            "Mõtlesin… ja otsustasin… jääda.",
        ],
        [
            "Üks. Kaks. Kolm.",
            "Üks.Kaks on siin.Kolm ka.Neli",
            "- üks\n- kaks\n- kolm",
            "üks asi. teine asi. kolmas asi.",
            "```\nÜks lause. Teine lause. Kolmas lause.\n```",
            "Kas? Jah! Ei.",
            "",
        ],
    ),
    "sentences_exactly:2": (
        [
            "Ta sündis 30. jaanuaril 1878. a. Albus. Ta oli kirjanik.",
            "Kas sa tuled? 😀 Ma ootan! 😀",
            "„Ma tulen.“ Ta naeratas.",
            "(Nii see oli.) Ja jääb.",
            "Osta leiba, piima jms. Tule siis koju.",
            "Sõit kestab 2,5 tundi. Start on kell 8.30.",
            "Meri hingab,\nkuu on kaldal.\nÖö on käes.",
        ],
        [
            "Üks lause.",
            "Üks. Kaks. Kolm.",
            f"Üks. Kaks.\n{CODE}",
            "Vt lk 5. See pole kaks. Kolm on.",
            "Ta läks s.t. tuli.",
            "",
        ],
    ),
    "sentences_between:2,3": (
        ["Üks. Kaks.", "Üks! Kaks? Kolm…", "Tuli nr. 5. Siis nr. 6.", "**Üks.** *Kaks.*"],
        ["Üks.", "Üks. Kaks. Kolm. Neli.", "Nt. see.", "Hr. Kask tuli kell 8.15.", ""],
    ),
    "paragraphs_at_least:2": (
        ["Üks.\n\nKaks.", "Üks\nja veel.\n\n\n\nKaks.", "# Pealkiri\n\nÜks.\n\nKaks.", "Üks.\n \t\nKaks."],
        [
            "Üks.\nKaks.",
            "# Pealkiri\n\nÜks.",
            "Üks.\n\n---\n\n***",
            f"Üks.\n\n{CODE}",
            "<<Pealkiri>>\n\nÜks.",
            "Üks.\n\n😀",
            "",
        ],
    ),
    "paragraphs_at_most:2": (
        ["Üks.", "Üks.\n\nKaks.", "Üks.\nKaks.\nKolm.", "## Pealkiri\n\nÜks.\n\n---\n\nKaks."],
        [
            "Üks.\n\nKaks.\n\nKolm.",
            f"Üks.\n\nKaks.\n\n{CODE}",
            "Üks.\r\n\r\nKaks.\r\n\r\nKolm.",
            "Üks.\n\u200b\nKaks.\n\nKolm.",
            "",
        ],
    ),
    "paragraphs_exactly:2": (
        ["Üks.\n\nKaks.", "# Pealkiri\n\nÜks.\n\nKaks.", "Üks.\r\n\r\nKaks.", "- a\n- b\n\nLõpp."],
        ["Üks.\nKaks.", "Üks.\n\nKaks.\n\nKolm.", "Üks.\n\n******", f"Üks.\n\nKaks.\n\n{CODE}", ""],
    ),
    "paragraphs_between:2,3": (
        ["Üks.\n\nKaks.", "Üks.\n\nKaks.\n\nKolm.", "<<P>>\n\nÜks.\n\nKaks.", "Üks.\n   \nKaks."],
        ["Üks.", "1\n\n2\n\n3\n\n4", "# A\n\n# B\n\nÜks.", "Üks.\\n\\nKaks.", ""],
    ),
    "characters_at_most:10": (
        ["Tere, ema!", "  Tere.  \n", unicodedata.normalize("NFD", "öööööööööö"), "Te\u200bre, ema!", "😀😀😀 jah"],
        ["Tere, vana!", "", "1234567890a", "aaaa\n\n\naaaaa", "```\nx=1\n```"],
    ),
    "sentence_words_at_most:4": (
        [
            "Mu koer on suur. Ta haugub.",
            "Tulen 3. mail koju.",
            "- Mu koer on suur\n- Ta haugub",
            "Ta ei tule. Jaan tuleb.",
        ],
        [
            "Mu koer on väga suur.",
            "Ta haugub. Mu koer on väga suur.",
            "Osta nt. leiba ja saia.",
            "",
            "Mu koer,\nkes on suur, haugub.",
            "😀",
        ],
    ),
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows(CASES))
def test_lengths(name: str, text: str, wanted: bool) -> None:
    check(name, text, wanted)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("sentences_at_least:5", "Üks. Kaks. Kolm.", "output has 3 sentences, at least 5 wanted"),
        ("words_at_most:1", "Üks kaks.", "output has 2 words, at most 1 wanted"),
        ("words_exactly:2", "Üks.", "output has 1 word, exactly 2 wanted"),
        ("paragraphs_between:2,3", "Üks.", "output has 1 paragraph, 2 to 3 wanted"),
        ("characters_at_most:2", "Üks", "output has 3 characters, at most 2 wanted"),
        ("sentence_words_at_most:1", "Üks kaks.", "output has a sentence of 2 words, at most 1 wanted"),
        ("words_at_least:1", " \n", "output is empty, an answer wanted"),
    ],
)
def test_reasons_say_what_was_measured_and_what_was_wanted(name: str, text: str, reason: str) -> None:
    assert constraint(name).check(text).reason == reason


SENTENCES = [
    ("Tuleme 3. mail. Ostsime nt. õunu jne. Siis läksime.", 3),
    ("Hind on 3,5. 10 protsenti. Vt ka A. H. Tammsaare teost. See on s.t hea. Ja nii jne.", 5),
    ("„Tule siia!“ ütles ema. „Kas tuled?“", 2),
    ("Nt on see hea. Prof. Kask tuli kell 8.30. Järgmine.", 3),
    ("Ta ütles: „Tule.“ Siis läks.", 2),
    ("See oli 1918. a. Tallinnas. Hästi…  Siis tuli ta.", 3),
    ("Sündis 1990. Ta läks kooli. Läksime XX. sajandil koju.", 3),
    ("Tule! – ütles ema. – Ei tule.", 2),
    ("Ta sõi õunu, pirne jms. Õhtul magas. Ja tuli (vt lk 5.) ja läks. (Nii oli.)", 4),
    ("Tuli I. Kant. Ta läks. ASP.NET on hea.", 3),
    ("Kohtumine oli 24. veebruaril 2020. aastal. Kell 8.30. Ja 5 min. pärast.", 3),
    ("PÕGENIKUD. NAD TULID MERELT. KÜLM OLI.", 3),
    ("Sündis 3. I 1996 ja 19. XI 1918. hind oli 3,5. siis tõusis.", 2),
    ("| a. | b. |\n|---|---|\n| c. | d. |", 0),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences_as_people_count_them(text: str, wanted: int) -> None:
    assert len(sentences_of(text)) == wanted
