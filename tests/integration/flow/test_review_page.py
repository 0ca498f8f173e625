"""The content of a submission as reviewers see it: rows page by page, differences, proofs, what becomes public."""

from __future__ import annotations

import csv
import io
import tracemalloc
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from openpyxl import load_workbook

from ckanext.satudata import wiring
from ckanext.satudata.logic.shapes import changes_list, preview
from support import story
from support.offices import appoint, person
from support.story import Cast, act
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")
KEPT: dict[str, Any] = {}


def resubmitted(
    people: Cast, review: dict[str, Any], content: bytes | None = None, **fields: Any
) -> dict[str, Any]:
    """The office mends and sends again: fields, or another file."""
    if content is not None:
        story.upload(people.producer, review["draft_id"], content)
        story.confirmed(people.producer, review["draft_id"])
    if fields:
        act(people.producer, "satudata_draft_update", id=review["draft_id"], **fields)
    after = act(people.producer, "satudata_review_submit", draft_id=review["draft_id"])
    story.loop.drain()
    return act(people.verifikator, "satudata_review_show", id=after["id"])


def revised() -> tuple[Cast, dict[str, Any]]:
    """A dataset with edition 1 whose second edition was returned once and sent again: made once for this file."""
    if "revised" not in KEPT:
        people = story.cast()
        first = story.published(people, population(2024))
        draft = act(people.producer, "satudata_draft_create", dataset_id=first["dataset_id"])
        story.upload(people.producer, draft["id"], population(2025, growth=1.6))
        story.confirmed(people.producer, draft["id"])
        review = act(people.producer, "satudata_review_submit", draft_id=draft["id"])
        story.loop.drain()
        story.decide(people.verifikator, review, "return", reasons=["ANGKA_TIDAK_COCOK"])
        KEPT["revised"] = (
            people,
            resubmitted(
                people,
                review,
                population(2025, growth=1.02),
                definisi="Orang yang terdaftar dalam DKB per 31 Desember.",
            ),
        )
    return KEPT["revised"]


def test_rows_come_page_by_page_after_a_row_number() -> None:
    people, review = revised()
    first = act(people.verifikator, "satudata_review_data", id=review["id"], limit=10)
    assert [row["number"] for row in first["rows"]] == list(range(1, 11))
    assert first["next"] == 10
    rest = act(people.verifikator, "satudata_review_data", id=review["id"], offset=10, limit=10)
    assert [row["number"] for row in rest["rows"]] == list(range(11, 17))
    assert rest["next"] is None
    found = act(people.verifikator, "satudata_review_data", id=review["id"], q="wanasari", limit=1)
    assert found["rows"][0]["name"] == "Wanasari / 2024"
    assert found["next"] == found["rows"][0]["number"]


def test_a_summary_tells_what_each_column_holds() -> None:
    people, review = revised()
    found = act(people.verifikator, "satudata_review_data", id=review["id"], limit=1, summary=True)
    by_name = {one["name"]: one for one in found["summary"]}
    figures = next(
        one for one in found["summary"] if one["title"].startswith("Jumlah") or "jumlah" in one["name"]
    )
    assert (figures["filled"], figures["empty"]) == (16, 0)
    assert int(figures["lowest"]) == 5120 + 4988
    assert by_name["kode_kecamatan"]["distinct"] == 8
    assert {"value": "99.01.02", "count": 2} in by_name["kode_kecamatan"]["top"] or by_name["kode_kecamatan"][
        "top"
    ]


def test_rows_are_for_those_who_may_review() -> None:
    people, review = revised()
    for stranger in (people.outsider, None):
        for action in ("satudata_review_data", "satudata_review_changes"):
            with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
                act(stranger, action, id=review["id"])


@pytest.mark.trap("D4")
def test_the_second_round_is_compared_with_the_first_and_with_the_public_edition() -> None:
    people, review = revised()
    changes = review["changes"]
    assert [choice["id"] for choice in changes["choices"]] == ["round:1", "edition:1"]
    assert changes["against_id"] == "round:1"
    assert (changes["table"]["added"], changes["table"]["removed"]) == (0, 0)
    cell = next(one for one in changes["table"]["changed"] if one["key"] == "Wanasari / 2025")
    assert cell["percent"].startswith("-")
    (field,) = changes["metadata"]
    assert field["field"] == "definisi"
    assert [part["text"] for part in field["parts"] if part["kind"] == "ins"] == [" per 31 Desember"]
    assert "konsep" in [one["field"] for one in review["metadata_labels"]]
    assert len(changes["unchanged"]) == len(review["metadata"]) - 1
    files = {one["role"]: one for one in changes["files"]}
    assert files["original"]["changed"]
    assert files["table"]["changed"]
    assert files["original"]["before"]["sha256"] != files["original"]["now"]["sha256"]

    public = act(people.verifikator, "satudata_review_changes", id=review["id"], against="edition:1")
    assert public["table"]["added"] == 8
    assert public["table"]["cells"] == 0
    assert {row["values"]["tahun"] for row in public["table"]["added_rows"]} == {"2025"}
    with pytest.raises(tk.ValidationError):
        act(people.verifikator, "satudata_review_changes", id=review["id"], against="edition:7")


def test_the_newest_year_stands_beside_the_one_before() -> None:
    _, review = revised()
    growth = review["growth"]
    assert (growth["previous"], growth["period"]) == ("2024", "2025")
    assert {one["percent"] for one in growth["sums"]} <= {"2.0", "1.9", "2.1"}
    assert any(row["name"] == "Wanasari" for row in growth["rows"])


def test_the_portal_says_what_it_proved() -> None:
    _, review = revised()
    states = {point["code"]: point["state"] for point in review["proofs"]}
    assert states["totals"] == states["regions"] == states["schema"] == states["access"] == "proved"
    assert any("8 kecamatan" in point["text"] for point in review["proofs"])


def test_three_cells_to_compare_are_the_same_for_whoever_opens_the_page_and_carry_their_address() -> None:
    people, review = revised()
    again = act(people.verifikator, "satudata_review_show", id=review["id"])
    assert len(review["cells"]) == 3
    assert review["cells"] == again["cells"]
    sources = population_cells(population(2025, growth=1.02))
    new = [cell for cell in review["cells"] if cell["address"]]
    for cell in new:
        assert sources[cell["address"]].replace(".", "") == cell["value"]
    first = story.submitted(story.cast(), population(2024))
    assert all(cell["address"] for cell in first["cells"])
    sources = population_cells(population(2024))
    assert [sources[cell["address"]].replace(".", "") for cell in first["cells"]] == [
        cell["value"] for cell in first["cells"]
    ]


def population_cells(content: bytes) -> dict[str, str]:
    """Texts of the workbook's second sheet by address."""
    sheet = load_workbook(io.BytesIO(content)).worksheets[1]
    return {
        cell.coordinate: str(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_the_last_gate_sees_exactly_what_becomes_public() -> None:
    people = story.cast()
    review = story.submitted(people, population(2024))
    assert review["public"] is None
    for who in (people.verifikator, people.kabid):
        review = story.decide(who, review, "approve")
    shown = act(people.kadis, "satudata_review_show", id=review["id"])["public"]
    assert shown["title"] == review["title"]
    assert shown["edition"] == 1
    assert shown["rows"] == 8
    assert shown["digest"] == review["content_digest"]
    review = story.decide(people.kadis, review, "approve")
    story.answer(people, act(people.bps, "satudata_review_show", id=review["id"]), "received")
    public = act(None, "package_show", id=review["dataset_id"])
    assert shown["address"].endswith(f"/dataset/{public['name']}")
    assert public["resources"][0]["hash"] == shown["sha256"]


def test_every_difference_is_in_the_download() -> None:
    _, shown = revised()
    unit = wiring.unit()
    review = unit.reviews.get(shown["id"])
    lines = list(changes_list.lines(review, unit.reviews.rounds(review.id), ""))
    assert len([line for line in lines if line[0] in ("Sel", "Cell")]) == shown["changes"]["table"]["cells"]
    against = list(changes_list.lines(review, unit.reviews.rounds(review.id), "edition:1"))
    columns = len(shown["schema"]["fields"])
    assert len([line for line in against if line[1] in ("ditambahkan", "added")]) == 8 * columns
    target = io.StringIO()
    csv.writer(target).writerows(lines)
    assert "Wanasari / 2025" in target.getvalue()


def test_the_strip_names_both_chains_the_vacant_post_and_who_acts_for_it() -> None:
    people = story.cast()
    appoint(people.sysadmin, "admin_walidata")
    chosen = {"scope": "org", "scope_id": people.org, "chain": "opd", "sop_id": "opd-disbudpar:pimpinan"}
    act(people.sysadmin, "satudata_sop_choose", **chosen)
    review = story.submitted(people, population(2024))
    shown = act(people.producer, "satudata_review_show", id=review["id"])
    assert shown["whose_turn"]["vacant"]
    assert [(step["in_office"], step["vacant"]) for step in shown["steps"] if step["state"] == "now"] == [
        (True, True)
    ]
    assert [sop["id"] for sop in shown["sops"]] == ["opd-disbudpar:pimpinan", "bawaan"]
    head = person()
    act(
        people.sysadmin,
        "satudata_assignment_create",
        user=head.name,
        post="kepala_opd",
        org_id=people.org,
        standing="plt",
        decree="Sprint 1/2026 (rekaan)",
        starts_on=wiring.today().isoformat(),
    )
    shown = act(people.producer, "satudata_review_show", id=review["id"])
    assert not shown["whose_turn"]["vacant"]
    assert [one["login"] for one in shown["whose_turn"]["people"]] == [head.name]
    here = next(step for step in shown["steps"] if step["state"] == "now")
    assert here["acting"].startswith("Plt. ")
    appoint(person(), "kepala_opd", people.org)
    shown = act(people.producer, "satudata_review_show", id=review["id"])
    assert next(step for step in shown["steps"] if step["state"] == "now")["acting"] == ""


def test_a_hundred_thousand_rows_are_paged_and_summarised_without_being_kept() -> None:
    header = "kode_desa,nama_desa,tahun,n\n"
    lines = (f"99.01.{at % 8 + 1:02d}.{at:06d},Desa {at},2025,{at % 997}\n" for at in range(100_000))
    blob = wiring.blobs().put(io.BytesIO((header + "".join(lines)).encode()), limit=10**8)
    fields = [{"name": name, "type": "string"} for name in ("kode_desa", "nama_desa", "tahun")]
    schema = {"fields": [*fields, {"name": "n", "type": "integer"}], "primaryKey": ["kode_desa", "tahun"]}
    tracemalloc.start()
    page = preview.page_of_rows(blob.sha256, schema, after=99_950, limit=100)
    found = preview.page_of_rows(blob.sha256, schema, after=0, limit=100, q="desa 99999")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row["number"] for row in page["rows"]] == list(range(99_951, 100_001))
    assert page["next"] is None
    assert [row["number"] for row in found["rows"]] == [100_000]
    assert peak < 8_000_000, f"{peak} bytes for a page"
    figures = preview.column_summaries(blob.sha256, schema, 100_000)[-1]
    assert (figures["filled"], figures["lowest"], figures["highest"], figures["distinct"]) == (
        100_000,
        "0",
        "996",
        997,
    )
