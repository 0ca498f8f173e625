"""Table Schemas of every kind, for the tests of structures."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ckanext.satudata.domain.structure.model import ROLES, TYPES

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
KEYS = ("title", "description", "unit", "ukuran", "konsep", "satudata:role", "format", "x:own")
LIMITS = ("required", "unique", "minimum", "maximum", "pattern", "enum", "minLength", "x:own")


PLAIN_LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "required": st.booleans(),
        "minimum": st.integers(-9, 9) | st.floats(-9, 9, width=16),
        "maximum": st.dates().map(str),
        "enum": st.lists(st.integers(0, 9) | st.sampled_from(["L", "P"]), unique_by=str, max_size=3),
        "x:own": JSON,
    },
)


@st.composite
def schemas(draw: Any, *, plain: bool = False) -> dict[str, Any]:
    """Any Table Schema; ``plain``: names that differ, texts and limits as a form can show them."""
    fields = []
    texts = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
    names = st.lists(texts if plain else st.text(max_size=8), min_size=1, max_size=4, unique=plain)
    for name in draw(names):
        field: dict[str, Any] = {"name": name}
        if draw(st.booleans()):
            field["type"] = draw(st.sampled_from(TYPES if plain else ["", *TYPES]))
        values = texts if plain else JSON | st.sampled_from(ROLES)
        field |= draw(st.dictionaries(st.sampled_from(KEYS), values, max_size=4))
        if draw(st.booleans()):
            limits = PLAIN_LIMITS if plain else st.dictionaries(st.sampled_from(LIMITS), JSON, max_size=4)
            field["constraints"] = draw(limits)
        fields.append(field)
    whole: dict[str, Any] = {"fields": fields}
    whole |= draw(st.dictionaries(st.sampled_from(("missingValues", "x:own", "title")), JSON, max_size=3))
    key = draw(st.sampled_from(["none", "text", "list", "empty"]))
    if key != "none":
        names = [field["name"] for field in fields]
        whole["primaryKey"] = {"text": names[0], "list": names, "empty": []}[key]
    if draw(st.booleans()):
        first = fields[0]["name"]
        own = [first, [first]] if plain else ["a", ["a"], ["a", "b"]]
        reference = {"fields": draw(st.sampled_from(own)), "x": draw(JSON)}
        whole["foreignKeys"] = [{**reference, "reference": {"resource": "r", "fields": "k"}}]
    return whole
