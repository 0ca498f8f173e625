"""DCAT-AP 3 as RDF: graphs by rdflib, written the same way every time."""
