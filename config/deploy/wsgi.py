"""The portal as a WSGI application, warm before the first request.

``CKAN_INI`` names the configuration. CKAN fills its tables of actions and authorisation functions on first
use and without a lock, so that the first requests, when they come at once, would meet half a table.
"""

from __future__ import annotations

import logging.config
import os

from ckan import authz, logic
from ckan.cli import load_config
from ckan.config.middleware import make_app
from werkzeug.test import Client


def warm(app: object) -> None:
    """Fill the lazy tables, then let one page be rendered."""
    logic.get_action("status_show")
    authz.auth_functions_list()
    Client(app).get("/", base_url=CONFIG["ckan.site_url"])  # type: ignore[arg-type]


INI = os.environ["CKAN_INI"]
logging.config.fileConfig(INI, disable_existing_loggers=False)
CONFIG = load_config(INI)
application = make_app(CONFIG)
warm(application)
