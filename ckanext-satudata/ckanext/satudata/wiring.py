"""The only composer: puts adapters into the use cases' unit of work."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import ckan.model as model
import ckan.plugins.toolkit as tk

from .adapters import sop_files
from .adapters.blobs import Blobs
from .adapters.bps.builder import Maker
from .adapters.bps.defaults import code_lists, ms_forms
from .adapters.calendar import OfficeCalendar
from .adapters.calendar import load as load_calendar
from .adapters.datastore import DataStore
from .adapters.dcat.bundle import entries as dcat_entries
from .adapters.offices import Offices
from .adapters.packages import Packages
from .adapters.sdmx.bundle import entries as sdmx_entries
from .adapters.sql import editions, events, people, reviews, sops
from .adapters.sql import work as sql_work
from .adapters.sql.assignments import SqlAssignments
from .adapters.sql.choices import SqlChoices
from .adapters.sql.drafts import SqlDrafts, SqlReports
from .adapters.sql.notices import SqlDigests, SqlNotices
from .adapters.sql.published import SqlPublished
from .adapters.sql.record import Record
from .adapters.sql.remarks import SqlRemarks
from .adapters.sql.retractions import SqlRetractions
from .adapters.sql.structures import SqlStructures
from .adapters.sql.turns import SqlTurns
from .adapters.sql.unit import SqlUnit
from .code_store import registry
from .describing import form
from .domain.anchors import signing_key
from .domain.bps.content import described
from .domain.bps.ms_state import fill
from .domain.reminders import Clock, Rules
from .domain.review.model import Actor
from .domain.sop import Sop

# What is added to every dataset's folder of a bundle, in this order.
BUNDLE_MAKERS: tuple[Maker, ...] = (dcat_entries, sdmx_entries)


def now() -> datetime:
    """The current moment, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh id, as CKAN makes them."""
    return str(uuid.uuid4())


@cache
def zone() -> ZoneInfo:
    """The time zone of the offices."""
    return ZoneInfo(tk.config["ckanext.satudata.region.zone"])


ZONE_WORDS = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def zone_word() -> str:
    """WIB, WITA or WIT."""
    return ZONE_WORDS.get(str(zone()), str(zone()))


@cache
def calendar() -> OfficeCalendar:
    """The offices' working-day calendar."""
    extra = tk.config["ckanext.satudata.calendar.extra_holidays"]
    return OfficeCalendar(zone(), load_calendar(tk.config["ckanext.satudata.calendar.folder"], extra))


@cache
def current_sops() -> Mapping[str, Sop]:
    """The SOP versions in force."""
    return sop_files.load(tk.config["ckanext.satudata.sop.folder"])


def sop_port() -> sops.SqlSops:
    """SOPs by office and by version."""
    return sops.SqlSops(model.Session, current_sops(), tk.config["ckanext.satudata.sop.default"])


def today() -> date:
    """Today by the offices' clock."""
    return now().astimezone(zone()).date()


def blobs() -> Blobs:
    """Files by SHA-256."""
    return Blobs(tk.config["ckanext.satudata.storage"])


def datastore() -> DataStore:
    """DataStore tables of editions."""
    return DataStore()


def published() -> SqlPublished:
    """Published datasets as everybody may see them."""
    return SqlPublished(model.Session, zone())


def packages() -> Packages:
    """CKAN's packages."""
    return Packages()


def offices() -> Offices:
    """Offices, the walidata and the area as they are now."""
    return Offices(zone_word())


def directory() -> people.SqlPeople:
    """Posts, offices and who is active."""
    return people.SqlPeople(model.Session, today())


def broken_forms(
    package: Mapping[str, Any], offices: Mapping[str, Any], schema: Mapping[str, Any], at: datetime
) -> int:
    """How many answers of the MS forms break a rule of the form and have no reason."""
    return len(fill(ms_forms(), described(package, offices, schema, at), code_lists()).unexplained)


def unit() -> SqlUnit:
    """A unit of work over CKAN's session of this request, job or command."""
    session = model.Session
    known_sops = sop_port()
    ports = {
        "form": form(),
        "registry": registry(),
        "offices": offices(),
        "broken_forms": broken_forms,
        "drafts": SqlDrafts(session),
        "reports": SqlReports(session),
        "reviews": reviews.SqlReviews(session, known_sops.get, directory().holders),
        "events": events.SqlEvents(session),
        "work": sql_work.SqlWork(session),
        "editions": editions.SqlEditions(session),
        "retractions": SqlRetractions(session),
        "bundles": editions.SqlBundles(session),
        "sops": known_sops,
        "people": directory(),
        "notices": SqlNotices(session),
        "packages": packages(),
        "calendar": calendar(),
    }
    return SqlUnit(session, ports)


def turns() -> SqlTurns:
    """Reviews in which somebody is awaited, across offices."""
    return SqlTurns(model.Session, today())


def digests() -> SqlDigests:
    """Which person was sent the digest of which day."""
    return SqlDigests(model.Session)


def clock() -> Clock:
    """The offices' time zone and days off."""
    return Clock(zone(), calendar().is_holiday)


def reminder_rules() -> Rules:
    """How many working days before a deadline people are reminded, and after how many the next post is told."""
    option = "ckanext.satudata.reminders."
    return Rules(tk.config[f"{option}before_days"], tk.config[f"{option}escalate_days"])


def people_unit() -> SqlUnit:
    """A unit of work over assignments and their record."""
    session = model.Session
    return SqlUnit(session, {"assignments": SqlAssignments(session), "events": events.SqlEvents(session)})


def structures() -> SqlStructures:
    """Table structures and their versions."""
    return SqlStructures(model.Session)


def structure_unit() -> SqlUnit:
    """A unit of work over table structures and the drafts that follow them."""
    following = unit()
    following.structures = structures()
    return following


def remark_unit() -> SqlUnit:
    """A unit of work over remarks and the reviews they belong to."""
    session = model.Session
    known_sops = sop_port()
    ports = {
        "reviews": reviews.SqlReviews(session, known_sops.get, directory().holders),
        "remarks": SqlRemarks(session),
        "sops": known_sops,
    }
    return SqlUnit(session, ports)


def record() -> Record:
    """Anchors over the record, signed with a key made of the portal's secret."""
    secrets = [tk.config["SECRET_KEY"], *tk.config["ckanext.satudata.record.former_secrets"]]
    return Record([signing_key(secret) for secret in secrets])


def registry_unit() -> SqlUnit:
    """A unit of work over code lists and their record."""
    session = model.Session
    return SqlUnit(session, {"lists": registry(), "events": events.SqlEvents(session)})


def choice_unit() -> SqlUnit:
    """A unit of work over chosen SOPs, versions in force and their record."""
    session = model.Session
    ports = {"choices": SqlChoices(session, sop_port()), "events": events.SqlEvents(session)}
    return SqlUnit(session, ports)


def actor_of(user: model.User | None) -> Actor:
    """The person behind a CKAN user; a nobody for an anonymous visitor."""
    if user is None or getattr(user, "is_anonymous", False):
        return Actor("", "")
    return directory().actor(user)
