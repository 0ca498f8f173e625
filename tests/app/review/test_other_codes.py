"""A code list that changed after the check closes the gate until the file is checked again."""

from __future__ import annotations

import pytest

from ckanext.satudata.app.review.submit import submit
from ckanext.satudata.domain.errors import Incomplete
from ckanext.satudata.domain.registry.marks import mark
from support.desk_work import SCHEMA, begun, with_file, world
from support.reviews import NOW, PRODUCER

VALIDATOR = "satudata-intake 1"


def test_a_verdict_by_an_older_list_does_not_open_the_gate() -> None:
    place = world()
    draft = begun(place)
    with_file(place, draft.id)
    place.imported["satuan"] = (1, "d1")
    with pytest.raises(Incomplete) as refused:
        submit(place.unit(), draft.id, PRODUCER, NOW, place.new_id)
    assert [lack.code for lack in refused.value.facts["lacks"]] == ["report_other_codes"]
    with_file(place, draft.id, validator=VALIDATOR + mark(SCHEMA, place.imported))
    place.imported["agama"] = (1, "d2")
    assert submit(place.unit(), draft.id, PRODUCER, NOW, place.new_id).round == 1


def test_a_verdict_by_a_list_that_is_no_longer_the_newest_is_stale_too() -> None:
    place = world()
    place.imported["satuan"] = (1, "d1")
    draft = begun(place)
    with_file(place, draft.id, validator=VALIDATOR + mark(SCHEMA, place.imported))
    place.imported["satuan"] = (2, "d2")
    with pytest.raises(Incomplete):
        submit(place.unit(), draft.id, PRODUCER, NOW, place.new_id)


def test_broken_rules_of_the_forms_are_told_when_all_else_is_there() -> None:
    place = world()
    draft = begun(place)
    place.form_flaws = 3

    def lacking() -> list[tuple[str, object]]:
        with pytest.raises(Incomplete) as refused:
            submit(place.unit(), draft.id, PRODUCER, NOW, place.new_id)
        return [(lack.code, lack.facts.get("count")) for lack in refused.value.facts["lacks"]]

    assert ("ms_rules_broken", 3) not in lacking()
    with_file(place, draft.id)
    assert lacking() == [("ms_rules_broken", 3)]
    place.form_flaws = 0
    assert submit(place.unit(), draft.id, PRODUCER, NOW, place.new_id).round == 1
