"""A person's own page."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from .. import asking
from ..shapes.home import home


@tk.side_effect_free
def satudata_home_show(context: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What the asking person must do: my turn, in review, due soon, published, notices."""
    tk.check_access("satudata_home_show", context, data)
    return home(asking.actor(context))


ACTIONS = {satudata_home_show.__name__: satudata_home_show}
