"""Every action of CKAN, of the plugins it ships and of ours: what kind it is, and how an attack would call it.

An action that is not listed here fails ``test_every_action``. Words in braces are filled in from the target
(``support.attacks.calling``); ``{file}`` becomes an upload.
"""

from __future__ import annotations

from support.attacks.kinds import ACCOUNT, FORGED, NOTHING, OWN, READ, SITE, WRITE, P, Payload
from support.attacks.portal_actions import PORTAL

R: Payload = {"id": "{resource}"}
ORG: Payload = {"id": "{org}"}
G: Payload = {"id": "{group}"}
U: Payload = {"id": "{victim}"}
FOUND: Payload = {"q": "{word}", "include_private": True, "include_drafts": True, "rows": 100}
FORGED_RESOURCE: Payload = {
    "name": "Diganti",
    "url": "http://x.test/lain.csv",
    "sha256": "0" * 64,
    "schema": "http://x.test/skema.json",
    "validation_status": "success",
    "url_type": "upload",
    "edisi": 99,
}
ROWS: Payload = {"resource_id": "{resource}", "records": [{"a": "1"}], "force": True}
FIELDS = [{"id": "a", "type": "text"}]
FACETS = (
    '["name", "title_string", "tags", "organization", "dataset_type", "groups", "res_format", "license_id"]'
)

CKAN: dict[str, tuple[str, list[Payload]]] = {
    # reading
    "current_package_list_with_resources": (READ, [{"limit": 1000}]),
    "dataset_followee_count": (READ, [U]),
    "dataset_followee_list": (READ, [U]),
    "dataset_follower_count": (READ, [P]),
    "dataset_follower_list": (READ, [P]),
    "datastore_info": (READ, [R, {"id": "{resource}", "include_meta": True}]),
    "datastore_search": (
        READ,
        [
            {"resource_id": "{resource}"},
            {"resource_id": "{resource}", "q": "{word}", "include_total": True},
            {"resource_id": "_table_metadata"},
        ],
    ),
    "datastore_search_sql": (
        READ,
        [
            {"sql": 'SELECT * FROM "{resource}"'},
            {"sql": 'SELECT * FROM satudata_staging."{resource}"'},
            {"sql": "SELECT * FROM pg_catalog.pg_class"},
            {"sql": 'SELECT * FROM "_table_metadata"'},
        ],
    ),
    "followee_count": (READ, [U]),
    "followee_list": (READ, [U]),
    "format_autocomplete": (READ, [{"q": "zq"}, {"q": ""}]),
    "get_site_user": (READ, [NOTHING]),
    "group_autocomplete": (READ, [{"q": "zq"}]),
    "group_followee_count": (READ, [U]),
    "group_followee_list": (READ, [U]),
    "group_follower_count": (READ, [G]),
    "group_follower_list": (READ, [G]),
    "group_list": (READ, [{"all_fields": True, "include_dataset_count": True, "include_extras": True}]),
    "group_list_authz": (READ, [{"available_only": False}]),
    "group_package_show": (READ, [G, ORG]),
    "group_show": (
        READ,
        [{"id": "{group}", "include_datasets": True}, {"id": "{org}", "include_datasets": True}],
    ),
    "help_show": (READ, [{"name": "package_show"}]),
    "license_list": (READ, [NOTHING]),
    "member_list": (READ, [ORG, {"id": "{org}", "object_type": "package"}, G]),
    "member_roles_list": (READ, [NOTHING, {"group_type": "organization"}]),
    "am_following_dataset": (READ, [P]),
    "am_following_group": (READ, [G]),
    "am_following_user": (READ, [U]),
    "organization_autocomplete": (READ, [{"q": "zq"}]),
    "organization_followee_count": (READ, [U]),
    "organization_followee_list": (READ, [U]),
    "organization_follower_count": (READ, [ORG]),
    "organization_follower_list": (READ, [ORG]),
    "organization_list": (READ, [{"all_fields": True, "include_dataset_count": True, "include_users": True}]),
    "organization_list_for_user": (READ, [NOTHING, {"include_dataset_count": True}, {"id": "{victim}"}]),
    "organization_show": (
        READ,
        [{"id": "{org}", "include_datasets": True, "include_dataset_count": True, "include_users": True}],
    ),
    "package_autocomplete": (READ, [{"q": "zqkenari"}, {"q": "rancangan"}]),
    "package_collaborator_list": (READ, [P]),
    "package_collaborator_list_for_user": (READ, [U, {"id": "{self}"}]),
    "package_list": (READ, [NOTHING]),
    "package_relationships_list": (READ, [P, {"id": "{package}", "id2": "{other_package}"}]),
    "package_search": (
        READ,
        [
            FOUND,
            {"fq": "dataset_type:rancangan", "include_private": True, "facet.field": FACETS, "rows": 50},
            {"fq": "id:{package}", "include_private": True},
            {"fq": "owner_org:{org}", "include_private": True, "facet.field": FACETS, "facet.limit": -1},
            {"q": "{word}", "fl": "id,title,notes,extras_definisi,data_dict", "include_private": True},
            {"q": "*:*", "fq_list": ["state:active", "+capacity:private"], "include_private": True},
        ],
    ),
    "package_show": (
        READ,
        [
            P,
            {"id": "rancangan-{package}"},
            {"id": "{package}", "use_default_schema": True, "include_tracking": True},
        ],
    ),
    "resource_search": (
        READ,
        [{"query": "name:zqkenari"}, {"query": "url:csv"}, {"query": ["description:zqkenari"]}],
    ),
    "resource_show": (READ, [R]),
    "resource_validation_show": (READ, [{"resource_id": "{resource}"}, {"resource_id": "{package}"}]),
    "resource_view_list": (READ, [R]),
    "resource_view_show": (READ, [{"id": "{view}"}]),
    "scheming_dataset_schema_list": (READ, [NOTHING]),
    "scheming_dataset_schema_show": (READ, [{"type": "rancangan"}]),
    "status_show": (READ, [NOTHING]),
    "tag_autocomplete": (READ, [{"q": "zqkenari"}]),
    "tag_list": (READ, [NOTHING, {"query": "zqkenari"}, {"all_fields": True}]),
    "tag_search": (READ, [{"query": "zqkenari"}]),
    "tag_show": (READ, [{"id": "zqkenaritag", "include_datasets": True}]),
    "task_status_show": (
        READ,
        [{"entity_id": "{resource}", "task_type": "validation", "key": "celery_task_id"}, R],
    ),
    "term_translation_show": (READ, [{"terms": ["zqkenari"]}]),
    "user_autocomplete": (READ, [{"q": "zq"}]),
    "user_followee_count": (READ, [U]),
    "user_followee_list": (READ, [U]),
    "user_follower_count": (READ, [U]),
    "user_follower_list": (READ, [U]),
    "user_list": (READ, [{"all_fields": True, "order_by": "number_created_packages"}]),
    "user_show": (READ, [{"id": "{victim}", "include_datasets": True, "include_num_followers": True}]),
    "vocabulary_list": (READ, [NOTHING]),
    "vocabulary_show": (READ, [{"id": "zq"}]),
    "config_option_list": (READ, [NOTHING]),
    "config_option_show": (READ, [{"key": "ckan.site_title"}]),
    "job_list": (READ, [NOTHING]),
    "job_show": (READ, [{"id": "x"}]),
    "api_token_list": (READ, [{"user_id": "{victim}"}]),
    "file_show": (READ, [R]),
    "file_owner_scan": (
        READ,
        [
            {"owner_type": "package", "owner_id": "{package}"},
            {"owner_type": "resource", "owner_id": "{resource}"},
        ],
    ),
    # activity
    "activity_show": (READ, [{"id": "{activity}", "include_data": True}]),
    "activity_data_show": (READ, [{"id": "{activity}"}]),
    "activity_diff": (READ, [{"id": "{activity}", "object_type": "package"}]),
    "dashboard_activity_list": (READ, [{"limit": 100}]),
    "dashboard_new_activities_count": (READ, [NOTHING]),
    "group_activity_list": (READ, [{"id": "{group}", "include_hidden_activity": False}]),
    "organization_activity_list": (READ, [{"id": "{org}", "limit": 100}]),
    "package_activity_list": (READ, [{"id": "{package}", "limit": 100}]),
    "recently_changed_packages_activity_list": (READ, [{"limit": 100}]),
    "user_activity_list": (READ, [{"id": "{victim}", "limit": 100}]),
    "activity_create": (
        SITE,
        [{"user_id": "{victim}", "object_id": "{package}", "activity_type": "changed package", "data": {}}],
    ),
    "activity_delete": (SITE, [{"id": "{activity}"}]),
    "activity_delete_all": (SITE, [{"id": "{package}"}]),
    "activity_delete_counts": (SITE, [{"id": "{package}"}]),
    "dashboard_mark_activities_old": (OWN, [NOTHING]),
    "send_email_notifications": (SITE, [NOTHING]),
    # packages
    "package_create": (
        WRITE,
        [
            {"id": "{package}", "name": "tiru-{word}", "owner_org": "{org}", **FORGED},
            {"name": "baru-{word}", "owner_org": "{org}", **FORGED},
            {"name": "baru-{word}", "owner_org": "{org}", "type": "harvest", "id": "{package}"},
        ],
    ),
    "package_update": (
        WRITE,
        [
            {"id": "{package}", "name": "lain-{word}", "owner_org": "{org}", **FORGED},
            {"id": "{package}", "name": "lain-{word}", "owner_org": "{own_org}", **FORGED},
            {"name": "{name}", "title": "Diganti"},
        ],
    ),
    "package_patch": (
        WRITE,
        [
            {"id": "{package}", **FORGED},
            {"id": "{package}", "title": "x"},
            {"id": "{package}", "state": "deleted"},
            {"id": "{package}", "state": "draft"},
            {"id": "{package}", "private": True},
            {"id": "{package}", "private": False},
            {"id": "{package}", "owner_org": "{own_org}"},
            {"id": "{package}", "owner_org": "{other}"},
            {"id": "{package}", "type": "harvest"},
            {"id": "{package}", "tags": [{"name": "zq"}]},
            {"id": "{package}", "groups": [{"id": "{group}"}]},
            {"id": "{package}", "extras": [{"key": "zq", "value": "1"}]},
            {"id": "{package}", "resources": []},
            {"id": "{name}", "title": "x"},
        ],
    ),
    "package_revise": (
        WRITE,
        [
            {"match": {"id": "{package}"}, "update": {"title": "x"}},
            {"match": {"name": "{name}"}, "update": {"title": "x"}},
            {"match": {"id": "{package}"}, "update": {"state": "deleted"}},
            {"match": {"id": "{package}"}, "filter": ["-resources__*"]},
            {"match__id": "{package}", "update__title": "x"},
            {"match": '{"id": "{package}"}', "update": '{"title": "x"}'},
            {"match": {"id": "{package}"}, "update__resources__extend": [{"url": "http://x.test"}]},
        ],
    ),
    "package_delete": (WRITE, [P, {"id": "{name}"}]),
    "dataset_purge": (WRITE, [P]),
    "package_owner_org_update": (
        WRITE,
        [
            {"id": "{package}", "organization_id": "{own_org}"},
            {"id": "{package}", "organization_id": "{other}"},
            {"id": "{name}", "organization_id": None},
        ],
    ),
    "package_resource_reorder": (WRITE, [{"id": "{package}", "order": ["{resource}"]}]),
    "package_collaborator_create": (
        WRITE,
        [{"id": "{package}", "user_id": "{self}", "capacity": "editor"}],
    ),
    "package_collaborator_delete": (WRITE, [{"id": "{package}", "user_id": "{collaborator}"}]),
    "package_relationship_create": (
        WRITE,
        [
            {"subject": "{package}", "object": "{other_package}", "type": "depends_on", "comment": "x"},
            {"subject": "{other_package}", "object": "{package}", "type": "depends_on", "comment": "x"},
        ],
    ),
    "package_relationship_update": (
        WRITE,
        [{"subject": "{package}", "object": "{other_package}", "type": "depends_on", "comment": "y"}],
    ),
    "package_relationship_delete": (
        WRITE,
        [{"subject": "{package}", "object": "{other_package}", "type": "depends_on"}],
    ),
    "package_create_default_resource_views": (
        WRITE,
        [{"package": {"id": "{package}", "resources": [{"id": "{resource}", "format": "CSV", "url": "x"}]}}],
    ),
    "bulk_update_private": (WRITE, [{"datasets": ["{package}"], "org_id": "{org}"}]),
    "bulk_update_public": (
        WRITE,
        [{"datasets": ["{package}"], "org_id": "{org}"}, {"datasets": ["{package}"], "org_id": "{own_org}"}],
    ),
    "bulk_update_delete": (WRITE, [{"datasets": ["{package}"], "org_id": "{org}"}]),
    # resources
    "resource_create": (
        WRITE,
        [
            {"package_id": "{package}", **FORGED_RESOURCE},
            {"package_id": "{package}", "id": "{resource}", "url": "http://x.test"},
            {"package_id": "{name}", "url": "http://x.test"},
            {"package_id": "{package}", "upload": "{file}", "format": "CSV", "url": "x.csv"},
            {"package_id": "{own_package}", "id": "{resource}", "url": "http://x.test"},
        ],
    ),
    "resource_update": (
        WRITE,
        [{"id": "{resource}", **FORGED_RESOURCE}, {"id": "{resource}", "upload": "{file}"}],
    ),
    "resource_patch": (
        WRITE,
        [
            {"id": "{resource}", **FORGED_RESOURCE},
            {"id": "{resource}", "package_id": "{own_package}"},
            {"id": "{resource}", "upload": "{file}"},
        ],
    ),
    "resource_delete": (WRITE, [R]),
    "resource_create_default_resource_views": (
        WRITE,
        [{"resource": {"id": "{resource}", "package_id": "{package}", "format": "CSV", "url": "x"}}],
    ),
    "resource_view_create": (
        WRITE,
        [
            {"resource_id": "{resource}", "title": "x", "view_type": "text_view", "description": "bebas"},
            {"resource_id": "{resource}", "title": "x", "view_type": "datatables_view"},
        ],
    ),
    "resource_view_update": (
        WRITE,
        [{"id": "{view}", "title": "y", "view_type": "text_view", "resource_id": "{resource}"}],
    ),
    "resource_view_delete": (WRITE, [{"id": "{view}"}]),
    "resource_view_reorder": (WRITE, [{"id": "{resource}", "order": ["{view}"]}]),
    "resource_view_clear": (SITE, [NOTHING]),
    "resource_validation_delete": (WRITE, [{"resource_id": "{resource}"}, {"resource_id": "{package}"}]),
    "resource_validation_run": (
        WRITE,
        [{"resource_id": "{resource}", "async": False}, {"resource_id": "{package}", "async": False}],
    ),
    "resource_validation_run_batch": (WRITE, [{"dataset_ids": ["{package}"]}]),
    # DataStore
    "datastore_create": (
        WRITE,
        [
            {**ROWS, "fields": FIELDS},
            {"resource_id": "{resource}", "force": True, "fields": [{"id": "tahun", "type": "text"}]},
            {"resource_id": "{resource}", "force": True, "delete_fields": True, "fields": FIELDS},
            {"resource": {"package_id": "{package}"}, "fields": FIELDS, "records": [{"a": "1"}]},
            {"resource_id": "{own_resource}", "fields": FIELDS, "aliases": ["{resource}"], "force": True},
            {"resource_id": "{resource}", "aliases": ["zq"], "force": True},
        ],
    ),
    "datastore_upsert": (
        WRITE,
        [{**ROWS, "method": method} for method in ("insert", "upsert", "update")],
    ),
    "datastore_delete": (
        WRITE,
        [{"resource_id": "{resource}", "force": True}, {**ROWS, "filters": {"tahun": "2024"}}],
    ),
    "datastore_records_delete": (WRITE, [{"resource_id": "{resource}", "filters": {}, "force": True}]),
    "datastore_run_triggers": (WRITE, [{"resource_id": "{resource}"}]),
    "datastore_function_create": (
        SITE,
        [{"name": "zq", "rettype": "trigger", "definition": "BEGIN RETURN NEW; END;", "or_replace": True}],
    ),
    "datastore_function_delete": (SITE, [{"name": "zq"}]),
    "datapusher_submit": (WRITE, [{"resource_id": "{resource}", "ignore_hash": True}]),
    "datapusher_status": (READ, [{"resource_id": "{resource}"}]),
    "datapusher_hook": (
        WRITE,
        [{"metadata": {"resource_id": "{resource}", "ckan_url": "http://x.test"}, "status": "complete"}],
    ),
    # files
    "file_create": (WRITE, [{"name": "zq.txt", "upload": "{file}", "storage": "default"}]),
    "file_register": (SITE, [{"location": "zq.txt", "storage": "default"}]),
    "file_rename": (WRITE, [{"id": "{resource}", "name": "x"}]),
    "file_delete": (WRITE, [R]),
    "file_pin": (WRITE, [R]),
    "file_unpin": (WRITE, [R]),
    "file_ownership_transfer": (
        WRITE,
        [{"id": "{resource}", "owner_type": "user", "owner_id": "{self}", "force": True}],
    ),
    # organisations and groups
    "organization_create": (WRITE, [{"name": "zq-organisasi", "packages": [{"id": "{package}"}]}]),
    "organization_update": (
        WRITE,
        [
            {"id": "{own_org}", "name": "{own_org_name}", "packages": [{"id": "{package}"}]},
            {"id": "{org}", "name": "{org_name}", "packages": []},
        ],
    ),
    "organization_patch": (
        WRITE,
        [{"id": "{own_org}", "packages": [{"id": "{package}"}]}, {"id": "{org}", "packages": []}],
    ),
    "organization_delete": (WRITE, [ORG]),
    "organization_purge": (WRITE, [ORG]),
    "organization_member_create": (
        WRITE,
        [{"id": "{other}", "username": "{self}", "role": "admin"}],
    ),
    "organization_member_delete": (WRITE, [{"id": "{other}", "username": "{nobody}"}]),
    "group_create": (WRITE, [{"name": "zq-topik", "packages": [{"id": "{package}"}]}]),
    "group_update": (
        WRITE,
        [{"id": "{group}", "name": "{group_name}", "packages": [{"id": "{package}", "capacity": "public"}]}],
    ),
    "group_patch": (WRITE, [{"id": "{group}", "packages": [{"id": "{package}", "capacity": "public"}]}]),
    "group_delete": (WRITE, [ORG]),
    "group_purge": (WRITE, [ORG]),
    "group_member_create": (WRITE, [{"id": "{other}", "username": "{self}", "role": "admin"}]),
    "group_member_delete": (WRITE, [{"id": "{other}", "username": "{nobody}"}]),
    "member_create": (
        WRITE,
        [
            {"id": "{group}", "object": "{package}", "object_type": "package", "capacity": "public"},
            {"id": "{own_org}", "object": "{package}", "object_type": "package", "capacity": "organization"},
            {"id": "{other}", "object": "{self}", "object_type": "user", "capacity": "admin"},
        ],
    ),
    "member_delete": (
        WRITE,
        [
            {"id": "{org}", "object": "{package}", "object_type": "package"},
            {"id": "{group}", "object": "{package}", "object_type": "package"},
        ],
    ),
    # accounts
    "user_create": (ACCOUNT, [{"name": "zq-akun", "email": "zq@x.test", "password": "kata-sandi-zq"}]),
    "user_invite": (WRITE, [{"email": "zq@x.test", "group_id": "{org}", "role": "admin"}]),
    "user_update": (ACCOUNT, [{"id": "{victim}", "name": "{victim_name}", "email": "zq@x.test"}]),
    "user_patch": (
        ACCOUNT,
        [
            {"id": "{victim}", "fullname": "x"},
            {"id": "{victim}", "sysadmin": True, "password": "kata-sandi-zq"},
        ],
    ),
    "user_delete": (ACCOUNT, [U]),
    "api_token_create": (ACCOUNT, [{"user": "{victim_name}", "name": "zq"}]),
    "api_token_revoke": (ACCOUNT, [{"jti": "zq"}]),
    "follow_dataset": (OWN, [P]),
    "follow_group": (OWN, [G]),
    "follow_user": (OWN, [U]),
    "unfollow_dataset": (OWN, [P]),
    "unfollow_group": (OWN, [G]),
    "unfollow_user": (OWN, [U]),
    # the site
    "config_option_update": (SITE, [{"ckan.site_title": "x"}]),
    "job_cancel": (SITE, [{"id": "x"}]),
    "job_clear": (SITE, [NOTHING]),
    "tag_create": (SITE, [{"name": "zq", "vocabulary_id": "zq"}]),
    "tag_delete": (SITE, [{"id": "zq"}]),
    "task_status_update": (
        SITE,
        [{"entity_id": "{resource}", "entity_type": "resource", "task_type": "x", "key": "x", "value": "x"}],
    ),
    "task_status_update_many": (
        SITE,
        [
            {
                "data": [
                    {
                        "entity_id": "{resource}",
                        "entity_type": "resource",
                        "task_type": "x",
                        "key": "x",
                        "value": "x",
                    }
                ]
            }
        ],
    ),
    "task_status_delete": (SITE, [R]),
    "term_translation_update": (SITE, [{"term": "a", "term_translation": "b", "lang_code": "id"}]),
    "term_translation_update_many": (
        SITE,
        [{"data": [{"term": "a", "term_translation": "b", "lang_code": "id"}]}],
    ),
    "vocabulary_create": (SITE, [{"name": "zq", "tags": []}]),
    "vocabulary_update": (SITE, [{"id": "zq", "name": "zq"}]),
    "vocabulary_delete": (SITE, [{"id": "zq"}]),
}

ACTIONS = {**CKAN, **PORTAL}
