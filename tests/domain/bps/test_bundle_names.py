"""Names made for bundles, and names judged in bundles that we read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.bps.names import (
    Collection,
    bundle_filename,
    path_problem,
    sections,
    slug,
    unique_slugs,
)
from support.bundle_samples import DATASET, content


@given(st.text(max_size=400))
def test_any_text_gives_a_name_that_is_safe_everywhere(text: str) -> None:
    name = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 70
    assert path_problem(name + ".csv") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Penduduk Désa 2025 …", "penduduk-desa-2025"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("CON", "con-data"),
        ("😀", "data"),
        ("a" * 300, "a" * 60),
    ],
)
def test_hostile_titles(text: str, name: str) -> None:
    assert slug(text) == name


def test_equal_names_get_numbers() -> None:
    assert unique_slugs(["Beras", "BERAS", "béras"]) == ["beras", "beras-2", "beras-3"]


def test_file_name_tells_area_dataset_year_edition_and_round() -> None:
    assert bundle_filename([content()]) == "bps_9902_d01_2025_v1.2.zip"


def test_a_dataset_without_code_or_name_is_named_after_its_title() -> None:
    item = content(dataset={"title": "Rumah Tangga dengan Akses Air", "cakupan_akhir": "2025"})
    assert bundle_filename([item]) == "bps_9902_rumah-tangga-dengan-akses-air_2025_v1.2.zip"


def test_several_datasets_are_a_cycle_with_a_folder_each() -> None:
    items = [content(), content(dataset={**DATASET, "kode_dataset": "d01", "cakupan_akhir": "2026"})]
    assert bundle_filename(items) == "bps_9902_siklus-2026_v2.zip"
    assert [folder for folder, _ in sections(items)] == ["d01/", "d01-2/"]


def test_collections_of_other_kinds_have_other_names() -> None:
    items = [content(), content(content_digest="e" * 64)]
    other = [content(), content(content_digest="f" * 64)]
    names = [bundle_filename(items, Collection(kind, 1)) for kind in ("cycle", "organization", "reviews")]
    assert names[0] == "bps_9902_siklus-2025_v1.zip"
    assert names[1].startswith("bps_9902_opd-dinas-") and names[1].endswith("-2025_v1.zip")
    assert names[2].startswith("bps_9902_pilihan-") and names[2].endswith("-2025_v1.zip")
    assert bundle_filename(other, Collection("reviews", 1)) != names[2]
    assert bundle_filename(items[::-1], Collection("reviews", 1)) == names[2]


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/x",
        "a/../b",
        "C:/x",
        "a\\b",
        "x\x00y",
        "",
        "a/./b",
        "CON",
        "nul.txt",
        "a" * 201,
        "na me",
        ".x",
    ],
)
def test_unsafe_entry_names_are_told(name: str) -> None:
    assert path_problem(name) == "path-unsafe"
