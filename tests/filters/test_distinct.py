"""Tasks that stood before."""

from alpaca_est.filters.distinct import Distinct
from alpaca_est.record import Record, Rejected


def test_the_first_of_each_stays():
    step = Distinct()
    memory = step.begin()
    rows = [("Arvuta.", "1 + 1"), ("Arvuta.", "1 + 2"), ("Arvuta.", "1 + 1"), ("Arvuta.1 + 1", "")]
    records = [
        Record(id=f"a:00{number}/0", instruction=one, input=two, output="…") for number, (one, two) in enumerate(rows)
    ]
    outcomes = list(step.run(records, memory))
    assert [isinstance(one, Rejected) for one in outcomes] == [False, False, True, False]
    assert outcomes[2].reason == "instruction and input stood in a:000/0, wanted each task once"
    assert isinstance(next(iter(step.run([records[1]], memory))), Record)
