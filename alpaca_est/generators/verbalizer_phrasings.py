"""How classification tasks say which words stand for which labels, in Estonian and English, in no register."""

from collections.abc import Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """The phrasings of one language by kind, its quotation marks, `and` and `or`, and words without meaning here.

    `{full}` is the instruction of the record, `{task}` the same without its list of labels. The quoted labels are
    `{all}` with `and`, `{labels}` with `or`; the mapping is `{if}` in sentences, `{signs}` in a row, `{list}` line by
    line, and `{table}`.
    """

    phrasings: Mapping[str, tuple[str, ...]]
    quotes: tuple[str, str]
    links: tuple[str, str]
    clauses: tuple[str, str]
    heads: tuple[str, str]
    neutral: tuple[tuple[str, ...], ...]


LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H")
NUMBERS = ("1", "2", "3", "4", "5", "6", "7", "8")
NONSENSE = ("FOO", "BAR", "BAZ", "QUX", "QUUX", "CORGE")
ORDERED = (LETTERS, NUMBERS, NONSENSE)
"""Sets of which the first words are taken."""

ESTONIAN = Said(
    phrasings={
        "natural": (
            "{full} Vastuseks on ainult silt, ilma selgituseta.",
            "{task} Võimalikud vastused on {all}.",
            "Võimalikud vastused on {all}. {task}",
            "{task}\n\nVastuseks sobib üks neist: {labels}.",
            "{task} Silt tuleb kirjutada täpselt nii, nagu see siin on: {labels}.",
            "{full} Midagi muud vastusesse kirjutada ei tule.",
        ),
        "neutral": (
            "{task} Sildi enda asemel tuleb vastata tähisega: {signs}.",
            "{task} {if}.",
            "{task}\n\nVastuseks ei ole silt ise, vaid selle tähis:\n{list}",
            "Siltide jaoks on kokku lepitud tähised: {signs}. {task} Vastuseks on ainult tähis.",
            "{task} Vastus tuleb võtta tabelist.\n\n{table}",
            "Selles ülesandes on igal sildil oma tähis. {if}. {task}",
            "{task} Vastus tuleb kodeerida järgmiselt: {signs}. Midagi muud vastusesse kirjutada ei tule.",
        ),
        "flipped": (
            "{task} Tähelepanu, sildid on vahetatud (õige silt → vastus): {signs}.",
            "{task} Seekord on sildid meelega segi aetud. {if}.",
            "Selles ülesandes on sildid vahetatud. Vasakul on õige silt, paremal vastus:\n{list}\n\n{task}",
            "{task} Vastuseks ei ole õige silt, vaid see, mis on tabelis selle kõrval.\n\n{table}",
            "{task} Vastata tuleb meelega teise sildiga (õige silt → vastus): {signs}.",
            "Kujutleme, et sildid on omavahel kohad vahetanud. {if}. {task}",
        ),
    },
    quotes=("„", "“"),
    links=("ja", "või"),
    clauses=("kui õige silt on {label}, siis on vastus {word}", "kui {label}, siis {word}"),
    heads=("õige silt", "vastus"),
    neutral=(
        NONSENSE,
        LETTERS,
        NUMBERS,
        ("punane", "sinine", "roheline", "kollane", "valge", "must"),
        ("tamm", "kask", "kuusk", "mänd", "pihlakas", "vaher"),
        ("rebane", "jänes", "karu", "põder", "siil", "ilves"),
    ),
)

ENGLISH = Said(
    phrasings={
        "natural": (
            "{full} Answer with the label alone, without an explanation.",
            "{task} The possible answers are {all}.",
            "The possible answers are {all}. {task}",
            "{task}\n\nAnswer with one of these: {labels}.",
            "{task} Write the label exactly as it is given here: {labels}.",
            "{full} Add nothing else to the answer.",
        ),
        "neutral": (
            "{task} Instead of the label itself, answer with its code: {signs}.",
            "{task} {if}.",
            "{task}\n\nDo not answer with the label but with its code:\n{list}",
            "Every label has a code: {signs}. {task} Answer with the code alone.",
            "{task} Take the answer from the table.\n\n{table}",
            "In this task each label has a code of its own. {if}. {task}",
            "{task} Encode the answer as follows: {signs}. Add nothing else.",
        ),
        "flipped": (
            "{task} Mind that the labels have been swapped (right label → answer): {signs}.",
            "{task} This time the labels have been mixed up on purpose. {if}.",
            "In this task the labels have been swapped. Beside each right label stands the answer:\n{list}\n\n{task}",
            "{task} Do not answer with the right label but with the one beside it in the table.\n\n{table}",
            "{task} Answer with another label on purpose (right label → answer): {signs}.",
            "Imagine that the labels have traded places. {if}. {task}",
        ),
    },
    quotes=("“", "”"),
    links=("and", "or"),
    clauses=("if the right label is {label}, the answer is {word}", "if it is {label}, the answer is {word}"),
    heads=("right label", "answer"),
    neutral=(
        NONSENSE,
        LETTERS,
        NUMBERS,
        ("red", "blue", "green", "yellow", "white", "black"),
        ("oak", "birch", "spruce", "pine", "rowan", "maple"),
        ("fox", "hare", "bear", "elk", "hedgehog", "lynx"),
    ),
)
