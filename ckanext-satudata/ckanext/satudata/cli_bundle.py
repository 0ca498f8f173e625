"""``satudata bundle``: verifying a bundle for BPS. Imports no CKAN, so that a receiver can run it."""

from __future__ import annotations

import gettext
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import click

from ckanext.satudata.adapters.bps.hashing import hash_file
from ckanext.satudata.adapters.bps.verify import verify
from ckanext.satudata.domain.bps.messages import message

WRONG, NO_FILE = 1, 2


def translator(language: str) -> Callable[[str], str]:
    """Give the function that turns our English into ``language``; English where there is no catalogue."""
    catalogue = files("ckanext.satudata") / "i18n" / language / "LC_MESSAGES" / "ckanext-satudata.mo"
    if language == "en" or not catalogue.is_file():
        return str
    with catalogue.open("rb") as stream:
        return gettext.GNUTranslations(stream).gettext


@click.group(name="bundle")
def bundle() -> None:
    """Work with bundles for BPS."""


@bundle.command(name="verify")
@click.argument("archive", metavar="ZIP", type=click.Path(path_type=Path))
@click.option(
    "--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the answer."
)
def verify_command(archive: Path, lang: str) -> None:
    """Verify ZIP: manifest, hashes, package, tables and approvals.

    Exit code 0: nothing is wrong; 1: something is; 2: there is no such file.
    """
    say = translator(lang)
    problems = verify(archive)
    for problem in problems:
        click.echo(problem.sentence(say), err=True)
    if problems:
        click.echo(message("refused", {"path": archive.name, "problems": len(problems)}, say), err=True)
        raise SystemExit(NO_FILE if problems[0].code == "not-a-file" else WRONG)
    with zipfile.ZipFile(archive) as opened:
        count = len(opened.namelist())
    facts = {"path": archive.name, "files": count, "sha256": hash_file(archive)}
    click.echo(message("verified", facts, say))
