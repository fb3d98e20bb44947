"""Two processes train and score as one does."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

TOGETHER = """
import json, sys
from pathlib import Path
from building import encoder, model, rows
from alpaca_est.tuning.crew import crew
from alpaca_est.tuning.adapters import Rank, adapted
from alpaca_est.tuning.losses import row_costs
from alpaca_est.tuning.training import Course, train

encoded = [encoder().encode(one) for one in rows(61)]
base = model()[0].requires_grad_(False)
with adapted(base, Rank(), seed=1, name="proov") as tuned:
    course = Course(tokens=6000, rate=5e-3, batch=256, seed=1, packed=sys.argv[2] == "packed")
    read = []
    curve = train(tuned, encoded, course, keep=Path(sys.argv[1] + ".state"), meter=read.append)
    costs = row_costs(tuned, encoded, 512)
found = {"losses": curve.losses, "tokens": curve.tokens, "read": sum(read), "costs": costs}
print("place", crew().place, "of", crew().size)
if crew().leader:
    Path(sys.argv[1]).write_text(json.dumps(found))
"""


SETTINGS = "--cpu --num_machines 1 --mixed_precision no --dynamo_backend no --num_cpu_threads_per_process 1"


def started(command: list[str], count: int, folder: Path) -> None:
    """Run a command in so many processes, as accelerate starts them on processors."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    launch = [sys.executable, "-m", "accelerate.commands.launch", *SETTINGS.split()]
    launch += ["--num_processes", str(count), "--main_process_port", port]
    paths = os.pathsep.join([str(Path(__file__).parents[2]), str(Path(__file__).parent)])
    environment = os.environ | {"PYTHONPATH": paths, "HF_HOME": str(folder)}
    done = subprocess.run(
        [*launch, *command], env=environment, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("form", ["padded", "packed"])
def test_two_processes_learn_what_one_learns(tmp_path, form):
    (tmp_path / "together.py").write_text(TOGETHER, "utf-8")
    found = []
    for count in (1, 2):
        result = tmp_path / f"{count}.json"
        started([str(tmp_path / "together.py"), str(result), form], count, tmp_path)
        found.append(msgspec.json.decode(result.read_bytes()))
    alone, together = found
    assert together["losses"] == pytest.approx(alone["losses"], rel=1e-3)
    assert (together["tokens"], together["read"]) == (alone["tokens"], alone["read"])
    assert together["costs"].keys() == alone["costs"].keys()
    for row, cost in alone["costs"].items():
        assert together["costs"][row] == pytest.approx(cost, rel=1e-3)
