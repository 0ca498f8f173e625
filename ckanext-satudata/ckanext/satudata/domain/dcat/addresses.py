"""Which address stands for what: on a portal, and in a package that goes round without one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote


class Addresses(Protocol):
    """Names for a dataset, its parts, its editions and what datasets share."""

    @property
    def dataset(self) -> str: ...

    @property
    def page(self) -> str: ...

    def edition(self, number: int) -> str: ...

    def part(self, key: str) -> str: ...

    def shared(self, key: str) -> str: ...

    def office(self, name: str) -> str: ...


@dataclass(frozen=True)
class OnPortal:
    """Addresses below the portal's own; ``site`` has no slash at the end."""

    site: str
    name: str

    @property
    def dataset(self) -> str:
        return f"{self.site}/dataset/{self.name}"

    @property
    def page(self) -> str:
        return self.dataset

    def edition(self, number: int) -> str:
        return f"{self.dataset}/edisi/{number}"

    def part(self, key: str) -> str:
        return f"{self.dataset}#{key}"

    def shared(self, key: str) -> str:
        return f"{catalogue(self.site)}#{quote(key)}"

    def office(self, name: str) -> str:
        return f"{self.site}/organization/{quote(name)}"


@dataclass(frozen=True)
class InPackage:
    """Addresses made from the region and the code of the dataset: the same wherever the package is made."""

    region: str
    code: str

    @property
    def dataset(self) -> str:
        return urn(self.region, "dataset", self.code)

    @property
    def page(self) -> str:
        return ""

    def edition(self, number: int) -> str:
        return urn(self.region, "dataset", self.code, "edisi", str(number))

    def part(self, key: str) -> str:
        return f"{self.dataset}#{key}"

    def shared(self, key: str) -> str:
        return f"{urn(self.region, 'catalog')}#{quote(key)}"

    def office(self, name: str) -> str:
        return urn(self.region, "organization", name)


def catalogue(site: str) -> str:
    """Give the address of a portal's catalogue."""
    return f"{site}/catalog"


def urn(*parts: str) -> str:
    """Name something by what it is made of."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "satudata:" + ":".join(parts)).urn
