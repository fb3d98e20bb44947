"""52,002 Alpaca records to shards: `python -m benchmarks.alpaca --data DIR`.

`alpaca-est build pipelines/clean_alpaca.yaml` in a process of its own, over `alpaca_en_52002.jsonl.gz` in DIR (Stanford
Alpaca's alpaca_data.json as JSON lines, CC BY-NC 4.0), then `alpaca-est validate`. At most 60 s on two cores and 600 MB
in the largest process. Ends with 1 where a target is missed or the run is not sound, with 2 without data.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FILE = "alpaca_en_52002.jsonl.gz"
SECONDS, MEGABYTES = 60.0, 600.0
ROOT = Path(__file__).parents[1]


def alpaca_est(*words: str) -> subprocess.CompletedProcess[str]:
    """A command that has ended, and what it printed."""
    command = [sys.executable, "-c", "from alpaca_est.cli import main; main()", *words]
    return subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)


def measure(data: Path, run: Path) -> tuple[dict[str, Any], float, float]:
    """What a build came to, its seconds, and the megabytes of its largest process."""
    began = time.monotonic()
    source = f"sources.alpaca.path={(data / FILE).resolve()}"
    built = alpaca_est("build", "pipelines/clean_alpaca.yaml", "--set", source, "--run", str(run), "--json")
    seconds = time.monotonic() - began
    built.check_returncode()
    return json.loads(built.stdout), seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alpaca")
    parser.add_argument("--data", type=Path, default=None, help=f"a folder with {FILE}")
    data = parser.parse_args().data
    if data is None or not (data / FILE).is_file():
        print(f"--data wants DIR with {FILE}: alpaca_data.json of github.com/tatsu-lab/stanford_alpaca as JSON lines")
        sys.exit(2)
    with tempfile.TemporaryDirectory() as folder:
        built, seconds, megabytes = measure(data, Path(folder) / "run")
        sound = alpaca_est("validate", str(Path(folder) / "run")).returncode == 0
    for name in ("made", "published", "flagged"):
        print(f"{name:<26}{built[name]:>8,}")
    for step, count in built["rejected"].items():
        print(f"{f'rejected by {step}':<26}{count:>8,}")
    print(f"validate                  {'sound' if sound else 'NOT SOUND':>8}")
    print(f"wall time                 {seconds:>6.1f} s   at most {SECONDS:g} s")
    print(f"largest process           {megabytes:>5.0f} MB   at most {MEGABYTES:g} MB")
    sys.exit(not sound or seconds > SECONDS or megabytes > MEGABYTES)


if __name__ == "__main__":
    main()
