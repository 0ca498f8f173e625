"""``satudata intake``: inspect and check a file without a portal. Imports no CKAN.

Exit codes: 0 in order (``inspect``: understood), 1 findings that must be mended or answered, 2 the file is no table (or
the command was typed wrong), 3 could not check, for instance because the schema given is none.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import click

from .adapters.intake import fence
from .domain.intake.recipe import Recipe, RecipeError
from .domain.intake.reference import findings_markdown
from .domain.intake.schema_forms import fault_of

IN_ORDER, FINDINGS, UNUSABLE, COULD_NOT_CHECK = 0, 1, 2, 3


class _RegularFile(click.Path):
    """The path of a file whose bytes end: no pipe, socket or device is opened."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        if not Path(path).is_file():
            self.fail(f"'{value}' is no regular file.", param, ctx)
        return path


_FILE = _RegularFile(exists=True, dir_okay=False, path_type=Path)
_DAY, _YEAR = click.DateTime(["%Y-%m-%d"]), click.IntRange(1900, 2100)


class Unusable(click.ClickException):
    """Something given along with the file cannot be used, so nothing was checked."""

    exit_code = COULD_NOT_CHECK


@click.group()
def intake() -> None:
    """Read and check an office's Excel or CSV file."""


def _read_json(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        loaded = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise Unusable(f"{path}: not JSON ({broken})") from broken
    if not isinstance(loaded, dict):
        raise Unusable(f"{path}: an object is expected")
    return loaded


def _read_schema(path: Path | None) -> dict[str, Any] | None:
    """Read a Table Schema; its parts must have the shape that the standard gives them."""
    loaded = _read_json(path)
    if loaded is None:
        return None
    if fault := fault_of(loaded):
        raise Unusable(f"{path}: {fault}")
    return loaded


def _folder(path: Path) -> Path:
    """Make the folder where the canonical CSV is left."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as closed:
        raise Unusable(f"{path}: the folder cannot be made ({closed.strerror})") from closed
    return path


def _print_json(value: Mapping[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_told(told: Sequence[Mapping[str, Any]], english: bool) -> None:
    message, mend = ("message_en", "mend_en") if english else ("message", "mend")
    for item in told:
        severity = str(item.get("severity", "tolak")).upper()
        click.echo(f"{severity:11}{item[message]}\n{'':11}{item[mend]}  [{item['code']}]")


def _leave(result: Mapping[str, Any], english: bool, as_json: bool, code: int) -> None:
    if not as_json:
        for part in ("refusal", "error"):
            if result[part]:
                _print_told([result[part]], english)
    sys.exit(code)


@intake.command()
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the whole inspection as JSON.")
@click.option("--schema", type=_FILE, help="Table Schema to match the columns with.")
@click.option("--recipe", type=_FILE, help="A confirmed recipe to run again.")
@click.option("--sheet", help="Read this sheet.")
@click.option("--year", type=_YEAR, help="The year of the data, if the file does not tell.")
@click.option("--home", default="99.01", show_default=True, help="Kemendagri code of the kabupaten or kota.")
@click.option("--english", is_flag=True, help="Print sentences in English.")
def inspect(
    file: Path,
    as_json: bool,
    schema: Path | None,
    recipe: Path | None,
    sheet: str | None,
    year: int | None,
    home: str,
    english: bool,
) -> None:
    """Tell what was understood of FILE."""
    hints = {
        "home": home,
        "year": year,
        "sheet": sheet,
        "schema": _read_schema(schema),
        "recipe": _read_json(recipe),
    }
    _check_recipe(hints["recipe"])
    result = fence.inspect(file, file.name, {key: value for key, value in hints.items() if value is not None})
    if as_json:
        _print_json(result)
    else:
        for table in result["tables"]:
            names = ", ".join(f"{item['letter']} {item['name']}:{item['type']}" for item in table["columns"])
            click.echo(f"{table['id']}  {table['rows']}  {names}")
        _print_told(result["questions"], english)
    code = COULD_NOT_CHECK if result["error"] else UNUSABLE if result["refusal"] else IN_ORDER
    _leave(result, english, as_json, code)


@intake.command()
@click.argument("file", type=_FILE)
@click.option("--schema", type=_FILE, help="Table Schema the data must meet.")
@click.option("--recipe", type=_FILE, help="The confirmed recipe; without it, the proposal is run.")
@click.option("--base", type=_FILE, help="Canonical CSV of the series that FILE joins.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Leave the canonical CSV in this folder."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
@click.option("--today", type=_DAY, help="ISO date, for years that have not begun.")
@click.option("--year", type=_YEAR, help="The year of the data, if the file does not tell.")
@click.option("--home", default="99.01", show_default=True, help="Kemendagri code of the kabupaten or kota.")
@click.option("--english", is_flag=True, help="Print sentences in English.")
def check(
    file: Path,
    schema: Path | None,
    recipe: Path | None,
    base: Path | None,
    out: Path | None,
    as_json: bool,
    today: datetime | None,
    year: int | None,
    home: str,
    english: bool,
) -> None:
    """Check FILE and tell the findings and the verdict."""
    given, asked = _read_json(recipe), _read_schema(schema)
    _check_recipe(given)
    context = {"home": home, "today": today and f"{today:%Y-%m-%d}", "year": year, "base_csv": base}
    context = {key: value for key, value in context.items() if value is not None}
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        result = fence.check(file, file.name, given, asked, context, _folder(out or Path(folder)))
    if as_json:
        _print_json(result.to_dict())
    else:
        _print_told(result.findings, english)
        click.echo(f"{result.verdict}: {result.rows}")
    _leave(result.to_dict(), english, as_json, _exit_code(result))


def _exit_code(result: fence.CheckResult) -> int:
    if result.verdict == "error":
        return COULD_NOT_CHECK
    if result.refusal:
        return UNUSABLE
    return IN_ORDER if result.verdict == "pass" and not result.open_questions else FINDINGS


def _check_recipe(given: Mapping[str, Any] | None) -> None:
    if given is None:
        return
    try:
        Recipe.from_dict(given)
    except RecipeError as error:
        raise Unusable(str(error)) from error


@intake.command()
def findings() -> None:
    """Print the reference page of all findings and refusals."""
    click.echo(findings_markdown(), nl=False)


@intake.command()
@click.argument("what", type=click.Choice(["inspection", "check"]))
def schema(what: str) -> None:
    """Print the JSON Schema of what ``inspect`` or ``check`` prints with --json."""
    path = resources.files("ckanext.satudata.schemas").joinpath("intake", f"{what}.schema.json")
    click.echo(path.read_text(encoding="utf-8"), nl=False)
