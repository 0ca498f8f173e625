"""Every dataset of the demo as DCAT-AP: judged by SHACL, the same in three notations, without blank nodes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from machines.demo import PORTAL, published
from machines.shacl import violations
from rdflib import RDF, BNode, Graph, Namespace, URIRef

from ckanext.satudata.adapters.bps.defaults import code_lists
from ckanext.satudata.adapters.dcat import bundle, graph, write
from ckanext.satudata.domain.dcat import describe, files, pod
from ckanext.satudata.domain.dcat.addresses import OnPortal, catalogue
from ckanext.satudata.domain.dcat.facts import Published
from ckanext.satudata.domain.dcat.model import Catalogue, Dataset, Paging
from support.bundle_samples import content

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
ADMS = Namespace("http://www.w3.org/ns/adms#")
SHARED = f"{catalogue(PORTAL.site)}#"
READERS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
BESIDE = "file:///paket/metadata/dcat"


def told(one: Published) -> Dataset:
    here = OnPortal(PORTAL.site, one.name)
    sample = files.sample_url(PORTAL.site, one.resource_id)
    return describe.dataset(one, PORTAL, here, code_lists(), files.current(one, PORTAL.site), sample)


def alone(one: Published, number: int) -> Dataset:
    own = files.of_edition(one.name, one.past[-number], PORTAL.site)
    here = OnPortal(PORTAL.site, one.name)
    as_it_was = replace(one, edition=one.past[-number])
    return describe.edition_alone(describe.dataset(as_it_was, PORTAL, here, code_lists(), own), number)


@pytest.fixture(scope="module")
def whole() -> Graph:
    """The catalogue of every dataset of the demo."""
    home, address = OnPortal(PORTAL.site, ""), f"{PORTAL.site}/catalog.ttl?page=1"
    datasets = tuple(told(replace(one, past=())) for one in published())
    one = Catalogue(
        uri=catalogue(PORTAL.site),
        home=PORTAL.site,
        title=PORTAL.title,
        description="Katalog dataset terbuka.",
        publisher=describe.walidata(PORTAL, home),
        place=describe.place(PORTAL.kemendagri, PORTAL, home, code_lists()),
        modified=max(one.modified for one in datasets),
        datasets=datasets,
        schemes=describe.schemes(home),
        paging=Paging(address, address, address, "", "", len(datasets), 100),
    )
    return graph.graph_of(graph.catalogue(one))


def test_the_catalogue_breaks_no_rule_of_dcat_ap(whole: Graph) -> None:
    assert len(set(whole.subjects(RDF.type, DCAT.Dataset))) == len(published())
    assert violations(whole) == []


def test_no_dataset_and_no_edition_breaks_a_rule() -> None:
    together = Graph()
    for one in published():
        described = [told(one), *(alone(one, number) for number in (1, 2))]
        for triple in (triple for each in described for triple in graph.dataset(each, SHARED)):
            together.add(triple)
    assert violations(together) == []


@pytest.mark.parametrize(
    ("predicate", "value"),
    [(DCT.title, None), (DCT.publisher, None), (DCAT.accessURL, None), (RDF.type, DCT.PeriodOfTime)],
)
def test_the_rules_can_be_broken(whole: Graph, predicate: URIRef, value: URIRef | None) -> None:
    broken = Graph()
    for triple in whole:
        broken.add(triple)
    broken.remove((None, predicate, value))
    assert violations(broken) != []


def test_every_notation_tells_the_same(whole: Graph) -> None:
    for one in (whole, *(graph.graph_of(graph.dataset(told(each), SHARED)) for each in published())):
        for form, reader in READERS.items():
            read = Graph().parse(data=write.WRITERS[form](one), format=reader)
            assert set(read) == set(one), form


def test_nothing_is_blank_so_equal_content_is_equal_bytes(whole: Graph) -> None:
    assert not [node for triple in whole for node in triple if isinstance(node, BNode)]
    again = graph.graph_of(reversed(list(whole)))
    for form in READERS:
        assert write.WRITERS[form](again) == write.WRITERS[form](whole), form


def test_an_edition_is_no_dataset_of_its_own_to_who_asks_for_datasets() -> None:
    """Harvesters take every ``dcat:Dataset`` of a document: they shall get the dataset once."""
    one = told(published()[0])
    read = graph.graph_of(graph.dataset(one, SHARED))
    assert list(read.subjects(RDF.type, DCAT.Dataset)) == [URIRef(one.uri)]
    assert set(read.objects(URIRef(one.uri), DCAT.hasVersion)) == {URIRef(v.uri) for v in one.versions}
    assert read.value(URIRef(one.versions[0].uri), DCAT.previousVersion) == URIRef(one.versions[1].uri)


def test_the_english_title_and_the_notes_on_a_version_are_told() -> None:
    edition = published()[0].edition
    more = {
        **edition.metadata,
        "title_en": "Population by District and Sex",
        "catatan_versi": "Data tahun 2025",
        "bahasa": ["eng", "ind"],
    }
    read = graph.graph_of(
        graph.dataset(told(replace(published()[0], edition=replace(edition, metadata=more))), SHARED)
    )
    titles = {
        title.language: str(title)
        for title in read.objects(URIRef(f"{PORTAL.site}/dataset/penduduk"), DCT.title)
    }
    assert titles == {"id": edition.metadata["title"], "en": "Population by District and Sex"}
    tongues = {str(one).rpartition("/")[2] for one in read.objects(None, DCT.language)}
    assert tongues == {"IND", "ENG"}
    assert "Edisi baru: Data tahun 2025" in [str(note) for note in read.objects(None, ADMS.versionNotes)]


HOSTILE = {
    "title": 'Judul "petik" <b>&amp;</b> \\ \x0b\x1f \u202e ujung\u2028 baris\nbaru',
    "notes": "]]> ''' \"\"\" \ufffe 😀",
    "kontak_unit": "Unit <data>",
    "kontak_email": "Data <data@x.example>, lain@x.example",
    "kontak_telepon": "(0999) 1 ext. <2>",
    "urusan": "9.99 <tak dikenal> {}|^`",
    "sektor_kegiatan": "a b",
    "cakupan_wilayah": "11.01 ..\\ <x>",
    "kode_dssd": "a\x0bb",
    "kode_dataset": "K 1\x0c",
    "frekuensi": "kadang <>",
    "status_data": "belum pasti",
    "klasifikasi_akses": "terbuka",
    "tags": ["dua kata", "é", "<x>"],
    "bahasa": "zz",
}


def test_no_text_of_an_office_breaks_a_document() -> None:
    edition = published()[0].edition
    one = told(replace(published()[0], edition=replace(edition, metadata={**edition.metadata, **HOSTILE})))
    made = graph.graph_of(graph.dataset(one, SHARED))
    for form, reader in READERS.items():
        read = Graph().parse(data=write.WRITERS[form](made), format=reader)
        assert set(read) == set(made), form
    assert violations(made) == []
    mailboxes = {str(box) for box in made.objects(None, URIRef("http://www.w3.org/2006/vcard/ns#hasEmail"))}
    assert mailboxes == {"mailto:data@x.example"}
    assert pod.dataset(one)["contactPoint"]["hasEmail"] == "mailto:data@x.example"


def test_an_area_has_both_codes() -> None:
    read = graph.graph_of(graph.dataset(told(published()[0]), SHARED))
    skos = "http://www.w3.org/2004/02/skos/core#"
    codes = {
        str(code.datatype).removeprefix(SHARED): str(code)
        for code in read.objects(URIRef(f"{SHARED}wilayah-99.01"), URIRef(f"{skos}notation"))
    }
    assert codes == {"KodeKemendagri": "99.01", "KodeBPS": "9902"}


def test_closed_data_have_a_description_and_no_file() -> None:
    edition = published()[0].edition
    shut = replace(edition, metadata={**edition.metadata, "klasifikasi_akses": "dikecualikan"})
    one = describe.dataset(
        replace(published()[0], edition=shut), PORTAL, OnPortal(PORTAL.site, "x"), code_lists(), ()
    )
    read = graph.graph_of(graph.dataset(one, SHARED))
    assert not shut.is_open
    assert not list(read.objects(None, DCAT.distribution))
    assert str(read.value(URIRef(one.uri), DCT.accessRights)).endswith("/NON_PUBLIC")
    assert violations(read) == []


def test_the_record_in_the_bundle_points_to_the_files_beside_it() -> None:
    item = content()
    codes = code_lists().over(item.codes)
    made = [dict(bundle.entries(item, codes, None)) for _ in range(2)]
    assert made[0] == made[1]
    read = {
        ending: Graph().parse(data=made[0][f"metadata/dcat.{ending}"], format=reader, publicID=BESIDE)
        for ending, reader in READERS.items()
        if ending != "rdf"
    }
    assert set(read["ttl"]) == set(read["jsonld"])
    assert violations(read["ttl"]) == []
    addresses = {str(address) for address in read["ttl"].objects(None, DCAT.downloadURL)}
    name = item.text("name")
    assert addresses == {f"file:///paket/data/{name}.csv", f"file:///paket/tabel/{name}.xlsx"}
