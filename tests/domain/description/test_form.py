"""The form as the schema gives it: conditions, requirements, refusals of a schema that cannot be used."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
import yaml

from ckanext.satudata.domain.description.check import (
    advice,
    brought_up,
    is_priority,
    problems,
    skipped,
    standing_in_the_way,
)
from ckanext.satudata.domain.description.model import Form, FormFlaw, read_form
from ckanext.satudata.domain.description.rules import RULES
from ckanext.satudata.domain.digest import METADATA_FIELDS, content_digest
from support.story_fields import COMPLETE

SCHEMAS = resources.files("ckanext.satudata.schemas")


def loaded(name: str) -> Any:
    return yaml.safe_load(SCHEMAS.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


FORM: Form = read_form(loaded("rancangan"))
BY_CONDITION = {
    "satuan_lain": {"satuan": "lainnya"},
    "rumus": {"ukuran": "jumlah, persentase"},
    "dasar_hukum_akses": {"klasifikasi_akses": "terbatas"},
    "keputusan_akses": {"klasifikasi_akses": "dikecualikan"},
    "akses_sampai": {"klasifikasi_akses": "dikecualikan"},
    "dasar_prioritas": {"data_prioritas": "ya"},
}


def lacking(metadata: dict[str, Any]) -> dict[str, str]:
    return {one.name: one.code for one in standing_in_the_way(FORM, metadata)}


def test_a_complete_description_lacks_nothing() -> None:
    assert problems(FORM, COMPLETE) == ()


@pytest.mark.parametrize("name", [one.name for one in FORM.fields if one.is_required(COMPLETE)])
def test_each_needed_field_is_missed_alone(name: str) -> None:
    for empty in ("", "   ", None, []):
        left_out = {**COMPLETE, name: empty}
        assert lacking(left_out) == {name: "field_missing"} or (
            name == "frekuensi" and name in lacking(left_out)
        )


@pytest.mark.parametrize("name", BY_CONDITION)
def test_a_conditional_field_is_needed_only_by_its_answer(name: str) -> None:
    asked = {**COMPLETE, **BY_CONDITION[name]}
    assert lacking(asked)[name] == "field_missing"
    assert name not in lacking({**asked, name: "2031-02-03"})
    assert name not in lacking(COMPLETE)


def test_what_is_not_asked_for_is_skipped_and_not_judged() -> None:
    assert skipped(FORM, {**COMPLETE, "dasar_hukum_akses": "Pasal 17", "akses_sampai": "kapan"}) == (
        "dasar_hukum_akses",
        "akses_sampai",
    )
    once = {**COMPLETE, "frekuensi": "sekali", "jadwal_rilis": ""}
    assert lacking(once) == {}


@pytest.mark.parametrize(
    ("changed", "name", "code"),
    [
        ({"klasifikasi_akses": "internal"}, "klasifikasi_akses", "access_internal"),
        ({"license_id": "tidak-ditetapkan"}, "license_id", "licence_not_set"),
        ({"kode_dssd": "1.02.000001"}, "kode_dssd", "dssd_of_urusan"),
        ({"kode_dssd": "2.12.1"}, "kode_dssd", "dssd_code"),
        ({"cakupan_awal": "2026"}, "cakupan_akhir", "periods_in_order"),
        ({"cakupan_awal": "2025-06", "cakupan_akhir": "2025-01"}, "cakupan_akhir", "periods_in_order"),
    ],
)
def test_what_does_not_agree_stands_in_the_way(changed: dict[str, Any], name: str, code: str) -> None:
    assert lacking({**COMPLETE, **changed}) == {name: code}


def test_periods_of_unlike_length_and_codes_of_the_affair_agree() -> None:
    for fine in (
        {"cakupan_awal": "2025-01-01", "cakupan_akhir": "2025"},
        {"cakupan_awal": "2024/2025", "cakupan_akhir": "2025/2026"},
        {"kode_dssd": "2.12.000001, 2.12.000002"},
    ):
        assert lacking({**COMPLETE, **fine}) == {}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"konsep": "Jumlah penduduk"}, "concept_measure"),
        ({"konsep": "Persentase stunting"}, "concept_measure"),
        ({"konsep": "Penduduk 2025"}, "concept_year"),
        ({"title": "Jumlah Penduduk 2025"}, "title_year"),
        ({"jadwal_rilis": "Februari"}, "schedule_is_a_date"),
        ({"kontak_unit": "Ibu Siti Rekaan, S.E."}, "unit_not_person"),
        ({"kontak_email": "rekaan@gmail.com"}, "mail_of_unit"),
    ],
)
def test_advice_stops_nothing(changed: dict[str, Any], code: str) -> None:
    described = {**COMPLETE, **changed}
    assert [one.code for one in advice(FORM, described)] == [code]
    assert lacking(described) == {}


@pytest.mark.parametrize(
    "fine",
    [
        {"title": "Jumlah Penduduk menurut Kecamatan"},
        {"konsep": "Indeksasi upah"},
        {"kontak_unit": "Subbagian Program, Data, dan Evaluasi"},
        {"kontak_unit": "Bidang Pemberdayaan Ibu dan Anak"},
        {"kontak_email": "disdukcapil@sukamaju.go.id"},
    ],
)
def test_good_texts_get_no_advice(fine: dict[str, Any]) -> None:
    assert advice(FORM, {**COMPLETE, **fine}) == ()


def test_a_decision_in_the_old_field_is_still_priority_and_moves_to_its_own() -> None:
    old = {"data_prioritas": "Keputusan Forum Nomor 3"}
    assert is_priority(old) and not is_priority({"data_prioritas": "tidak"}) and not is_priority({})
    assert brought_up(old) == {"data_prioritas": "ya", "dasar_prioritas": "Keputusan Forum Nomor 3"}
    assert brought_up({"data_prioritas": "tidak"}) == {"data_prioritas": "tidak"}


def test_every_rule_named_in_the_schema_exists_and_every_rule_is_used() -> None:
    assert {rule for one in FORM.fields for rule in one.rules} == set(RULES)


def test_every_field_is_in_the_digest_and_in_the_public_type() -> None:
    public = {one["field_name"] for one in loaded("dataset")["dataset_fields"]}
    names = {one.name for one in FORM.fields}
    assert names <= public
    assert names - {"tag_string"} <= set(METADATA_FIELDS)


def test_public_and_draft_labels_and_help_are_the_same() -> None:
    public = {one["field_name"]: one for one in loaded("dataset")["dataset_fields"]}
    for one in loaded("rancangan")["dataset_fields"]:
        other = public.get(one["field_name"])
        if other is not None:
            assert other["label"] == one["label"], one["field_name"]
            assert other.get("help_text") == one.get("help_text"), one["field_name"]


def test_new_fields_leave_old_digests_as_they_were() -> None:
    """Counted by the portal as it was before the fields came."""
    old = {
        "title": "Judul",
        "klasifikasi_akses": "terbuka",
        "tingkat_penyajian": ["kecamatan"],
        "data_prioritas": "Keputusan",
        "tags": ["b", "a"],
    }
    known = "c8ccbedc29ab7b1e6d67888867d0e3b45787afb9e7e54d348b15b9abf6522b0f"
    assert content_digest("a" * 64, old, {"jumlah": "x"}) == known


def broken(change: dict[str, Any]) -> dict[str, Any]:
    field = {"field_name": "satu", "label": {"id": "a", "en": "b"}, "satudata_group": "isi", **change}
    return {
        "satudata_groups": [{"name": "isi", "label": {"id": "a", "en": "b"}}],
        "dataset_fields": [field],
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"satudata_group": "lain"}, "satu.satudata_group: lain is none of isi"),
        ({"satudata_sources": ["ilham"]}, "satu.satudata_sources: ilham is none of"),
        ({"satudata_required": {"dua": ["x"]}}, "satu.satudata_required: there is no field dua"),
        ({"satudata_when": {"satu": "x"}}, "satu.satudata_when.satu: a list of values is needed"),
        ({"satudata_required": "ya"}, "satu.satudata_required: true or a condition is needed"),
    ],
)
def test_a_schema_that_cannot_be_used_says_where(change: dict[str, Any], said: str) -> None:
    with pytest.raises(FormFlaw, match=said):
        read_form(broken(change))


def test_rules_judge_lists_as_the_line_that_people_read() -> None:
    listed = {**COMPLETE, "kode_dssd": ["2.12.000001", "2.12.x"]}
    (problem,) = [one for one in problems(FORM, listed) if one.name == "kode_dssd"]
    assert (problem.code, problem.facts["value"]) == ("dssd_code", "2.12.x")
    assert not [
        one for one in problems(FORM, {**COMPLETE, "kode_dssd": ["2.12.000001"]}) if one.name == "kode_dssd"
    ]


def test_an_answer_waits_until_the_deciding_field_says_no() -> None:
    given = {"jadwal_rilis": "2027-01-31"}
    assert skipped(FORM, given) == () and skipped(FORM, {**given, "frekuensi": "tahunan"}) == ()
    assert skipped(FORM, {**given, "frekuensi": "sekali"}) == ("jadwal_rilis",)
