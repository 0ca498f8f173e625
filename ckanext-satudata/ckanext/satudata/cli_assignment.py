"""``ckan satudata assignment``: who holds which post, for operators."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.group()
def assignment() -> None:
    """Assignments of posts."""


def _as(login: str) -> dict[str, Any]:
    """The context of an action done by this user, or by the site's own user (a sysadmin)."""
    import ckan.model as model
    import ckan.plugins.toolkit as tk

    name = login or tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    user = model.User.get(name)
    if user is None:
        raise click.ClickException(f"akun '{name}' tidak ada")
    return {"user": user.name, "auth_user_obj": user}


@assignment.command("list")
@click.option("--state", type=click.Choice(["running", "coming", "ended", "cancelled"]), default="running")
@click.pass_context
def listed(ctx: click.Context, state: str) -> None:
    """Assignments in one state: post, office, login, first and last day, decree."""
    import ckan.plugins.toolkit as tk

    with ctx.meta["flask_app"].test_request_context():
        for row in tk.get_action("satudata_assignment_list")(_as(""), {"state": state}):
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
            told = tk.get_action("satudata_assignment_import")(_as(login), given)
        except (tk.ValidationError, tk.NotAuthorized) as refused:
            raise click.ClickException(_sentences(refused)) from refused
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


def _sentences(refused: Any) -> str:
    found = getattr(refused, "error_dict", None)
    return "\n".join(text for texts in found.values() for text in texts) if found else str(refused)


@assignment.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def template(ctx: click.Context, file: Path) -> None:
    """Write the workbook to fill in, with the assignments of today as its rows."""
    import base64

    import ckan.plugins.toolkit as tk

    with ctx.meta["flask_app"].test_request_context():
        content = tk.get_action("satudata_assignment_template")(_as(""), {})["content"]
    file.write_bytes(base64.b64decode(content))
