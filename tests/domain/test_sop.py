"""The SOP as data."""

from __future__ import annotations

import copy

import pytest
import yaml

from ckanext.satudata.adapters import sop_files
from ckanext.satudata.domain.sop import Chain, SopFlawed, compose, forms, read
from support.reviews import ROOT, shipped_sop

SHIPPED = sop_files.load(str(ROOT / "config/sop"))


def document() -> dict:
    return copy.deepcopy(yaml.safe_load((ROOT / "config/sop/bawaan.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("walidata", [s.id for s in SHIPPED.values() if s.chain is Chain.WALIDATA])
def test_every_shipped_sop_can_run(walidata: str) -> None:
    assert SHIPPED[walidata].path[-1].on_yes == "SELESAI"
    for office in (s for s in SHIPPED.values() if s.chain is Chain.OFFICE):
        for form in (office, *forms(office)):
            assert compose(form, SHIPPED[walidata]).path[-1].on_yes == "SELESAI"


def test_the_default_runs_verifikator_kabid_kadis_bps_publication() -> None:
    sop = shipped_sop()
    assert [(step.id, step.days) for step in sop.steps if step.id not in ("susun", "catatan_bps")] == [
        ("verifikator", 3),
        ("kabid", 3),
        ("kadis", 2),
        ("bps", 5),
        ("terbit", 1),
    ]


def test_all_flaws_are_named_at_once() -> None:
    broken = document()
    steps = broken["sop"]["langkah"]
    steps[1]["transisi"] = [{"kondisi": "ya", "ke": 3}]
    steps[2]["waktu"]["nilai"] = 0
    steps[3]["pelaksana"] = ["tidak-ada"]
    steps[4]["transisi"][0]["ke"] = 99
    with pytest.raises(SopFlawed) as flawed:
        read(broken)
    text = "\n".join(flawed.value.flaws)
    for expected in ("langkah 2: keputusan", "langkah 3: waktu", "langkah 4: pelaksana", "langkah 99"):
        assert expected in text


def test_a_step_nobody_can_reach_is_a_flaw() -> None:
    broken = document()
    broken["sop"]["langkah"][4]["transisi"][1]["ke"] = 1
    with pytest.raises(SopFlawed, match="langkah 6: tidak dapat dicapai"):
        read(broken)


def test_what_a_gate_left_out_would_get_back_goes_to_the_start() -> None:
    document = copy.deepcopy(dict(sop_files.load()["opd-dpmptsp"].definition))
    head = next(row for row in document["langkah"] if row["nomor"] == 6)
    head["pemetaan_portal"]["tidak"] = "sekretaris"
    document["bentuk"] = {"pimpinan": ["kepala_opd"]}
    short = read(document, "pimpinan")
    assert [step.id for step in short.steps] == ["susun", "kepala_opd", "serah"]
    assert short.step("kepala_opd").on_no == "susun"
