"""What adjudicators and curators see of the team's work: progress, people, agreement, flags that people overrule."""

import sqlite3
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from alpaca_est.decision import Decision, agreed
from alpaca_est.errors import AlpacaEstError
from alpaca_est.record import Record
from alpaca_est.review.progress import PAUSE
from alpaca_est.runs.agreement import Figure, Unit, figures
from alpaca_est.runs.answers import Answers, ranked_by, rated_by
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.judgements import Audit, Judgements, Share, audit, share
from alpaca_est.runs.report.people import PeopleFacts, people_facts


class Worker(msgspec.Struct, frozen=True, kw_only=True):
    """One person's work; `gold` is the share of gold records decided as they should be."""

    name: str
    role: str
    verdicts: dict[str, int]
    seconds: float | None
    gold: Share | None


class TeamFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the team's page; agreement is over verdicts, and per reason over its being given or not.

    `answers` has the agreement on marks and orders instead, where those are asked.
    """

    sources: dict[str, dict[str, int]]
    workers: list[Worker]
    agreement: list[Figure]
    reasons: dict[str, list[Figure]]
    edits: float | None
    filters: list[PeopleFacts]
    audit: Audit | None
    answers: Answers


def team_facts(
    connection: sqlite3.Connection, folder: RunFolder, roles: Mapping[str, str], gold: Mapping[str, Decision]
) -> TeamFacts:
    """Gather it from the index."""
    found = connection.execute(
        "SELECT e.decision FROM standing s JOIN event e ON e.number = s.event ORDER BY e.number"
    ).fetchall()
    decisions = [msgspec.json.decode(row[0], type=Decision) for row in found]
    shared = _shared(decisions)
    units: list[Unit] = [{one.by: one.verdict for one in opinions} for opinions in shared]
    return TeamFacts(
        sources=_sources(connection),
        workers=_workers(decisions, roles, gold),
        agreement=figures(units),
        reasons=_by_reason(shared),
        edits=_same_edits(shared),
        filters=_filters(connection, folder, decisions),
        audit=audit(decisions),
        answers=Answers(rated=rated_by(decisions), ranked=ranked_by(decisions)),
    )


def _shared(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """For each record that several annotators decided, their decisions."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.role == "annotator" and decision.decisive and decision.purpose != "gold":
            found.setdefault(decision.id, []).append(decision)
    return [opinions for opinions in found.values() if len(opinions) > 1]


def _by_reason(shared: Sequence[Sequence[Decision]]) -> dict[str, list[Figure]]:
    """Agreement on each reason that anybody gave."""
    given = sorted({reason for opinions in shared for one in opinions for reason in one.reasons})
    return {
        reason: figures([{one.by: str(reason in one.reasons) for one in opinions} for opinions in shared])
        for reason in given
    }


def _same_edits(shared: Sequence[Sequence[Decision]]) -> float | None:
    """How alike two annotators' edits of one record are: the mean normalised similarity of the texts they wrote."""
    from rapidfuzz.distance import Levenshtein

    alike: list[float] = []
    for opinions in shared:
        edits = [one.edit for one in opinions if one.verdict == "edit"]
        for first, second in pairwise(edits):
            fields = set(first) & set(second)
            alike += [Levenshtein.normalized_similarity(first[field], second[field]) for field in sorted(fields)]
    return statistics.mean(alike) if alike else None


def _sources(connection: sqlite3.Connection) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute("SELECT source, state, sum(count) FROM tally GROUP BY 1, 2 HAVING sum(count) > 0"):
        found.setdefault(row[0], {})[row[1]] = row[2]
    return found


def _workers(decisions: Sequence[Decision], roles: Mapping[str, str], gold: Mapping[str, Decision]) -> list[Worker]:
    people: dict[str, list[Decision]] = {name: [] for name in roles}
    for decision in decisions:
        people.setdefault(decision.by, []).append(decision)
    return [_worker(name, roles.get(name, ""), done, gold) for name, done in people.items()]


def _worker(name: str, role: str, done: Sequence[Decision], gold: Mapping[str, Decision]) -> Worker:
    seconds = [one.seconds for one in done if 0 < one.seconds < PAUSE]
    tested = [one for one in done if one.id in gold and one.decisive]
    right = sum(one.verdict == gold[one.id].verdict for one in tested)
    return Worker(
        name=name,
        role=role,
        verdicts=dict(Counter(one.verdict for one in done)),
        seconds=round(statistics.median(seconds), 1) if seconds else None,
        gold=share(right, len(tested)) if tested else None,
    )


def _filters(connection: sqlite3.Connection, folder: RunFolder, decisions: Sequence[Decision]) -> list[PeopleFacts]:
    """What people said of each filter's flags, as the report will say it."""
    counted = agreed(decisions)
    if not counted:
        return []
    texts = dict(connection.execute("SELECT id, sha256 FROM item").fetchall())
    judgements = Judgements({one: told for one, told in counted.items() if texts.get(one) == told.sha256})
    for row in connection.execute("SELECT record FROM body"):
        judgements.learn(msgspec.json.decode(row[0], type=Record))
    try:
        steps = {step.key: step for step in folder.loaded().pipeline.all_steps}
    except AlpacaEstError:
        steps = {}
    return [people_facts(one, steps.get(one.step)) for one in judgements.told()]


def shown(value: float | None, decimals: int = 3, *, lang: str = "en") -> str:
    """A figure as the language writes it, or a dash."""
    if value is None:
        return "–"
    text = f"{value:.{decimals}f}".replace("-", "−")
    return text.replace(".", ",") if lang == "et" else text
