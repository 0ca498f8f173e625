"""An imported code list and what was judged by an older one: checked again before submission, never changed behind it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.satudata import codes, wiring
from ckanext.satudata.adapters.registry import shipped
from ckanext.satudata.work.bundles import _codes
from support.faults import people as office_people
from support.offices import Person, appoint, person
from support.story import Cast, act, confirmed, ready_draft
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


@pytest.fixture(scope="module")
def people() -> Cast:
    return office_people()


def import_units(admin: Person, code: str) -> int:
    """The shipped units and one more, as the next version; gives its number."""
    first = shipped.get("satuan")
    assert first is not None
    more = {**first.rows[0], "kode": code, "label": code, "label_en": code, "alias": "", "sumber": "uji"}
    rows = [dict(row) for row in (*first.rows, more)]
    return int(act(admin, "satudata_codelist_import", name="satuan", rows=rows)["version"])


def test_a_draft_judged_by_older_units_is_checked_again(people: Cast) -> None:
    admin = person()
    appoint(admin, "admin_walidata")
    draft = ready_draft(people, population(2024))
    before = wiring.unit().drafts.get(draft).validator
    number = import_units(admin, "butir_uji")
    assert codes.label("satuan", "butir_uji", "id") == "butir_uji"
    shown = act(people.producer, "satudata_draft_show", id=draft)
    assert [one["code"] for one in shown["missing"]] == ["report_other_codes"]
    with pytest.raises(tk.ValidationError, match="Daftar kode berubah"):
        act(people.producer, "satudata_review_submit", draft_id=draft)
    confirmed(people.producer, draft)
    after = wiring.unit().drafts.get(draft).validator
    assert after != before and "; kode " in after
    review = act(people.producer, "satudata_review_submit", draft_id=draft)
    assert import_units(admin, "keping_uji") == number + 1
    round_ = wiring.unit().reviews.rounds(review["id"])[-1]
    held = {row["kode"] for row in _codes(round_)["satuan"]}
    assert "butir_uji" in held and "keping_uji" not in held, "a bundle is built by the list of its day"
