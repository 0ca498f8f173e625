"""One office with people in every role, and a draft or dataset in every state an attack is tried on.

Whatever is not public is filled with words that stand nowhere else (``CANARY`` and what follows it).
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass, field, replace
from typing import Any

from ckan import model
from ckan.tests.helpers import CKANTestApp
from openpyxl import load_workbook

from support import story
from support.attacks.people import Lair, lair, roles_of, topic
from support.offices import Person, execute, kept, office
from support.story import Cast, act
from support.workbooks import population

CANARY = "zqkenari"
"""Begins every word that must never be in an answer to somebody who may not see the thing."""

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
    reserved: str = ""
    structure: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """By which ids its rows are found."""
        return tuple(one for one in (self.package, self.resource, self.review) if one)


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
    roles = roles_of(people, other := office(governed=True))
    everybody = [who for who in roles.values() if who]
    made = Scene(people, other, lair(everybody), topic(everybody), roles=roles)
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
        made.targets[name] = target_of(name, mark, draft)
    made.targets["in review"] = _with_structure(people, made.targets["in review"])
    made.targets["published"] = _public("published", public)
    made.targets["revised"] = _public("revised", revised)
    _collaborate(made)
    _follow(made)
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


def submit_draft(people: Cast, draft_id: str) -> dict[str, Any]:
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
    _send_back(people, submit_draft(people, draft), mark)
    submit_draft(people, draft)
    return draft


def _returned(people: Cast, mark: str) -> str:
    draft = story_draft(people, mark)
    _send_back(people, submit_draft(people, draft), mark)
    return draft


def _revision(people: Cast, public: dict[str, Any]) -> str:
    draft = act(people.producer, "satudata_draft_create", dataset_id=public["dataset_id"])
    story.upload(people.producer, draft["id"], workbook("revisi", 2025), f"{CANARY}berkasrevisi.xlsx")
    story.confirmed(people.producer, draft["id"])
    _describe(people, draft["id"], "revisi")
    review = _send_back(people, submit_draft(people, draft["id"]), "revisi")
    assert review["status"] == "returned"
    submit_draft(people, draft["id"])
    return str(draft["id"])


def _collaborate(made: Scene) -> None:
    """Collaborators as they may stand in the database from the time before the reviews."""
    who = made.roles["collaborator"]
    for target in made.targets.values():
        model.Session.add(model.PackageMember(package_id=target.package, user_id=who.id, capacity="admin"))
    model.Session.commit()


def _follow(made: Scene) -> None:
    """Strangers who once might read what they follow still."""
    for who in filter(None, made.strangers.values()):
        for target in made.targets.values():
            model.Session.add(model.UserFollowingDataset(who.id, target.package))
    model.Session.commit()


def target_of(name: str, mark: str, draft_id: str) -> Target:
    """A draft; of one that is published nowhere yet, also the ids that are kept for its dataset."""
    row = execute("SELECT * FROM satudata_draft WHERE package_id = :id", id=draft_id).mappings().one()
    fresh = not row["base_edition"]
    made = _with_review(name, mark, draft_id, row["resource_id"] if fresh else "", draft_id)
    return replace(made, reserved=row["dataset_id"]) if fresh else made


def _with_structure(people: Cast, target: Target) -> Target:
    """The same with a table structure that its office has made of it."""
    made = act(people.producer, "satudata_structure_derive", draft_id=target.package)
    return replace(target, structure=made["id"])


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
