"""The lint: every rule fires on its fault and on nothing else; what it says of the shipped SOPs."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from ckanext.satudata.adapters import sop_files
from ckanext.satudata.cli_sop import sop_lint as sop_lint_command
from ckanext.satudata.domain import sop_lint
from ckanext.satudata.domain.sop_sheet import sheet
from support.reviews import ROOT

FOLDER = ROOT / "config/sop"
Document = dict[str, Any]
CLEAN = yaml.safe_load((FOLDER / "bawaan.yaml").read_text(encoding="utf-8"))["sop"]
CLEAN |= {"nomor_sop": "1", "tanggal_efektif": {"tahun": 2026, "bulan": 12}}


def changed(*keys: Any, to: Any) -> Callable[[Document], None]:
    """A fault: the part at ``keys`` becomes ``to``."""

    def apply(document: Document) -> None:
        part: Any = document
        for key in keys[:-1]:
            part = part[key]
        part[keys[-1]] = to

    return apply


def step(number: int, *keys: Any, to: Any) -> Callable[[Document], None]:
    return changed("langkah", number - 1, *keys, to=to)


def both(*faults: Callable[[Document], None]) -> Callable[[Document], None]:
    def apply(document: Document) -> None:
        for fault in faults:
            fault(document)

    return apply


PORTAL = "pemetaan_portal"


def outside(number: int, to: int) -> Document:
    """A row outside of the portal that leads to another; refused, it leads to step 3."""
    exits = [{"kondisi": "ya", "ke": to}, {"kondisi": "tidak", "ke": 3, "alasan_wajib": True}]
    row = {**CLEAN["langkah"][1], "nomor": number, "transisi": exits}
    return {**row, PORTAL: {"luar": True, "label": "Rapat", "label_en": "Meeting"}}


FAULTS: dict[str, Callable[[Document], None]] = {
    "wrong_shape": step(2, "pelaksana", to="verifikator"),
    "wrong_date": changed("tanggal_pembuatan", to={"tahun": 2026, "bulan": 13}),
    "missing_part": changed("langkah", to=[]),
    "unknown_slot": changed("pelaksana", 2, "slot_portal", to="camat"),
    "time_too_long": step(3, "waktu", "nilai", to=10**9),
    "refused_onward": step(2, "transisi", 1, "ke", to=4),
    "point_repeated": step(2, PORTAL, "daftar_periksa", 1, "kode", to="standar"),
    "number_repeated": step(7, "nomor", to=6),
    "no_start": step(1, "simbol", to="proses"),
    "no_end": step(7, "simbol", to="proses"),
    "unreachable": step(5, "transisi", 1, "ke", to=1),
    "unknown_symbol": step(1, "simbol", to="lingkaran"),
    "decision_exits": step(2, "transisi", to=[{"kondisi": "ya", "ke": 3}]),
    "plain_exits": step(1, "transisi", to=[{"kondisi": "selalu", "ke": 2}, {"kondisi": "ya", "ke": 3}]),
    "no_without_reason": step(2, "transisi", 1, to={"kondisi": "tidak", "ke": 1}),
    "unknown_target": step(4, "transisi", 0, "ke", to=99),
    "no_post": step(2, "pelaksana", to=[]),
    "unknown_post": step(2, "pelaksana", to=["lurah"]),
    "no_time": step(2, "waktu", to={"nilai": None, "asal": "tidak tertulis"}),
    "time_not_positive": step(2, "waktu", "nilai", to=0),
    "unknown_unit": step(2, "waktu", "satuan", to="abad"),
    "unknown_deed": step(2, PORTAL, "aksi", to="tidur"),
    "stage_incomplete": step(2, PORTAL, "label", to=""),
    "stage_repeated": step(3, PORTAL, "id", to="verifikator"),
    "unknown_stage": step(2, PORTAL, "tidak", to="lurah"),
    "stage_name": step(5, PORTAL, "id", to="pembina"),
    "deed_count": step(7, PORTAL, "aksi", to="arsipkan"),
    "unknown_chain": changed("rantai", to="kecamatan"),
    "engine": step(1, PORTAL, "id", to="awal"),
    "unknown_policy": step(5, PORTAL, "kebijakan", to="mungkin"),
    "unfit_slot": step(3, "pelaksana", to=["portal"]),
    "approved_back": step(3, PORTAL, "ya", to="verifikator"),
    "passed_by": step(2, PORTAL, "ya", to="kadis"),
    "circling": both(
        step(2, "transisi", 0, "ke", to=8),
        changed("langkah", to=[*CLEAN["langkah"], outside(8, 9), outside(9, 8)]),
    ),
    "post_repeated": changed("pelaksana", to=[*CLEAN["pelaksana"], CLEAN["pelaksana"][1]]),
    "post_incomplete": changed("pelaksana", 1, to={"kode": "verifikator", "nama": "Verifikator"}),
    "column_unused": changed(
        "pelaksana", to=[*CLEAN["pelaksana"], {**CLEAN["pelaksana"][0], "kode": "lurah"}]
    ),
    "chain_break": step(3, "kelengkapan", to=["Kopi"]),
    "not_a_verb": step(3, "kegiatan", to="Pemeriksaan kelayakan"),
    "no_kelengkapan": step(3, "kelengkapan", to=[]),
    "no_output": step(3, "output", to=[]),
    "time_not_written": both(
        step(3, "waktu", to={"nilai": None, "asal": "tidak tertulis"}), step(3, "sla_portal", to=3)
    ),
    "posts_inferred": step(3, "asal_pelaksana", to="disimpulkan"),
    "quality_inferred": step(3, "asal", to={"output": "disimpulkan"}),
    "decision_inferred": step(3, "asal", to={"simbol": "disimpulkan"}),
    "reading_uncertain": step(3, "bacaan", to="Memeriksa"),
    "total_differs": step(7, "jumlah", to=True),
    "not_written": changed("nomor_sop", to=None),
    "dates_order": changed("tanggal_efektif", to={"tahun": 2025, "bulan": 1}),
    "dates_close": both(
        changed("tanggal_pembuatan", to={"tahun": 2026, "bulan": 4, "hari": 29}),
        changed("tanggal_revisi", to=[{"tahun": 2026, "bulan": 4, "hari": 30}]),
    ),
    "dates_equal": both(
        changed("tanggal_efektif", to={"tahun": 2026, "bulan": 11}),
        changed("tanggal_revisi", to=[{"tahun": 2026, "bulan": 11}]),
    ),
    "related_unresolved": changed("keterkaitan", to=[{"nama_sop": "SOP Arsip", "ref": "arsip"}]),
    "law_revoked": changed("dasar_hukum", 0, "status", to="dicabut"),
    "law_unknown": changed("dasar_hukum", 0, "status", to="?"),
    "law_misdated": changed("dasar_hukum", 2, "tahun", to=2004),
    "copied": changed("kualifikasi_pelaksana", to=["Manajemen kepegawaian"]),
    "source_note": changed("catatan_naskah", to=["Halaman 2 hilang."]),
}
ELSEWHERE = {"not_yaml", "no_sop", "key_twice", "no_template", "id_twice"}
"""Rules about files, tested with files below."""


def found(document: Document) -> dict[str, sop_lint.Flaw]:
    """The flaws of a document by rule."""
    return {flaw.rule: flaw for flaw in sop_lint.check(document, known={"bawaan"})}


def test_a_clean_sop_has_no_flaw() -> None:
    assert not found(copy.deepcopy(CLEAN))


def test_every_rule_has_its_fault_here() -> None:
    assert set(FAULTS) | ELSEWHERE == set(sop_lint.RULES)


@pytest.mark.parametrize("rule", FAULTS)
def test_the_rule_names_its_fault_in_both_languages_with_what_mends_it(rule: str) -> None:
    document = copy.deepcopy(CLEAN)
    FAULTS[rule](document)
    flaw = found(document)[rule]
    assert all((flaw.text, flaw.text_en, flaw.mend, flaw.mend_en, flaw.where))
    assert "{" not in flaw.text + flaw.text_en


WARNINGS = [rule for rule, known in sop_lint.RULES.items() if known.severity == "warning"]


@pytest.mark.parametrize("rule", WARNINGS)
def test_what_the_source_does_not_tell_keeps_no_sop_from_running(rule: str) -> None:
    document = copy.deepcopy(CLEAN)
    FAULTS[rule](document)
    assert {flaw.severity for flaw in found(document).values()} == {"warning"}


def test_all_flaws_come_at_once() -> None:
    document = copy.deepcopy(CLEAN)
    together = ("decision_exits", "time_not_positive", "unknown_post", "law_misdated", "copied")
    for rule, number in zip(together, (2, 3, 4, 0, 0), strict=True):
        fault = {
            "decision_exits": step(number, "transisi", to=[]),
            "time_not_positive": step(number, "waktu", "nilai", to=-1),
            "unknown_post": step(number, "pelaksana", to=["lurah"]),
        }
        fault.get(rule, FAULTS[rule])(document)
    assert set(together) <= set(found(document))


def paths(part: Any, *before: Any) -> list[tuple[Any, ...]]:
    """The path of every part of a document."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [where for key, value in inner for where in ((*before, key), *paths(value, *before, key))]


@pytest.mark.parametrize(
    "nonsense", [None, "teks", 5, -1, True, [], {}, [None], [5], {"x": 1}, [[]]], ids=repr
)
def test_nonsense_anywhere_is_a_flaw_or_nothing_and_never_a_crash(nonsense: Any) -> None:
    for where in paths(CLEAN):
        document = copy.deepcopy(CLEAN)
        changed(*where, to=nonsense)(document)
        flaws = sop_lint.check(document, known=set())
        if not any(flaw.severity == "error" for flaw in flaws):
            assert sheet(document)


SAID = {
    "opd-disbudpar": {"posts_inferred": "langkah 7–8"},
    "opd-dpmptsp": {
        "not_written": "Nomor SOP",
        "posts_inferred": "langkah 1–6",
        "dates_equal": "Maret 2024",
    },
    "tanjabbarat": {
        "time_not_written": "langkah 1–16",
        "quality_inferred": "langkah 1–16",
        "posts_inferred": "langkah 1–16",
        "dates_order": "Januari 2023",
        "dates_close": "30 April 2023",
    },
    "ktda": {
        "not_written": "Tanggal",
        "law_misdated": "UU 14/2004",
        "reading_uncertain": "langkah 1–7, 11–17",
    },
    "mentawai": {
        "not_written": "Tanggal efektif",
        "source_note": "bergeser satu kolom",
        "related_unresolved": "SOP Izin Cuti",
        "copied": "kepegawaian",
    },
}
"""What is known to be amiss with the sources of the five SOPs."""


@pytest.mark.parametrize("name", SAID)
def test_the_lint_says_of_the_real_sops_what_is_known_of_them(name: str) -> None:
    flaws = [
        one.flaw for one in sop_files.lint(sop_files.sources(str(FOLDER))) if one.place.file == f"{name}.yaml"
    ]
    assert {flaw.severity for flaw in flaws} == {"warning"}
    for rule, words in SAID[name].items():
        assert any(flaw.rule == rule and words in flaw.text for flaw in flaws), rule


def test_disbudpar_is_complete_but_for_two_marks() -> None:
    rules = {
        one.flaw.rule
        for one in sop_files.lint(sop_files.sources(str(FOLDER)))
        if one.place.file == "opd-disbudpar.yaml"
    }
    assert rules == {"posts_inferred", "source_note"}


def copied(to: Path) -> Path:
    """The shipped files in a folder of their own."""
    (to / "templat").mkdir()
    for path in (*FOLDER.glob("*.yaml"), *FOLDER.glob("templat/*.yaml")):
        (to / path.relative_to(FOLDER)).write_bytes(path.read_bytes())
    return to


def replaced(folder: Path, name: str, old: str, new: str) -> int:
    """Change a text of a file; the line where it stood."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def errors(folder: Path) -> list[tuple[str, str]]:
    """Rule and ``file:line`` of each error."""
    return [
        (f.flaw.rule, str(f.place))
        for f in sop_files.lint(sop_files.sources(str(folder)))
        if f.flaw.severity == "error"
    ]


def test_errors_of_several_files_are_named_with_their_lines_and_stop_the_portal(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    symbol = replaced(folder, "bawaan.yaml", "simbol: selesai", "simbol: bulat")
    post = replaced(folder, "templat/opd.yaml", "pelaksana: [kepala]", "pelaksana: [camat]")
    expected = {
        ("unknown_symbol", f"bawaan.yaml:{symbol}"),
        ("unknown_post", f"templat/opd.yaml:{post}"),
    }
    assert expected <= set(errors(folder))
    with pytest.raises(sop_files.SopFlawed) as stopped:
        sop_files.load(str(folder))
    for place in (f"bawaan.yaml:{symbol}: ", f"templat/opd.yaml:{post}: "):
        assert any(line.startswith(place) for line in stopped.value.flaws)


@pytest.mark.parametrize("name", ["tidak-ada", "kosong"])
def test_a_folder_without_sops_stops_the_portal(tmp_path: Path, name: str) -> None:
    (tmp_path / "kosong").mkdir()
    with pytest.raises(sop_files.SopFlawed, match=r"sop\.folder: .*tidak memuat"):
        sop_files.load(str(tmp_path / name))


def test_a_step_of_the_office_lies_over_that_of_the_template(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    line = replaced(
        folder, "opd-dpmptsp.yaml", "{nomor: 3, asal_pelaksana", "{nomor: 3, simbol: bulat, asal_pelaksana"
    )
    assert ("unknown_symbol", f"opd-dpmptsp.yaml:{line}") in errors(folder)


def test_faults_of_the_files_themselves(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    twice = replaced(folder, "mentawai.yaml", "  versi: 1", "  versi: 1\n  versi: 2") + 1
    template = replaced(folder, "opd-disbudpar.yaml", "templat: opd", "templat: dinas")
    (folder / "salinan.yaml").write_bytes((folder / "ktda.yaml").read_bytes())
    (folder / "kosong.yaml").write_text("", encoding="utf-8")
    (folder / "rusak.yaml").write_text("sop:\n  id: x\n   versi: 1\n", encoding="utf-8")
    assert {
        ("key_twice", f"mentawai.yaml:{twice}"),
        ("no_sop", "kosong.yaml:1"),
        ("not_yaml", "rusak.yaml:3"),
        ("no_template", f"opd-disbudpar.yaml:{template}"),
        ("id_twice", "salinan.yaml:6"),
    } <= set(errors(folder))


def linted(*arguments: str) -> tuple[int, str]:
    """The exit code of the command and what it says."""
    done = CliRunner().invoke(sop_lint_command, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_the_command_checks_one_file_too(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    line = replaced(folder, "bawaan.yaml", "simbol: selesai", "simbol: bulat")
    code, said = linted(str(folder / "bawaan.yaml"), "--errors")
    assert code == 1 and f"bawaan.yaml:{line}: kesalahan: " in said and "mentawai" not in said
    assert linted(str(folder / "mentawai.yaml"), "--errors")[0] == 0
    code, said = linted(str(folder / "tidak-ada"))
    assert code == 1 and "tidak ada. Tulis letak folder SOP" in said


@pytest.mark.parametrize("steps", ["satu", ["satu"], None, [{"nomor": 1}]])
def test_the_command_outlives_steps_that_are_none(tmp_path: Path, steps: Any) -> None:
    (tmp_path / "a.yaml").write_text(yaml.safe_dump({"sop": {**CLEAN, "langkah": steps}}), encoding="utf-8")
    code, said = linted(str(tmp_path), "--english")
    assert code == 1 and "a.yaml:" in said and "error: " in said


def test_a_date_may_be_written_as_yaml_writes_it(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    replaced(folder, "bawaan.yaml", "tanggal_efektif: null", "tanggal_efektif: 2026-12-01")
    effective = sop_files.load(str(folder))["bawaan"].definition["tanggal_efektif"]
    assert effective == {"tahun": 2026, "bulan": 12, "hari": 1}


SWITCHES = [
    (changed("pejabat_berbeda", to="tidak"), "pejabat_berbeda"),
    (changed("pelaksana", 1, "kolom", to="tidak"), "kolom"),
    (step(2, "berulang", to="tidak"), "berulang"),
    (step(2, "transisi", 1, "alasan_wajib", to="tidak"), "alasan_wajib"),
    (step(3, PORTAL, "luar", to="tidak"), "luar"),
    (step(3, PORTAL, "massal", to="tidak"), "massal"),
    (step(3, PORTAL, "alasan_ya", to=1), "alasan_ya"),
]


@pytest.mark.parametrize(("fault", "key"), SWITCHES, ids=[key for _, key in SWITCHES])
def test_tidak_is_not_taken_for_yes(fault: Callable[[Document], None], key: str) -> None:
    document = copy.deepcopy(CLEAN)
    fault(document)
    flaws = found(document)
    assert set(flaws) == {"wrong_shape"}
    assert flaws["wrong_shape"].text == f"'{key}' harus true atau false."


@pytest.mark.parametrize("name", ["../../etc", "a b", "Bawaan", "a/b", "x" * 101, "-a"])
def test_an_id_stands_in_addresses_and_names_of_files(name: str) -> None:
    assert set(found({**CLEAN, "id": name})) == {"wrong_shape"}


@pytest.mark.parametrize("number", [float("nan"), float("inf"), True, "tiga"])
def test_a_time_that_is_no_number_is_named_with_its_step(number: Any) -> None:
    document = copy.deepcopy(CLEAN)
    step(3, "waktu", "nilai", to=number)(document)
    assert found(document)["time_not_positive"].where == ("langkah", 2, "waktu", "nilai")


def test_a_version_fits_the_database() -> None:
    assert set(found({**CLEAN, "versi": 10**12})) == {"wrong_shape"}


FILES: dict[str, tuple[bytes, int, str]] = {
    "latin-1": (b"sop:\n  id: x\n  nama_sop: caf\xe9\n", 3, "UTF-8"),
    "within itself": (b"sop: &a\n  id: x\n  langkah: *a\n", 1, "memuat dirinya sendiri"),
    "nested": (b"sop: " + b"[" * 5000 + b"]" * 5000, 1, "bersarang terlalu dalam"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    content, line, problem = FILES[name]
    (tmp_path / "a.yaml").write_bytes(content)
    (one,) = sop_files.lint(sop_files.sources(str(tmp_path)))
    assert (str(one.place), one.flaw.rule) == (f"a.yaml:{line}", "not_yaml")
    assert problem in one.flaw.text


@pytest.mark.parametrize("rows", ["[satu]", "[{simbol: bulat}]", '[{nomor: "3"}]'])
def test_a_row_that_cannot_lie_over_its_template_is_a_flaw(tmp_path: Path, rows: str) -> None:
    folder = copied(tmp_path)
    text = (folder / "opd-dpmptsp.yaml").read_text(encoding="utf-8")
    head = text[: text.index("  langkah:")]
    (folder / "opd-dpmptsp.yaml").write_text(f"{head}  langkah: {rows}\n", encoding="utf-8")
    line = head.count("\n") + 1
    assert errors(folder) == [("missing_part", f"opd-dpmptsp.yaml:{line}")]


@pytest.mark.parametrize("date", [{"tahun": 2026, "bulan": 2, "hari": 30}, {"bulan": 2}, {"tahun": "2026"}])
def test_a_date_that_is_none_is_a_flaw(date: dict[str, Any]) -> None:
    assert set(found({**CLEAN, "tanggal_efektif": date})) == {"wrong_date"}


def test_the_template_carries_the_posts_of_the_office() -> None:
    sops = sop_files.load(str(FOLDER))
    assert sops["opd-disbudpar"].step("kasubag").label == "Pemeriksaan Kasubag Perencanaan"
    assert sops["opd-dpmptsp"].step("kasubag").label == "Pemeriksaan Kasubag Program"
