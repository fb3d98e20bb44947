"""What people said of the flags, for the report."""

from collections.abc import Mapping
from itertools import islice

import msgspec

from alpaca_est import decision as decisions_
from alpaca_est.runs.folder import RunFolder
from alpaca_est.runs.judgements import Audit, Judged, Judgements, Share, Threshold, audit, better
from alpaca_est.step import Step


class PeopleFacts(msgspec.Struct, frozen=True):
    """What people said of the records that one filter flagged; `right` is the share they mended or rejected."""

    step: str
    accepted: int
    edited: int
    rejected: int
    right: Share
    better: Threshold | None


def people(folder: RunFolder, steps: Mapping[str, Step], batches: int) -> tuple[list[PeopleFacts], Audit | None]:
    """What people said of each filter in the first batches, and the audit; nothing where nobody decided."""
    told, _ = decisions_.log(folder.decisions)
    if not told:
        return [], None
    judgements = Judgements(decisions_.agreed(told))
    for batch in islice(folder.journal.batches(), batches):
        for record in batch[-1][1].result.records:
            judgements.learn(record)
    return [people_facts(judged, steps.get(judged.step)) for judged in judgements.told()], audit(told)


def people_facts(judged: Judged, step: Step | None) -> PeopleFacts:
    """What the report says of one filter's flags, with a threshold that people would rather have."""
    bounds = {name: getattr(step, name, None) for name in ("flag_above", "flag_below")}
    return PeopleFacts(
        judged.step, judged.accepted, judged.edited, judged.rejected, judged.right, better(judged, bounds)
    )
