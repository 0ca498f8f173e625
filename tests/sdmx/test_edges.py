"""Tables at the edge: empty, of one row, with totals, signs, two codings, strange names; and those SDMX has no form for."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ckanext.satudata.adapters.bps.builder import build
from ckanext.satudata.adapters.bps.verify import verify
from ckanext.satudata.adapters.sdmx import bundle
from ckanext.satudata.domain.bps.content import BundleContent, BundleError
from ckanext.satudata.domain.sdmx import survey
from support.bundle_samples import DATASET, content
from support.sdmx_readers import by_pysdmx, by_sdmx1, validated

Make = Callable[[BundleContent], dict[str, bytes]]
TEXT: dict[str, Any] = {"type": "string"}
AREA = {"name": "kode_kecamatan", "title": "Kode Kecamatan", "type": "string"}
YEAR = {"name": "tahun", "title": "Tahun", "type": "year"}
VALUE = {
    "name": "nilai",
    "title": "Nilai",
    "type": "number",
    "unit": "juta_rupiah",
    "satudata:role": "measure",
}
STATUS = {"name": "nilai_status", "title": "Status nilai", "type": "string"}


def item(fields: list[dict[str, Any]], key: list[str], rows: str, **dataset: Any) -> BundleContent:
    """A dataset with these columns and lines."""
    text = ",".join(field["name"] for field in fields) + "\n" + rows
    schema = {"fields": fields, "missingValues": [""], **({"primaryKey": key} if key else {})}
    return content(text.encode(), schema=schema, dataset={**DATASET, **dataset})


def told(made: dict[str, bytes]) -> list[dict[str, str]]:
    """The observations of the SDMX-CSV."""
    return list(csv.DictReader(io.StringIO(made["data.csv"].decode())))


def read_by_all(made: dict[str, bytes]) -> None:
    """Both messages are valid, and both libraries read as many observations as there are."""
    validated(made["structure.xml"])
    validated(made["data.xml"])
    _, observations = by_sdmx1(made)
    assert len(observations) == len(told(made))
    if observations:
        assert len(by_pysdmx(made["data.xml"], made["structure.xml"])) == len(observations)


def test_an_empty_table_has_a_structure_and_no_figure(make: Make) -> None:
    made = make(item([AREA, YEAR, VALUE], ["kode_kecamatan", "tahun"], ""))
    read_by_all(made)
    assert told(made) == []


def test_one_row(make: Make) -> None:
    made = make(item([AREA, YEAR, VALUE], ["kode_kecamatan", "tahun"], "99.01.01,2025,12.50\n"))
    read_by_all(made)
    (row,) = told(made)
    assert [row[name] for name in ("FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD")] == [
        "A",
        "K990101",
        "NILAI",
        "2025",
    ]
    assert [
        row[name] for name in ("OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "CONF_STATUS")
    ] == [
        "12.50",
        "RUPIAH",
        "6",
        "A",
        "F",
    ]


def test_signs_for_missing_values(make: Make) -> None:
    rows = "99.01.01,2025,,O\n99.01.02,2025,,Q\n99.01.03,2025,5,P\n99.01.01,2024,0,nihil\n99.01.02,2024,,\n"
    made = make(item([AREA, YEAR, VALUE, STATUS], ["kode_kecamatan", "tahun"], rows))
    read_by_all(made)
    wanted = [(row["OBS_VALUE"], row["OBS_STATUS"], row["CONF_STATUS"]) for row in told(made)]
    assert wanted == [("", "O", "F"), ("", "Q", "C"), ("5", "P", "F"), ("0", "A", "F"), ("", "O", "F")]


def test_preliminary_data_say_so(make: Make) -> None:
    made = make(item([AREA, YEAR, VALUE], ["tahun"], "99.01.01,2025,1\n", status_data="sementara"))
    assert told(made)[0]["OBS_STATUS"] == "P"
    marked = item(
        [AREA, YEAR, VALUE, STATUS], ["tahun"], "99.01.01,2025,1,A\n,2024,1,E\n", status_data="sementara"
    )
    assert [row["OBS_STATUS"] for row in told(make(marked))] == ["P", "E"]


def test_two_codings_never_meet(make: Make) -> None:
    bps = {"name": "kode_bps", "title": "Kode BPS", "type": "string"}
    rows = "99.01.01,9902030,2025,1\n99.01.02,9902010,2025,2\n"
    made = make(item([AREA, bps, YEAR, VALUE], ["kode_kecamatan", "kode_bps", "tahun"], rows))
    read_by_all(made)
    assert [(row["REF_AREA"], row["WILAYAH_BPS"]) for row in told(made)] == [
        ("K990101", "B9902030"),
        ("K990102", "B9902010"),
    ]
    lists = {one.get("id") for one in validated(made["structure.xml"]).iter("{*}Codelist")}
    assert {"CL_WILAYAH_KEMENDAGRI", "CL_WILAYAH_BPS"} <= lists


def test_two_codings_in_one_column(make: Make) -> None:
    made = make(item([AREA, YEAR, VALUE], ["kode_kecamatan", "tahun"], "15.06,2025,1\n1506,2025,2\n"))
    read_by_all(made)
    assert [row["REF_AREA"] for row in told(made)] == ["K1506", "B1506"]


def test_a_bps_column_alone(make: Make) -> None:
    area = {"name": "kode_bps", "title": "Kode BPS", "type": "string"}
    made = make(item([area, YEAR, VALUE], ["kode_bps", "tahun"], "9902030,2025,1\nJumlah,2025,2\n"))
    read_by_all(made)
    assert [row["REF_AREA"] for row in told(made)] == ["B9902030", "B9902"]


@pytest.mark.parametrize(
    ("rows", "areas"),
    [
        ("99.01.01,2025,1\nJumlah,2025,2\n", ["K990101", "K9901"]),
        ("99.01,2025,3\nJumlah,2025,2\n", ["K9901", "_T"]),
        ("99.01.01,2025,1\nJumlah,2025,2\nTOTAL,2025,2\n", ["K990101", "K9901", "_T"]),
    ],
)
def test_a_total_is_the_kabupaten(make: Make, rows: str, areas: list[str]) -> None:
    made = make(item([AREA, YEAR, VALUE], ["kode_kecamatan", "tahun"], rows))
    read_by_all(made)
    assert sorted(row["REF_AREA"] for row in told(made)) == sorted(areas)


def test_a_total_without_a_code_is_known_by_its_name(make: Make) -> None:
    name = {"name": "nama_kecamatan", "title": "Kecamatan", "type": "string"}
    rows = "99.01.01,Sukamaju Kota,2025,1\n,Jumlah,2025,1\n"
    made = make(item([AREA, name, YEAR, VALUE], ["kode_kecamatan", "tahun"], rows))
    read_by_all(made)
    assert [row["REF_AREA"] for row in told(made)] == ["K990101", "K9901"]


def test_a_kecamatan_beside_its_desa_is_implied(make: Make) -> None:
    village = {"name": "kode_desa", "title": "Kode Desa", "type": "string"}
    rows = "99.01.01,99.01.01.1001,2025,1\n99.01.01,99.01.01.1002,2025,2\n"
    made = make(item([AREA, village, YEAR, VALUE], ["kode_kecamatan", "kode_desa", "tahun"], rows))
    read_by_all(made)
    assert [row["REF_AREA"] for row in told(made)] == ["K9901011001", "K9901011002"]
    assert "KODE_KECAMATAN" not in told(made)[0]
    assert "REF_AREA" in validated(made["structure.xml"]).findtext(".//{*}AnnotationText")


def test_areas_by_name(make: Make) -> None:
    area = {"name": "kecamatan", "title": "Kecamatan", "type": "string"}
    made = make(
        item([area, YEAR, VALUE], ["kecamatan", "tahun"], "Kec. WANASARI,2025,1\nKarangjati,2025,2\n")
    )
    read_by_all(made)
    assert [row["REF_AREA"] for row in told(made)] == ["K990102", "K990103"]
    other = make(item([area, YEAR, VALUE], ["kecamatan", "tahun"], "Antah Berantah,2025,1\n"))
    assert [told(other)[0][name] for name in ("REF_AREA", "KECAMATAN")] == ["K9901", "ANTAH_BERANTAH"]


def test_a_total_of_a_breakdown(make: Make) -> None:
    sex = {"name": "jenis_kelamin", "title": "Jenis Kelamin", "type": "string"}
    rows = "Laki-laki,2025,1\nPerempuan,2025,2\nJumlah,2025,3\n"
    made = make(item([sex, YEAR, VALUE], ["jenis_kelamin", "tahun"], rows))
    read_by_all(made)
    assert [row["JENIS_KELAMIN"] for row in told(made)] == ["LAKI_LAKI", "PEREMPUAN", "_T"]
    assert {row["REF_AREA"] for row in told(made)} == {"K9901"}


def test_names_of_any_script_and_formulas(make: Make) -> None:
    kind = {"name": "jenis", "title": "Jenis", "type": "string"}
    note = {"name": "keterangan", "title": "Keterangan", "type": "string", "satudata:role": "dimension"}
    names = ["東京", "=1+1", "Beras medium", "BERAS  MEDIUM", "<b>&\"'", "ᮞᮥᮔ᮪ᮓ", "_X", "-", "x" * 90, "x" * 91]
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([name, 2025, n, "=1+1"] for n, name in enumerate(names))
    made = make(item([kind, YEAR, VALUE, note], ["jenis", "tahun"], lines.getvalue()))
    read_by_all(made)
    rows = told(made)
    assert len({row["JENIS"] for row in rows}) == len(names)
    assert {row["COMMENT_OBS"] for row in rows} == {"=1+1"}
    codes = {
        code.get("id"): code.findtext("{*}Name") for code in validated(made["structure.xml"]).iter("{*}Code")
    }
    assert [codes[row["JENIS"]] for row in rows] == names


def test_names_from_the_code_list(make: Make) -> None:
    kind = {"name": "urusan", "title": "Urusan", "type": "string"}
    one = item([kind, YEAR, VALUE], ["urusan", "tahun"], "1.01,2025,1\n")
    key = {"fields": ["urusan"], "reference": {"resource": "urusan", "fields": ["kode"]}}
    made = make(content(one.canonical_csv, schema={**one.schema, "foreignKeys": [key]}))
    names = {c.get("id"): c.findtext("{*}Name") for c in validated(made["structure.xml"]).iter("{*}Code")}
    assert names["1_01"] == "Pendidikan"


@pytest.mark.parametrize(
    ("columns", "line", "freq", "period"),
    [
        (("tahun",), "2023/2024", "A", "2023"),
        (("tahun", "semester"), "2024,2", "S", "2024-S2"),
        (("tahun", "triwulan"), "2024,IV", "Q", "2024-Q4"),
        (("tahun", "bulan"), "2024,Agustus", "M", "2024-M08"),
        (("tahun", "subround"), "2024,3", "A_3", "2024-T3"),
        (("tahun", "minggu"), "2024,7", "W", "2024-W07"),
        (("tahun", "bulan"), "2024,Jumlah", "A", "2024"),
        (("tanggal",), "2024-08-17", "D", "2024-08-17"),
        ((), "", "_O", "2023-01-01/P3Y"),
    ],
)
def test_periods(make: Make, columns: tuple[str, ...], line: str, freq: str, period: str) -> None:
    time = [
        {"name": name, "title": name, "type": "date" if name == "tanggal" else "string"} for name in columns
    ]
    made = make(item([*time, VALUE], list(columns), ",".join(filter(None, [line, "7"])) + "\n"))
    read_by_all(made)
    (row,) = told(made)
    assert (row["FREQ"], row["TIME_PERIOD"]) == (freq, period)
    assert row.get("TAHUN_AJARAN", "") == ("2023/2024" if "/" in line else "")


def test_texts_are_attributes_and_text_measures_stay_in_the_csv(make: Make) -> None:
    kind = {"name": "merek", "title": "Merek", "type": "string"}
    grade = {"name": "mutu", "title": "Mutu", "type": "string", "satudata:role": "measure"}
    made = make(
        item([AREA, YEAR, VALUE, kind, grade], ["kode_kecamatan", "tahun"], "99.01.01,2025,1,A,baik\n")
    )
    read_by_all(made)
    assert told(made)[0]["MEREK"] == "A"
    assert "baik" not in made["data.csv"].decode()
    assert "Mutu" in made["structure.xml"].decode()


def test_numbers_keep_their_digits(make: Make) -> None:
    values = ["0.1", "100000000000000000000.000000000001", "-3", "1e3", "007", "0.30"]
    kind = {"name": "jenis", "title": "Jenis", "type": "string"}
    made = make(item([kind, VALUE], ["jenis"], "".join(f"j{n},{v}\n" for n, v in enumerate(values))))
    assert [row["OBS_VALUE"] for row in told(made)] == [*values[:3], "1000", *values[4:]]


@pytest.mark.parametrize(
    ("fields", "rows", "words"),
    [
        ([AREA, {"name": "mutu", "type": "string"}], "99.01.01,baik\n", "kolom angka"),
        ([AREA, VALUE], "99.01.01,1\n99.01.01,2\n", "Baris 3"),
        ([AREA, VALUE], "99.01.01,banyak\n", "'banyak'"),
        ([YEAR, VALUE], "kemarin,1\n", "'kemarin'"),
    ],
)
def test_what_sdmx_cannot_tell_has_a_reason(
    make: Make, tmp_path: Path, fields: list[dict[str, Any]], rows: str, words: str
) -> None:
    one = item(fields, [], rows)
    made = make(one)
    assert list(made) == ["TIDAK-ADA.txt"] and words in made["TIDAK-ADA.txt"].decode()
    result = build([one], tmp_path, makers=(bundle.entries,))
    assert "sdmx/TIDAK-ADA.txt" in result.entries and "sdmx/data.xml" not in result.entries


def test_a_cycle_has_a_folder_for_each(tmp_path: Path) -> None:
    both = [content(), content(dataset={**DATASET, "kode_dataset": "D02"})]
    result = build(both, tmp_path, makers=(bundle.entries,))
    assert {"d01/sdmx/data.xml", "d02/sdmx/data.xml"} <= set(result.entries)
    assert verify(tmp_path / result.filename) == []


def test_verify_compares_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A builder that lets a wrong file through is found out by whoever gets the bundle."""
    for name, wrong in (
        ("data.xml", b'value="5148"'),
        ("data.csv", b",5148,"),
        ("data.xml", b'value="K990101"'),
        ("data.xml", b'value="2023-S1"'),
    ):
        right = wrong.replace(b"5148", b"5149").replace(b"K990101", b"K990199").replace(b"-S1", b"-S3")
        spoilt(monkeypatch, name, wrong, right)
        with pytest.raises(BundleError, match="sdmx/" + name.replace(".", r"\.")):
            build([content()], tmp_path, makers=(bundle.entries,))
        monkeypatch.setattr(bundle, "compare", lambda *_: None)
        result = build([content()], tmp_path, makers=(bundle.entries,))
        found = [problem.code for problem in verify(tmp_path / result.filename)]
        assert found and all(code.startswith("sdmx-") for code in found), (name, wrong)
        monkeypatch.undo()
    sound = build([content()], tmp_path, makers=(bundle.entries,))
    assert verify(tmp_path / sound.filename) == []


def spoilt(monkeypatch: pytest.MonkeyPatch, name: str, wrong: bytes, right: bytes) -> None:
    """Let the builder write a figure that is not the table's."""
    write = bundle.write_files

    def spoil(*given: Any) -> dict[str, Path]:
        files = write(*given)
        file = files[f"sdmx/{name}"]
        assert wrong in file.read_bytes()
        file.write_bytes(file.read_bytes().replace(wrong, right, 1))
        return files

    monkeypatch.setattr(bundle, "write_files", spoil)


PRINT = """
import hashlib, sys, tempfile
from pathlib import Path
from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.adapters.sdmx.bundle import entries
from support.bundle_samples import content
one = content()
for path, file in entries(one, code_lists().over(one.codes), Path(tempfile.mkdtemp())):
    print(path, hashlib.sha256(file.read_bytes()).hexdigest())
"""


def test_the_bytes_depend_on_the_content_alone(make: Make) -> None:
    here = "".join(f"sdmx/{name} {sha256(data).hexdigest()}\n" for name, data in make(content()).items())
    for zone, locale, seed in (("Asia/Jayapura", "C", "1"), ("America/Lima", "id_ID.UTF-8", "77")):
        told_there = subprocess.run(
            [sys.executable, "-c", PRINT],
            env={
                **os.environ,
                "TZ": zone,
                "LC_ALL": locale,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(__file__).parents[1]),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        assert told_there.stdout == here


def test_a_register_of_numbers_is_no_breakdown(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million serial numbers would be a code list of a million codes, made in hours and read by nobody."""
    monkeypatch.setattr(survey, "MOST_CODES", 30)
    serial = {"name": "nomor_seri", **TEXT}
    fields, key = [AREA, YEAR, serial, VALUE], ["kode_kecamatan", "tahun", "nomor_seri"]
    rows = "".join(f"99.01.02,2025,SN-{at:07},5\n" for at in range(30))
    assert "data.csv" in make(item(fields, key, rows))
    refused = make(item(fields, key, rows + "99.01.02,2025,SN-9999999,5\n"))
    assert list(refused) == ["TIDAK-ADA.txt"]
    assert "nomor_seri memuat lebih dari 30 isi" in refused["TIDAK-ADA.txt"].decode()
