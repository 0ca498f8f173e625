"""Next year's file: the recipe again, the schema kept, the series merged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from data import offices
from data.offices import DISTRICTS, dotted, population, table

from ckanext.satudata.adapters.intake.shelf import FolderShelf, read_canonical, sha256_of
from ckanext.satudata.domain.intake.merge import merge_rows
from ckanext.satudata.domain.intake.recipe import RecipeError, answer


def merge(base: Path, new: Path, key: Sequence[str], out: Path) -> tuple[str, dict[str, Any]]:
    """Write the merged series to ``out``; its SHA-256 and what changed."""
    merged = merge_rows(read_canonical(base), read_canonical(new), key)
    return FolderShelf(out.parent, None).write_csv(out.name, merged.header, merged.rows), merged.summary


def confirmed(desk: Any) -> Any:
    """Check a first edition whose dots were asked about and answered."""
    content = population(style=dotted, year=2025)
    seen = desk.inspect(content)
    recipe = seen["proposal"]
    for question in seen["questions"]:
        if question["confirm"]:
            recipe = answer(recipe, question, question["confirm"]["suggested"])
    result = desk.check(content, recipe=recipe, out="first")
    assert result.verdict == "pass" and result.open_questions == 0
    return result


def test_same_shape_needs_no_question(desk: Any) -> None:
    first = confirmed(desk)
    content = population(style=dotted, year=2026, sheet_name="2026", numbering=False)
    seen = desk.inspect(content, recipe=first.recipe, schema=first.schema)
    assert [item for item in seen["questions"] if item["confirm"]] == []
    assert seen["proposal"]["constants"] == {"tahun": 2026}
    result = desk.check(
        content, recipe=first.recipe, schema=first.schema, base_csv=first.canonical, out="second"
    )
    assert (result.verdict, result.open_questions, result.rows) == ("pass", 0, 16)
    assert result.changes["periods"] == ["2026"]
    assert result.schema == first.schema


def test_the_same_year_again_replaces_by_key(desk: Any) -> None:
    first = confirmed(desk)

    def mend(sheet: Any) -> None:
        for cell in ("C9", "E9", "C16", "E16"):
            sheet[cell] = dotted(int(str(sheet[cell].value).replace(".", "")) + 3)

    content = population(style=dotted, year=2025, change=mend)
    result = desk.check(
        content, recipe=first.recipe, schema=first.schema, base_csv=first.canonical, out="second"
    )
    assert (result.rows, result.changes["replaced"], result.changes["unchanged"]) == (8, 1, 7)
    assert {item["column"] for item in result.changes["cells"]} == {"penduduk_laki_laki", "penduduk_jumlah"}
    assert result.changes["cells"][0]["key"] == {"kode_kecamatan": "99.01.02", "tahun": "2025"}


def test_a_changed_shape_says_what_changed(desk: Any) -> None:
    first = confirmed(desk)

    def rename(sheet: Any) -> None:
        sheet["D6"] = "Wanita"

    seen = desk.inspect(population(style=dotted, change=rename), recipe=first.recipe)
    changed = next(item for item in seen["questions"] if item["code"] == "BENTUK_BERUBAH")
    assert "Penduduk – Perempuan" in changed["message"] and "Penduduk – Wanita" in changed["message"]


def test_another_file_in_a_first_draft_is_read_anew(desk: Any) -> None:
    first = confirmed(desk)
    schools = table(("Kecamatan", "SD", "SMP"), [(name, n + 10, n + 3) for n, name in enumerate(DISTRICTS)])
    seen = desk.inspect(schools, recipe=first.recipe, first_edition=True)
    assert "BENTUK_BERUBAH" not in [item["code"] for item in seen["questions"]]
    assert [(c["name"], c["skip"]) for c in seen["proposal"]["columns"]][1:] == [
        ("sd", False),
        ("smp", False),
    ]
    later = desk.inspect(schools, recipe=first.recipe)
    assert "BENTUK_BERUBAH" in [item["code"] for item in later["questions"]]


def test_the_same_figures_in_a_first_draft_keep_the_recipe(desk: Any) -> None:
    first = confirmed(desk)
    content = population(style=dotted, year=2025, numbering=False)
    seen = desk.inspect(content, recipe=first.recipe, first_edition=True)
    assert [item for item in seen["questions"] if item["confirm"]] == []


def test_a_proof_against_the_recipe_wins(desk: Any) -> None:
    first = confirmed(desk)
    rows = [(n + 1, name, f"{n + 1}.5", f"{n + 2}.25", f"{2 * n + 3}.75") for n, name in enumerate(DISTRICTS)]
    content = table(
        ("No", "Kecamatan", "Penduduk – Laki-laki", "Penduduk – Perempuan", "Penduduk – Jumlah"),
        rows,
        "Data 2026",
    )
    result = desk.check(content, recipe=first.recipe, schema=first.schema, out="second")
    assert result.verdict == "fail"
    assert "15" not in [row.split(",")[3] for row in result.canonical.read_text().splitlines()[1:]]
    assert "BUKAN_BILANGAN_BULAT" in [item["code"] for item in result.findings]


def test_a_schema_names_the_columns(desk: Any) -> None:
    schema = {
        "fields": [
            {"name": "kode_kecamatan", "type": "string", "constraints": {"required": True}},
            {"name": "nama_kecamatan", "type": "string"},
            {"name": "tahun", "type": "year", "constraints": {"required": True}},
            {"name": "laki_laki", "title": "Laki-laki", "type": "integer", "unit": "orang"},
            {"name": "perempuan", "title": "Perempuan", "type": "integer", "unit": "orang"},
            {"name": "jumlah", "title": "Jumlah", "type": "integer", "unit": "orang"},
        ],
        "primaryKey": ["kode_kecamatan", "tahun"],
        "missingValues": [""],
    }
    result = desk.check(population(), schema=schema)
    assert result.verdict == "pass", result.findings
    assert (
        result.canonical.read_text().splitlines()[0]
        == "kode_kecamatan,nama_kecamatan,tahun,laki_laki,perempuan,jumlah"
    )
    assert result.schema == schema
    lacking = {
        **schema,
        "fields": [
            *schema["fields"],
            {"name": "kk", "title": "Kartu Keluarga", "type": "integer", "constraints": {"required": True}},
        ],
    }
    refused = desk.check(population(), schema=lacking)
    missing = next(item for item in refused.findings if item["code"] == "KOLOM_TIDAK_ADA")
    assert "Kartu Keluarga" in missing["message"]


def test_columns_outside_the_schema_are_asked(desk: Any) -> None:
    schema = {
        "fields": [
            {"name": "nama_kecamatan", "type": "string"},
            {"name": "tahun", "type": "year"},
            {"name": "luas", "type": "number"},
        ],
        "primaryKey": ["nama_kecamatan", "tahun"],
    }
    content = table(("Kecamatan", "Tahun", "Luas", "Hasil"), [(name, 2025, 3.5, 4) for name in DISTRICTS])
    result = desk.check(content, schema=schema)
    question = next(item for item in result.findings if item["code"] == "KOLOM_DI_LUAR_SKEMA")
    assert question["confirm"]["suggested"] == "skip"
    assert "hasil" not in result.canonical.read_text()
    kept = desk.check(content, schema=schema, recipe=answer(result.recipe, question, "keep"))
    assert kept.canonical.read_text().splitlines()[0] == "nama_kecamatan,tahun,luas,hasil"


def test_the_report_is_frictionless_own_and_maps_to_cells(desk: Any) -> None:
    schema = {
        "fields": [
            {"name": "nama_kecamatan", "type": "string"},
            {"name": "tahun", "type": "year"},
            {"name": "luas", "type": "number", "constraints": {"maximum": 50}},
        ]
    }
    content = table(
        ("Kecamatan", "Tahun", "Luas"), [("Wanasari", 2025, 12), ("Karangjati", 2025, 99)], "Judul"
    )
    result = desk.check(content, schema=schema)
    error = result.report["tasks"][0]["errors"][0]
    assert (error["type"], error["rowNumber"]) == ("constraint-error", 3)
    finding = next(item for item in result.findings if item["code"] == "NILAI_TERLALU_BESAR")
    assert (finding["cells"], finding["expected"]) == (["C5"], "50")


def test_the_same_input_gives_the_same_bytes(desk: Any) -> None:
    content = population(style=dotted)
    one, two = desk.check(content, out="a"), desk.check(content, out="b")
    assert one.sha256 == two.sha256 == sha256_of(one.canonical)
    assert one.canonical.read_bytes() == two.canonical.read_bytes()
    assert b"\r" not in one.canonical.read_bytes()


def test_merging_files(desk: Any) -> None:
    first = desk.check(population(year=2024), out="a")
    second = desk.check(population(year=2025), out="b")
    sha256, summary = merge(
        first.canonical, second.canonical, ["kode_kecamatan", "tahun"], desk.folder / "m.csv"
    )
    header, rows = read_canonical(desk.folder / "m.csv")
    assert len(rows) == 16 and summary["added"] == 8
    assert sha256 == sha256_of(desk.folder / "m.csv")
    assert header == read_canonical(first.canonical)[0]


def test_a_recipe_that_cannot_run_says_which_part(desk: Any) -> None:
    recipe = desk.inspect(offices.population())["proposal"]
    recipe["columns"][2]["convention"] = "kira_kira"
    with pytest.raises(RecipeError) as caught:
        desk.check(offices.population(), recipe=recipe)
    assert caught.value.field == "columns[2].convention"


def test_the_newest_of_two_alike_sheets_is_taken(desk: Any) -> None:
    first = confirmed(desk)

    def add(sheet: Any) -> None:
        copy = sheet.parent.copy_worksheet(sheet)
        copy.title = "Baru"
        copy["A2"] = "Jumlah Penduduk menurut Kecamatan dan Jenis Kelamin di Kabupaten Sukamaju, 2026"

    content = population(style=dotted, year=2025, change=add)
    seen = desk.inspect(content, recipe=first.recipe)
    assert seen["chosen"].startswith("Baru!") and seen["proposal"]["constants"] == {"tahun": 2026}
    result = desk.check(content, recipe=first.recipe, base_csv=first.canonical, out="second")
    assert result.changes["periods"] == ["2026"]
    assert "SAMA_EDISI_LALU" in [item["code"] for item in result.findings]


def test_the_same_file_again_shows_its_own_recipe(desk: Any) -> None:
    content = population(style=dotted)
    seen = desk.inspect(content)
    question = next(item for item in seen["questions"] if item["confirm"])
    recipe = answer(seen["proposal"], question, question["confirm"]["suggested"])
    recipe["columns"][1]["title"] = "Nama kecamatan"
    again = desk.inspect(content, recipe=recipe)
    assert again["proposal"] == recipe
    assert [item for item in again["questions"] if item["confirm"]] == []
