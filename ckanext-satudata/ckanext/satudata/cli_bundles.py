"""``ckan satudata bundle``: ask for bundles, see them, verify a file."""

from __future__ import annotations

from typing import Any

import click

from .cli_bundle import verify_command
from .cli_review import Acting, as_user


@click.group()
def bundle() -> None:
    """Bundles for BPS: build, list, show as a named user; verify a file."""


bundle.add_command(verify_command)


@bundle.command("build")
@click.option(
    "--review", "reviews", multiple=True, help="A submission (id or P-0001); several times for several."
)
@click.option("--cycle", default="", help="All of a cycle, by its year.")
@click.option("--organization", default="", help="All of an office, by id or name.")
@as_user
def bundle_build(acting: Acting, reviews: tuple[str, ...], cycle: str, organization: str) -> None:
    """Ask for a bundle; the same content asked again gives the one that is there. The worker builds it."""
    asked = {"reviews": list(reviews), "cycle": cycle, "organization": organization}
    given = {name: value for name, value in asked.items() if value}
    acting.tell(acting.call("satudata_bundle_build", **given), lambda shown: [_line(shown)])


@bundle.command("list")
@click.option("--state", default="", help="waiting, answered, several, closed, building or notice.")
@click.option("--kind", default="", help="review, reviews, cycle, organization or retraction.")
@click.option("--limit", default=50, show_default=True, help="At most so many.")
@as_user
def bundle_list(acting: Acting, state: str, kind: str, limit: int) -> None:
    """Bundles that the user may read, the newest first."""
    found = acting.call("satudata_bundle_list", state=state, kind=kind, limit=limit)
    acting.tell(found, lambda answer: [_line(row) for row in answer["rows"]])


@bundle.command("show")
@click.argument("bundle_id")
@as_user
def bundle_show(acting: Acting, bundle_id: str) -> None:
    """One bundle with its register."""
    acting.tell(acting.call("satudata_bundle_show", id=bundle_id), lambda shown: [_line(shown)])


def _line(row: dict[str, Any]) -> str:
    told = (row["id"], row["number"], row["kind"], row["state"], row["title"], row["filename"], row["error"])
    return "\t".join(str(part) for part in told).rstrip()
