"""``ckan satudata assignment``: who holds which post, for operators."""

from __future__ import annotations

from pathlib import Path

import click

from .cli_acting import as_account, sentences
from .cli_files import write


@click.group()
def assignment() -> None:
    """Assignments of posts."""


@assignment.command("list")
@click.option("--state", type=click.Choice(["running", "coming", "ended", "cancelled"]), default="running")
@click.pass_context
def listed(ctx: click.Context, state: str) -> None:
    """Assignments in one state: post, office, login, first and last day, decree."""
    import ckan.plugins.toolkit as tk

    with ctx.meta["flask_app"].test_request_context():
        for row in tk.get_action("satudata_assignment_list")(as_account(""), {"state": state}):
            days = (row["starts_on"], row["ends_on"] or "")
            click.echo("\t".join((row["post_label"], row["office"] or "", row["user"], *days, row["decree"])))


@assignment.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what it would create and end.")
@click.option("--as", "login", default="", help="Login of the administrator in whose name it is done.")
@click.pass_context
def imported(ctx: click.Context, file: Path, dry_run: bool, login: str) -> None:
    """Take over a filled-in workbook of assignments: all of it or nothing. Exit code 1 when something is wrong in it."""
    import ckan.plugins.toolkit as tk
    from werkzeug.datastructures import FileStorage

    with ctx.meta["flask_app"].test_request_context(), file.open("rb") as stream:
        given = {"upload": FileStorage(stream, filename=file.name), "dry_run": dry_run}
        try:
            told = tk.get_action("satudata_assignment_import")(as_account(login), given)
        except (tk.ValidationError, tk.NotAuthorized) as refused:
            raise click.ClickException(sentences(refused)) from refused
    for entry in told["entries"]:
        if entry["what"] != "same":
            office = entry["office_title"] or ""
            click.echo(
                f"{entry['row']}\t{entry['what']}\t{entry['post_label']}\t{office}\t{entry['display_name']}"
            )
    for fault in told["faults"]:
        click.echo(fault["message"], err=True)
    click.echo(f"{told['created']} diberikan, {told['ended']} diakhiri, {told['unchanged']} tetap")
    if told["faults"]:
        raise SystemExit(1)


@assignment.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def template(ctx: click.Context, file: Path) -> None:
    """Write the workbook to fill in, with the assignments of today as its rows."""
    import base64

    import ckan.plugins.toolkit as tk

    with ctx.meta["flask_app"].test_request_context():
        content = tk.get_action("satudata_assignment_template")(as_account(""), {})["content"]
    write(file, base64.b64decode(content))
