"""Published datasets as other machines are told of them: the description, by the portal's own facts and code lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import ckan.plugins.toolkit as tk

from ckanext.satudata import wiring
from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.domain.dcat import addresses, describe, files
from ckanext.satudata.domain.dcat.facts import Edition, Portal, Published
from ckanext.satudata.domain.dcat.model import Catalogue, Dataset, Paging

ROWS = 100
CATALOGUE = ("Katalog dataset terbuka {region}.", "Open datasets of {region}.")


def site() -> str:
    """The portal's address, without a slash at the end."""
    return str(tk.config["ckan.site_url"]).rstrip("/")


def portal() -> Portal:
    """The portal as documents name it."""
    option = tk.config.get
    return Portal(
        site=site(),
        title=str(option("ckan.site_title")),
        walidata=str(option("ckanext.satudata.walidata.name")),
        walidata_email=str(option("ckanext.satudata.walidata.email")),
        region=str(option("ckanext.satudata.region.name")),
        kemendagri=str(option("ckanext.satudata.region.kemendagri")),
        bps=str(option("ckanext.satudata.region.bps")),
    )


def dataset(published: Published) -> Dataset:
    """Describe a dataset by its current edition."""
    here = addresses.OnPortal(site(), published.name)
    is_open = published.edition.is_open
    sample = files.sample_url(site(), published.resource_id) if is_open else ""
    current = files.current(published, site()) if is_open else ()
    return describe.dataset(published, portal(), here, code_lists(), current, sample)


def edition(published: Published, number: int) -> Dataset | None:
    """Describe one edition as a dataset of its own; None where there is no such edition."""
    asked = at(published, number)
    if asked is None:
        return None
    here = addresses.OnPortal(site(), published.name)
    is_open = published.edition.is_open and asked.edition.is_open
    own = files.of_edition(published.name, asked.edition, site()) if is_open else ()
    return describe.edition_alone(describe.dataset(asked, portal(), here, code_lists(), own), number)


def at(published: Published, number: int) -> Published | None:
    """The dataset as one of its editions has it, the size of its file included."""
    found = next((one for one in published.past if one.number == number), None)
    return replace(published, edition=sized(found)) if found else None


def sized(one: Edition) -> Edition:
    """The edition with the size of its stored file."""
    return replace(one, size=wiring.blobs().size(one.sha256))


def catalogue(page: int, since: datetime | None, address: str, keep: str) -> Catalogue | None:
    """Describe a page (from 1) of the catalogue; None behind its end. ``address``: its own, ``keep``: of its query."""
    published = wiring.published()
    standing = published.standing(since)
    last = max(1, -(-standing.total // ROWS))
    if page > last:
        return None
    told, home = portal(), addresses.OnPortal(site(), "")
    return Catalogue(
        uri=addresses.catalogue(site()),
        home=site(),
        title=told.title,
        description=CATALOGUE[0].format(region=told.region),
        publisher=describe.walidata(told, home),
        place=describe.place(told.kemendagri, told, home, code_lists()),
        modified=standing.changed,
        datasets=tuple(dataset(one) for one in published.page(ROWS, (page - 1) * ROWS, since)),
        schemes=describe.schemes(home),
        paging=paging(page, last, standing.total, address, keep),
    )


def paging(page: int, last: int, total: int, address: str, keep: str) -> Paging:
    """Tell a page's neighbours."""

    def of(number: int) -> str:
        return f"{address}?page={number}{keep}"

    return Paging(
        current=of(page),
        first=of(1),
        last=of(last),
        previous=of(page - 1) if page > 1 else "",
        next=of(page + 1) if page < last else "",
        total=total,
        size=ROWS,
    )


def every_dataset(since: datetime | None) -> tuple[Dataset, ...]:
    """Describe every public dataset that was published ``since``, a page of rows at a time."""
    published, found = wiring.published(), []
    while rows := published.page(ROWS, len(found), since):
        found += [dataset(one) for one in rows]
        if len(rows) < ROWS:
            break
    return tuple(found)
