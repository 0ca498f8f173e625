"""Structure and data of published editions in the shape of the SDMX 2.1 REST interface.

Everything here tells of published editions with open data alone, and answers alike whoever asks; what is hidden, taken down or
restricted is as absent as what never was.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import wraps
from itertools import chain
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint, Response
from werkzeug.http import parse_options_header

from ckanext.satudata import wiring, words
from ckanext.satudata.adapters.sdmx.data_files import csv_message, generic_message, specific_message
from ckanext.satudata.adapters.sdmx.error_xml import error_message
from ckanext.satudata.adapters.sdmx.series_files import generic_series, specific_series
from ckanext.satudata.adapters.sdmx.structure_xml import Artefacts, sender_of, write_structure
from ckanext.satudata.adapters.sdmx.xml_parts import Sender
from ckanext.satudata.domain.sdmx.errors import Inexpressible
from ckanext.satudata.domain.sdmx.model import Structure, Words
from ckanext.satudata.domain.sdmx.query import BadQuestion, Filter, flow_reference, read_filter, reference
from ckanext.satudata.domain.sdmx.reading import Reading, Row
from ckanext.satudata.domain.sdmx.series import TooMuch, limited

from . import sdmx_asking, sdmx_flows, sdmx_parts
from .documents import from_anywhere
from .sdmx_asking import Refused, Wanted, nothing, question_sentence

blueprint = Blueprint("satudata_sdmx", __name__, url_prefix="/sdmx/rest")
STRUCTURE = "application/vnd.sdmx.structure+xml"
GENERIC = "application/vnd.sdmx.genericdata+xml"
SPECIFIC = "application/vnd.sdmx.structurespecificdata+xml"
CSV = "application/vnd.sdmx.data+csv"
PLAIN_XML = ("application/xml", "text/xml")
VERSIONS = {STRUCTURE: "2.1", GENERIC: "2.1", SPECIFIC: "2.1", CSV: "2.0.0"}
ERRORS = "application/vnd.sdmx.error+xml"
SDMX_CODES = {400: "140", 404: "100", 406: "1406", 413: "130", 501: "501"}
OTHER_RESOURCES = set(
    "metadata schema metadatastructure metadataflow agencyscheme "
    "organisationscheme dataconsumerscheme organisationunitscheme provisionagreement structureset process "
    "hierarchicalcodelist reportingtaxonomy structure".split()
)
PARTS = (
    "any(dataflow, datastructure, codelist, conceptscheme, dataproviderscheme, categoryscheme, categorisation, "
    "contentconstraint)"
)


def sdmx_errors(view: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what goes wrong into SDMX error messages."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> Any:
        try:
            return view(*args, **kwargs)
        except BadQuestion as bad:
            return refusal(400, question_sentence(bad))
        except Refused as refused:
            return refusal(refused.status, refused.sentence)
        except TooMuch as much:
            said = _(
                "This is more than %(limit)s series or observations at once. Ask for a part of it by key or period."
            )
            return refusal(413, said % {"limit": much.limit})

    return answered


def refusal(status: int, sentence: str) -> Response:
    """Answer with an error message."""
    content = error_message(SDMX_CODES[status], sentence, words.language())
    return from_anywhere(Response(content, status, content_type=ERRORS + ";version=2.1"))


@blueprint.route(f"/<{PARTS}:kind>")
@blueprint.route(f"/<{PARTS}:kind>/<agency>")
@blueprint.route(f"/<{PARTS}:kind>/<agency>/<ids>")
@blueprint.route(f"/<{PARTS}:kind>/<agency>/<ids>/<version>")
@sdmx_errors
def structures(kind: str, agency: str = "all", ids: str = "all", version: str = "latest") -> Any:
    """Give structural metadata."""
    media_type = negotiated((STRUCTURE,))
    if tk.request.args.get("detail", "full") != "full":
        raise Refused(501, _("Of detail, only full is answered for structures."))
    try:
        parts = sdmx_parts.parts(
            kind, reference(agency, ids, version), tk.request.args.get("references", "none")
        )
    except sdmx_parts.TooMany as many:
        said = _(
            "This would be %(found)s structures, at most %(limit)s are given at once. Ask for one by its id."
        )
        raise Refused(413, said % {"found": many.found, "limit": sdmx_parts.LIMIT}) from None
    except sdmx_parts.UnknownReferences as unknown:
        raise Refused(
            400, _("references: '%(found)s' is not known.") % {"found": str(unknown)[:80]}
        ) from None
    if not sdmx_parts.anything(parts):
        raise nothing()
    changed = wiring.published().standing().changed
    return structure_answer(parts, changed, media_type)


def portal_sender(parts: Artefacts, changed: datetime | None) -> Sender:
    """The portal as the sender of a structure message."""
    name = Words(f"Satu Data {sdmx_flows.region()['nama']}")
    moment = changed or datetime.fromisoformat("2000-01-01T00:00:00+00:00")
    return Sender(parts.agency, name, sdmx_parts.in_utc(moment), "STRUCTURE")


@blueprint.route("/data/<flow>")
@blueprint.route("/data/<flow>/<key>")
@blueprint.route("/data/<flow>/<key>/<provider>")
@sdmx_errors
def data(flow: str, key: str = "all", provider: str = "all") -> Any:
    """Give the data of one edition, or the part of it that a key, periods and the ends of series name."""
    media_type = negotiated((GENERIC, SPECIFIC, CSV))
    wanted = sdmx_asking.wanted()
    if media_type.startswith(CSV) and not wanted.values:
        raise Refused(501, _("As CSV, of detail full and dataonly are answered."))
    found, reading, chosen = chosen_of(flow, key, provider)

    def rows() -> Iterator[Row]:
        return chosen.rows(reading.rows(found.source.rows))

    cut = limited(rows, wanted.first, wanted.last) if wanted.first or wanted.last else rows()
    told = message(media_type, reading.structure, first_of(cut), wanted)
    mark = hashlib.sha256(
        "\n".join(
            [found.edition.digest, found.id, found.published.office.title, media_type, key, query()]
        ).encode()
    )
    response = Response(text.encode("utf-8") for text in gathered(begun(told)))
    return sent(response, media_type, mark.hexdigest(), found.edition.published_at)


def chosen_of(flow: str, key: str, provider: str) -> tuple[sdmx_flows.Flow, Reading, Filter]:
    """Find the edition that a data query is about, its table, and which part of it is asked for."""
    after = sdmx_asking.updated_after()
    found = sdmx_flows.asked(flow_reference(flow))
    if len(found) != 1 or (after and found[0].edition.published_at <= after):
        raise nothing()
    try:
        reading = sdmx_flows.readings.of(found[0])
    except Inexpressible as reason:
        raise Refused(404, reason.sentence(words.language())) from None
    if provider not in ("all", "*", reading.structure.provider.id):
        raise nothing()
    args = tk.request.args
    chosen = read_filter(key, args.get("startPeriod", ""), args.get("endPeriod", ""), reading.structure)
    return found[0], reading, chosen


@blueprint.route("/availableconstraint/<flow>")
@blueprint.route("/availableconstraint/<flow>/<key>")
@blueprint.route("/availableconstraint/<flow>/<key>/<provider>")
@blueprint.route("/availableconstraint/<flow>/<key>/<provider>/<component>")
@sdmx_errors
def availability(flow: str, key: str = "all", provider: str = "all", component: str = "all") -> Any:
    """Tell which codes and periods there are data for, of the question or beside it."""
    media_type = negotiated((STRUCTURE,))
    args = tk.request.args
    mode, references = args.get("mode", "exact"), args.get("references", "none")
    if mode not in ("exact", "available"):
        raise Refused(400, _("mode: '%(found)s' is not known.") % {"found": mode[:80]})
    if references not in ("none", "all", *sdmx_parts.MAKERS):
        raise Refused(400, _("references: '%(found)s' is not known.") % {"found": references[:80]})
    found, reading, chosen = chosen_of(flow, key, provider)
    parts = sdmx_parts.availability(found, reading, chosen, mode == "exact", component)
    if not parts.constraints:
        raise nothing()
    if references != "none":
        parts = replace(sdmx_parts.together([reading.structure]), constraints=parts.constraints)
    return structure_answer(parts, found.edition.published_at, media_type)


def structure_answer(parts: Artefacts, changed: datetime | None, media_type: str) -> Any:
    """Answer with a structure message."""
    stream = io.StringIO()
    write_structure(stream, portal_sender(parts, changed), parts)
    content = stream.getvalue().encode("utf-8")
    return sent(Response(content), media_type, hashlib.sha256(content).hexdigest(), changed)


def message(media_type: str, structure: Structure, rows: Iterable[Row], wanted: Wanted) -> Iterator[str]:
    """Tell the data in the form that was chosen."""
    if media_type.startswith(CSV):
        return csv_message(structure, rows, wanted.attributes)
    sender, specific = sender_of(structure, "data"), media_type.startswith(SPECIFIC)
    if wanted.by_series:
        tell = specific_series if specific else generic_series
        return tell(sender, structure, rows, wanted.attributes, wanted.values)
    flat = specific_message if specific else generic_message
    return flat(sender, structure, rows, wanted.attributes)


def begun(told: Iterator[str]) -> Iterable[str]:
    """Make the first two pieces of a message, so that what cannot be told is refused before the answer begins."""
    return chain([next(told, ""), next(told, "")], told)


@blueprint.route("/")
@blueprint.route("/<path:rest>")
@sdmx_errors
def other(rest: str = "") -> Any:
    """Say of the other resources of SDMX that they are not answered here; what SDMX has not is not there."""
    if rest.partition("/")[0] not in OTHER_RESOURCES:
        raise nothing()
    said = _("'%(found)s' is not answered here. See the reference on SDMX.")
    raise Refused(501, said % {"found": rest[:80]})


def negotiated(offered: tuple[str, ...]) -> str:
    """Choose the media type; refuse with 406 what is not offered. ``*/*`` and plain XML get the first."""
    accepted = tk.request.accept_mimetypes
    if not accepted:
        return full(offered[0])
    for wanted, quality in sorted(accepted, key=lambda pair: -pair[1]):
        kind, options = parse_options_header(wanted)
        found = offer_of(kind.lower(), options.get("version", ""), offered)
        if found and quality > 0:
            return found
    said = _("None of the forms asked for is given here. Given are: %(offered)s.")
    raise Refused(406, said % {"offered": ", ".join(full(one) for one in offered)})


def offer_of(kind: str, version: str, offered: tuple[str, ...]) -> str:
    """Give the form for one accepted media type, nothing where there is none."""
    if kind in ("*/*", "application/*"):
        return full(offered[0])
    if kind in (*PLAIN_XML, "text/*"):
        return f"{kind if kind != 'text/*' else 'text/xml'}; charset=utf-8"
    if kind == "text/csv" and CSV in offered:
        return full(CSV)
    return full(kind) if kind in offered and version in ("", VERSIONS[kind]) else ""


def full(kind: str) -> str:
    """Write a media type with its version."""
    return f"{kind};version={VERSIONS[kind]}"


def first_of(rows: Iterator[Row]) -> Iterable[Row]:
    """Give all rows; refuse with 404 when there is not one."""
    first = next(rows, None)
    if first is None:
        raise nothing()
    return chain([first], rows)


def gathered(texts: Iterable[str], size: int = 1 << 16) -> Iterator[str]:
    """Join small texts into pieces worth sending."""
    waiting: list[str] = []
    length = 0
    for text in texts:
        waiting.append(text)
        length += len(text)
        if length >= size:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)


def query() -> str:
    """The query as asked."""
    return tk.request.query_string.decode("utf-8", "replace")


def sent(response: Response, media_type: str, mark: str, changed: datetime | None) -> Response:
    """Send an answer that caches may keep, or 304 to whoever has it already."""
    response.headers["Content-Type"] = media_type
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.set_etag(mark[:32])
    response.last_modified = changed
    response.vary.add("Accept")
    return from_anywhere(response.make_conditional(tk.request))
