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


def axolotl() -> Path:
    """An interpreter with axolotl 0.19.0 and what its readers of datasets ask for."""
    return python("axolotl_0.19.0", "axolotl==0.19.0")


def llama_factory() -> Path:
    """An interpreter with LLaMA-Factory 0.9.5 and what its readers of datasets ask for.

    It imports torchaudio, of which there is no build without CUDA: its compiled part is left out, texts need none.
    """
    alone = ("llamafactory==0.9.5", "torchaudio==2.11.0", "torchdata==0.11.0")
    return python("llama_factory_0.9.5", *alone, left_out="torchaudio/lib/*.so")


def _install(folder: Path, *what: str) -> None:
    command = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--quiet", *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
