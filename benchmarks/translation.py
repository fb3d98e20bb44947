"""Translation: `python -m benchmarks.translation [--data DIR] [--examples N]`.

Identity: every Alpaca record masked, cut into lines and sentences and put together again must be the same, byte by
byte. Destruction: engines that damage what they get (the normalisation of TartuNLP's worker; tokens lost, doubled,
renumbered, glued) must not publish one record whose code or addresses are not those before. Planted faults: what the
checks of pipelines/translated_alpaca.yaml find of each. Untranslatable: classes with counts, and examples to read.
Without --data the seeds of the repository serve. Ends with 1 where a target is missed.
"""

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from alpaca_est.ask import Ask, Reply
from alpaca_est.filters.untranslatable import Untranslatable
from alpaca_est.languages.protected import protected
from alpaca_est.pipeline import load
from alpaca_est.record import FIELDS, Record, Rejected
from alpaca_est.runs.stages import compute
from alpaca_est.step import Filter
from alpaca_est.translators.masks import WORDS, mask, unmask
from alpaca_est.translators.segments import by_sentence, joined, lines
from alpaca_est.translators.translate import Translate
from benchmarks.translated import FAULTS, ROOT, pairs, record, records

IDENTITY_SECONDS = 30.0
STRONG = ("half dropped", "untranslated", "shifted rows", "URL lost", "code changed", "repaired input")
TARGETS = {**dict.fromkeys(STRONG, 0.95), "sentence dropped": 0.80}
FALSE_REJECTIONS = 0.01
SOME, ANY = 300, 1000
TOKEN = re.compile(r"ZQX(\d+)Z")


def english(data: Path | None) -> Iterator[Record]:
    """The 52,002 records of Stanford Alpaca, or our English seeds."""
    path = data / "alpaca_en_52002.jsonl.gz" if data else ROOT / "seeds/en.jsonl"
    content = gzip.decompress(path.read_bytes()) if data else path.read_bytes()
    for number, line in enumerate(content.decode().split("\n")[:-1]):
        row = _flat(json.loads(line))
        instruction, given, output = (row[field] for field in FIELDS)
        yield Record(id=f"alpaca:{number:03d}/0", lang="en", instruction=instruction, input=given, output=output)


def _flat(row: dict[str, str]) -> dict[str, str]:
    instances = row.get("instances")
    return {**row, **instances[0]} if isinstance(instances, list) else row


def identity(given: Sequence[Record]) -> bool:
    """Mask, cut, put together: the same bytes."""
    begun, sent, wrong = time.perf_counter(), 0, 0
    for one in given:
        for field in FIELDS:
            text = getattr(one, field)
            masked = mask(text, style=WORDS)
            again: list[str] = []
            for piece in lines(masked.text, WORDS):
                parts = by_sentence(piece.text, "en", WORDS) if piece.sent else [piece]
                sent += sum(part.sent for part in parts)
                again.append(joined(parts, {part.text: part.text for part in parts}))
            wrong += unmask("".join(again), masked.protected, style=WORDS) != text
    seconds = time.perf_counter() - begun
    good = not wrong and seconds <= IDENTITY_SECONDS
    print(
        f"identity: {len(given):,} records, {sent:,} sentences, {wrong} differ (0 wanted), {seconds:.1f} s", _told(good)
    )
    return good


Damage = Callable[[str, random.Random], str]


def normalised(text: str, _: random.Random) -> str:
    """As TartuNLP's worker: quotes, dashes, brackets, entities."""
    text = text.replace("`", "'").replace("—", "-").replace("–", "-").replace("…", "...").replace("&lt;", "<")
    text = re.sub(r"[“”„]", '"', text).replace("’", "'")
    return re.sub(r"(\d) %", r"\1%", re.sub(r"(\w)\(", r"\1 (", text))


def tokens_lost(text: str, chance: random.Random) -> str:
    """Every third token is left out."""
    return TOKEN.sub(lambda one: "" if chance.random() < 1 / 3 else one[0], text)


def tokens_doubled(text: str, chance: random.Random) -> str:
    """Every third token comes twice."""
    return TOKEN.sub(lambda one: f"{one[0]} {one[0]}" if chance.random() < 1 / 3 else one[0], text)


def tokens_renumbered(text: str, chance: random.Random) -> str:
    """Every third token has another number."""
    return TOKEN.sub(lambda one: f"ZQX{int(one[1]) + 1}Z" if chance.random() < 1 / 3 else one[0], text)


def tokens_glued(text: str, chance: random.Random) -> str:
    """Every third token is written as a word of the language."""
    return TOKEN.sub(lambda one: f"Zqks {one[1]}" if chance.random() < 1 / 3 else one[0], text)


def destruction(given: Sequence[Record]) -> bool:
    """Through engines that damage: what is published has its code and addresses, everything else is rejected."""
    good = True
    step = Translate(engines=("mt",), kinds={"mt": "tartunlp"}, lang="et")
    holding = [one for one in given if any(protected(getattr(one, field)) for field in FIELDS)]
    for damage in (normalised, tokens_lost, tokens_doubled, tokens_renumbered, tokens_glued):
        kept = rejected = wrong = 0
        for one in holding:
            outcome = translated(step, one, damage)
            if isinstance(outcome, Rejected):
                rejected += 1
            else:
                kept += 1
                wrong += any(protected(getattr(one, field)) - protected(getattr(outcome, field)) for field in FIELDS)
        good = good and not wrong
        name = damage.__name__.replace("_", " ")
        print(f"  {name:18} {kept:6,} whole {rejected:6,} rejected {wrong:4,} published damaged (0 wanted)")
    print(f"destruction: {len(holding):,} records with code, formulas, tags or addresses", _told(good))
    return good


def translated(step: Translate, one: Record, damage: Damage) -> Record | Rejected:
    """What becomes of a record when an engine shouts and damages what it gets."""
    replies: list[Reply] = []
    asks: Sequence[Ask] = step.asks(one)
    while asks:
        for ask in asks:
            chance = random.Random(f"{one.id}/{len(replies)}")
            replies.append(Reply(text=damage(ask.user.upper(), chance)))
        asks = step.follow_up(one, replies)
    [outcome] = step.read(one, replies)
    assert isinstance(outcome, Record | Rejected)
    return outcome


def checks() -> list[Filter]:
    """The filters of pipelines/translated_alpaca.yaml."""
    pipeline = load(ROOT / "pipelines/translated_alpaca.yaml").pipeline
    return [step for step in pipeline.steps if isinstance(step, Filter)]


def judged(steps: Sequence[Filter], given: Sequence[Record]) -> tuple[set[str], set[str]]:
    """The ids that were rejected, and those that were flagged only."""
    result = compute(steps, given)
    flagged = {one.id for one in result.records if one.flags}
    return {one.id for one in result.left if isinstance(one, Rejected)}, flagged


def planted(data: Path | None) -> bool:
    """What is found of each fault, and what is said of human translations."""
    steps, given = checks(), pairs(data)
    composed = list(records(given, ANY if data else SOME))
    rejected, flagged = judged(steps, composed)
    clean = [one for one in composed if one.id not in rejected | flagged]
    print(f"  human translations, composed: {len(composed)}, {len(rejected)} rejected, {len(flagged)} flagged")
    single = [
        record(number, ("Repeat the text.", "", one), ("Korda teksti.", "", two))
        for number, (one, two) in enumerate(given)
    ]
    false, doubted = judged(steps, single)
    print(f"  human translations, one by one: {len(single)}, {len(false)} rejected, {len(doubted)} flagged")
    good = len(false) <= FALSE_REJECTIONS * len(single) and len(rejected) <= FALSE_REJECTIONS * len(composed)
    for name, fault in FAULTS.items():
        broken = [fault(one, random.Random(f"{name}/{one.id}"), clean) for one in clean]
        faulty = [one for one in broken if one is not None]
        rejected, flagged = judged(steps, faulty)
        found = (len(rejected) + len(flagged)) / max(len(faulty), 1)
        wanted = TARGETS.get(name, 0.0)
        good = good and found >= wanted
        told = f"(at least {wanted:g} wanted)" if wanted else ""
        print(
            f"  {name:26} {len(faulty):5}  rejected {len(rejected) / max(len(faulty), 1):.3f}  found {found:.3f} {told}"
        )
    print("planted faults", _told(good))
    return good


def untranslatable(given: Sequence[Record], examples: int) -> None:
    """Classes with counts; with --examples records to read by eye, drawn over all classes."""
    step = Untranslatable()
    found = [(one, outcome) for one in given if isinstance(outcome := step.decide(one, step.measure(one)), Rejected)]
    classes = Counter(outcome.reason.removeprefix("instruction is about ").partition(" („")[0] for _, outcome in found)
    print(f"untranslatable: {len(found):,} of {len(given):,}")
    for name, count in classes.most_common():
        print(f"  {count:6,}  {name}")
    for one, outcome in random.Random(1).sample(found, min(examples, len(found))):
        print(f"- [{outcome.reason.removeprefix('instruction is about ').partition(')')[0]})] {one.instruction}")


def _told(good: bool) -> str:
    return "OK" if good else "MISSED"


def main() -> int:
    """Run all parts; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with alpaca_en_52002.jsonl.gz and bitext_en_et.tsv")
    parser.add_argument("--examples", type=int, default=0, help="untranslatable tasks to print")
    options = parser.parse_args()
    given = list(english(options.data))
    good = [identity(given), destruction(given), planted(options.data)]
    untranslatable(given, options.examples)
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
