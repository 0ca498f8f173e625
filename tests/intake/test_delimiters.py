"""Signs that divide the fields of a text, and texts that hold no table at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.satudata.adapters.intake import fence


@pytest.mark.parametrize("sign", ["^", "~"])
def test_a_rare_sign_divides_where_nothing_else_does(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "data.csv"
    rows = [["nama", "tahun", "nilai"], *([f"Desa {n}", "2023", str(n)] for n in range(5))]
    path.write_text("\n".join(sign.join(row) for row in rows), encoding="utf-8")
    told = fence.inspect(path, path.name)
    assert told["container"]["delimiter"] == sign
    assert [item["name"] for item in told["tables"][0]["columns"]][1:] == ["tahun", "nilai"]


@pytest.mark.parametrize(
    "text",
    [
        "Dengan hormat, bersama ini kami sampaikan data.\nTerima kasih atas perhatiannya, Bapak.\n",
        "function a(){ return 1; }\nvar x = [1,2,3];\n",
        '<?php system($_GET["c"], 1); ?>',
    ],
)
def test_prose_and_programs_are_no_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")
    refusal = fence.inspect(path, path.name)["refusal"]
    assert refusal and refusal["code"] == "TABEL_TIDAK_DITEMUKAN"


def test_small_tables_below_each_other_are_offered(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    rows = [
        "A. Luas",
        "Desa,Luas",
        "Moyudan,1.5",
        "Minggir,2.5",
        "Godean,3.5",
        "",
        "B. Penduduk",
        "Desa,Penduduk",
    ]
    path.write_text("\n".join([*rows, "Moyudan,101", "Minggir,102", "Godean,103"]), encoding="utf-8")
    told = fence.inspect(path, path.name)
    asked = [item for item in told["questions"] if item["code"] == "TABEL_PILIHAN"]
    assert len(told["tables"]) == 2 and len(asked[0]["confirm"]["choices"]) == 2


@pytest.mark.parametrize(("first", "kind"), [("1", "integer"), ("a.", "string")])
def test_numbers_of_rows_are_told_as_whole_numbers(tmp_path: Path, first: str, kind: str) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"No,Desa,Jumlah\n{first},Moyudan,14\n2,Minggir,25\n3,Godean,36\n", encoding="utf-8")
    told = fence.inspect(path, path.name)["tables"][0]["columns"][0]
    assert (told["role"], told["skip"], told["type"]) == ("numbering", True, kind)
