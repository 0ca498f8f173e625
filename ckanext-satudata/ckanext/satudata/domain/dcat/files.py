"""The files of an edition and where they are: on the portal, and in a package."""

from __future__ import annotations

from .addresses import OnPortal
from .facts import Edition, Published
from .model import Distribution

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def edition_file(site: str, name: str, number: int, kind: str) -> str:
    """Give the address of one of an edition's documents: ``data.csv``, ``datapackage.json``, ``skema.json``, ..."""
    return f"{OnPortal(site, name).edition(number)}/{kind}"


def current(published: Published, site: str) -> tuple[Distribution, ...]:
    """Give the files of the current edition, under addresses of the dataset: they stay while editions change."""
    addresses, edition = OnPortal(site, published.name), published.edition
    table = csv_of(published.name, edition, site, addresses.part("csv"))
    excel = Distribution(
        uri=addresses.part("xlsx"),
        title=f"{edition.text('title')} (Excel)",
        access_url=addresses.page,
        download_url=f"{addresses.dataset}/unduh.xlsx",
        media_type=XLSX,
        file_type="XLSX",
    )
    return (table, excel)


def of_edition(name: str, edition: Edition, site: str) -> tuple[Distribution, ...]:
    """Give the file of one edition, which never changes."""
    return (csv_of(name, edition, site, f"{OnPortal(site, name).edition(edition.number)}#csv"),)


def csv_of(name: str, edition: Edition, site: str, uri: str) -> Distribution:
    """Describe the CSV of an edition: size and checksum hold for ever at its address."""
    return Distribution(
        uri=uri,
        title=f"{edition.text('title')} (CSV)",
        access_url=OnPortal(site, name).edition(edition.number),
        download_url=edition_file(site, name, edition.number, "data.csv"),
        media_type=CSV,
        file_type="CSV",
        size=edition.size,
        sha256=edition.sha256,
        schema_url=edition_file(site, name, edition.number, "skema.json"),
    )


def sample_url(site: str, resource_id: str) -> str:
    """Give the address of the first rows."""
    return f"{site}/api/3/action/datastore_search?resource_id={resource_id}&limit=5"
