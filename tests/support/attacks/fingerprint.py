"""Everything stored about packages, as one digest per table: whatever changes, something here changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ckan import model
from ckanext.datastore.backend.postgres import get_read_engine
from sqlalchemy import text

from ckanext.satudata.adapters.blobs import Blobs

BESIDE = frozenset(
    {
        "activity",
        "activity_detail",
        "api_token",
        "dashboard",
        "satudata_notice",
        "satudata_refusal",
        "satudata_structure_version",
        "user",
        "user_following_dataset",
        "user_following_group",
        "user_following_user",
    }
)
"""What an attempt may leave behind, or what belongs to its maker alone; a table structure names the dataset it is made from."""


def fingerprint(ids: Sequence[str]) -> dict[str, str]:
    """Digest of all rows of each table that name one of the ids, of their DataStore tables and of their files."""
    return {**_rows(ids), **_tables(ids), **_files(ids)}


def _rows(ids: Sequence[str]) -> dict[str, str]:
    model.Session.remove()
    names = model.Session.execute(
        text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    ).scalars()
    parts = [_table_digest(name) for name in names if name not in BESIDE]
    like = "|".join(ids)
    found = model.Session.execute(text(" UNION ALL ".join(parts)), {"ids": like}).all()
    model.Session.remove()
    return {name: digest for name, digest in found if digest}


def _table_digest(name: str) -> str:
    return (
        f"SELECT '{name}', md5(string_agg(r::text, ';' ORDER BY r::text)) "
        f'FROM "{name}" AS r WHERE r::text ~ :ids'
    )


def _tables(ids: Sequence[str]) -> dict[str, str]:
    told = {}
    with get_read_engine().connect() as connection:
        for one in ids:
            if not connection.execute(
                text("SELECT to_regclass(:name)"), {"name": f'public."{one}"'}
            ).scalar():
                continue
            query = f"SELECT md5(string_agg(r::text, ';' ORDER BY r::text)) FROM public.\"{one}\" AS r"
            told[f"datastore {one}"] = str(connection.execute(text(query)).scalar())
    return told


def _files(ids: Sequence[str]) -> dict[str, str]:
    query = text(
        "SELECT canonical_sha FROM satudata_edition WHERE dataset_id = ANY(:ids) UNION "
        "SELECT canonical_sha FROM satudata_draft WHERE package_id = ANY(:ids) AND canonical_sha <> ''"
    )
    found = model.Session.execute(query, {"ids": list(ids)}).scalars().all()
    model.Session.remove()
    return {f"file {sha}": hashlib.sha256(b"".join(Blobs().stream(sha))).hexdigest() for sha in found}
