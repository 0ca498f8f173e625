"""A whole portal for browser tests: web server, workers, sweep and mail sink on databases of its own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from devkit import portal as processes
from devkit.processes import Supervisor, free_port
from support import databases


@dataclass(frozen=True)
class Site:
    """A running portal: where it answers, its configuration, its mails (``*.eml``), its supervisor."""

    url: str
    ini: Path
    mails: Path
    supervisor: Supervisor

    def ckan(self, *arguments: str) -> str:
        """Run a ``ckan`` command against this portal; give its output."""
        return databases.run_ckan(self.ini, *arguments)


@contextlib.contextmanager
def running(folder: Path, label: str = "web", *options: str) -> Iterator[Site]:
    """Run a portal in ``folder`` until the block ends; ``options`` are further lines of its configuration."""
    name = f"{label}{os.getpid()}"
    port, smtp_port = free_port(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    supervisor = Supervisor(folder / "logs")
    with databases.copied(databases.from_environment(), folder, name) as addresses:
        ini = databases.write_ini(
            folder,
            addresses,
            f"ckan.site_id = satudata_{name}",
            f"ckan.site_url = http://127.0.0.1:{port}",
            f"smtp.server = 127.0.0.1:{smtp_port}",
            "smtp.mail_from = portal@sukamaju.example",
            f"ckanext.satudata.demo.mail_dir = {folder / 'mail'}",
            "ckanext.satudata.demo = true",
            *options,
        )
        with ini.open("a", encoding="utf-8") as lines:
            lines.write(logging_sections())
        site = processes.Portal(ini, f"http://127.0.0.1:{port}", port)
        try:
            processes.start_mail(supervisor, folder / "mail", smtp_port)
            processes.start_workers(supervisor, site)
            processes.start_sweep(supervisor, site)
            processes.start_web(supervisor, site)
            yield Site(site.url, ini, folder / "mail", supervisor)
        finally:
            supervisor.stop_all()


def logging_sections() -> str:
    """The sections of test.ini that tell Python how to log; ``use = config:`` does not bring them along."""
    text = (databases.ROOT / "test.ini").read_text(encoding="utf-8")
    return text[text.index("[loggers]") :]
