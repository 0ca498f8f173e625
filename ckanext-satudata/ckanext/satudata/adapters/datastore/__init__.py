"""The public tables of the DataStore: staged whole beside them, then put in place in one transaction."""

from __future__ import annotations

from .errors import ColumnsDiffer, DataStoreError, NotStaged, StagingRefused
from .store import DataStore

__all__ = ["ColumnsDiffer", "DataStore", "DataStoreError", "NotStaged", "StagingRefused"]
