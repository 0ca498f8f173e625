"""What is passed over at once is what looking closely would have found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ckanext.satudata.domain.intake.dates import looks_dated
from ckanext.satudata.domain.intake.missing import sign_among_figures
from ckanext.satudata.domain.intake.numbers import take_apart, take_odd
from ckanext.satudata.domain.intake.odd_numbers import begins_as_words, broken_kind
from ckanext.satudata.domain.intake.regions import Region, Regions
from ckanext.satudata.domain.intake.rows import kind_of
from ckanext.satudata.domain.intake.stats import text_kind
from ckanext.satudata.domain.intake.totals import is_mean_label, is_total_label, whose_total

SIGNS = "-|--|...|\u2026|NA|n/a|t.a.d|tad|x|xx|e|r|*)|**)|nihil|nol|kosong|null|<NA>|none|tidak ada|belum ada|(-)".split(
    "|"
)
PIECES = st.sampled_from(
    "Rp IDR 12 1.234 ,5 % O l 1O5 1E+09 sekitar kurang lebih dari Senin Jumat 12/03/2024 Januari s/d orang * ( ) . :".split()
)
TEXTS = st.lists(PIECES | st.text(st.characters(codec="utf-8"), max_size=3), max_size=5).map(" ".join)


@given(TEXTS)
def test_what_begins_as_words_is_no_figure(text: str) -> None:
    if begins_as_words(text):
        assert take_apart(text) is take_odd(text) is broken_kind(text) is None
        assert not looks_dated(text)
        assert text_kind(text) in ("words", "signs", "blanks")


@given(st.sampled_from(SIGNS), st.sampled_from(["", " ", "\t", "\u00a0", "\u200b"]), st.booleans())
def test_signs_are_seen_whatever_stands_about_them(sign: str, about: str, upper: bool) -> None:
    text = f"{about}{sign.upper() if upper else sign}{about}"
    assert sign_among_figures(text) is not None
    assert kind_of(text) == "n"


@given(
    st.sampled_from(["", " ", ": ", "_", "\u200b"]),
    st.sampled_from(["Jumlah", "J u m l a h", "jml", "Grand Total", "SUB TOTAL"]),
)
def test_totals_are_seen_whatever_stands_before_them(before: str, word: str) -> None:
    assert is_total_label(before + word)
    assert whose_total(f"{before}Jumlah Wanasari") == "wanasari"
    assert is_mean_label(f"{before}Rata-rata")


def test_the_own_name_is_seen_in_all_its_spellings() -> None:
    regions = Regions([Region("99.01", "9902", "Kabupaten Sukamaju", "kabupaten", "99")], "99.01")
    for text in (
        "KAB. SUKAMAJU",
        "S u k a m a j u",
        "Suka-Maju",
        "99.01 Kabupaten Sukamaju",
        "Sukamaju (9902)",
        "Sukam\u00e1ju",
    ):
        assert regions.is_home(text), text
    assert not regions.is_home("Sukamaja") and not regions.is_home("Sukamaju Kota")
