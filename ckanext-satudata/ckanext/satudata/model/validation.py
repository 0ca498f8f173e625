"""The table of ckanext-validation, as SQL: its own command for it does not run on CKAN 2.12."""

from __future__ import annotations

VALIDATION_UP = """
    CREATE TABLE IF NOT EXISTS validation (
        id varchar PRIMARY KEY,
        resource_id varchar,
        status varchar,
        created timestamp without time zone,
        finished timestamp without time zone,
        report json,
        error json
    )
"""
