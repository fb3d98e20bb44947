"""Forms of words against Universal Dependencies: `python -m benchmarks.morphology --data DIR`.

Every lemma, form and cell of ud_et_forms.tsv in DIR (nouns, adjectives, verbs; without abbreviations, typos, slang and
foreign words left out) is computed by the synthesis that `morphology` answers with; it agrees where the form is among
those computed, or is one of them with -gi or -ki. Lemmas that the dictionary does not know are counted apart: no task
is made of them. What disagrees is dialect and old spelling (lehmä, rahwas), misspellings, hyphens, wrong lemmas (juhul
of juht) and second words of a spelling (silme); `--all` shows every one. The second table holds what tasks accept for
the generator's own words against the same forms. Ends with 1 unless 99 % agree in both; with 2 without data.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alpaca_est.generators.morphology.adjectives import ADJECTIVES
from alpaca_est.generators.morphology.inflection import forms, noun_forms, sense_forms
from alpaca_est.generators.morphology.nouns import NOUNS
from alpaca_est.generators.morphology.verb_forms import verb_forms
from alpaca_est.generators.morphology.verbs import VERBS

AGREED, SHOWN = 0.99, 12
CASES = {
    "Nom": "n", "Gen": "g", "Par": "p", "Ill": "ill", "Add": "adt", "Ine": "in", "Ela": "el", "All": "all", "Ade": "ad",
    "Abl": "abl", "Tra": "tr", "Ter": "ter", "Ess": "es", "Abe": "ab", "Com": "kom",
}  # fmt: skip
VERBAL = {
    "VerbForm=Inf": "da",
    "VerbForm=Conv": "des",
    "Case=Ill|VerbForm=Sup|Voice=Act": "ma",
    "Case=Ine|VerbForm=Sup|Voice=Act": "mas",
    "Case=Ela|VerbForm=Sup|Voice=Act": "mast",
    "Case=Abe|VerbForm=Sup|Voice=Act": "mata",
    "Case=Tra|VerbForm=Sup|Voice=Act": "maks",
    "Tense=Past|VerbForm=Part|Voice=Act": "nud",
    "Tense=Past|VerbForm=Part|Voice=Pass": "tud",
    "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass": "takse",
    "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Pass": "ti",
    "Mood=Cnd|Tense=Pres|VerbForm=Fin|Voice=Pass": "taks",
    "Mood=Cnd|Tense=Pres|VerbForm=Fin|Voice=Act": "ks",
    "Mood=Qot|Tense=Pres|VerbForm=Fin|Voice=Act": "vat",
    "Connegative=Yes|Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act": "o",
    "Connegative=Yes|Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act": "nud",
    "Connegative=Yes|Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass": "ta",
    "Connegative=Yes|Mood=Cnd|Tense=Pres|VerbForm=Fin|Voice=Act": "ks",
}
PERSONAL = {
    ("Ind", "Pres"): ("n", "d", "b", "me", "te", "vad"),
    ("Ind", "Past"): ("sin", "sid", "s", "sime", "site", "sid"),
    ("Cnd", "Pres"): ("ksin", "ksid", "ks", "ksime", "ksite", "ksid"),
    ("Imp", "Pres"): ("", "o", "gu", "gem", "ge", "gu"),
}
for (mood, tense), cells in PERSONAL.items():
    for number, cell in enumerate(cells):
        person = f"Number={'Sing' if number < 3 else 'Plur'}|Person={number % 3 + 1}"
        VERBAL[f"Mood={mood}|{person}|Tense={tense}|VerbForm=Fin|Voice=Act"] = cell


class Found(NamedTuple):
    """A form in a text: its lemma, part of speech (S, A or V) and cell."""

    lemma: str
    form: str
    part: str
    cell: str


def triples(path: Path) -> Iterator[Found]:
    """The forms that have a cell, in lower case; hyphens of analysis taken out of lemmas."""
    for line in path.read_text(encoding="utf-8").splitlines():
        lemma, form, part, features = line.split("\t")
        lemma = lemma.replace("_", "").replace("=", "")
        if part == "VERB" and features in VERBAL:
            yield Found(lemma, form.lower(), "V", VERBAL[features])
        values = dict(feature.split("=") for feature in features.split("|")) if "=" in features else {}
        case, number = values.pop("Case", ""), values.pop("Number", "")
        plain = {key for key in values if key not in ("Degree", "Tense", "VerbForm", "Voice")} == set()
        if part in ("NOUN", "ADJ") and plain and case and number:
            short = number[:2].replace("Si", "sg").replace("Pl", "pl")
            yield Found(lemma, form.lower(), "SA"[part == "ADJ"], "adt" if case == "Add" else f"{short} {CASES[case]}")


def computed(found: Found) -> tuple[str, ...]:
    """What synthesis gives; comparatives are lemmas of their own, and adjectives may be nouns."""
    parts = ("V",) if found.part == "V" else ("S", "A", "C", "U")
    return tuple(form for part in parts for form in forms(found.lemma, found.cell, part))


def known(found: Found) -> bool:
    """Whether the dictionary has the lemma."""
    basic = "ma" if found.part == "V" else "sg n"
    return bool(computed(found._replace(cell=basic)) or computed(found._replace(cell="pl n")))


def accepted(found: Found) -> tuple[str, ...]:
    """What tasks of the generator accept for one of its words; nothing where they do not ask."""
    if found.part == "V":
        return verb_forms(found.lemma, found.cell) if found.lemma in VERBS and found.cell not in ("ma", "gu") else ()
    cell = "sg ill" if found.cell == "adt" else found.cell
    if found.part == "A":
        return noun_forms(found.lemma, cell, "A") if found.lemma in ADJECTIVES else ()
    return tuple(form for noun in NOUNS if noun.lemma == found.lemma for form in sense_forms(noun, cell))


def agrees(form: str, among: tuple[str, ...]) -> bool:
    """Whether a form is there, with or without the clitic -gi or -ki."""
    lower = {one.lower() for one in among}
    return form in lower or (form.endswith(("gi", "ki")) and form[:-2] in lower)


def table(title: str, rows: list[tuple[Found, tuple[str, ...]]], *, every: bool) -> bool:
    """Print agreement by cell and the disagreements; whether the target is met."""
    total, right = Counter[str](), Counter[str]()
    missed: list[str] = []
    for found, among in rows:
        kind = f"{found.part} {found.cell}"
        total[kind] += 1
        right[kind] += agrees(found.form, among)
        if not agrees(found.form, among):
            missed.append(f"{found.lemma} {kind}: {found.form}, computed {' '.join(among) or 'nothing'}")
    print(f"\n| {title} | forms | agree | share |\n|---|---:|---:|---:|")
    for kind, count in sorted(total.items()):
        print(f"| {kind} | {count:,} | {right[kind]:,} | {right[kind] / count:.3f} |")
    share = right.total() / max(1, total.total())
    print(f"| all | {total.total():,} | {right.total():,} | {share:.4f} |\n\nDisagreements ({len(missed)}):")
    print("\n".join(f"- {one}" for one in missed[:: 1 if every else max(1, len(missed) // SHOWN)]))
    return share >= AGREED


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.morphology")
    parser.add_argument("--data", type=Path, default=None, help="a folder with ud_et_forms.tsv")
    parser.add_argument("--all", action="store_true", help="show every disagreement")
    arguments = parser.parse_args()
    if arguments.data is None:
        parser.error("--data wants a folder with ud_et_forms.tsv: lemma, form, part of speech, features")
    found_forms = list(triples(arguments.data / "ud_et_forms.tsv"))
    rows = [(found, computed(found)) for found in found_forms if known(found)]
    print(f"{len(found_forms):,} forms, {len(found_forms) - len(rows):,} of lemmas that the dictionary does not know")
    met = table("synthesis", rows, every=arguments.all)
    own = [(found, among) for found in found_forms if (among := accepted(found))]
    met = table("accepted in tasks", own, every=arguments.all) and met
    sys.exit(not met)


if __name__ == "__main__":
    main()
