"""``satudata bps``: our figures beside those that BPS published. Imports no CKAN."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.cli_bundle import translator
from ckanext.satudata.domain.bps.compared import Comparison
from ckanext.satudata.domain.bps.comparison import compare
from ckanext.satudata.domain.bps.content import BundleError
from ckanext.satudata.domain.bps.messages import message
from ckanext.satudata.domain.bps.webapi import MOST_BYTES, read_response

DIFFERENT, BAD_INPUT = 1, 2
file_path = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(name="bps")
def bps() -> None:
    """Compare with figures of BPS."""


@bps.command(name="compare")
@click.argument("file", type=file_path)
@click.option("--table", required=True, type=file_path, help="Our canonical CSV.")
@click.option("--schema", required=True, type=file_path, help="Its Table Schema.")
@click.option("--measure", default="", help="Which column to compare, if there are several.")
@click.option("--area", default="", help="Name of the kabupaten: BPS's line of that name is the sum of ours.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True)
def compare_command(
    file: Path, table: Path, schema: Path, measure: str, area: str, as_json: bool, lang: str
) -> None:
    """Compare a table with FILE, the saved answer of BPS's WebAPI for a dynamic table.

    Exit code 0: nothing differs; 1: figures differ; 2: a file cannot be read or does not fit.
    """
    try:
        found = compared(file, table, schema, measure, area)
    except BundleError as error:
        click.echo(message(error.code, error.facts, translator(lang)), err=True)
        raise SystemExit(BAD_INPUT) from error
    except (ValueError, OSError) as error:
        click.echo(f"{type(error).__name__}: {error}", err=True)
        raise SystemExit(BAD_INPUT) from error
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(told(found)))
    raise SystemExit(DIFFERENT if found.different else 0)


def compared(file: Path, table: Path, schema: Path, measure: str, area: str) -> Comparison:
    """Read the three files and compare."""
    with file.open("rb") as stream:
        response = read_response(stream.read(MOST_BYTES + 1))
    described: Mapping[str, Any] = json.loads(schema.read_text(encoding="utf-8"))
    with table.open(encoding="utf-8-sig", newline="") as lines:
        return compare(csv.DictReader(lines), described, response, place_codes(), measure, area)


def place_codes() -> dict[str, str]:
    """BPS's code for each shipped code of a place."""
    rows = (row for name in ("wilayah_padanan", "wilayah") for row in code_lists().lists.get(name, ()))
    return {
        str(row["kode_kemendagri"]): str(row["kode_bps"])
        for row in rows
        if row.get("kode_kemendagri") and row.get("kode_bps")
    }


def told(found: Comparison) -> list[str]:
    """The outcome in lines: counts, then every difference, tab-separated."""
    sides = (("bps", found.only_bps), ("kita", found.only_ours))
    lines = [f"sama\t{found.equal}", f"beda\t{len(found.different)}"]
    lines += [f"hanya {side}\t{len(only)}" for side, only in sides]
    lines += [f"kunci berarti dua\t{len(found.ambiguous)}"] if found.ambiguous else []
    lines += [f"nama hanya bps\t{name}" for name in found.names_only_bps]
    lines += [f"nama hanya kita\t{name}" for name in found.names_only_ours]
    for one in found.different:
        shown = one.as_json()
        figures = [str(shown[name]) for name in ("ours", "bps", "difference", "percent")]
        lines.append("\t".join([one.row, one.part, one.year, one.period, *figures]))
    return lines
