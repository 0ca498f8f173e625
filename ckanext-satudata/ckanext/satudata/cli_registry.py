"""``ckan satudata codelist``: code lists, their import, and the crosswalk of regions, for operators."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from .cli_acting import sentences

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")


@click.group()
def codelist() -> None:
    """Code lists and their versions."""


def _act(ctx: click.Context, action: str, given: dict[str, Any], login: str | None = None) -> Any:
    """Call an action as everybody, or as this user (the site's own where the login is empty)."""
    import ckan.model as model
    import ckan.plugins.toolkit as tk

    with ctx.meta["flask_app"].test_request_context():
        context: dict[str, Any] = {"user": ""}
        if login is not None:
            name = login or tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
            user = model.User.get(name)
            if user is None:
                raise click.ClickException(f"akun '{name}' tidak ada")
            context = {"user": user.name, "auth_user_obj": user}
        try:
            return tk.get_action(action)(context, given)
        except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as refused:
            raise click.ClickException(sentences(refused)) from refused


def _print(answer: Any) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))


@codelist.command("list")
@AS_JSON
@click.pass_context
def listed(ctx: click.Context, as_json: bool) -> None:
    """Every code list: name, number of codes, version, date of the source, title, source."""
    found = _act(ctx, "satudata_codelist_list", {})
    if as_json:
        _print(found)
        return
    for one in found:
        line = (one["name"], str(one["total"]), one["label"], one["dated"], one["title"], one["source"])
        click.echo("\t".join(line))


@codelist.command("show")
@click.argument("name")
@click.option("--q", default="", help="The beginning of a code, or part of a name.")
@click.option("--at", default="", help="Only codes that hold on this day (2026-11-21).")
@click.option(
    "--version",
    "number",
    type=int,
    default=None,
    help="Another version than the one that holds; 0 is shipped.",
)
@click.option("--limit", type=int, default=0, help="At most so many codes; 0 for all.")
@AS_JSON
@click.pass_context
def show(
    ctx: click.Context, name: str, q: str, at: str, number: int | None, limit: int, as_json: bool
) -> None:
    """One code list with its codes: code, name, code above, first and last day."""
    given = {"id": name, "q": q, "at": at, "limit": limit}
    found = _act(ctx, "satudata_codelist_show", given if number is None else {**given, "version": number})
    if as_json:
        _print(found)
        return
    for one in found["codes"]:
        click.echo("\t".join((one["code"], one["name"], one["parent"], one["valid_from"], one["valid_to"])))


@codelist.command("import")
@click.argument("name")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change and what is wrong.")
@click.option("--starts-on", default="", help="First day it holds (2026-11-21); today unless told.")
@click.option("--source", default="", help="Where the list comes from.")
@click.option("--dated", default="", help="Date or year of the source.")
@click.option("--label", default="", help="Version, as the source calls it.")
@click.option("--as", "login", default="", help="Login of the administrator in whose name it is done.")
@AS_JSON
@click.pass_context
def imported(
    ctx: click.Context, name: str, file: Path, dry_run: bool, login: str, as_json: bool, **about: str
) -> None:
    """Take over a table (XLSX or CSV) as the next version of a list: all of it or nothing. Exit code 1 when it is flawed."""
    from werkzeug.datastructures import FileStorage

    with file.open("rb") as stream:
        given = {"name": name, "upload": FileStorage(stream, filename=file.name), "dry_run": dry_run, **about}
        told = _act(ctx, "satudata_codelist_import", given, login)
    if as_json:
        _print({key: value for key, value in told.items() if key != "lines"})
    else:
        for change in told["changes"]:
            click.echo("\t".join((change["what"], change["code"], change["name"], change["before"])))
        for problem in told["problems"]:
            click.echo(problem["message"], err=True)
        click.echo(
            f"versi {told['version']}: " + ", ".join(f"{n} {kind}" for kind, n in told["counts"].items())
        )
    if told["fatal"]:
        raise SystemExit(1)


@codelist.command("crosswalk")
@click.argument("code")
@click.option(
    "--from", "system", type=click.Choice(["kemendagri", "bps"]), required=True, help="The code's system."
)
@click.option("--at", default="", help="On this day (2026-11-21); today unless told.")
@AS_JSON
@click.pass_context
def crosswalk(ctx: click.Context, code: str, system: str, at: str, as_json: bool) -> None:
    """A region's code in the other system on a day. Exit code 1 when no region has the code."""
    found = _act(ctx, "satudata_region_crosswalk", {"code": code, "from": system, "at": at})
    if as_json:
        _print(found)
        return
    if found["place"]:
        place = found["place"]
        click.echo("\t".join((found["other"], place["name"], place["valid_from"], place["valid_to"])))
    if found["warning"]:
        click.echo(found["warning"], err=True)
    if not found["place"]:
        raise SystemExit(1)
