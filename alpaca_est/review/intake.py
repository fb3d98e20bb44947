"""Takes records from a run's journal into the index: the flagged, those drawn for an audit, those decided before."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec

from alpaca_est import decision as decisions_
from alpaca_est.decision import Decision, judged
from alpaca_est.errors import AlpacaEstError, PipelineError
from alpaca_est.record import FIELDS, Record, source_of, texts
from alpaca_est.review.actions import Mode
from alpaca_est.review.alternatives import alternatives
from alpaca_est.review.index import Index
from alpaca_est.review.opinions import count, weigh
from alpaca_est.review.order import Audit, Thresholds, Waiting, draw, queue, uncertainty
from alpaca_est.review.outliers import marked, outliers
from alpaca_est.review.people import Team
from alpaca_est.runs.fates import Account, fates
from alpaca_est.runs.folder import RunFolder
from alpaca_est.step import Filter
from alpaca_est.text import excerpt

EXCERPT = 90
CHUNK = 500


class Taken(msgspec.Struct, frozen=True):
    """A record and why people see it; `others` are records with other answers to the same task."""

    record: Record
    purpose: str
    others: tuple[Record, ...] = ()


class Intake:
    """Fills an index from a run, and again what a build has added since."""

    def __init__(self, folder: RunFolder, index: Index, team: Team, *, sample: int = 0, mode: Mode = "decide") -> None:
        self.folder = folder
        self.index = index
        self.team = team
        self.sample = sample
        self.mode = mode
        self.thresholds, self.warning = _thresholds(folder)
        self.purposes = _purposes(folder)
        self.gold = _gold(team)
        self.outliers = outliers(folder.path) if mode == "decide" else {}

    def take(self) -> int:
        """Take in every finished batch that is not there yet; how many records that brought."""
        account = self._account()
        target = self.folder.manifest().pipeline["target"]
        audit = Audit(self.sample if not account.batches else 0)
        with self.index.change() as connection:
            first = connection.execute("SELECT coalesce(max(number), 0) FROM item").fetchone()[0]
            waiting = list(self._inserted(connection, self._chosen(connection, target, account, audit), first))
            known = {one.id for one in waiting}
            drawn = (Taken(one, "audit") for one in audit.drawn() if one.id not in known)
            waiting += list(self._inserted(connection, drawn, first + len(waiting)))
            _place(connection, waiting, first)
            decided = "SELECT id FROM item i WHERE number > ? AND EXISTS (SELECT 1 FROM standing s WHERE s.item = i.id)"
            for row in connection.execute(decided, (first,)).fetchall():
                weigh(connection, row["id"])
            progress = msgspec.json.encode((account.batches, account.published)).decode()
            self.index.remember(connection, identity=self.index.identity, account=progress)
            count(connection)
        return len(waiting)

    def _account(self) -> Account:
        batches, published = msgspec.json.decode(self.index.fact("account", "[0, 0]"), type=tuple[int, int])
        return Account(batches=batches, published=published)

    def _chosen(
        self, connection: sqlite3.Connection, target: int | None, account: Account, audit: Audit
    ) -> Iterator[Taken]:
        """What people see: what is doubted, or, to be rated and ranked, what would be published."""
        if self.mode != "decide":
            decisions, _ = decisions_.read(self.folder.decisions)
            published = (item for fate, item in fates(self.folder, target, decisions, account) if fate == "published")
            if self.mode == "rank":
                yield from (Taken(one, "", others) for one, others in alternatives(connection, published))
            else:
                yield from (Taken(one, "") for one in published)
            return
        strange: list[Record] = []
        for fate, item in fates(self.folder, target, {}, account):
            if fate not in ("flagged", "published"):
                continue
            if item.id in self.gold:
                yield Taken(item, "gold")
            elif fate == "flagged":
                yield Taken(item, "")
            elif item.id in self.purposes:
                yield Taken(item, self.purposes[item.id])
            else:
                audit.offer(item)
                if (outlier := self.outliers.get(item.id)) and outlier.reasons:
                    strange.append(item)
        drawn = {item.id for item in audit.drawn()}  # an audit is drawn from all, and read without the check's word
        yield from (Taken(item, "") for item in strange if item.id not in drawn)

    def _inserted(self, connection: sqlite3.Connection, taken: Iterable[Taken], first: int) -> Iterator[Waiting]:
        numbered = enumerate(map(self._marked, taken), start=first + 1)
        while chunk := list(islice(numbered, CHUNK)):
            connection.executemany(
                "INSERT INTO item VALUES (?, ?, 0, ?, ?, ?, ?, 'open', 0, ?, ?, ?, ?)",
                [self._row(number, one) for number, one in chunk],
            )
            rows = [(number, "\n".join(text for _, text in texts(one.record))) for number, one in chunk]
            bodies = [
                (number, msgspec.json.encode(one.record), msgspec.json.encode(one.others)) for number, one in chunk
            ]
            connection.executemany("INSERT INTO body VALUES (?, ?, ?)", bodies)
            connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
            for _, one in chunk:
                outlier = self.outliers.get(one.record.id)
                doubt = uncertainty(one.record, self.thresholds) + (outlier.doubt if outlier else 0.0)
                yield Waiting(one.record.id, source_of(one.record.id), doubt)

    def _marked(self, taken: Taken) -> Taken:
        """With what the LoRA check says; an audit and gold records are read without it."""
        if taken.purpose:
            return taken
        return msgspec.structs.replace(taken, record=marked(taken.record, self.outliers.get(taken.record.id)))

    def _row(self, number: int, taken: Taken) -> tuple[object, ...]:
        record = taken.record
        steps = list(dict.fromkeys(flag.step for flag in record.flags))
        return (
            number,
            record.id,
            source_of(record.id),
            judged(record),
            taken.purpose,
            self._wanted(taken),
            sum(len(getattr(record, field)) for field in FIELDS),
            record.lang,
            excerpt(record.instruction or record.output, EXCERPT),
            msgspec.json.encode(steps).decode(),
        )

    def _wanted(self, taken: Taken) -> int:
        """How many annotators read a record: all of them gold, several a fixed random share, one the rest."""
        if taken.purpose == "gold":
            return max(1, self.team.annotators)
        shared = self.team.annotators > 1 and draw("overlap", taken.record.id) < self.team.overlap
        return min(self.team.opinions, self.team.annotators) if shared else 1


def _place(connection: sqlite3.Connection, waiting: list[Waiting], first: int) -> None:
    rows = [(place, identity) for place, identity in enumerate(queue(waiting), start=first + 1)]
    connection.executemany("UPDATE item SET place = ? WHERE id = ?", rows)
    if rows:
        flags = (
            "INSERT INTO flag SELECT j.value, i.place, i.number FROM item i, json_each(i.steps) j WHERE i.number > ?"
        )
        connection.execute(flags, (first,))


def _thresholds(folder: RunFolder) -> tuple[Thresholds, str]:
    """Every filter's thresholds; none, and why, where the run's settings cannot be loaded any more."""
    try:
        steps = folder.loaded().pipeline.all_steps
    except AlpacaEstError as error:
        return {}, f"the run's filters cannot be loaded: {error.problems[0]}"
    return {step.key: step.thresholds() for step in steps if isinstance(step, Filter)}, ""


def _purposes(folder: RunFolder) -> Mapping[str, str]:
    """Why each record was shown on which there is a decision already."""
    found, _ = decisions_.log(folder.decisions)
    return {decision.id: decision.purpose for decision in found}


def _gold(team: Team) -> Mapping[str, Decision]:
    """The decisions that are known to be right, by the records' ids."""
    if not team.gold:
        return {}
    path = Path(team.gold)
    if not path.is_file():
        raise PipelineError(f"gold: no file {path}")
    found, _ = decisions_.log(path)
    return {decision.id: decision for decision in found}
