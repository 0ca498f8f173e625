"""Pages cut into tags and text: what they mean, and that a page costs as much time as it is long."""

from __future__ import annotations

import time

import pytest
from intake.files.reading import read

from ckanext.satudata.adapters.intake.markup import attributes, tokens
from ckanext.satudata.domain.intake.finding import Unusable


def test_tags_texts_and_what_is_neither() -> None:
    page = "<P class='a>b'>1 &lt; 2<br/></p><!-- <td> --><![if x]>a < b<SCRIPT>if (a<b) '<td>'</script >&#99999999;"
    assert [(kind, value) for kind, value, _ in tokens(page)] == [
        ("start", "p"),
        ("text", "1 < 2"),
        ("start", "br"),
        ("end", "p"),
        ("text", "a "),
        ("text", "<"),
        ("text", " b"),
        ("start", "script"),
        ("end", "script"),
        ("text", "\ufffd"),
    ]


def test_attributes_in_every_way_of_writing() -> None:
    found = attributes(""" colspan=3 ROWSPAN = "2" style='a: "b"' hidden title=x&amp;y""")
    assert found == {"colspan": "3", "rowspan": "2", "style": 'a: "b"', "hidden": "", "title": "x&y"}


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<!",
        "</",
        "<!--",
        "<![CDATA[",
        '<a href="',
        "&",
        "&#",
        "<?",
        "<td",
        "<td a=1 ",
        "<script>",
        "<",
        "<td>",
        "<tr>",
    ],
)
def test_unclosed_marks_cost_no_more_than_their_length(piece: str) -> None:
    content = b"<html><table><tr><td>1</td></tr></table>" + piece.encode() * 200_000
    before = time.process_time()
    try:
        workbook = read(content, "a.html")
    except Unusable as unusable:
        assert unusable.code in ("SEL_TERLALU_PANJANG", "TERLALU_BANYAK_KOLOM")
    else:
        assert workbook.sheets[0].get(1, 1) == "1"
    assert time.process_time() - before < 5


def test_numbers_of_a_thousand_digits_are_no_letters() -> None:
    page = f"<table><tr><td>&#{'9' * 5000};x</td></tr></table>"
    assert str(read(page.encode(), "a.html").sheets[0].get(1, 1)).endswith("x")


@pytest.mark.parametrize("piece", ["<table></table>", "<p>x</p>", "<table><tr><td>1</td></tr></table>"])
def test_too_many_tables_or_lines_are_refused(piece: str) -> None:
    with pytest.raises(Unusable) as caught:
        read(b"<html>" + piece.encode() * 1_200_000, "a.html")
    assert caught.value.code in ("TERLALU_BANYAK_ENTRI", "TERLALU_BANYAK_BARIS")
