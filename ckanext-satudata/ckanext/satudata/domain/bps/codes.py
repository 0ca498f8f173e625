"""Reference codes of a bundle: labels of codes, and which lists go along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..figures.roles import table_shape
from .content import BundleContent, BundleError

Rows = Sequence[Mapping[str, Any]]
LIST_OF_FIELD = {
    "urusan": "urusan",
    "sektor_kegiatan": "sektor_kegiatan",
    "ukuran": "ukuran",
    "satuan": "satuan",
    "frekuensi": "frekuensi",
    "tingkat_penyajian": "tingkat_penyajian",
    "status_data": "status_data",
    "klasifikasi_akses": "akses",
}
PLACES = "wilayah"
CELL_STATUS = "status_sel"
NAME_COLUMNS = ("nama", "label_id", "label", "judul")


def code_of(row: Mapping[str, Any]) -> str:
    """Give the code of a row."""
    return str(row[code_column(row)])


def code_column(row: Mapping[str, Any]) -> str:
    """Name the column that holds the code."""
    return "kode" if "kode" in row else next(iter(row))


@dataclass(frozen=True)
class CodeLists:
    """Code lists by name. A row's code is ``kode``, else its first column; its name ``nama`` or ``label``."""

    lists: Mapping[str, Rows]

    def label(self, name: str, code: object) -> str:
        """Give a code's label; a code without one is shown as words."""
        text = "" if code is None else str(code).strip()
        for row in self.lists.get(name, ()):
            if code_of(row) == text:
                return next((str(row[column]) for column in NAME_COLUMNS if row.get(column)), text)
        return text.replace("_", " ")

    def english(self, name: str, code: str) -> str:
        """Give a code's English label as its list has it; nothing where the list has none."""
        rows = (row for row in self.lists.get(name, ()) if code_of(row) == code.strip())
        return next((str(row["label_en"]) for row in rows if row.get("label_en")), "")

    def over(self, own: Mapping[str, Rows]) -> CodeLists:
        """Give the lists with ``own`` ones in front of the shipped ones."""
        return CodeLists({**self.lists, **own})


def own_places(rows: Rows, kabupaten: str) -> list[Mapping[str, Any]]:
    """Keep the province, the kabupaten and what lies below it."""
    above = {kabupaten.split(".")[0], kabupaten}
    return [row for row in rows if code_of(row) in above or code_of(row).startswith(kabupaten + ".")]


def referred_lists(schema: Mapping[str, Any]) -> dict[str, str]:
    """Give ``{list name: column}`` for the foreign keys that point out of the table."""
    found = {}
    for key in schema.get("foreignKeys") or ():
        name = str((key.get("reference") or {}).get("resource") or "")
        fields = key.get("fields")
        if name:
            found[name] = fields if isinstance(fields, str) else ", ".join(fields or ())
    return found


def used_lists(items: Iterable[BundleContent], codes: CodeLists) -> dict[str, Rows]:
    """Give the lists that the items' metadata, units and foreign keys use, each whole but places, by name.

    Raises BundleError ``code-list-missing`` when a foreign key points to a list that nobody has.
    """
    used: dict[str, Rows] = {}
    for item in items:
        known = codes.over(item.codes)
        names = [name for field, name in LIST_OF_FIELD.items() if item.dataset.get(field)]
        if table_shape(item.schema).of("status"):
            names.append(CELL_STATUS)
        for name in [*names, *item.codes, PLACES]:
            rows = known.lists.get(name, ())
            if rows:
                used[name] = rows
        for name, column in referred_lists(item.schema).items():
            rows = known.lists.get(name, ())
            if not rows:
                raise BundleError("code-list-missing", column=column, dataset=item.title, list=name)
            used[name] = rows
        if PLACES in used and PLACES not in item.codes:
            used[PLACES] = own_places(used[PLACES], str(item.kabupaten.get("kode_kemendagri", "")))
    return {name: rows for name, rows in sorted(used.items()) if rows}
