"""Questions about whole and faulty translations, in Estonian and English, and the sentences that answer them."""

from collections.abc import Mapping
from typing import NamedTuple


class Asked(NamedTuple):
    """The phrasings of every kind of question in one language, the labels of what is given, and the answers."""

    choose: tuple[str, ...]
    choose_briefly: tuple[str, ...]
    judge: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]
    complete: tuple[str, ...]
    labels: Mapping[str, str]
    verdicts: Mapping[str, str]
    chosen: str


ESTONIAN = Asked(
    choose=(
        "Siin on {source}keelne tekst ja kaks {target}keelset tõlget. Kumb tõlge on õige ja mis on teises valesti?",
        "Võrdle kaht {target}keelset tõlget {source}keelse originaaliga. Vali parem ja põhjenda.",
        "Kumb {target}keelne tõlge annab {source}keelse originaali edasi täpselt, midagi lisamata ja välja jätmata? "
        "Selgita.",
        "Üks kahest {target}keelsest tõlkest ei vasta {source}keelsele originaalile. Leidke õige tõlge ja selgitage, "
        "mis on teises valesti.",
    ),
    choose_briefly=(
        "Kumb {target}keelne tõlge vastab täpselt {source}keelsele originaalile? Vasta ainult tähega A või B.",
        "Vali tõlge, mis ei lisa {source}keelsele tekstile midagi ega jäta midagi välja. Kirjuta ainult A või B.",
        "Kumb {target}keelne tõlge on õige? Vastake ühe tähega.",
    ),
    judge=(
        "Kas {target}keelne tõlge vastab täpselt {source}keelsele originaalile? Kui ei, ütle, mis on valesti.",
        "Võrdle {target}keelset tõlget {source}keelse originaaliga: kas midagi on puudu või üle?",
        "Kas see tõlge {source} keelest {target} keelde on täpne?",
        "Palun hinnake, kas {target}keelne tõlge annab {source}keelse originaali edasi ilma lünkade ja lisandusteta.",
    ),
    missing=(
        "Milline {source}keelse originaali lause on {target}keelsest tõlkest puudu?",
        "{Target}keelsest tõlkest on üks lause välja jäänud. Leia see {source}keelsest originaalist.",
        "Tõlkija jättis ühe {source}keelse lause vahele. Missuguse?",
        "Leidke {source}keelse teksti lause, mida {target}keelses tõlkes ei ole.",
    ),
    added=(
        "Millist {target}keelse tõlke lauset {source}keelses originaalis ei ole?",
        "{Target}keelses tõlkes on üks lause liiga palju. Leia see.",
        "Tõlkija lisas {target}keelsesse tõlkesse ühe lause omalt poolt. Missuguse?",
        "Leidke {target}keelse tõlke lause, millele {source}keelses tekstis miski ei vasta.",
    ),
    complete=(
        "{Target}keelsest tõlkest on üks lause puudu. Kirjuta täielik tõlge.",
        "Täienda {target}keelset tõlget nii, et selles oleks kõik, mis on {source}keelses originaalis.",
        "Tõlkija jättis {source}keelsest tekstist ühe lause vahele. Parandage {target}keelne tõlge.",
    ),
    labels={"original": "Originaal", "translation": "Tõlge", "A": "Tõlge A", "B": "Tõlge B"},
    verdicts={
        "whole": "Tõlge on täpne: midagi ei ole puudu ega üle.",
        "missing": "Tõlge ei ole täpne. Puudu on originaali lause „{sentence}“",
        "added": "Tõlge ei ole täpne. Selles on lause, mida originaalis ei ole: „{sentence}“",
        "repeated": "Tõlge ei ole täpne. Selles kordub lause „{sentence}“",
        "missing_there": "Tõlkest {letter} on puudu originaali lause „{sentence}“",
        "added_there": "Tõlkes {letter} on lause, mida originaalis ei ole: „{sentence}“",
        "repeated_there": "Tõlkes {letter} kordub lause „{sentence}“",
    },
    chosen="Õige on tõlge {letter}.",
)

ENGLISH = Asked(
    choose=(
        "Here is a text in {source} with two translations into {target}. Which one is right, and what is wrong with "
        "the other?",
        "Compare the two {target} translations with the {source} original. Choose the better one and say why.",
        "Which {target} translation renders the {source} text exactly, adding and omitting nothing? Explain.",
        "One of these two {target} translations differs from the {source} original. Which is the correct one, and what "
        "is the mistake in the other?",
    ),
    choose_briefly=(
        "Which {target} translation matches the {source} original exactly? Answer only with A or B.",
        "Choose the translation that adds nothing to the {source} text and leaves nothing out. Write only A or B.",
        "Which {target} translation of the {source} text is correct? Give just the letter.",
    ),
    judge=(
        "Does the {target} translation match the {source} original exactly? If not, say what is wrong.",
        "Check whether this translation from {source} into {target} leaves anything out or adds anything.",
        "Is this {target} translation of the {source} text accurate?",
        "Please judge whether the {target} translation renders the {source} original without gaps or additions.",
    ),
    missing=(
        "Which sentence of the {source} original is missing from the {target} translation?",
        "One sentence has been left out of the {target} translation. Find it in the {source} original.",
        "The translator skipped a sentence of the {source} text. Which one?",
        "Quote the sentence of the {source} text that the {target} translation does not contain.",
    ),
    added=(
        "Which sentence of the {target} translation is not in the {source} original?",
        "The {target} translation has one sentence too many. Find it.",
        "The translator added a sentence to the {target} translation. Which one?",
        "Quote the sentence of the {target} translation that nothing in the {source} text corresponds to.",
    ),
    complete=(
        "One sentence is missing from the {target} translation. Write the complete translation.",
        "Complete the {target} translation so that it contains everything that the {source} original says.",
        "The translator skipped a sentence of the {source} text. Correct the {target} translation.",
    ),
    labels={"original": "Original", "translation": "Translation", "A": "Translation A", "B": "Translation B"},
    verdicts={
        "whole": "The translation is accurate: nothing is missing and nothing has been added.",
        "missing": "The translation is not accurate. It lacks this sentence of the original: “{sentence}”",
        "added": "The translation is not accurate. It has a sentence that is not in the original: “{sentence}”",
        "repeated": "The translation is not accurate. It repeats the sentence “{sentence}”",
        "missing_there": "Translation {letter} lacks this sentence of the original: “{sentence}”",
        "added_there": "Translation {letter} has a sentence that is not in the original: “{sentence}”",
        "repeated_there": "Translation {letter} repeats the sentence “{sentence}”",
    },
    chosen="Translation {letter} is the right one.",
)
