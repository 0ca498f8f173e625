"""What the intake prints against the JSON Schemas it ships."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator


@functools.cache
def validator(name: str) -> Draft202012Validator:
    """The shipped JSON Schema ``inspection`` or ``check``, itself found in order."""
    path = resources.files("ckanext.satudata.schemas").joinpath("intake", f"{name}.schema.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def fits(name: str, document: Mapping[str, Any]) -> None:
    """Fail naming every place where a document is not as its JSON Schema says."""
    told = json.loads(json.dumps(document))
    wrong = [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(told)]
    assert not wrong, "\n".join(wrong[:10])
