"""``satudata structure``: table structures from files without a portal, and a portal's own by name.

Exit codes: 0 in order, 1 flaws, breaking changes or a file that is not good enough, 2 typed wrong or not there.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .domain.structure.check import flaws
from .domain.structure.compare import changes, next_version
from .domain.structure.derive import derive
from .domain.structure.model import Shapeless, Structure, from_schema, to_schema
from .structure_codes import known, shipped

IN_ORDER, FLAWED = 0, 1
KINDS = {"breaking": "TIDAK KOMPATIBEL", "compatible": "KOMPATIBEL"}
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
english_option = click.option("--english", is_flag=True, help="Print sentences in English.")


@click.group()
def structure() -> None:
    """Table structures: reusable definitions of a table's columns."""


@structure.command("list")
@json_option
def structure_list(as_json: bool) -> None:
    """The structures of the portal: name, version, number of columns, title."""
    entries = _kept().all()
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "version": one.newest.version,
            "columns": len(one.newest.schema["fields"]),
            "title": one.newest.title,
            "owner_org": one.owner_org,
        }
        for one in entries
    ]
    if as_json:
        _print(rows)
    for row in [] if as_json else rows:
        click.echo(f"{row['name']}\t{row['version']}\t{row['columns']}\t{row['title']}")


@structure.command("show")
@click.argument("what")
@json_option
def structure_show(what: str, as_json: bool) -> None:
    """The columns of one structure: a file with a Table Schema, or <name> or <name>@<version> of the portal."""
    schema = _schema(what)
    if as_json:
        _print(schema)
        return
    found = _read(schema, what)
    for column in found.columns:
        key = "kunci" if column.name in found.key else ""
        click.echo("\t".join([column.name, column.role, column.kind, column.unit, key, column.title]))


@structure.command("validate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@json_option
@english_option
def structure_validate(file: str, as_json: bool, english: bool) -> None:
    """Check the definition in FILE (a Table Schema): every flaw with its column. Exit code 1 when there is one."""
    found = flaws(_read(_schema(file), file), known() if _in_portal() else shipped())
    if as_json:
        _print([{**vars(one)} for one in found])
    for one in [] if as_json else found:
        place = "-" if one.row is None else f"fields[{one.row}]"
        click.echo(f"{place}.{one.part}: {one.text_en if english else one.text}")
    if not as_json:
        click.echo(f"{len(found)} flaws" if english else f"{len(found)} cacat")
    sys.exit(FLAWED if found else IN_ORDER)


@structure.command("diff")
@click.argument("before")
@click.argument("after")
@json_option
@english_option
def structure_diff(before: str, after: str, as_json: bool, english: bool) -> None:
    """What differs between two structures (files, or <name>@<version>). Exit code 1 when something breaks."""
    schemas = [to_schema(_read(_schema(one), one)) for one in (before, after)]
    found = changes(*schemas)
    breaking = any(one.breaking for one in found)
    if as_json:
        kind = "breaking" if breaking else "compatible" if found else "same"
        _print({"kind": kind, "changes": [{**vars(one)} for one in found]})
    for one in [] if as_json else found:
        kind = one.kind.upper() if english else KINDS[one.kind]
        click.echo(f"{kind}: {one.text_en if english else one.text}")
    if not as_json:
        follows = next_version("1.0.0", found) if found else "1.0.0"
        click.echo(f"1.0.0 -> {follows}")
    sys.exit(FLAWED if breaking else IN_ORDER)


@structure.command("derive")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--year", type=click.IntRange(1900, 2100), help="The year of the data, if the file does not tell."
)
@click.option("--home", default="99.01", show_default=True, help="Kemendagri code of the kabupaten or kota.")
@english_option
def structure_derive(file: Path, year: int | None, home: str, english: bool) -> None:
    """Print the structure (Table Schema) of a good FILE: Excel or CSV, read and checked without an open question."""
    from .adapters.intake import fence

    context = {"home": home, **({"year": year} if year else {})}
    with tempfile.TemporaryDirectory(prefix="satudata-") as folder:
        result = fence.check(file, file.name, None, None, context, Path(folder))
    if result.verdict != "pass" or result.open_questions or not result.schema:
        told = [one for one in (result.refusal, result.error) if one] or [
            one for one in result.findings if one["severity"] == "tolak" or one.get("confirm")
        ]
        for one in told:
            click.echo(one["message_en"] if english else one["message"], err=True)
        words = (
            "The file is not good enough for a structure yet."
            if english
            else "Berkas ini belum cukup baik untuk menjadi struktur."
        )
        click.echo(words, err=True)
        sys.exit(FLAWED)
    _print(to_schema(derive(result.schema)))


def _print(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _schema(what: str) -> Mapping[str, Any]:
    """The Table Schema of a file, or of a structure of the portal."""
    if Path(what).is_file():
        try:
            loaded = json.loads(Path(what).read_text(encoding="utf-8-sig"))
        except (ValueError, RecursionError) as broken:
            raise click.UsageError(f"{what}: bukan JSON ({broken})") from broken
        if isinstance(loaded, dict):
            return loaded
        raise click.UsageError(f"{what}: harus sebuah objek JSON")
    from .domain.errors import Missing

    name, _, version = what.partition("@")
    kept = _kept()
    try:
        entry = kept.get(name)
        return kept.version(entry.id, version).schema if version else entry.newest.schema
    except Missing as missing:
        raise click.UsageError(f"Struktur '{what}' tidak ada.") from missing


def _read(schema: Mapping[str, Any], what: str) -> Structure:
    try:
        return from_schema(schema)
    except Shapeless as wrong:
        raise click.UsageError(f"{what}: {wrong.place or 'isi'} {wrong.text}") from wrong


def _in_portal() -> bool:
    """Whether a portal runs this command (``ckan satudata``)."""
    toolkit = sys.modules.get("ckan.plugins.toolkit")
    return bool(toolkit and toolkit.config.get("ckan.site_url"))


def _kept() -> Any:
    """The structures of the portal that runs this command."""
    if not _in_portal():
        raise click.UsageError(
            "Struktur portal dibaca lewat portalnya: ckan -c ckan.ini satudata structure. Tanpa portal, sebutkan berkas."
        )
    from . import wiring

    return wiring.structures()
