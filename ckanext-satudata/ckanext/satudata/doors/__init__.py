"""Every way into CKAN's packages, resources, files and tables that does not go through the portal's own actions.

``plugin.py`` hands its interfaces to what is listed here.
"""

from __future__ import annotations

from typing import Any

from . import attempts, csrf, datastore_reads, errors, headers, redirects, sessions
from .actions import get_actions
from .auth import get_auth_functions
from .drafts import after_dataset_update
from .errors import LockedWrite, locked_write
from .labels import DraftLabels
from .searching import before_dataset_search
from .uploader import get_resource_uploader, get_uploader
from .vanilla import after_dataset_search, after_dataset_show

__all__ = [
    "DraftLabels",
    "LockedWrite",
    "after_dataset_search",
    "after_dataset_show",
    "after_dataset_update",
    "before_dataset_search",
    "get_actions",
    "get_auth_functions",
    "get_resource_uploader",
    "get_uploader",
    "locked_write",
    "register_app_guards",
]


def register_app_guards(app: Any) -> Any:
    """Put the guards on CKAN's Flask app (IMiddleware.make_middleware) and give the app back."""
    sessions.register(app)
    csrf.register(app)
    redirects.register(app)
    datastore_reads.register(app)
    attempts.register(app)  # looks at answers after ``errors`` has made them
    errors.register(app)
    headers.register(app)
    return app
