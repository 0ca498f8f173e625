"""A server of the internal network that nobody should ever call: it counts who does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Listener:
    """Connections that came, with the first bytes of each."""

    port: int
    heard: list[bytes] = field(default_factory=list)

    def urls(self) -> list[str]:
        """Addresses of it as an attacker writes them."""
        hosts = ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0")
        return [f"http://{host}:{self.port}/rahasia" for host in hosts]


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen on the loopback address until the block ends."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    found = Listener(server.getsockname()[1])
    over = threading.Event()

    def listen() -> None:
        while not over.is_set():
            try:
                connection, _address = server.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(1)
                found.heard.append(connection.recv(200))

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()
        server.close()
