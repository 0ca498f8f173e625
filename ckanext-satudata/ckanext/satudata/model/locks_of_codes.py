"""Versions of code lists are only ever added: what a check or a bundle was judged by can be shown for good."""

from __future__ import annotations

TABLES = ("satudata_code_list_version", "satudata_code")

CODES_UP = tuple(
    statement
    for table in TABLES
    for statement in (
        f"CREATE TRIGGER satudata_guard BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION satudata_guard_event()",
        f"CREATE TRIGGER satudata_guard_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION satudata_guard_event()",
    )
)
CODES_DOWN = tuple(
    f"DROP TRIGGER IF EXISTS {trigger} ON {table}"
    for table in TABLES
    for trigger in ("satudata_guard_truncate", "satudata_guard")
)
