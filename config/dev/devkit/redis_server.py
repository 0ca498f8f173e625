"""A Redis of our own on a free loopback port."""

from __future__ import annotations

from pathlib import Path

from devkit.processes import Supervisor, answers, free_port


def start(supervisor: Supervisor, folder: Path, *, durable: bool) -> str:
    """Start Redis and give its address; ``durable`` false keeps nothing on disk."""
    data = folder / "redis"
    data.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--dir", str(data), "--save", ""]
    command += ["--appendonly", "yes" if durable else "no", "--daemonize", "no"]
    child = supervisor.start("redis", command)
    supervisor.wait_until(child, lambda: answers(port), 20)
    return f"redis://127.0.0.1:{port}/0"
