"""What the filters find and what they wrongly stop: `python -m benchmarks.filter_recall [--data DIR] [--markdown]`.

Clean Estonian records (our seeds; with --data also records of five sentences each from `sentences_et.txt` and
`sentences_et_web.txt`, Universal Dependencies treebanks EDT and EWT) go through the filters of pipelines/clean.yaml;
then each fault of `benchmarks.planting` is planted into those that passed. A fault is found where any filter rejects or
flags the record. Ends with 1 where a target is missed.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from alpaca_est.filters.near_duplicate import NearDuplicate, Seen
from alpaca_est.languages.estonian import ESTONIAN
from alpaca_est.pipeline import load
from alpaca_est.record import Record, Rejected
from alpaca_est.runs.stages import compute
from alpaca_est.source import Columns, Source, records
from alpaca_est.step import Filter
from alpaca_est.text import words
from benchmarks.planting import Foreign, Plant, Sum, item_line, plants

ROOT = Path(__file__).parents[1]
TARGETS = {
    **dict.fromkeys(("English answer", "Finnish answer", "Latvian answer", "gibberish", "stripped diacritics"), 0.95),
    **dict.fromkeys(
        (
            "mojibake",
            "mojibake by other code pages",
            "no-input leak",
            "merged tasks",
            "refusal",
            "personal code",
            "test-set item",
        ),
        0.95,
    ),
    **dict.fromkeys(("one English sentence", "30 % English words"), 0.85),
    "exact duplicate": 0.95,
}
REJECTED, FLAGGED = 0.005, 0.02
APART = "typography"
SENTENCES = 5


def seeds() -> list[Record]:
    """Our Estonian seeds."""
    source = Source.model_construct(name="seed", path="seeds/et.jsonl", columns=Columns(), on_error="stop")
    return [record for record in records(source, ROOT, "et") if isinstance(record, Record)]


def composed(data: Path) -> Iterator[Record]:
    """Records whose outputs are neighbouring sentences of edited and of web texts."""
    coding = ESTONIAN.coding
    instructions = [one.instruction for one in seeds() if not one.input and not coding.search(one.instruction)]
    for name in ("et", "et_web"):
        lines = (data / f"sentences_{name}.txt").read_text(encoding="utf-8").splitlines()
        good = [line for line in lines if len(line.split()) >= 4 and line[:1].isupper() and line[-1:] in ".!?"]
        for number, start in enumerate(range(0, len(good) - SENTENCES, SENTENCES)):
            text = " ".join(good[start : start + SENTENCES])
            instruction = instructions[number % len(instructions)]
            yield Record(id=f"{name}:{number:03d}/0", lang="et", instruction=instruction, output=text)


def filters(folder: Path, items: Sequence[str]) -> list[Filter]:
    """The filters of pipelines/clean.yaml, with a test set of a few items."""
    (folder / "items.jsonl").write_text("\n".join(map(item_line, items)), encoding="utf-8")
    sets = json.dumps([str(folder / "items.jsonl")])
    pipeline = load(ROOT / "pipelines" / "clean.yaml", [f"steps.contamination.sets={sets}"]).pipeline
    return [step for step in pipeline.steps if isinstance(step, Filter)]


def passed(steps: Sequence[Filter], given: Sequence[Record]) -> tuple[list[Record], Counter[str], Counter[str]]:
    """The records that no filter doubts, and how many each rejected and flagged."""
    result = compute(steps, given)
    gone = Counter(outcome.step for outcome in result.left if isinstance(outcome, Rejected))
    doubted = Counter(step for record in result.records for step in {flag.step for flag in record.flags})
    clean = {record.id for record in result.records if all(flag.step == APART for flag in record.flags)}
    return [record for record in given if record.id in clean], gone, doubted


def found(steps: Sequence[Filter], planted: Sequence[Record]) -> Sum:
    """What the filters say about records with one fault."""
    result = compute(steps, planted)
    gone = [outcome.step for outcome in result.left if isinstance(outcome, Rejected)]
    flags = [{flag.step for flag in record.flags} - {APART} for record in result.records]
    by = Counter(gone) + Counter(step for names in flags for step in names)
    return Sum(len(planted), len(gone) + sum(map(bool, flags)), len(gone), by)


def foreign(data: Path | None) -> Foreign:
    """Sentences of other languages, from the data where it is there; English words from our English seeds."""
    text = (ROOT / "seeds" / "en.jsonl").read_text(encoding="utf-8")
    common = sorted({word for word in words(text) if len(word) > 3 and word.isascii() and word.isalpha()})
    if data is None:
        return Foreign(words=common)
    found = {}
    for name in ("en", "fi", "lv"):
        lines = (data / f"sentences_{name}.txt").read_text(encoding="utf-8").splitlines()
        found[name] = [line for line in lines if 8 <= len(line.split()) <= 25 and line[-1:] in ".!?"]
    return Foreign(found["en"], found["fi"], found["lv"], common)


def planted(name: str, plant: Plant, given: Sequence[Record]) -> list[Record]:
    """The records that can have a fault, with it."""
    made = [plant(record, random.Random(f"{name}/{record.id}")) for record in given]
    return [record for record in made if record is not None]


def duplicates(given: Sequence[Record]) -> Iterator[tuple[str, Sum]]:
    """Exact copies and near ones, over and under the threshold: the filter must decide by ROUGE-L 0.7 exactly."""
    step = NearDuplicate(step="near_duplicate")
    chance = random.Random("near")
    memory = step.begin()
    first = [record for record in given if len(words(record.instruction)) >= 8]
    kept = [outcome for outcome in step.run(first, memory) if isinstance(outcome, Record)]
    copies = [msgspec.structs.replace(record, id=f"{record.id}/1") for record in kept]
    yield "exact duplicate", _stopped(memory, copies)
    near: dict[bool, list[Record]] = {True: [], False: []}
    for record in kept:
        told = words(record.instruction)
        for share in (0.68, 0.72):
            kept_words = round(share * len(told))
            changed = set(chance.sample(range(len(told)), len(told) - kept_words))
            text = " ".join(f"uus{place}sõna" if place in changed else word for place, word in enumerate(told))
            score = kept_words / len(told)
            if 0.65 <= score <= 0.75:
                near[score > 0.7].append(msgspec.structs.replace(record, id=f"{record.id}/{share}", instruction=text))
    yield "near-duplicate at 0.70–0.75", _stopped(memory, near[True])
    yield "near-duplicate at 0.65–0.70 (to be kept)", _stopped(memory, near[False])


def _stopped(memory: Seen, given: Sequence[Record]) -> Sum:
    gone = sum(memory.nearest(words(record.instruction))[1] >= 0 for record in given)
    return Sum(len(given), gone, gone, {"near_duplicate": gone})


def table(rows: Sequence[tuple[str, Sum]], *, markdown: bool) -> bool:
    """Print recall by class; whether every target is met."""
    met = True
    if markdown:
        print("| planted fault | records | found | rejected | target | by |\n|---|---:|---:|---:|---:|---|")
    for name, one in rows:
        share, target = one.caught / max(one.planted, 1), TARGETS.get(name)
        met = met and (target is None or share >= target)
        by = ", ".join(step for step, _ in Counter(one.by).most_common(3))
        cells = (name, f"{one.planted:,}", f"{share:.3f}", f"{one.rejected / max(one.planted, 1):.3f}")
        wanted = f"{target:.2f}" if target else ""
        if markdown:
            print(f"| {' | '.join(cells)} | {wanted} | {by} |")
        else:
            print(f"{cells[0]:42}{cells[1]:>7}{cells[2]:>8}{cells[3]:>8}  {wanted:>5}  {by}")
    return met


def alarms(name: str, count: int, gone: Counter[str], doubted: Counter[str]) -> bool:
    """Print what the filters say of clean records; whether that is little enough."""
    share = gone.total() / count
    print(f"clean {name}: {count:,} records, rejected {share:.2%} {dict(gone) or ''}")
    worst = ", ".join(f"{step} {flags / count:.2%}" for step, flags in doubted.most_common(6))
    print(f"  flagged: {worst or 'none'}")
    return share <= REJECTED and all(n / count <= FLAGGED for step, n in doubted.items() if step != APART)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.filter_recall")
    parser.add_argument(
        "--data", type=Path, default=None, help="a folder with sentences_et.txt and sentences_et_web.txt"
    )
    parser.add_argument("--markdown", action="store_true", help="the table as it stands in the README")
    given = parser.parse_args()
    sets = {"seeds": seeds()}
    if given.data is not None:
        every = list(composed(given.data))
        sets["edited sentences"] = [record for record in every if record.id.startswith("et:")]
        sets["web sentences"] = [record for record in every if record.id.startswith("et_web:")]
    items = [record.output for record in sets["seeds"] if 8 <= len(words(record.output)) <= 40][:40]
    with tempfile.TemporaryDirectory() as folder:
        steps = filters(Path(folder), [])
        looking = filters(Path(folder), items)
        clean: list[Record] = []
        all_gone: Counter[str] = Counter()
        all_doubted: Counter[str] = Counter()
        for name, given_records in sets.items():
            kept, gone, doubted = passed(steps, given_records)
            alarms(name, len(given_records), gone, doubted)
            clean += kept
            all_gone += gone
            all_doubted += doubted
        met = alarms("in all", sum(map(len, sets.values())), all_gone, all_doubted)
        print(f"  wanted in all: at most {REJECTED:.1%} rejected, {FLAGGED:.0%} flagged by each filter, {APART} apart")
        faults = plants(foreign(given.data))
        rows = [(name, found(steps, planted(name, plant, clean))) for name, plant in faults.items()]
        leaks = [msgspec.structs.replace(one, input=random.Random(one.id).choice(items)) for one in clean]
        rows.append(("test-set item", found(looking, [one for one in leaks if one.output not in items])))
    rows += duplicates(clean)
    met = table(rows, markdown=given.markdown) and met
    sys.exit(not met)


if __name__ == "__main__":
    main()
