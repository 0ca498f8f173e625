"""The demo is marked as invented, and names nobody who could exist."""

from __future__ import annotations

import re

from ckanext.satudata import demo_people
from ckanext.satudata.demo import described


def test_every_dataset_says_that_it_is_invented() -> None:
    for dataset in described.datasets():
        if dataset.ends != "kosong":
            assert "ata rekaan" in dataset.metadata["notes"], dataset.slug
            assert "(data rekaan)" in dataset.metadata["sumber_data"], dataset.slug


def test_offices_have_invented_telephones_and_mailboxes() -> None:
    for office in described.offices():
        assert re.fullmatch(r"\(0999\) 000-1\d\d", office.extras["telepon"])
        assert office.extras["email"] == f"{office.name}@sukamaju.example"
        assert "data rekaan" in office.description


def test_every_dataset_has_an_office_and_its_own_title() -> None:
    offices = {office.name for office in described.offices()}
    titles = [dataset.title for dataset in described.datasets()]
    assert {dataset.office for dataset in described.datasets()} <= offices
    assert len(set(titles)) == len(titles)


def test_the_story_reaches_every_state() -> None:
    assert {dataset.ends for dataset in described.datasets()} == set(described.ENDS)
    assert sum(dataset.ends == "terbit" for dataset in described.datasets()) >= 9


def test_every_demo_account_is_known_to_the_start_check() -> None:
    people = (*demo_people.PEOPLE, *demo_people.STAFF)
    assert tuple(person.name for person in people) == demo_people.NAMES
    assert all(person.email.endswith(".example") for person in people)


def test_every_office_with_data_has_a_producer() -> None:
    preparing = {person.office for person in (*demo_people.PEOPLE, *demo_people.STAFF) if not person.post}
    assert {dataset.office for dataset in described.datasets()} <= preparing
