"""File names made by us: short, ASCII, lower case, never from a user's spelling as it is (hostile names)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from .content import BundleContent

RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"com{n}" for n in range(1, 10)),
    *(f"lpt{n}" for n in range(1, 10)),
}
LIMIT = 60
SAFE_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")


def slug(text: str, fallback: str = "data") -> str:
    """Make a name of a-z, 0-9, dot-free and at most 60 characters; ``fallback`` where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LIMIT].strip("-")
    if not name:
        return fallback
    return f"{name}-{fallback}" if name in RESERVED else name


def unique_slugs(texts: Sequence[str]) -> list[str]:
    """Give each text its own slug; equal ones get a number."""
    taken: set[str] = set()
    names = []
    for text in texts:
        base = slug(text)
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        names.append(name)
    return names


@dataclass(frozen=True)
class Collection:
    """What a bundle of several datasets is of: ``cycle``, ``organization`` or ``reviews`` (chosen ones), and which version."""

    kind: str
    version: int


def bundle_filename(items: Sequence[BundleContent], of: Collection | None = None) -> str:
    """Give ``bps_<kode_kab>_<kode_dataset>_<tahun>_v<edisi>.<putaran>.zip``; several items are named by their collection.

    Without a collection they are a cycle, and the highest round stands for its version.
    """
    first = items[0]
    area = slug(str(first.kabupaten.get("kode_bps", "")), "0000")
    if len(items) == 1:
        return f"bps_{area}_{slug(first.code)}_{first.year}_v{first.version}.zip"
    of = of or Collection("cycle", max(item.round for item in items))
    return f"bps_{area}_{collection_name(items, of.kind)}_v{of.version}.zip"


def collection_name(items: Sequence[BundleContent], kind: str) -> str:
    """Tell collections apart: a cycle by its year, an office by its title, chosen datasets by their content."""
    year = max(item.year for item in items)
    if kind == "organization":
        return f"opd-{slug(str(items[0].organization.get('title', '')))}-{year}"
    if kind == "reviews":
        digests = "\n".join(sorted(item.content_digest for item in items))
        return f"pilihan-{sha256(digests.encode()).hexdigest()[:8]}-{year}"
    return f"siklus-{year}"


def sections(items: Sequence[BundleContent]) -> list[tuple[str, BundleContent]]:
    """Pair each item with its folder inside the bundle: none for a single one."""
    if len(items) == 1:
        return [("", items[0])]
    slugs = unique_slugs([item.code for item in items])
    return [(f"{slug}/", item) for slug, item in zip(slugs, items, strict=True)]


def path_problem(name: str) -> str | None:
    """Say what is wrong with an entry's name in an archive we read: a key of MESSAGES, or None."""
    parts = PurePosixPath(name).parts
    if not name or name.startswith("/") or "\\" in name or ":" in name or "\x00" in name:
        return "path-unsafe"
    if len(name) > 200 or any(part in {"..", "."} for part in name.split("/")):
        return "path-unsafe"
    if any(not SAFE_NAME.match(part) or part.split(".")[0].lower() in RESERVED for part in parts):
        return "path-unsafe"
    return None
