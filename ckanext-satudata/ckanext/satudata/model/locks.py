"""The locks of the main database, as SQL: what holds even where no auth function is asked.

``LOCKS_UP`` and ``LOCKS_DOWN`` are lists of statements for the migration. They need the tables ``package``, ``resource``,
``package_tag``, ``member`` of CKAN and ``satudata_governed``, ``satudata_draft``, ``satudata_review``, ``satudata_event``.
A refused write raises one of three SQLSTATEs, with JSON in the error's detail (see ``docs/reference/locks.md``):

- ``SD001``: a dataset of a governed organisation is written outside publication.
- ``SD002``: a draft would become readable, move, change its type, get a resource, or change while it is frozen.
- ``SD003``: an event is changed or removed.

Publication opens the lock for one package in its own transaction by the setting ``satudata.writing``.
"""

from __future__ import annotations

OPEN_LOCK = "SELECT set_config('satudata.writing', :package_id, true)"
READ_LOCK = "SELECT coalesce(current_setting('satudata.writing', true), '')"

FROZEN_DRAFTS = """
    CREATE OR REPLACE FUNCTION satudata_frozen(draft text) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT 1 FROM satudata_review
            WHERE draft_id = draft AND status IN ('in_review', 'published', 'rejected')
        )
    $$
"""
FROZEN_OR_FIXED_DRAFTS = """
    CREATE OR REPLACE FUNCTION satudata_frozen(draft text) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT 1 FROM satudata_review
            WHERE draft_id = draft AND status IN ('in_review', 'published', 'rejected')
        ) OR EXISTS (
            SELECT 1 FROM satudata_draft
            WHERE package_id = draft AND subject IN ('rollback', 'retraction')
        )
    $$
"""
"""A draft made to publish an edition again, or to take it down, holds that edition's content and keeps it."""

_FUNCTIONS = (
    """
    CREATE FUNCTION satudata_writing(package_id text) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce(current_setting('satudata.writing', true), '') = package_id
    $$
    """,
    """
    CREATE FUNCTION satudata_governs(package_type text, org text) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT package_type = 'dataset' AND EXISTS (SELECT 1 FROM satudata_governed WHERE org_id = org)
    $$
    """,
    FROZEN_DRAFTS,
    """
    CREATE FUNCTION satudata_refuse(state text, package_id text, reason text, tbl text, op text)
    RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING ERRCODE = state,
            MESSAGE = format('satudata: %s refused on %s of package %s (%s)', op, tbl, package_id, reason),
            DETAIL = json_build_object(
                'package_id', package_id, 'reason', reason, 'table', tbl, 'operation', op)::text;
    END $$
    """,
    """
    CREATE FUNCTION satudata_check_part(package_id text, tbl text, op text) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE parent record;
    BEGIN
        IF package_id IS NULL OR satudata_writing(package_id) THEN
            RETURN;
        END IF;
        SELECT p.type, p.owner_org INTO parent FROM package p WHERE p.id = package_id;
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF satudata_governs(parent.type, parent.owner_org) THEN
            PERFORM satudata_refuse('SD001', package_id, 'published', tbl, op);
        ELSIF parent.type = 'rancangan' THEN
            IF tbl = 'resource' AND op = 'INSERT' THEN
                PERFORM satudata_refuse('SD002', package_id, 'resource', tbl, op);
            ELSIF satudata_frozen(package_id) THEN
                PERFORM satudata_refuse('SD002', package_id, 'frozen', tbl, op);
            END IF;
        END IF;
    END $$
    """,
    """
    CREATE FUNCTION satudata_guard_package() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF satudata_governs(OLD.type, OLD.owner_org) AND NOT satudata_writing(OLD.id) THEN
                PERFORM satudata_refuse('SD001', OLD.id, 'published', TG_TABLE_NAME, TG_OP);
            END IF;
            IF OLD.type = 'rancangan' AND satudata_frozen(OLD.id) AND NOT satudata_writing(OLD.id) THEN
                PERFORM satudata_refuse('SD002', OLD.id, 'frozen', TG_TABLE_NAME, TG_OP);
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF satudata_governs(NEW.type, NEW.owner_org) AND NOT satudata_writing(NEW.id) THEN
            PERFORM satudata_refuse('SD001', NEW.id, 'published', TG_TABLE_NAME, TG_OP);
        END IF;
        IF NEW.type = 'rancangan' AND NEW.private IS NOT TRUE THEN
            PERFORM satudata_refuse('SD002', NEW.id, 'private', TG_TABLE_NAME, TG_OP);
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.type IS DISTINCT FROM NEW.type
            AND 'rancangan' IN (OLD.type, NEW.type) THEN
            PERFORM satudata_refuse('SD002', NEW.id, 'type', TG_TABLE_NAME, TG_OP);
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.type = 'rancangan' AND OLD.owner_org IS DISTINCT FROM NEW.owner_org
            AND EXISTS (SELECT 1 FROM satudata_draft d WHERE d.package_id = OLD.id) THEN
            PERFORM satudata_refuse('SD002', NEW.id, 'moved', TG_TABLE_NAME, TG_OP);
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION satudata_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            PERFORM satudata_check_part(OLD.package_id, TG_TABLE_NAME, TG_OP);
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        PERFORM satudata_check_part(NEW.package_id, TG_TABLE_NAME, TG_OP);
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION satudata_guard_member() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF OLD.table_name = 'package' AND OLD.capacity = 'organization' THEN
                PERFORM satudata_check_part(OLD.table_id, TG_TABLE_NAME, TG_OP);
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF NEW.table_name = 'package' AND NEW.capacity = 'organization' THEN
            PERFORM satudata_check_part(NEW.table_id, TG_TABLE_NAME, TG_OP);
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION satudata_guard_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM satudata_refuse('SD003', '', 'event', TG_TABLE_NAME, TG_OP);
        RETURN NULL;
    END $$
    """,
)

_ROW_TRIGGER = """
    CREATE TRIGGER satudata_guard BEFORE {events} ON {table}
    FOR EACH ROW EXECUTE FUNCTION {function}()
"""
_GUARDED = (
    ("package", "INSERT OR UPDATE OR DELETE", "satudata_guard_package"),
    ("resource", "INSERT OR UPDATE OR DELETE", "satudata_guard_part"),
    ("package_tag", "INSERT OR UPDATE OR DELETE", "satudata_guard_part"),
    ("member", "INSERT OR UPDATE OR DELETE", "satudata_guard_member"),
    ("satudata_event", "UPDATE OR DELETE", "satudata_guard_event"),
)
_TRIGGERS = (
    *(
        _ROW_TRIGGER.format(events=events, table=table, function=function)
        for table, events, function in _GUARDED
    ),
    """
    CREATE TRIGGER satudata_guard_truncate BEFORE TRUNCATE ON satudata_event
    FOR EACH STATEMENT EXECUTE FUNCTION satudata_guard_event()
    """,
)

APPEND_ONLY = ("satudata_refusal", "satudata_head")


def _append_only(table: str) -> tuple[str, str]:
    """Statements that refuse whatever would change or empty a table."""
    return (
        _ROW_TRIGGER.format(events="UPDATE OR DELETE", table=table, function="satudata_guard_event"),
        f"CREATE TRIGGER satudata_guard_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION satudata_guard_event()",
    )


APPEND_ONLY_UP: tuple[str, ...] = tuple(
    statement for table in APPEND_ONLY for statement in _append_only(table)
)
STRUCTURES_UP = _append_only("satudata_structure_version")
STRUCTURES_DOWN = (
    "DROP TRIGGER IF EXISTS satudata_guard_truncate ON satudata_structure_version",
    "DROP TRIGGER IF EXISTS satudata_guard ON satudata_structure_version",
)

LOCKS_UP: tuple[str, ...] = (*_FUNCTIONS, *_TRIGGERS)
LOCKS_DOWN: tuple[str, ...] = (
    "DROP TRIGGER IF EXISTS satudata_guard_truncate ON satudata_event",
    *(f"DROP TRIGGER IF EXISTS satudata_guard ON {table}" for table, _, _ in reversed(_GUARDED)),
    "DROP FUNCTION IF EXISTS satudata_guard_event()",
    "DROP FUNCTION IF EXISTS satudata_guard_member()",
    "DROP FUNCTION IF EXISTS satudata_guard_part()",
    "DROP FUNCTION IF EXISTS satudata_guard_package()",
    "DROP FUNCTION IF EXISTS satudata_check_part(text, text, text)",
    "DROP FUNCTION IF EXISTS satudata_refuse(text, text, text, text, text)",
    "DROP FUNCTION IF EXISTS satudata_frozen(text)",
    "DROP FUNCTION IF EXISTS satudata_governs(text, text)",
    "DROP FUNCTION IF EXISTS satudata_writing(text)",
)
