"""The metadata folder of a bundle: MS forms as workbooks and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ckanext.satudata.domain.bps.codes import CodeLists
from ckanext.satudata.domain.bps.content import BundleContent
from ckanext.satudata.domain.bps.layout import ColumnForm
from ckanext.satudata.domain.bps.ms_keg import answer_keg
from ckanext.satudata.domain.bps.ms_rows import FormRow, indicator_rows, variable_rows
from ckanext.satudata.domain.bps.ms_stored import profile_of

from .defaults import ms_ind, ms_keg, ms_profile, ms_var
from .ms_forms import column_workbook, keg_workbook
from .reports import json_bytes


def metadata_entries(item: BundleContent, codes: CodeLists) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each metadata file of one dataset."""
    profile, moment = ms_profile(profile_of(item.dataset)), item.last_gate_at
    answers = answer_keg(ms_keg(), profile, item, codes)
    yield "metadata/MS-Keg.xlsx", keg_workbook(ms_keg(), answers, moment)
    yield (
        "metadata/ms-keg.json",
        form_json("MS-Keg", profile["nama"], [answer.as_json() for answer in answers]),
    )
    for form, rows, stem in (
        (ms_var(), variable_rows(ms_var(), profile, item, codes), "ms-var"),
        (ms_ind(), indicator_rows(ms_ind(), profile, item, codes), "ms-ind"),
    ):
        yield f"metadata/{form.name}.xlsx", column_workbook(form, rows, moment)
        yield f"metadata/{stem}.json", form_json(form.name, profile["nama"], rows_json(form, rows))


def form_json(form: str, profile: str, answers: Sequence[Any]) -> bytes:
    """Write a form's answers as JSON."""
    return json_bytes(
        {"formulir": form, "dasar": "Peraturan BPS 5/2020", "profil": profile, "jawaban": list(answers)}
    )


def rows_json(form: ColumnForm, rows: Sequence[FormRow]) -> list[dict[str, Any]]:
    """Give the rows with their Excel row, answers and reasons of empty cells."""
    return [
        {"baris": form.first_row + number, "isian": dict(row.answers), "alasan_kosong": dict(row.reasons)}
        for number, row in enumerate(rows)
    ]
