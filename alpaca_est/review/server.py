"""Starts the page: checks the address, prints the links, serves until Ctrl-C."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from alpaca_est.errors import RunError
from alpaca_est.review.pages import Pages
from alpaca_est.review.people import Person
from alpaca_est.review.room import Room


class Address(NamedTuple):
    """Where the server listens, and what browsers call it."""

    host: str
    port: int
    origin: str

    @property
    def secure(self) -> bool:
        """Whether browsers come over TLS."""
        return self.origin.startswith("https://")


def address(host: str, port: int, public: str, *, behind_tls: bool) -> Address:
    """The address of the page; anything but this machine alone needs TLS in front of it."""
    if not behind_tls:
        if not _loopback(host):
            raise RunError(
                f"--host {host}: other machines could read along; wanted 127.0.0.1 (others come in with"
                f" ssh -L {port}:127.0.0.1:{port}), or --behind-tls and --public https://… with a TLS proxy in front"
            )
        shown = f"[{host}]" if ":" in host else host
        return Address(host, port, f"http://{shown}:{port}")
    parts = urlsplit(public)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/"):
        raise RunError(f"--public {public or 'is not set'}: wanted the address of the TLS proxy, as https://name")
    return Address(host, port, f"https://{parts.netloc}")


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def links(room: Room, where: Address) -> Iterator[tuple[Person, str]]:
    """A link for everybody; each opens the page once."""
    for person in room.team.people:
        yield person, f"{where.origin}/login?t={room.sessions.link(person)}"


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    It is named TCP because asyncio switches off Nagle's algorithm for such sockets only, and that costs 44 ms a reply.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise RunError(f"{host}:{port}: {error.strerror}, wanted a free --port") from None
    return found


def serve(room: Room, where: Address, listener: socket.socket) -> None:
    """Serve until somebody presses Ctrl-C; no log is kept of requests, because addresses may hold tokens."""
    import uvicorn

    settings = uvicorn.Config(
        Pages(room, where.origin).application(),
        access_log=False,
        log_level="warning",
        lifespan="off",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=60,
    )
    try:
        uvicorn.Server(settings).run(sockets=[listener])
    finally:
        room.close()
