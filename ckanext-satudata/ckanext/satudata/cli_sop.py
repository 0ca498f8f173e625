"""``satudata sop``: check, list, show, print and compare SOPs. Needs no portal; with one, its folder of SOPs is used."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .adapters import sop_files
from .cli_files import write
from .domain.sop import SopFlawed, stages
from .domain.sop_diff import difference
from .domain.sop_lint import ERROR
from .domain.sop_words import date_words, time_words, total_words

GRADES = {ERROR: "kesalahan", "warning": "peringatan"}


@click.group()
def sop() -> None:
    """SOPs: what the review runs by."""


@sop.command("lint")
@click.argument("place", default="")
@click.option("--english", is_flag=True, help="Say it in English.")
@click.option("--errors", "only_errors", is_flag=True, help="Leave the warnings out.")
def sop_lint(place: str, english: bool, only_errors: bool) -> None:
    """Check SOP files (of a folder, or one file): every flaw with file, line and what mends it. Exit code 1 when one
    cannot run."""
    known = _files(place or _folder())
    found = sop_files.lint(known)
    for one in found:
        if one.flaw.severity == ERROR or not only_errors:
            flaw = one.flaw
            said = f"{flaw.text_en} {flaw.mend_en}" if english else f"{flaw.text} {flaw.mend}"
            click.echo(f"{one.place}: {flaw.severity if english else GRADES[flaw.severity]}: {said}")
    for source in known:
        if not any(one.flaw.severity == ERROR for one in sop_files.flaws_of(source)):
            click.echo(_summary(source.document))
    errors = sum(one.flaw.severity == ERROR for one in found)
    click.echo(f"{errors} kesalahan, {len(found) - errors} peringatan")
    if errors:
        raise SystemExit(1)


def _files(place: str) -> list[sop_files.Source]:
    """The SOP documents of a folder, or the one of a file."""
    if place and Path(place).is_file():
        return [sop_files.one(place)]
    if place and not Path(place).is_dir():
        raise click.ClickException(
            f"Folder atau berkas '{place}' tidak ada. Tulis letak folder SOP atau satu berkas .yaml. | "
            f"There is no folder or file '{place}'. Name a folder of SOPs or one .yaml file."
        )
    return list(sop_files.sources(place))


def _summary(document: Mapping[str, Any]) -> str:
    steps = document.get("langkah") or []
    summed = total_words(steps) or "tidak tertulis"
    return f"{document.get('id')} versi {document.get('versi')}: {len(steps)} langkah, jumlah waktu {summed}"


@sop.command("list")
def sop_list() -> None:
    """The SOPs, with a portal in the version in force: id, version, name, office."""
    for found in (_in_force(one) for one in _load().values()):
        place = found.definition.get("instansi") or {}
        office = ", ".join(str(place[key]) for key in ("opd", "nama_pemda") if place.get(key))
        click.echo(f"{found.id}\t{found.version}\t{found.name}\t{office}")


def _in_force(found: Any) -> Any:
    if _portal() is None:
        return found
    from . import wiring

    return wiring.sop_port().in_force(found.id)


@sop.command("show")
@click.argument("name")
def sop_show(name: str) -> None:
    """The steps of one SOP (an id or a file): post, time, what the portal does there."""
    document = _document(name)
    names = {post["kode"]: post["nama"] for post in document["pelaksana"]}
    click.echo(_summary(document))
    for row in document["langkah"]:
        who = ", ".join(names.get(code, code) for code in row.get("pelaksana") or ())
        in_portal = ", ".join(stage["id"] for stage in stages(row)) or _elsewhere(row)
        time = time_words(row.get("waktu") or {}) or "waktu tidak tertulis"
        click.echo(f"{row['nomor']}\t{who}\t{time}\t{in_portal}\t{row['kegiatan']}")


def _elsewhere(row: Mapping[str, Any]) -> str:
    portal = row.get("pemetaan_portal") or {}
    return f"bagian dari {portal['bagian_dari']}" if portal.get("bagian_dari") else "di luar portal"


@sop.command("print")
@click.argument("name")
@click.option("--pdf", "pdf_file", type=click.Path(dir_okay=False, path_type=Path), help="Write a PDF there.")
@click.option(
    "--html", "html_file", type=click.Path(dir_okay=False, path_type=Path), help="Write HTML there."
)
@click.option("--paper", type=click.Choice(["a4", "f4"]), default="a4", show_default=True)
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Date at the foot; today when left out."
)
def sop_print(
    name: str, pdf_file: Path | None, html_file: Path | None, paper: str, day: dt.datetime | None
) -> None:
    """Print one SOP (an id or a file) in its official form."""
    from .adapters import pdf
    from .adapters import sop_print as printing

    document = _document(name)
    shown = day or dt.datetime.now().astimezone()
    printed = "Dicetak " + date_words({"hari": shown.day, "bulan": shown.month, "tahun": shown.year})
    if not pdf_file and not html_file:
        raise click.UsageError("Tulis --pdf atau --html beserta nama berkasnya.")
    if html_file:
        write(html_file, printing.page(document, printed).encode())
    if pdf_file:
        write(pdf_file, printing.pdf(document, printed, pdf.render, pdf.pages, paper))
    click.echo(f"ditulis: {', '.join(str(file) for file in (html_file, pdf_file) if file)}")


@sop.command("diff")
@click.argument("before")
@click.argument("after")
def sop_diff(before: str, after: str) -> None:
    """What differs between two SOPs, each a file, an id, or <id>@<version> as a running review has it."""
    found = difference(_document(before), _document(after))
    for sentence in found:
        click.echo(sentence)
    click.echo(f"{len(found)} perbedaan")


def _portal() -> Mapping[str, Any] | None:
    """The configuration of the portal that runs this command (``ckan satudata``); none for ``satudata``."""
    toolkit = sys.modules.get("ckan.plugins.toolkit")
    return toolkit.config if toolkit and toolkit.config.get("ckan.site_url") else None


def _folder() -> str:
    """The portal's folder of SOPs where a portal is running this command, or the shipped one."""
    return str((_portal() or {}).get("ckanext.satudata.sop.folder") or "")


def _load() -> Mapping[str, Any]:
    try:
        return sop_files.load(_folder())
    except SopFlawed as flawed:
        raise click.ClickException("\n".join(flawed.flaws)) from flawed


def _document(name: str) -> Mapping[str, Any]:
    """The document of a file, an id, or an id with a version."""
    if name.endswith((".yaml", ".yml")) or Path(name).is_file():
        return _of_file(name)
    sop_id, _, version = name.partition("@")
    if version:
        return _of_version(sop_id, version)
    known = _load()
    if sop_id not in known:
        raise click.ClickException(f"SOP '{sop_id}' tidak ada. Yang ada: {', '.join(known)}.")
    return dict(known[sop_id].definition)


def _of_file(name: str) -> Mapping[str, Any]:
    if not Path(name).is_file():
        raise click.ClickException(f"Berkas {name} tidak ada.")
    source = sop_files.one(name)
    found = [one for one in sop_files.flaws_of(source) if one.flaw.severity == ERROR]
    if found:
        raise click.ClickException("\n".join(str(one) for one in found))
    return source.document


def _of_version(sop_id: str, version: str) -> Mapping[str, Any]:
    if _portal() is None or not version.isdecimal():
        raise click.ClickException(
            "Versi terdahulu disimpan portal: jalankan ckan -c ckan.ini satudata sop diff."
        )
    from . import wiring
    from .domain.errors import Missing

    try:
        return dict(wiring.sop_port().version(sop_id, int(version)).definition)
    except Missing as missing:
        raise click.ClickException(f"SOP '{sop_id}' versi {version} tidak ada.") from missing
