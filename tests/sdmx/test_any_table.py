"""Whatever stands in a table, its SDMX is valid and read back whole, or there is none and a reason."""

from __future__ import annotations

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import sdmx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.adapters.sdmx.bundle import NONE, entries
from support.bundle_samples import DATASET, content
from support.sdmx_readers import validated

WORDS = st.text(max_size=12).map(lambda text: text.replace("\r", "").replace("\x00", ""))
NUMBERS = st.one_of(
    st.just(""),
    st.integers(-(10**20), 10**20).map(str),
    st.decimals(-(10**6), 10**6, places=3).map(str),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["99.01.01", "99.01.02", "99.01", "9902030", "Jumlah", ""]),
        st.integers(2000, 2030).map(str),
        WORDS,
        NUMBERS,
        st.sampled_from(["", "O", "P", "Q", "nihil", "?"]),
        WORDS,
    ),
    max_size=12,
)
NAMES = ("kode_kecamatan", "tahun", "jenis", "nilai", "nilai_status", "keterangan")
KEY = list(NAMES[:3])


@st.composite
def tables(draw: Any) -> tuple[bytes, dict[str, Any]]:
    """A table with any texts in cells and titles."""
    kinds = ("string", "year", "string", "number", "string", "string")
    fields = [{"name": n, "type": kind, "title": draw(WORDS)} for n, kind in zip(NAMES, kinds, strict=True)]
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([NAMES, *draw(ROWS)])
    schema = {"fields": fields, "missingValues": [""], **draw(st.sampled_from([{"primaryKey": KEY}, {}]))}
    return lines.getvalue().encode("utf-8", "surrogatepass"), schema


@given(tables(), WORDS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_table(table: tuple[bytes, dict[str, Any]], title: str) -> None:
    data, schema = table
    item = content(data, schema=schema, dataset={**DATASET, "title": title, "kode_dataset": title})
    with tempfile.TemporaryDirectory() as folder:
        made = dict(entries(item, code_lists().over(item.codes), Path(folder)))
        if NONE in made:
            assert list(made) == [NONE]
            return
        read = {path: file.read_bytes() for path, file in made.items() if isinstance(file, Path)}
    validated(read["sdmx/structure.xml"])
    validated(read["sdmx/data.xml"])
    (definition,) = sdmx.read_sdmx(io.BytesIO(read["sdmx/structure.xml"])).structure.values()
    message = sdmx.read_sdmx(io.BytesIO(read["sdmx/data.xml"]), structure=definition)
    told = sorted(Decimal(one.value) for one in message.data[0].obs if one.value not in (None, ""))
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8", "surrogatepass"), newline="")))
    assert told == sorted(Decimal(row["nilai"]) for row in rows if row["nilai"])
    assert len(message.data[0].obs) == len(rows)
