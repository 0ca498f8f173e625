"""What can go wrong between a canonical CSV and its table."""

from __future__ import annotations

from collections.abc import Sequence


class DataStoreError(Exception):
    """The table could not be made or put in place. Carries the facts as attributes."""


class ColumnsDiffer(DataStoreError):
    """The header of the CSV is not the field list of its Table Schema."""

    def __init__(self, header: Sequence[str], fields: Sequence[str]) -> None:
        self.header = list(header)
        self.fields = list(fields)
        super().__init__(f"the CSV has the columns {self.header}, its schema the fields {self.fields}")


class NotStaged(DataStoreError):
    """There is no staged table for the edition, and its table is not in place either."""

    def __init__(self, edition_id: str, resource_id: str) -> None:
        self.edition_id = edition_id
        self.resource_id = resource_id
        super().__init__(f"edition {edition_id} of resource {resource_id} has no staged table")


class StagingRefused(DataStoreError):
    """The DataStore's write user may not create the staging schema. ``statement`` is what an administrator runs."""

    def __init__(self, user: str) -> None:
        self.statement = f'CREATE SCHEMA satudata_staging AUTHORIZATION "{user}"'
        super().__init__(
            f"the DataStore user may not create a schema; run as its administrator: {self.statement}"
        )
