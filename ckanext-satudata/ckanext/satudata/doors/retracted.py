"""Datasets that were taken down: not found by whoever may not read them, and in no search from the first moment on.

The retraction's commit hides the package and closes files and DataStore; Solr follows by work of its own. Until that is
done, every search leaves the dataset out by its id.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from sqlalchemy import text

from . import governance, sentences

_STILL_INDEXED = text(
    "SELECT r.dataset_id FROM satudata_retraction r JOIN satudata_work w ON w.subject = r.dataset_id "
    "WHERE w.kind = 'retire' AND w.state <> 'done' AND r.ended_at IS NULL"
)


@tk.auth_allow_anonymous_access
@tk.chained_auth_function
def package_show(next_auth: Any, context: dict[str, Any], data_dict: dict[str, Any] | None) -> Any:
    """CKAN's own answer; to those it refuses, a retracted dataset is not there, and why is on its page."""
    answer = next_auth(context, data_dict)
    if answer["success"]:
        return answer
    package = context.get("package") or model.Package.get((data_dict or {}).get("id") or "")
    if package is not None and governance.is_retracted(package):
        raise tk.ObjectNotFound(sentences.sentence(sentences.RETRACTED))
    return answer


def before_dataset_search(search_params: dict[str, Any]) -> dict[str, Any]:
    """Leave out of a search what was retracted and is still in the index (IPackageController)."""
    hidden = [str(row.dataset_id) for row in model.Session.execute(_STILL_INDEXED)]
    if not hidden:
        return search_params
    without = " ".join(f'-id:"{dataset_id}"' for dataset_id in hidden)
    return {**search_params, "fq": f"{search_params.get('fq') or ''} {without}".strip()}
