"""Writing, answering and settling remarks as use cases: one transaction each, refused whole."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ckanext.satudata.app.ports import Round
from ckanext.satudata.app.review import remarks
from ckanext.satudata.app.review.remarks import Asked
from ckanext.satudata.domain.errors import Incomplete, Missing, NotAllowed
from support import desk_work
from support.desk_work import submitted
from support.memory_remarks import Notebook
from support.reviews import NOW, PEOPLE, PRODUCER

VERIFIER = PEOPLE["verifikator"]


class Cells:
    """A table with one row."""

    def place_of(self, round_: Round, column: str, row_key: Mapping[str, str]) -> str | None:
        """D14 for the row that is there."""
        return "D14" if "ada" in row_key.values() else None


@pytest.fixture
def book() -> Notebook:
    world = desk_work.world()
    submitted(world)
    return Notebook(world)


def review_id(book: Notebook) -> str:
    return next(iter(book.world.kept.reviews))


def wrote(book: Notebook, *asked: Asked) -> list[int]:
    return remarks.remark(book.unit(), Cells(), review_id(book), asked, VERIFIER, NOW)


def test_several_remarks_are_written_together_or_not_at_all(book: Notebook) -> None:
    assert len(wrote(book, Asked("Satu"), Asked("Dua"))) == 2
    with pytest.raises(Incomplete, match="remark_field"):
        wrote(book, Asked("Tiga"), Asked("Empat", field="tidak_ada"))
    assert [row.text for row in book.rows.values()] == ["Satu", "Dua"]


def test_what_the_office_may_not_read_is_not_there_for_it(book: Notebook) -> None:
    (number,) = wrote(book, Asked("Sebut tanggalnya."))
    with pytest.raises(Missing, match="remark_missing"):
        remarks.reply(book.unit(), number, "Mengapa?", PRODUCER, NOW)
    with pytest.raises(Missing, match="remark_missing"):
        remarks.settle(book.unit(), number, "", PRODUCER, NOW)


def test_an_answer_to_an_answer_joins_the_thread(book: Notebook) -> None:
    (number,) = wrote(book, Asked("Sebut tanggalnya."))
    remarks.reply(book.unit(), number, "Tambahan.", VERIFIER, NOW)
    second = max(book.rows)
    remarks.reply(book.unit(), second, "Lagi.", VERIFIER, NOW)
    assert [row.parent for row in book.rows.values()] == [None, number, number]


def test_what_was_said_on_settling_stays_when_it_is_opened_again(book: Notebook) -> None:
    (number,) = wrote(book, Asked("Sebut tanggalnya."))
    remarks.settle(book.unit(), number, "Sudah ada di sumber.", VERIFIER, NOW)
    assert book.rows[number].resolved
    with pytest.raises(NotAllowed, match="remark_settled"):
        remarks.settle(book.unit(), number, "", VERIFIER, NOW)
    with pytest.raises(Incomplete, match="remark_empty"):
        remarks.reopen(book.unit(), number, " ", VERIFIER, NOW)
    assert book.rows[number].resolved, "a refused opening leaves it settled"
    remarks.reopen(book.unit(), number, "Belum.", VERIFIER, NOW)
    assert [row.text for row in book.rows.values()] == ["Sebut tanggalnya.", "Sudah ada di sumber.", "Belum."]
    assert not book.rows[number].resolved


def test_only_whoever_may_decide_now_writes(book: Notebook) -> None:
    for who in ("kabid", "asing", "sysadmin"):
        with pytest.raises(NotAllowed, match="other_turn"):
            remarks.remark(book.unit(), Cells(), review_id(book), [Asked("x")], PEOPLE[who], NOW)
    assert book.rows == {}


def test_who_settled_a_remark_without_a_word_is_known_after_it_is_opened_again(book: Notebook) -> None:
    (number,) = wrote(book, Asked("Sebut tanggalnya."))
    remarks.settle(book.unit(), number, " ", VERIFIER, NOW)
    remarks.reopen(book.unit(), number, "Belum.", VERIFIER, NOW)
    thread = [(row.author_id, row.text) for row in book.rows.values() if row.parent == number]
    assert thread == [(VERIFIER.user_id, ""), (VERIFIER.user_id, "Belum.")]
