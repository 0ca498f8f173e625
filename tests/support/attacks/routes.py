"""Every address of the portal and of the plugins CKAN ships: what kind it is, and with what its blanks are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ckan.tests.helpers import CKANTestApp
from flask import Flask
from werkzeug.routing import Rule

from support.attacks.calling import words
from support.attacks.scene import CANARY, Scene, Target
from support.offices import Person

PAGE = "page"
"""Answers GET and changes nothing."""
FORM = "form"
"""GET shows it, POST sends it: POST needs the token of a session."""
ACT = "act"
"""POST alone: needs the token of a session."""
ASK = "ask"
"""POST that only reads (a table's page, a filtered download); needs the token all the same."""

ROUTES: Mapping[str, str] = {
    PAGE: """
        static webassets.index home.index home.about home.redirect_locale home.robots_txt stats.index
        api.get_api api.dataset_autocomplete api.format_autocomplete api.group_autocomplete api.i18n_js_translations
        api.organization_autocomplete api.tag_autocomplete api.user_autocomplete
        admin.index dashboard.datasets dashboard.groups dashboard.organizations
        activity.dashboard activity.dashboard_testing activity.group_activity activity.group_changes
        activity.group_changes_multiple activity.organization_activity activity.organization_changes
        activity.organization_changes_multiple activity.package_activity activity.package_changes
        activity.package_changes_multiple activity.package_history activity.resource_history activity.user_activity
        dataset.collaborators_read dataset.followers dataset.read dataset.resources dataset.search
        dataset_resource.download dataset_resource.read dataset_resource.view dataset_resource.views
        resource.download resource.read resource.view resource.views
        rancangan.collaborators_read rancangan.followers rancangan.read rancangan.resources rancangan.search
        rancangan_resource.download rancangan_resource.read rancangan_resource.view rancangan_resource.views
        datastore.api_info datastore.dump resource_proxy.proxy_view validation.read
        feeds.custom feeds.general feeds.group feeds.organization feeds.tag
        file.download file.public_download file.trusted_download
        group.about group.index group.member_dump group.members group.read
        organization.about organization.index organization.member_dump organization.members organization.read
        user.followers user.index user.logged_out_page user.me user.read user.read_groups user.read_organizations
        util.custom_form_fields util.primer
    """,
    FORM: """
        activity.admin_activities admin.config admin.reset_config admin.trash api.action
        datapusher.resource_data dataset.collaborator_delete dataset.new_collaborator dataset.delete
        dataset.edit dataset.groups dataset.new
        dataset_resource.delete dataset_resource.edit dataset_resource.edit_view dataset_resource.new
        resource.delete resource.edit resource.edit_view resource.new
        rancangan.collaborator_delete rancangan.new_collaborator rancangan.delete
        rancangan.edit rancangan.groups rancangan.new
        rancangan_resource.delete rancangan_resource.edit rancangan_resource.edit_view rancangan_resource.new
        datastore.dictionary tabledesigner.add_row tabledesigner.delete_rows tabledesigner.edit_row
        group.admins group.bulk_process group.delete group.edit group.followers group.manage_members
        group.member_delete group.member_new group.new
        organization.admins organization.bulk_process organization.delete organization.edit organization.followers
        organization.manage_members organization.member_delete organization.member_new organization.new
        user.api_tokens user.delete user.edit user.login user.logout user.perform_reset user.register
        user.request_reset util.internal_redirect
    """,
    ACT: """
        datapusher.delete_datastore_table dataset.follow dataset.unfollow rancangan.follow rancangan.unfollow
        group.follow group.unfollow organization.follow organization.unfollow user.follow user.unfollow
        tabledesigner.tabledesigner user.api_tokens_revoke user.sysadmin
    """,
    ASK: "datatablesview.ajax datatablesview.filtered_download",
}
KINDS = {endpoint: kind for kind, names in ROUTES.items() for endpoint in names.split()}
OURS = "satudata_"
"""Our own endpoints: a page answers GET, a form GET and POST, an act POST alone; told by their methods."""
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
BLANK = re.compile(r"<(?:[^<>]*:)?(\w+)>")
LEAVES = frozenset({"user.logout"})
"""CKAN ends the session on GET."""


def kind_of(rule: Rule) -> str | None:
    """Give the kind of a route, or None when nobody said."""
    if not rule.endpoint.startswith(OURS):
        return KINDS.get(rule.endpoint)
    methods = set(rule.methods or ()) - {"HEAD", "OPTIONS"}
    if methods == {"GET"}:
        return PAGE
    return ACT if "GET" not in methods else FORM


def rules(app: Any) -> Iterator[Rule]:
    """Every route of the running application."""
    flask: Flask = getattr(app, "flask_app", app)
    yield from flask.url_map.iter_rules()


def path_of(rule: Rule, filled: Mapping[str, Any]) -> str:
    """The address with its blanks filled."""
    return BLANK.sub(lambda blank: str(filled.get(blank[1], "zq")), rule.rule)


def blanks(rule: Rule, made: Scene, target: Target, who: Person | None) -> dict[str, Any]:
    """What fills the blanks of a route about this target."""
    known = words(made, target, who)
    about = rule.endpoint.partition(".")[0]
    identity = {
        "organization": made.cast.org,
        "group": made.group,
        "user": made.cast.producer.name,
        "feeds": made.slugs[made.cast.org],
        "satudata_bps": known["bundle"],
        "satudata_bps_buku": known["bundle"],
    }.get(about, target.package)
    if "organization" in rule.endpoint:
        identity = made.cast.org
    elif "group_" in rule.endpoint:
        identity = made.group
    elif "user_" in rule.endpoint:
        identity = made.cast.producer.name
    elif rule.rule.startswith("/struktur/"):
        identity = known["structure"]
    return {
        "id": identity,
        "name": target.slug,
        "number": target.number if "pengajuan" in rule.rule else 1,
        "part": "keg",
        "resource_id": target.resource or known["own_resource"],
        "view_id": known["view"],
        "resource_view_id": known["view"],
        "activity_id": known["activity"],
        "ver": 3,
        "lang": "id",
        "width": 640,
        "logic_function": "package_show",
        "filename": "data.csv",
        "path": "zq",
        "location": f"{target.resource}.csv",
        "storage_name": "default",
        "token": "zq",
    }


QUERIES = (
    "/dataset/?q={word}",
    "/dataset/?q={canary}*",
    "/dataset/?organization={org}&_tags_limit=0&_groups_limit=0",
    "/dataset/?dataset_type=rancangan",
    "/organization/{org}?q={word}",
    "/feeds/custom.atom?q={word}",
    "/feeds/custom.atom?fq=dataset_type:rancangan",
    "/feeds/organization/{org}.atom",
    "/feeds/dataset.atom",
    "/api/2/util/dataset/autocomplete?incomplete={canary}",
    "/api/2/util/tag/autocomplete?incomplete={canary}",
    "/api/2/util/resource/format_autocomplete?incomplete=",
    "/en/dataset/?q={word}",
    "/antrean?q={word}",
    "/statistik",
    "/datastore/dump/{resource}",
    "/datastore/dump/{resource}?format=json",
    "/file/public-download/default/{resource}",
    "/sitemap.xml",
    "/robots.txt",
    "/catalog.ttl",
)


def addresses(app: CKANTestApp, made: Scene, target: Target, who: Person | None) -> Iterator[str]:
    """Every address of the portal about this target, and what can be searched for."""
    for rule in rules(app):
        if "GET" in (rule.methods or ()) and rule.endpoint not in LEAVES:
            yield path_of(rule, blanks(rule, made, target, who))
    for query in QUERIES:
        yield query.format(
            word=f"{CANARY}judul{target.mark}",
            canary=CANARY,
            org=made.slugs[made.cast.org],
            resource=target.resource,
        )
