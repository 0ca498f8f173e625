"""Two locks more: topics of a locked dataset, and the ids that are kept for what is not published yet.

``PARTS_UP`` and ``PARTS_DOWN`` are lists of statements for the migration. They build on ``model/locks.py``: the function
``satudata_guard_member`` is replaced by one that also refuses to put a locked package into a topic or any other group, and
a new one refuses a package or resource that takes an id a draft has reserved (``SD002``, reason ``reserved``).

Taking a package out of a topic is left to the auth functions: deleting a topic does so for all that is in it.
"""

from __future__ import annotations

_MEMBER = """
    CREATE OR REPLACE FUNCTION satudata_guard_member() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            IF OLD.table_name = 'package' AND OLD.capacity = 'organization' THEN
                PERFORM satudata_check_part(OLD.table_id, TG_TABLE_NAME, TG_OP);
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF NEW.table_name = 'package' AND {which} THEN
            PERFORM satudata_check_part(NEW.table_id, TG_TABLE_NAME, TG_OP);
        END IF;
        RETURN NEW;
    END $$
"""
_RESERVED_RESOURCE = """
    CREATE FUNCTION satudata_guard_reserved_resource() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT satudata_writing(NEW.package_id) AND EXISTS (
            SELECT 1 FROM satudata_draft d WHERE d.resource_id = NEW.id AND d.dataset_id <> NEW.package_id
        ) THEN
            PERFORM satudata_refuse('SD002', NEW.package_id, 'reserved', TG_TABLE_NAME, TG_OP);
        END IF;
        RETURN NEW;
    END $$
"""
_RESERVED_PACKAGE = """
    CREATE FUNCTION satudata_guard_reserved_package() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT satudata_writing(NEW.id) AND EXISTS (
            SELECT 1 FROM satudata_draft d WHERE d.dataset_id = NEW.id
        ) THEN
            PERFORM satudata_refuse('SD002', NEW.id, 'reserved', TG_TABLE_NAME, TG_OP);
        END IF;
        RETURN NEW;
    END $$
"""

PARTS_UP: tuple[str, ...] = (
    _MEMBER.format(which="(NEW.capacity = 'organization' OR NEW.state = 'active')"),
    _RESERVED_RESOURCE,
    _RESERVED_PACKAGE,
    """
    CREATE TRIGGER satudata_reserved BEFORE INSERT OR UPDATE OF id, package_id ON resource
    FOR EACH ROW EXECUTE FUNCTION satudata_guard_reserved_resource()
    """,
    """
    CREATE TRIGGER satudata_reserved BEFORE INSERT ON package
    FOR EACH ROW EXECUTE FUNCTION satudata_guard_reserved_package()
    """,
)
PARTS_DOWN: tuple[str, ...] = (
    "DROP TRIGGER IF EXISTS satudata_reserved ON package",
    "DROP TRIGGER IF EXISTS satudata_reserved ON resource",
    "DROP FUNCTION IF EXISTS satudata_guard_reserved_package()",
    "DROP FUNCTION IF EXISTS satudata_guard_reserved_resource()",
    _MEMBER.format(which="NEW.capacity = 'organization'"),
)
