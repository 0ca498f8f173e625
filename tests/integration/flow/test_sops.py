"""A running review keeps the SOP version it began with."""

from __future__ import annotations

import copy

import pytest
from ckan import model

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sql.sops import SqlSops
from ckanext.satudata.domain.errors import Conflict
from ckanext.satudata.domain.sop import Sop, read
from support import story
from support.workbooks import population

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def changed(**changes: object) -> Sop:
    """The default SOP with other values at its top."""
    definition = copy.deepcopy(dict(wiring.current_sops()["bawaan"].definition))
    return read({"sop": {**definition, **changes}})


def test_a_new_version_does_not_touch_a_running_review() -> None:
    review = story.submitted(story.cast(), population(2024))
    began = review["sop"]["version"]
    newer = changed(versi=began + 1, nama_sop="Nama baru")
    port = SqlSops(model.Session, {"bawaan": newer}, "bawaan")
    assert port.for_office("anywhere").version == began
    assert port.get([("bawaan", began)]).name == review["sop"]["name"]


def test_a_file_that_no_review_has_used_is_in_force_as_it_is() -> None:
    newer = changed(id="baru", versi=7)
    assert SqlSops(model.Session, {"baru": newer}, "baru").for_office("anywhere").version == 7


def test_a_version_that_was_used_never_changes() -> None:
    story.submitted(story.cast(), population(2024))
    port = SqlSops(model.Session, {}, "bawaan")
    with pytest.raises(Conflict, match="sop_changed"):
        port.pin(changed(nama_sop="Nama baru, versi lama"))
    model.Session.rollback()


@pytest.mark.trap("C2")
def test_a_file_edited_in_place_changes_no_running_review_and_is_named_at_start() -> None:
    review = story.submitted(story.cast(), population(2024))
    began = review["sop"]["version"]
    port = SqlSops(model.Session, {"bawaan": changed(nama_sop="Diam-diam diganti")}, "bawaan")
    assert port.get([("bawaan", began)]).name == review["sop"]["name"]
    assert [sop.id for sop in port.edited_in_place()] == ["bawaan"]
    assert SqlSops(model.Session, wiring.current_sops(), "bawaan").edited_in_place() == []
