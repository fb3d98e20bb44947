"""A training whose process is killed goes on where it stood and gives the same bytes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TRAINING = """
import sys
from pathlib import Path
import msgspec
from building import encoder, model, rows
from alpaca_est.tuning import training
from alpaca_est.tuning.adapters import Rank, adapted, save

folder = Path(sys.argv[1])
course = training.Course(tokens=4000, rate=5e-3, batch=96, seed=1, packed=sys.argv[2] == "packed")
encoded = [encoder().encode(one) for one in rows(60)]
with adapted(model()[0].requires_grad_(False), Rank(), seed=1, name="proov") as tuned:
    curve = training.train(tuned, encoded, course, keep=folder / "state", every=5)
    save(tuned, folder / "adapter", "proov")
(folder / "curve.json").write_bytes(msgspec.json.encode(curve))
"""
ENVIRONMENT = {"OMP_NUM_THREADS": "1"}  # threads of tiny matrices wait for each other
FILES = ("curve.json", "adapter/adapter_model.safetensors", "adapter/adapter_config.json")


def started(folder: Path, form: str) -> subprocess.Popen[bytes]:
    folder.mkdir(exist_ok=True)
    paths = os.pathsep.join([str(Path(__file__).parents[2]), str(Path(__file__).parent)])
    command = [sys.executable, "-W", "ignore", "-c", TRAINING, str(folder), form]
    return subprocess.Popen(command, env=os.environ | ENVIRONMENT | {"PYTHONPATH": paths}, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("form", ["padded", "packed"])
def test_a_killed_training_goes_on_with_the_same_bytes(tmp_path, form):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    with started(whole, form) as process:
        assert process.wait(250) == 0
    with started(killed, form) as process:
        while not (killed / "state").exists():
            assert process.poll() is None
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert not (killed / "curve.json").exists()
    with started(killed, form) as process:
        assert process.wait(250) == 0
    assert {name: (killed / name).read_bytes() for name in FILES} == {n: (whole / n).read_bytes() for n in FILES}
