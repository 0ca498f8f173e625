"""One office with people in every role, and a draft or dataset in every state an attack is tried on.

Whatever is not public is filled with words that stand nowhere else (``CANARY`` and what follows it).
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass, field
from typing import Any

from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from openpyxl import load_workbook

from support import story
from support.offices import Person, appoint, execute, kept, office, person
from support.story import Cast, act
from support.workbooks import population

CANARY = "zqkenari"
"""Begins every word that must never be in an answer to somebody who may not see the thing."""

HEADS = ("kasubag", "sekretaris", "kepala_opd")
FIELDS = ("notes", "konsep", "definisi", "klasifikasi", "sumber_data", "kontak_unit")


@dataclass(frozen=True)
class Target:
    """What an attack is tried on: a package, what belongs to it, and the word its canaries end with."""

    name: str
    mark: str
    package: str
    slug: str
    resource: str
    review: str = ""
    number: int = 0
    bundle: str = ""
    digest: str = ""
    activity: str = ""
    view: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """By which ids its rows are found."""
        return tuple(one for one in (self.package, self.resource, self.review) if one)


@dataclass(frozen=True)
class Lair:
    """An ungoverned office in which everybody is an administrator, with a dataset of its own."""

    org: str
    package: str
    resource: str


@dataclass
class Scene:
    """The people by role, the targets by state, and what an attacker has at hand."""

    cast: Cast
    other_org: str
    lair: Lair
    group: str
    slugs: dict[str, str] = field(default_factory=dict)
    roles: dict[str, Person | None] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)

    @property
    def strangers(self) -> dict[str, Person | None]:
        """Who may neither prepare nor review anything of the office at the steps it stands on."""
        return {name: self.roles[name] for name in STRANGERS}

    @property
    def hidden(self) -> dict[str, Target]:
        """The targets that no stranger may know of."""
        return {name: target for name, target in self.targets.items() if target.mark}


STRANGERS = (
    "anonymous",
    "outsider",
    "member of another OPD",
    "admin of another OPD",
    "kepala_opd of another OPD",
    "collaborator",
    "former verifikator",
    "former editor",
    "bps",
)


@functools.cache
@kept()
def scene() -> Scene:
    """Make it once for a run."""
    people = story.cast()
    roles = _roles(people, other := office(governed=True))
    everybody = [who for who in roles.values() if who]
    made = Scene(people, other, _lair(everybody), _topic(everybody), roles=roles)
    for group in (people.org, other, made.lair.org, made.group):
        made.slugs[group] = model.Group.get(group).name
    drafts = {
        "desk": ("meja", story_draft(people, "meja")),
        "in review": ("periksa", _in_review(people, "periksa")),
        "returned": ("kembali", _returned(people, "kembali")),
    }
    public = story.published(people, population(2024))
    revised = story.published(people, population(2023))
    drafts["pending"] = ("revisi", _revision(people, revised))
    for name, (mark, draft) in drafts.items():
        made.targets[name] = _target(name, mark, draft)
    made.targets["published"] = _public("published", public)
    made.targets["revised"] = _public("revised", revised)
    _collaborate(made)
    return made


def staged(app: CKANTestApp) -> Scene:
    """The same for tests that ask over HTTP: made in a request of its own."""
    with app.flask_app.test_request_context():
        return scene()


def workbook(mark: str, year: int = 2024) -> bytes:
    """The usual workbook with words of its own in a column, in a note and in a sheet's name."""
    book = load_workbook(io.BytesIO(population(year)))
    sheet = book[str(year)]
    sheet["G4"] = f"{CANARY}kolom{mark}"
    sheet.merge_cells("G4:G5")
    for row in range(6, 14):
        sheet.cell(row, 7, f"{CANARY}baris{mark}")
    sheet["A15"] = f"Sumber: {CANARY}catatankaki{mark}"
    book["Petunjuk"].title = f"{CANARY}lembar{mark}"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def story_draft(people: Cast, mark: str) -> str:
    """A draft that lacks nothing, full of words of its own."""
    draft = act(people.producer, "satudata_draft_create", owner_org=people.org, title=f"{CANARY}judul{mark}")
    story.upload(people.producer, draft["id"], workbook(mark), f"{CANARY}berkas{mark}.xlsx")
    story.confirmed(people.producer, draft["id"])
    _describe(people, draft["id"], mark)
    return str(draft["id"])


def _describe(people: Cast, draft_id: str, mark: str) -> None:
    words = {name: f"{CANARY}{name.replace('_', '')}{mark}" for name in FIELDS}
    metadata = {**story.METADATA, **words, "title": f"{CANARY}judul{mark}"}
    act(people.producer, "satudata_draft_update", id=draft_id, **metadata)
    act(people.producer, "package_patch", id=draft_id, tags=[{"name": f"{CANARY}tag{mark}"}])


def _submit(people: Cast, draft_id: str) -> dict[str, Any]:
    review = act(people.producer, "satudata_review_submit", draft_id=draft_id)
    story.loop.drain()
    return dict(review)


def _send_back(people: Cast, review: dict[str, Any], mark: str) -> dict[str, Any]:
    return story.decide(
        people.verifikator,
        review,
        "return",
        reasons=["SATUAN_KELIRU"],
        note=f"{CANARY}alasan{mark}",
        remarks=[{"field": "definisi", "text": f"{CANARY}catatan{mark}"}],
    )


def _in_review(people: Cast, mark: str) -> str:
    """Returned once, then submitted again: with the remarks of the first round."""
    draft = story_draft(people, mark)
    _send_back(people, _submit(people, draft), mark)
    _submit(people, draft)
    return draft


def _returned(people: Cast, mark: str) -> str:
    draft = story_draft(people, mark)
    _send_back(people, _submit(people, draft), mark)
    return draft


def _revision(people: Cast, public: dict[str, Any]) -> str:
    draft = act(people.producer, "satudata_draft_create", dataset_id=public["dataset_id"])
    story.upload(people.producer, draft["id"], workbook("revisi", 2025), f"{CANARY}berkasrevisi.xlsx")
    story.confirmed(people.producer, draft["id"])
    _describe(people, draft["id"], "revisi")
    review = _send_back(people, _submit(people, draft["id"]), "revisi")
    assert review["status"] == "returned"
    _submit(people, draft["id"])
    return str(draft["id"])


def _roles(people: Cast, other_org: str) -> dict[str, Person | None]:
    roles: dict[str, Person | None] = {"anonymous": None, "outsider": people.outsider}
    for capacity in ("member", "editor", "admin"):
        roles[f"{capacity} of another OPD"] = _member(people, other_org, capacity)
        roles[f"{capacity} of the OPD"] = _member(people, people.org, capacity)
    roles["producer"] = people.producer
    for post in HEADS:
        roles[post] = person()
        appoint(roles[post], post, people.org)
    roles["kepala_opd of another OPD"] = person()
    appoint(roles["kepala_opd of another OPD"], "kepala_opd", other_org)
    for post in ("verifikator", "kabid", "kadis", "bps"):
        roles[post] = getattr(people, post)
    roles["former verifikator"] = person()
    appoint(roles["former verifikator"], "verifikator", days_from_now=(-9, -1))
    roles["former editor"] = _member(people, people.org, "editor")
    act(
        people.sysadmin,
        "organization_member_delete",
        id=people.org,
        username=roles["former editor"].name,
    )
    roles["collaborator"] = person()
    roles["sysadmin"] = people.sysadmin
    return roles


def _member(people: Cast, org: str, capacity: str) -> Person:
    made = person()
    act(people.sysadmin, "organization_member_create", id=org, username=made.name, role=capacity)
    return made


def _lair(people: list[Person]) -> Lair:
    users = [{"name": who.name, "capacity": "admin"} for who in people]
    org = str(factories.Organization(users=users)["id"])
    made = factories.Dataset(owner_org=org, resources=[{"url": "http://x.test/a.csv", "format": "CSV"}])
    return Lair(org, made["id"], made["resources"][0]["id"])


def _topic(people: list[Person]) -> str:
    """A group (topic) that everybody administers."""
    return str(factories.Group(users=[{"name": who.name, "capacity": "admin"} for who in people])["id"])


def _collaborate(made: Scene) -> None:
    """Collaborators as they may stand in the database from the time before the reviews."""
    who = made.roles["collaborator"]
    for target in made.targets.values():
        model.Session.add(model.PackageMember(package_id=target.package, user_id=who.id, capacity="admin"))
    model.Session.commit()


def _target(name: str, mark: str, draft_id: str) -> Target:
    row = execute("SELECT * FROM satudata_draft WHERE package_id = :id", id=draft_id).mappings().one()
    return _with_review(name, mark, draft_id, "" if row["base_edition"] else row["resource_id"], draft_id)


def _public(name: str, review: dict[str, Any]) -> Target:
    package = review["dataset_id"]
    resource = model.Package.get(package).resources[0].id
    view = model.ResourceView(resource_id=resource, title="Tabel", view_type="text_view", order=0, config={})
    model.Session.add(view)
    model.Session.commit()
    return _with_review(name, "", package, resource, review["draft_id"], view.id)


def _with_review(name: str, mark: str, package: str, resource: str, draft: str, view: str = "") -> Target:
    found = execute(
        "SELECT r.id, r.number, r.content_digest, coalesce(b.id, '') AS bundle FROM satudata_review r "
        "LEFT JOIN satudata_bundle b ON b.review_id = r.id WHERE r.draft_id = :id",
        id=draft,
    ).first()
    activity = execute(
        "SELECT id FROM activity WHERE object_id = :id ORDER BY timestamp DESC LIMIT 1", id=package
    ).scalar()
    return Target(
        name=name,
        mark=mark,
        package=package,
        slug=model.Package.get(package).name,
        resource=resource,
        review=found.id if found else "",
        number=found.number if found else 0,
        bundle=found.bundle if found else "",
        digest=found.content_digest if found else "",
        activity=activity or "",
        view=view,
    )
