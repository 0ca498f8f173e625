"""Personal data in files that stand inside of a workbook, such as another workbook behind a picture of its table."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from ...domain.intake.grid import Elsewhere
from .xlsx_elsewhere import look, look_through

PLACE = ("berkas yang disisipkan", "an embedded file")
_LOOKED_AT = 16 << 20
_CHUNK, _ENTRIES = 1 << 16, 2_000
_CODINGS = ("latin-1", "utf-16-le")


def is_embedded(part: str) -> bool:
    """Tell whether a part of a workbook is a file of its own."""
    return "/embeddings/" in part.lower().replace("\\", "/")


def look_inside(found: list[Elsewhere], chunks: Iterable[bytes]) -> bool:
    """Look through an embedded file, up to 16 MB of it: through the XML of a document, else through its plain texts.
    Tell whether that was all of it."""
    content, whole = b"", True
    for chunk in chunks:
        content += chunk
        if len(content) > _LOOKED_AT:
            whole = False
            break
    seen: list[Elsewhere] = []
    if zipfile.is_zipfile(BytesIO(content)):
        whole = look_through(seen, "", _unpacked(content)) and whole
    else:
        for coding in _CODINGS:
            look(seen, PLACE, content.decode(coding, "ignore"))
    found += [place for item in seen if (place := Elsewhere(item.kind, *PLACE)) not in found]
    return whole


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Give the XML parts one after the other; what is broken ends the look."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist()[:_ENTRIES]:
                if not entry.filename.lower().endswith(".xml"):
                    continue
                with archive.open(entry) as stream:
                    while piece := stream.read(_CHUNK):
                        yield piece
                yield b" <end/> "
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        return
