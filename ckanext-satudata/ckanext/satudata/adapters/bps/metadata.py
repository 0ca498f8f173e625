"""The metadata folder of a bundle: MS forms as workbooks and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.satudata.domain.bps.codes import CodeLists
from ckanext.satudata.domain.bps.content import BundleContent


def metadata_entries(item: BundleContent, codes: CodeLists) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each metadata file of one dataset."""
    yield from ()
