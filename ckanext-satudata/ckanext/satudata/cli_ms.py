"""``ckan satudata ms``: the MS forms of a draft or submission as workbooks and as JSON, and a filled-in workbook back."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import click

from .cli_acting import as_account
from .cli_files import write

FORMS = ("ms_keg", "ms_var", "ms_ind")


@click.group(short_help="MS-Keg, MS-Var and MS-Ind.")
def ms() -> None:
    """MS-Keg, MS-Var and MS-Ind."""


def _which(given: str) -> dict[str, str]:
    """A submission by its number, else a draft."""
    return {"review_id": given} if given.upper().startswith("P-") else {"id": given}


@ms.command("export")
@click.argument("which", metavar="DRAFT|P-NUMBER")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as", "login", default="", help="Login of the person in whose name it is read.")
@click.pass_context
def exported(ctx: click.Context, which: str, folder: Path, login: str) -> None:
    """Write the three workbooks in the official layout into FOLDER."""
    import ckan.plugins.toolkit as tk

    folder.mkdir(parents=True, exist_ok=True)
    with ctx.meta["flask_app"].test_request_context():
        for form in FORMS:
            told = _called(
                lambda form=form: tk.get_action("satudata_ms_export")(
                    as_account(login), {**_which(which), "form": form}
                )
            )
            place = folder / told["filename"]
            write(place, base64.b64decode(told["content"]))
            click.echo(str(place))


@ms.command("import")
@click.argument("draft")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what differs.")
@click.option("--take", multiple=True, help="Take this difference only (its id); may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.option("--as", "login", default="", help="Login of the producer in whose name it is done.")
@click.pass_context
def imported(
    ctx: click.Context,
    draft: str,
    file: Path,
    dry_run: bool,
    take: tuple[str, ...],
    as_json: bool,
    login: str,
) -> None:
    """Read a filled-in workbook beside the answers of DRAFT and take what differs. Exit code 1 when a cell cannot be
    understood."""
    import ckan.plugins.toolkit as tk
    from werkzeug.datastructures import FileStorage

    with ctx.meta["flask_app"].test_request_context(), file.open("rb") as stream:
        given = {"id": draft, "dry_run": dry_run, "take": list(take)}
        upload = FileStorage(stream, filename=file.name)
        told = _called(
            lambda: tk.get_action("satudata_ms_import")(as_account(login), {**given, "upload": upload})
        )
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for one in told["differences"]:
            click.echo(
                "\t".join(
                    (one["cell"], one["id"], one["kind"], one["portal"], one["workbook"], one["message"])
                )
            )
        for note in told["notes"]:
            click.echo(note["message"], err=True)
        click.echo(f"{told['same']} sama, {len(told['differences'])} berbeda, {len(told['taken'])} diambil")
    if any(one["kind"] == "unreadable" for one in told["differences"]):
        raise SystemExit(1)


@ms.command("check")
@click.argument("which", metavar="DRAFT|P-NUMBER")
@click.option("--json", "as_json", is_flag=True, help="Tell every answer as JSON.")
@click.option("--as", "login", default="", help="Login of the person in whose name it is read.")
@click.pass_context
def checked(ctx: click.Context, which: str, as_json: bool, login: str) -> None:
    """Tell which rules of the forms are broken. Exit code 1 when one is that is more than a warning."""
    import ckan.plugins.toolkit as tk

    with ctx.meta["flask_app"].test_request_context():
        told = _called(lambda: tk.get_action("satudata_ms_show")(as_account(login), _which(which)))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for flaw in told["flaws"]:
            place = ".".join(part for part in (flaw["form"], flaw["row"], flaw["key"]) if part)
            click.echo(f"{flaw['severity']}\t{flaw['rule']}\t{place}\t{flaw['message']}")
        click.echo(f"{told['errors']} salah, {told['warnings']} peringatan")
    if told["errors"]:
        raise SystemExit(1)


def _called(ask: Any) -> Any:
    """Call an action; its refusal becomes a sentence of the command."""
    import ckan.plugins.toolkit as tk

    try:
        return ask()
    except tk.ValidationError as refused:
        texts = [
            text
            for found in refused.error_dict.values()
            for text in (found if isinstance(found, list) else [found])
        ]
        raise click.ClickException("\n".join(map(str, texts))) from refused
    except (tk.NotAuthorized, tk.ObjectNotFound) as refused:
        raise click.ClickException(str(refused)) from refused
