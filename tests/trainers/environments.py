"""Environments with other versions than this one, each made once from its list of pins and kept below .cache/."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

PINS = Path(__file__).parent / "pins"
KEPT = Path(__file__).parents[2] / ".cache" / "environments"


def python(name: str, *alone: str, left_out: str = "") -> Path:
    """The interpreter of an environment with exactly the packages of pins/NAME.txt, from the configured index.

    Packages that are installed `alone` come without what they ask for; files that match `left_out` are removed.
    """
    pins = PINS / f"{name}.txt"
    state = hashlib.sha256(f"{sys.version} {alone} {left_out}".encode() + pins.read_bytes()).hexdigest()[:12]
    folder, ready = KEPT / f"{name}-{state}", KEPT / f"{name}-{state}" / "ready"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.is_file():
            shutil.rmtree(folder, ignore_errors=True)
            venv.create(folder)
            _install(folder, "--requirement", str(pins))
            if alone:
                _install(folder, "--no-deps", *alone)
            for path in folder.glob(f"lib/*/site-packages/{left_out}") if left_out else ():
                path.unlink()
            ready.touch()
    return folder / "bin" / "python"


def _install(folder: Path, *what: str) -> None:
    command = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--quiet", *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
