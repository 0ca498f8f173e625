"""Tables of the DataStore: typed, staged out of sight, swapped whole."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action
from ckanext.datastore.backend.postgres import get_read_engine, get_write_engine

from ckanext.satudata.adapters.datastore import ColumnsDiffer, DataStore, NotStaged
from support.faults import public_rows
from support.offices import office

pytestmark = pytest.mark.usefixtures("with_plugins")

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "kode_wilayah", "type": "string", "title": "Kode wilayah"},
        {"name": "tahun", "type": "year"},
        {
            "name": "penduduk",
            "type": "integer",
            "title": "Penduduk",
            "description": "Jumlah jiwa",
            "unit": "orang",
        },
        {"name": "kepadatan", "type": "number"},
        {"name": "tanggal", "type": "date"},
        {"name": "tetap", "type": "boolean"},
        {"name": "keterangan", "type": "string"},
    ],
    "primaryKey": ["kode_wilayah", "tahun"],
}
ROWS = (
    "kode_wilayah,tahun,penduduk,kepadatan,tanggal,tetap,keterangan\n"
    "99.01.01,2024,18220,1234.5600,2024-12-31,true,Wanasari padat\n"
    "99.01.02,2024,0,0.10,2024-12-31,false,\n"
    '99.01.03,2024,,123456789012345678.123456789,,,"Karangjati, ""kota"""\n'
)


@pytest.fixture
def store() -> DataStore:
    return DataStore()


@pytest.fixture
def resource() -> dict[str, Any]:
    files = [{"url": "http://x.test/a.csv", "format": "CSV"}]
    dataset = factories.Dataset(owner_org=office(governed=False), resources=files)
    return dict(dataset["resources"][0])


@pytest.fixture
def edition() -> str:
    return str(uuid.uuid4())


def csv(folder: Path, text: str = ROWS) -> Path:
    path = folder / f"{uuid.uuid4()}.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.fixture
def live(store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path) -> Iterator[str]:
    store.stage(edition, resource["id"], SCHEMA, csv(tmp_path))
    store.swap(edition, resource["id"])
    return resource["id"]


def search(resource_id: str, **params: Any) -> dict[str, Any]:
    return dict(call_action("datastore_search", resource_id=resource_id, **params))


def test_types_follow_the_schema(live: str) -> None:
    types = {field["id"]: field["type"] for field in search(live)["fields"]}
    assert types == {
        "_id": "int",
        "kode_wilayah": "text",
        "tahun": "int4",
        "penduduk": "int8",
        "kepadatan": "numeric",
        "tanggal": "date",
        "tetap": "bool",
        "keterangan": "text",
    }


def test_values_are_exact_over_the_api(live: str, app: CKANTestApp) -> None:
    answer = app.get(f"/api/action/datastore_search?resource_id={live}&sort=kode_wilayah")
    assert "1234.5600" in answer.body
    assert "123456789012345678.123456789" in answer.body


def test_empty_is_null_and_zero_is_zero(live: str) -> None:
    second, third = search(live, sort="kode_wilayah")["records"][1:]
    assert (second["penduduk"], second["keterangan"], second["tetap"]) == (0, None, False)
    assert (third["penduduk"], third["tanggal"], third["tetap"]) == (None, None, None)


def test_rows_keep_their_order(live: str) -> None:
    assert [row["kode_wilayah"] for row in search(live)["records"]] == ["99.01.01", "99.01.02", "99.01.03"]


def test_filters_sort_and_words_work(live: str) -> None:
    assert search(live, filters={"tahun": 2024, "tetap": True})["total"] == 1
    assert (
        search(live, filters={"penduduk": {"gte": 0}}, sort="penduduk desc")["records"][0]["penduduk"]
        == 18220
    )
    assert [row["kode_wilayah"] for row in search(live, q="wanasari")["records"]] == ["99.01.01"]
    assert search(live, q="karangjati")["total"] == 1


def indexes_of(table: str) -> list[str]:
    query = sa.text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = :table")
    with get_write_engine().begin() as connection:
        return sorted(row[0] for row in connection.execute(query, {"table": table}))


def test_words_are_indexed_after_the_rows_are_served(store: DataStore, live: str, edition: str) -> None:
    assert not any("_full_text" in found for found in indexes_of(live))
    store.index_words(edition, live)
    store.index_words(edition, live)
    method = tk.config["ckan.datastore.default_fts_index_method"]
    assert [found for found in indexes_of(live) if f"USING {method} (_full_text)" in found]
    assert len([found for found in indexes_of(live) if "_full_text" in found]) == 1
    assert search(live, q="karangjati")["total"] == 1


def test_words_of_an_edition_that_is_not_there_any_more_are_left_alone(
    store: DataStore, live: str, edition: str, tmp_path: Path
) -> None:
    second = str(uuid.uuid4())
    store.stage(second, live, SCHEMA, csv(tmp_path))
    store.swap(second, live)
    store.index_words(edition, live)
    assert not any("_full_text" in found for found in indexes_of(live))
    store.withdraw(live)
    store.index_words(second, live)
    assert indexes_of(live) == []


def test_keys_are_unique_and_numbers_go_on_after_the_last_row(store: DataStore, live: str) -> None:
    found = " ".join(indexes_of(live))
    assert "UNIQUE INDEX" in found and "(_id)" in found and "(kode_wilayah, tahun)" in found
    store.release(live)
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f"INSERT INTO \"{live}\" (kode_wilayah, tahun) VALUES ('99.01.09', 2024)"))
    assert [row["_id"] for row in search(live)["records"]] == [1, 2, 3, 4]
    assert search(live, q="99.01.09")["total"] == 1


def test_many_rows_read_by_several_processes_keep_their_numbers_and_words(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    """Enough lines for PostgreSQL to share them out: each row has the number of its line, and its own words."""
    count = 150_000
    head = ROWS.partition("\n")[0]
    lines = "".join(
        f"99.{row:06},2024,{row},{row}.50,2024-12-31,true,kata{row}\n" for row in range(1, count + 1)
    )
    assert store.stage(edition, resource["id"], SCHEMA, csv(tmp_path, f"{head}\n{lines}")) == count
    store.swap(edition, resource["id"])
    wrong = (
        "SELECT count(*) FROM {table} WHERE _id <> penduduk OR _full_text <> "
        "to_tsvector(concat_ws(' ', kode_wilayah, tahun, penduduk, kepadatan, tanggal, tetap::text, keterangan))"
    )
    with get_write_engine().begin() as connection:
        table = f'"{resource["id"]}"'
        assert connection.execute(sa.text(wrong.format(table=table))).scalar() == 0
        assert connection.execute(sa.text(f"SELECT count(DISTINCT _id) FROM {table}")).scalar() == count


def test_total_is_the_number_of_rows(live: str) -> None:
    assert search(live)["total"] == 3


def test_info_shows_the_data_dictionary(live: str) -> None:
    info = call_action("datastore_info", id=live)
    fields = {field["id"]: field for field in info["fields"]}
    assert info["meta"]["count"] == 3
    assert fields["penduduk"]["info"] == {"label": "Penduduk", "notes": "Jumlah jiwa", "unit": "orang"}
    assert fields["kode_wilayah"]["schema"]["native_type"] == "text"


def test_the_dump_gives_the_rows(live: str, app: CKANTestApp) -> None:
    body = app.get(f"/datastore/dump/{live}").body
    assert body.splitlines()[0] == "_id,kode_wilayah,tahun,penduduk,kepadatan,tanggal,tetap,keterangan"
    assert len(body.splitlines()) == 4


def test_an_integer_beyond_eight_bytes_is_numeric(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    schema = {"fields": [{"name": "nilai", "type": "integer"}, {"name": "kecil", "type": "integer"}]}
    text = f"nilai,kecil\n{2**63},{2**63 - 1}\n"
    store.stage(edition, resource["id"], schema, csv(tmp_path, text))
    store.swap(edition, resource["id"])
    types = {field["id"]: field["type"] for field in search(resource["id"])["fields"]}
    assert (types["nilai"], types["kecil"]) == ("numeric", "int8")


def test_marks_for_missing_values_become_null(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    schema = {"fields": [{"name": "nilai", "type": "number"}], "missingValues": ["", "NA", "…"]}
    assert store.stage(edition, resource["id"], schema, csv(tmp_path, 'nilai\n1.5\nNA\n…\n""\n')) == 4
    store.swap(edition, resource["id"])
    assert [row["nilai"] for row in search(resource["id"])["records"]] == [1.5, None, None, None]


def test_hard_column_names_are_made_fit(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    long = "jumlah_penduduk_" * 6
    names = ["_id", f"{long}a", f"{long}b", "50% naik: ya"]
    schema = {"fields": [{"name": name, "type": "string"} for name in names]}
    store.stage(edition, resource["id"], schema, csv(tmp_path, ",".join(names) + "\n1,2,3,4\n"))
    store.swap(edition, resource["id"])
    found = search(resource["id"])["fields"][1:]
    assert [field["info"]["label"] for field in found] == names
    assert len({field["id"] for field in found}) == 4
    assert all(len(field["id"].encode()) <= 63 for field in found)


def test_a_header_that_is_not_the_schema_is_refused(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    with pytest.raises(ColumnsDiffer) as refused:
        store.stage(edition, resource["id"], SCHEMA, csv(tmp_path, "a,b\n1,2\n"))
    assert refused.value.header == ["a", "b"]


def test_a_value_of_another_type_stages_nothing(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    bad = ROWS.replace("18220", "banyak")
    with pytest.raises(Exception, match="banyak"):
        store.stage(edition, resource["id"], SCHEMA, csv(tmp_path, bad))
    with pytest.raises(NotStaged):
        store.swap(edition, resource["id"])


def test_staging_twice_changes_nothing(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    assert store.stage(edition, resource["id"], SCHEMA, csv(tmp_path)) == 3
    assert store.stage(edition, resource["id"], SCHEMA, csv(tmp_path)) == 3
    store.swap(edition, resource["id"])
    store.swap(edition, resource["id"])
    assert store.stage(edition, resource["id"], SCHEMA, csv(tmp_path)) == 3
    assert store.live_edition(resource["id"]) == edition
    assert public_rows(resource["id"]) == 3


def test_what_is_staged_is_out_of_sight(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    store.stage(edition, resource["id"], SCHEMA, csv(tmp_path))
    assert store.live_edition(resource["id"]) is None
    with pytest.raises(tk.ObjectNotFound):
        search(edition)
    with (
        get_read_engine().connect() as reader,
        pytest.raises(sa.exc.ProgrammingError, match="permission denied"),
    ):
        reader.execute(sa.text(f'SELECT * FROM satudata_staging."{edition}"'))
    names = call_action("datastore_search", resource_id="_table_metadata", limit=10_000)["records"]
    assert edition not in {row["name"] for row in names}


def test_the_next_edition_replaces_the_rows_and_keeps_aliases(
    store: DataStore, live: str, tmp_path: Path, unique: str
) -> None:
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f'CREATE VIEW "{unique}" AS SELECT * FROM "{live}"'))
    second = str(uuid.uuid4())
    store.stage(second, live, SCHEMA, csv(tmp_path, ROWS + "99.01.04,2025,5,5,,,\n"))
    assert search(live)["total"] == 3
    store.swap(second, live)
    assert search(live)["total"] == 4
    assert search(unique)["total"] == 4
    assert store.live_edition(live) == second


def test_a_dropped_stage_is_gone(
    store: DataStore, resource: dict[str, Any], edition: str, tmp_path: Path
) -> None:
    store.stage(edition, resource["id"], SCHEMA, csv(tmp_path))
    store.drop(edition)
    with pytest.raises(NotStaged):
        store.swap(edition, resource["id"])


def test_a_withdrawn_table_is_gone(store: DataStore, live: str) -> None:
    store.withdraw(live)
    assert store.live_edition(live) is None
    with pytest.raises(tk.ObjectNotFound):
        search(live)


def test_a_reader_never_meets_a_gap(store: DataStore, live: str, tmp_path: Path) -> None:
    """While editions follow each other, every reading has all rows of one of them."""
    stop = threading.Event()
    seen: list[int] = []
    wrong: list[Exception] = []

    def read() -> None:
        while not stop.is_set():
            try:
                with get_read_engine().connect() as reader:
                    seen.append(reader.execute(sa.text(f'SELECT count(*) FROM "{live}"')).scalar() or 0)
            except Exception as error:
                wrong.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(5):
            edition = str(uuid.uuid4())
            more = "".join(f"99.02.{row:02},2025,{row},1,,,\n" for row in range(number + 1))
            store.stage(edition, live, SCHEMA, csv(tmp_path, ROWS + more))
            store.swap(edition, live)
    finally:
        stop.set()
        reader.join()
        model.Session.remove()
    assert wrong == []
    assert set(seen) <= set(range(3, 9))
    assert len(seen) > 5


def test_a_swap_killed_half_way_leaves_the_edition_before(
    store: DataStore, live: str, tmp_path: Path
) -> None:
    """A reader holds the table, the swap waits behind it and its connection dies: nothing moved, and it runs again."""
    second = str(uuid.uuid4())
    store.stage(second, live, SCHEMA, csv(tmp_path, ROWS + "99.01.04,2025,5,5,,,\n"))
    failed: list[BaseException] = []

    def swap() -> None:
        try:
            store.swap(second, live)
        except Exception as error:
            failed.append(error)

    waiting = sa.text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
        "AND query LIKE 'DROP TABLE%' AND datname = current_database()"
    )
    with get_read_engine().connect() as reader, get_write_engine().connect() as killer:
        reader.execute(sa.text(f'SELECT * FROM "{live}"'))
        swapping = threading.Thread(target=swap)
        swapping.start()
        for _attempt in range(100):
            if killer.execute(waiting).all():
                break
            killer.rollback()
            swapping.join(0.05)
        swapping.join()
    assert len(failed) == 1
    assert search(live)["total"] == 3
    assert store.live_edition(live) != second
    store.swap(second, live)
    assert search(live)["total"] == 4
