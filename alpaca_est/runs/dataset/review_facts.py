"""What people decided, counted: verdicts, how many people, and how often two of them agree."""

from pathlib import Path

import msgspec

from alpaca_est import decision as decisions_
from alpaca_est.decision import Decision


class ReviewFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions that stand, by verdict; `twice` texts were judged by two people or more, `agreed` of them alike."""

    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    people: int = 0
    twice: int = 0
    agreed: int = 0

    @property
    def decided(self) -> int:
        """Records that somebody decided on."""
        return self.accepted + self.edited + self.rejected


def review_facts(path: Path) -> ReviewFacts:
    """What a file of decisions says; nothing where there is none."""
    standing, _ = decisions_.read(path)
    verdicts = [one.verdict for one in standing.values()]
    every = _every(path, len(standing))
    judged: dict[tuple[str, str], dict[str, str]] = {}
    for one in every:
        judged.setdefault((one.id, one.sha256), {})[one.by] = one.verdict
    shared = [by_person for by_person in judged.values() if len(by_person) > 1]
    return ReviewFacts(
        accepted=verdicts.count("accept"),
        edited=verdicts.count("edit"),
        rejected=verdicts.count("reject"),
        people=len({one.by for one in every if one.by}),
        twice=len(shared),
        agreed=sum(len(set(by_person.values())) == 1 for by_person in shared),
    )


def _every(path: Path, standing: int) -> list[Decision]:
    """Every line, those that a later one replaced too; a torn last line has no line feed and is left out."""
    if not standing:
        return []
    content = path.read_bytes()
    return [msgspec.json.decode(line, type=Decision) for line in content[: content.rfind(b"\n") + 1].splitlines()]
