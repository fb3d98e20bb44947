"""How far the work is: one's own, everybody's, and the pace."""

import sqlite3
import statistics
from collections import Counter
from typing import Any

from alpaca_est.review.people import Person

RECENT = 200
PAUSE = 600.0  # seconds after which somebody was away


def progress(connection: sqlite3.Connection, person: Person, today: str) -> dict[str, Any]:
    """Everybody's tally by source, one's own verdicts, and one's own pace over the last decisions."""
    tally = connection.execute(
        "SELECT source, state, sum(count) AS count FROM tally WHERE purpose != 'gold' GROUP BY source, state"
    )
    sources: dict[str, Counter[str]] = {}
    for row in tally:
        sources.setdefault(row["source"], Counter())[row["state"]] += row["count"]
    verdicts = connection.execute("SELECT verdict, count(*) FROM standing WHERE person = ? GROUP BY 1", (person.name,))
    own = {row[0]: row[1] for row in verdicts}
    done = connection.execute(
        "SELECT count(*) FROM event WHERE person = ? AND at >= ? AND verdict != 'undo'", (person.name, today)
    ).fetchone()[0]
    return {
        "sources": {name: dict(counts) for name, counts in sorted(sources.items())},
        "total": sum(sum(counts.values()) for counts in sources.values()),
        "done": sum(counts["done"] for counts in sources.values()),
        "own": own,
        "today": done,
        "seconds": pace(connection, person),
    }


def pace(connection: sqlite3.Connection, person: Person) -> float | None:
    """The median of the seconds that a person looked at their last records; None before there are any."""
    found = connection.execute(
        "SELECT seconds FROM event WHERE person = ? AND verdict != 'undo' ORDER BY number DESC LIMIT ?",
        (person.name, RECENT),
    )
    seconds = [row[0] for row in found if 0 < row[0] < PAUSE]
    return round(statistics.median(seconds), 1) if seconds else None
