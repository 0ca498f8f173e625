"""The kinds of actions, and what an attacker sends with every one of them."""

from __future__ import annotations

from typing import Any

READ = "read"
"""Tells something: to a stranger nothing of what is not public."""
WRITE = "write"
"""Changes packages, resources, tables, views or memberships: nothing of what is under review or published."""
OURS = "ours"
"""The portal's own act: for those the rules name, and nobody else."""
OWN = "own"
"""Changes what belongs to the caller alone (follows, tokens, notices)."""
ACCOUNT = "account"
"""Changes somebody's account: refused for everybody but a sysadmin when it is another's."""
SITE = "site"
"""Changes the site: refused for everybody but a sysadmin."""

Payload = dict[str, Any]
P: Payload = {"id": "{package}"}
NOTHING: Payload = {}
FORGED: Payload = {
    "title": "Diganti",
    "state": "active",
    "private": False,
    "type": "dataset",
    "status": "published",
    "edisi": 99,
    "content_digest": "0" * 64,
    "approver": "x",
    "validation_status": "success",
}
