"""52,002 Alpaca records to shards: `python -m benchmarks.alpaca --data DIR`.

`alpaca-est build pipelines/clean_alpaca.yaml` in a process of its own, over `alpaca_en_52002.jsonl.gz` in DIR (Stanford
Alpaca's alpaca_data.json as JSON lines, CC BY-NC 4.0), then `alpaca-est validate`. At most 60 s on two cores and 600 MB
in the largest process. Ends with 1 where a target is missed, with 2 without data.
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

SECONDS, MEGABYTES = 60.0, 600.0
ROOT = Path(__file__).parents[1]


def alpaca_est(*words: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-c", "from alpaca_est.cli import main; main()", *words]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def measure(data: Path, run: Path) -> tuple[dict[str, Any], float, float]:
    """What a build came to, its seconds, and the megabytes of its largest process."""
    began = time.monotonic()
    source = f"sources.alpaca.path={(data / 'alpaca_en_52002.jsonl.gz').resolve()}"
    built = alpaca_est("build", "pipelines/clean_alpaca.yaml", "--set", source, "--run", str(run), "--json")
    seconds = time.monotonic() - began
    return json.loads(built), seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alpaca")
    parser.add_argument("--data", type=Path, default=None, help="a folder with alpaca_en_52002.jsonl.gz")
    data = parser.parse_args().data
    if data is None:
        parser.error("--data wants a folder with alpaca_en_52002.jsonl.gz, Stanford Alpaca as JSON lines")
    with tempfile.TemporaryDirectory() as folder:
        built, seconds, megabytes = measure(data, Path(folder) / "run")
        print(alpaca_est("validate", str(Path(folder) / "run")).strip().rpartition(": ")[2])
    print(", ".join(f"{built[name]:,} {name}" for name in ("made", "published", "flagged")))
    print("rejected by " + ", ".join(f"{step} {count:,}" for step, count in built["rejected"].items()))
    print(f"{seconds:.1f} s       at most {SECONDS:g} s")
    print(f"{megabytes:.0f} MB       at most {MEGABYTES:g} MB in the largest process")
    sys.exit(seconds > SECONDS or megabytes > MEGABYTES)


if __name__ == "__main__":
    main()
