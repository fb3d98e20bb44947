"""A review server in a process of its own, as annotators have it: started, killed, started again on the same port."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from alpaca_est.review import people, server
from alpaca_est.review.room import Room
from alpaca_est.runs.folder import RunFolder

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from alpaca_est.cli import main; main()", "review")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Served:
    """`alpaca-est review` over a run; `links` has everybody's link of the last start."""

    def __init__(self, run: Path, *options: str, port: int = 0) -> None:
        self.run = run
        self.options = options
        self.command: Sequence[str] = COMMAND
        self.errors: Any = subprocess.DEVNULL
        self.port = port or free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.links: dict[str, str] = {}
        self.process: subprocess.Popen[str] | None = None
        team = options[options.index("--annotators") + 1] if "--annotators" in options else ""
        self.people = len(people.read(Path(team)).people) if team else 1

    def start(self) -> Self:
        """Start, and wait for the links."""
        words = [*self.command, str(self.run), "--port", str(self.port), *self.options]
        self.process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=self.errors, text=True)
        assert self.process.stdout is not None
        lines = [self.process.stdout.readline() for _ in range(self.people)]
        found = [re.match(r"(\S+) \(\w+\): (\S+)", line) for line in lines]
        self.links = {match[1]: match[2] for match in found if match}
        assert len(self.links) == self.people, f"the server printed {lines}"
        return self

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.wait()

    def mortal(self) -> Self:
        """The next start is of a server that dies in the middle of its first save."""
        self.command = (sys.executable, "-m", "tests.review.served")
        return self

    def wait(self) -> int:
        """Wait until it has ended."""
        assert self.process is not None
        self.command = COMMAND
        code = self.process.wait(timeout=30)
        if self.process.stdout:
            self.process.stdout.close()
        return code

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.wait()


def main(run: str, _: str, port: str) -> None:
    """A server that dies in the middle of its first save: the line is on disk, nobody was told."""

    def moment(name: str) -> None:
        if name == "line written":
            os.kill(os.getpid(), signal.SIGKILL)

    listener = server.listening("127.0.0.1", int(port))
    where = server.address("127.0.0.1", int(port), "", behind_tls=False)
    room = Room(RunFolder(Path(run)), people.alone("curator"), time.time, moment=moment)
    for person, link in server.links(room, where):
        sys.stdout.write(f"{person.name} ({person.role}): {link}\n")
    sys.stdout.flush()
    server.serve(room, where, listener)


if __name__ == "__main__":
    main(*sys.argv[1:])
