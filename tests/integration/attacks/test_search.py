"""Questions that reach past the filter of a search: a hidden word is answered like a word that nobody wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from support.attacks.asking import asked, secrets, text_of, told
from support.attacks.house import over_http
from support.attacks.scene import CANARY, Scene, staged

pytestmark = over_http

NOBODYS = "zqtakadayangmenulis"
JOIN = "join from=organization to=organization}title:{word}"
QUESTIONS: dict[str, dict[str, Any]] = {
    "how many documents hold it": {"fl": ["id", "docfreq(text,'{word}')"]},
    "by another name": {"fl": ["id", "a:docfreq(text,'{word}')"]},
    "as a string": {"fl": "id,idf(text,'{word}')"},
    "by a parameter": {"fl": ["id", "a:$q"], "q": "docfreq(text,'{word}')", "defType": "func"},
    "in the order": {"sort": "if(docfreq(text,'{word}'),metadata_created,ms()) asc, name asc"},
    "in the weight": {"q": "penduduk", "bf": "docfreq(text,'{word}')", "fl": ["id", "score"]},
    "in the product": {"q": "penduduk", "defType": "edismax", "boost": "docfreq(text,'{word}')"},
    "joined": {"fq": '_query_:"{!' + JOIN + '"'},
    "joined by escapes": {"fq": r"\u005fquery_:" + r'"\u007b!' + JOIN + '"'},
    "joined in the question": {"q": r"\u005fquery_:" + r'"\u007b!' + JOIN + '"'},
    "joined in a list": {"fq_list": [r"\u005fquery_:" + r'"\u007b!' + JOIN + '"']},
    "joined past a remark": {"fq": r'_query_/**/:"\{!' + JOIN + '"'},
    "weighed past a remark": {"q": "_val_/**/:\"docfreq(text,'{word}')\"", "fl": ["id", "score"]},
    "explained": {"fl": ["id", "[explain]"], "q": "{word} OR penduduk", "defType": "edismax", "mm": "1"},
    "scored": {"fl": ["id", "score"], "q": "{word} OR penduduk", "defType": "edismax", "mm": "1"},
}
FIELDS = ("name", "title", "title_string", "notes", "text", "tags", "dataset_type", "organization", "id")


def filled(question: Any, word: str) -> Any:
    """The question about this word."""
    return json.loads(json.dumps(question).replace("{word}", word))


def answers(app: CKANTestApp, made: Scene, question: dict[str, Any], word: str) -> str:
    """What a visitor and somebody of another office are answered, without the word itself."""
    who = made.roles["admin of another OPD"]
    found = [
        app.post("/api/action/package_search", json=filled(question, word), headers=headers)
        for headers in ({}, who.headers)
    ]
    return "\n".join(f"{one.status_code} {text_of(one)}".replace(word, "<word>") for one in found)


@pytest.mark.trap("B6", "B11")
@pytest.mark.parametrize("name", QUESTIONS)
def test_nobody_learns_of_a_word_that_is_hidden(app: CKANTestApp, name: str) -> None:
    made, question = staged(app), QUESTIONS[name]
    word = f"{CANARY}judul{made.targets['in review'].mark}"
    assert answers(app, made, question, word) == answers(app, made, question, NOBODYS)


@pytest.mark.trap("B6", "B11")
def test_terms_of_what_is_hidden_are_not_listed(app: CKANTestApp) -> None:
    made = staged(app)
    question = {"facet.field": list(FIELDS), "facet.mincount": 0, "facet.limit": -1, "rows": 0}
    answer = app.post("/api/action/package_search", json=question)
    assert answer.status_code == 200
    assert told(answer, "", secrets(made.hidden.values())) == []
    facets = answer.json["result"]["search_facets"]
    assert [one["name"] for one in facets["dataset_type"]["items"]] == ["dataset"]
    assert all(one["count"] for facet in facets.values() for one in facet["items"])


@pytest.mark.trap("B6")
@pytest.mark.parametrize(
    "path", ["/dataset/?", "/feeds/custom.atom?", "/organization/{org}?", "/group/{group}?"]
)
@pytest.mark.parametrize("name", ["in the order", "joined by escapes", "joined in the question"])
def test_pages_and_feeds_tell_no_more(app: CKANTestApp, path: str, name: str) -> None:
    made, question = staged(app), QUESTIONS[name]
    place = path.format(org=made.slugs[made.cast.org], group=made.slugs[made.group])
    told_of = []
    for word in (f"{CANARY}judul{made.targets['in review'].mark}", NOBODYS):
        answer = asked(app, None, place, query_string=filled(question, word))
        told_of.append(f"{answer.status_code} {text_of(answer)}".replace(word, "<word>"))
    assert told_of[0] == told_of[1]


def test_what_a_search_asks_as_ever_is_answered(app: CKANTestApp) -> None:
    """Fields, orders, facets and weights of fields; a word between low lines is a word."""
    staged(app)
    for question in (
        {"fl": ["id", "title"], "sort": "title_string desc, metadata_modified asc"},
        {"fl": "id,name", "q": "penduduk", "qf": "title^4 text", "defType": "edismax"},
        {"sort": "score desc, metadata_modified desc", "facet.field": ["tags"], "facet.mincount": 1},
        {"q": "min_val_max nilai_query_x", "bf": "", "fq": "dataset_type:dataset"},
    ):
        answer = app.post("/api/action/package_search", json=question)
        assert answer.status_code == 200, (question, answer.body)
