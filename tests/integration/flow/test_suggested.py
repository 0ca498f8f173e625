"""What a file tells about its metadata: a value that is refused spoils no other."""

from __future__ import annotations

import pytest
from ckan import model

from ckanext.satudata.domain.description.infer import Proposal
from ckanext.satudata.views.files import draft_of, package_of
from ckanext.satudata.work import describe
from support import story
from support.story import act

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")
GOOD = {"konsep": "Penduduk", "definisi": "Orang yang tinggal di kabupaten"}
BAD = {"frekuensi": "kapan-kapan"}


@pytest.mark.parametrize("told", [GOOD, BAD | GOOD], ids=["good", "one refused"])
def test_what_is_refused_spoils_no_other(told: dict[str, str]) -> None:
    people = story.cast()
    draft = act(people.producer, "satudata_draft_create", owner_org=people.org, title="")
    stored = draft_of(draft["id"])
    describe.write(
        stored, package_of(draft["id"]), {name: Proposal(value, "berkas") for name, value in told.items()}
    )
    model.Session.remove()
    package = act(people.producer, "satudata_draft_show", id=draft["id"])["package"]
    assert {name: package.get(name) for name in GOOD} == GOOD
    assert not package.get("frekuensi")
