"""One run under review: its index, its desk, its sessions, kept up to date while a build goes on."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from typing import Any

import msgspec

from alpaca_est.review import outliers
from alpaca_est.review.actions import Action, Draft, Mode, Undo, check_edit
from alpaca_est.review.checking import Checker, Help
from alpaca_est.review.desk import Desk, Moment, Saved
from alpaca_est.review.guidelines import guidelines
from alpaca_est.review.index import Index
from alpaca_est.review.intake import Intake
from alpaca_est.review.log import Log
from alpaca_est.review.people import Person, Team
from alpaca_est.review.progress import progress
from alpaca_est.review.queue import Wish
from alpaca_est.review.recall import Found
from alpaca_est.review.remembered import Remembered
from alpaca_est.review.sayings import estonian
from alpaca_est.review.sessions import Sessions
from alpaca_est.review.shown import Sheet, record_of, row_of
from alpaca_est.review.team import TeamFacts, team_facts
from alpaca_est.runs.explain import explain
from alpaca_est.runs.folder import RunFolder

LOGS: dict[Mode, str] = {"decide": "decisions.jsonl", "rate": "ratings.jsonl", "rank": "rankings.jsonl"}
INDEXES: dict[Mode, str] = {"decide": "index.sqlite", "rate": "rate.sqlite", "rank": "rank.sqlite"}
FRESH = 20.0  # seconds after which a queue that runs dry is filled again from the journal


class Room:
    """Everything behind the page; `now` is the clock (seconds since 1970)."""

    def __init__(
        self,
        folder: RunFolder,
        team: Team,
        now: Callable[[], float],
        *,
        sample: int = 0,
        mode: Mode = "decide",
        secure: bool = False,
        moment: Moment = lambda _: None,
    ) -> None:
        manifest = folder.manifest()
        self.folder = folder
        self.team = team
        self.now = now
        self.name = str(manifest.pipeline["name"])
        self.identity = f"{manifest.run}-{mode}"
        identity = [manifest.run, str(manifest.pipeline["target"]), str(sample), str(team.overlap), team.gold]
        identity += [str(team.opinions), str(team.annotators), outliers.version(folder.path)]
        self.mode = mode
        self.index = Index(folder.path / "review" / INDEXES[mode], identity)
        self.intake = Intake(folder, self.index, team, sample=sample, mode=mode)
        self.intake.take()
        self.taken = now()
        self._taking = Lock()
        log = Log(folder.path / LOGS[mode])
        self.desk = Desk(self.index, log, team, guidelines(team), now, moment, mode)
        self.checker = Checker(folder)
        self.remembered = Remembered(folder, self.index)
        self.sessions = Sessions(self.index, team, now, secure=secure, name=self.identity)

    def next(self, person: Person, wish: Wish, count: int) -> list[Sheet]:
        """The next records; where there are too few, what a build has made since is taken in first."""
        found = self.desk.next(person, wish, count)
        with self._taking:
            stale = len(found) < count and self.now() - self.taken > FRESH
            brought = self.intake.take() if stale else 0
            self.taken = self.now() if stale else self.taken
        return self.desk.next(person, wish, count) if brought else found

    def decide(self, person: Person, action: Action) -> Saved:
        """Save a decision; the translation memory of the editor learns from it."""
        saved = self.desk.decide(person, action)
        self.remembered.look_again(saved.id)
        return saved

    def undo(self, person: Person, undo: Undo) -> Saved:
        """Take a decision back, and what the memory learnt from it."""
        saved = self.desk.undo(person, undo)
        self.remembered.look_again(saved.id)
        return saved

    def similar(self, identity: str, text: str) -> list[Found]:
        """Remembered translations that are like a record's source texts, or that hold the words of a text."""
        with self.index.look() as connection:
            record = record_of(connection, identity)
        recall = self.remembered.recall()
        return recall.holding(record, text) if text else recall.similar(record)

    def progress(self, person: Person) -> dict[str, Any]:
        """How far the work is."""
        today = datetime.fromtimestamp(self.now(), UTC).date().isoformat()
        with self.index.look() as connection:
            return progress(connection, person, today)

    def help(self, draft: Draft) -> Help:
        """What the run's filters and the dictionary say of an edit."""
        check_edit(draft.edit)
        with self.index.look() as connection:
            record = record_of(connection, draft.id)
        return self.checker.help(record, draft.edit)

    def team_facts(self) -> TeamFacts:
        """The team's work."""
        roles = {person.name: person.role for person in self.team.people}
        with self.index.look() as connection:
            return team_facts(connection, self.folder, roles, self.intake.gold)

    def life(self, identity: str) -> dict[str, Any]:
        """A record's life before people saw it, from the journal; what filters said also in Estonian.

        What became of it is left out: that follows from others' opinions, which may still be blind.
        """
        with self.index.look() as connection:
            row_of(connection, identity)  # only what is in the queue is looked for in the journal
        life: dict[str, Any] = msgspec.to_builtins(asyncio.run(explain(self.folder, identity)))
        del life["fate"]
        for verdict in life["verdicts"]:
            verdict["estonian"] = estonian(verdict["reason"])
        return life

    def sources(self) -> list[str]:
        """The sources that have records here."""
        with self.index.look() as connection:
            return [row[0] for row in connection.execute("SELECT DISTINCT source FROM tally ORDER BY 1")]

    def steps(self) -> list[str]:
        """The steps that flagged records here."""
        found = "WITH RECURSIVE s(step) AS (SELECT min(step) FROM flag UNION ALL SELECT (SELECT min(step) FROM flag"
        found += " WHERE flag.step > s.step) FROM s WHERE s.step IS NOT NULL) SELECT step FROM s WHERE step NOT NULL"
        with self.index.look() as connection:
            return [row[0] for row in connection.execute(found)]

    def languages(self) -> list[str]:
        """The languages of the records here."""
        with self.index.look() as connection:
            return [row[0] for row in connection.execute("SELECT DISTINCT lang FROM item ORDER BY 1")]

    def close(self) -> None:
        """Close the index."""
        self.index.close()
