"""The demo's datasets are described as the form asks: what the portal knows, and what their offices wrote."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.satudata.demo import described
from ckanext.satudata.describing import form
from ckanext.satudata.domain.description.check import problems
from ckanext.satudata.domain.description.infer import Known, infer

OFFICES = {one.name: one for one in described.offices()}
USUAL = {
    "cakupan_wilayah": "99.01",
    "license_id": "CC-BY-4.0",
    "klasifikasi_akses": "terbuka",
    "status_data": "tetap",
    "data_prioritas": "tidak",
}
SUBMITTED = [one for one in described.datasets() if one.ends not in ("kosong", "temuan", "lengkapi")]


@pytest.mark.parametrize("dataset", SUBMITTED, ids=lambda one: one.slug)
def test_a_submitted_dataset_lacks_nothing_and_gets_no_advice(dataset: described.Dataset) -> None:
    office = OFFICES[dataset.office]
    written: dict[str, Any] = {name: value for name, value in dataset.metadata.items() if value}
    known = infer(Known(package=written, profile={**office.extras, "title": office.title}, usual=USUAL))
    whole = {**{name: one.value for name, one in known.items()}, **written}
    assert problems(form(), whole) == ()
