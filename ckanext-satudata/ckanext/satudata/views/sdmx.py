"""Structure and data of published editions in the shape of the SDMX 2.1 REST interface.

Everything here tells of published editions with open data alone, and answers alike whoever asks; what is hidden, taken down or
restricted is as absent as what never was.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import wraps
from itertools import chain
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.plugins.toolkit import _
from flask import Blueprint, Response
from werkzeug.http import parse_options_header

from ckanext.satudata import wiring
from ckanext.satudata.adapters.sdmx.data_files import csv_message, generic_message, specific_message
from ckanext.satudata.adapters.sdmx.error_xml import error_message
from ckanext.satudata.adapters.sdmx.structure_xml import Artefacts, Sender, sender_of, write_structure
from ckanext.satudata.domain.sdmx.errors import Inexpressible
from ckanext.satudata.domain.sdmx.model import Structure, Words
from ckanext.satudata.domain.sdmx.query import BadQuestion, flow_reference, read_filter, reference
from ckanext.satudata.domain.sdmx.reading import Row

from . import sdmx_flows, sdmx_parts
from .documents import from_anywhere

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
    "metadata schema availableconstraint contentconstraint metadatastructure metadataflow agencyscheme "
    "organisationscheme dataconsumerscheme organisationunitscheme provisionagreement structureset process "
    "hierarchicalcodelist reportingtaxonomy structure".split()
)
ATTRIBUTES = {"full": True, "dataonly": False, "": True}
UNKNOWN_HERE = ("updatedAfter", "firstNObservations", "lastNObservations", "includeHistory")
PARTS = "any(dataflow, datastructure, codelist, conceptscheme, dataproviderscheme, categoryscheme, categorisation)"


class Refused(Exception):
    """A question that is answered with an error: HTTP status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


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

    return answered


def refusal(status: int, sentence: str) -> Response:
    """Answer with an error message."""
    language = "en" if tk.h.lang() == "en" else "id"
    content = error_message(SDMX_CODES[status], sentence, language)
    return from_anywhere(Response(content, status, content_type=ERRORS + ";version=2.1"))


def question_sentence(bad: BadQuestion) -> str:
    """Say what is wrong with a question."""
    sentences = {
        "id": _("'%(found)s' is no SDMX id. Use letters, digits, _, @, $ and -."),
        "version": _("'%(found)s' is no version. Write latest, all, or a number such as 2.0."),
        "flow": _("'%(found)s' names no dataflow. Write ID or AGENCY,ID,VERSION."),
        "key": _("The key has %(found)s parts, expected were %(expected)s: %(names)s."),
        "period": _(
            "%(name)s: '%(found)s' is no period. Write 2025, 2025-S1, 2025-Q1, 2025-M01 or 2025-01-31."
        ),
    }
    return str(sentences[bad.code] % bad.facts)


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
    stream = io.StringIO()
    write_structure(stream, portal_sender(parts, changed), parts)
    content = stream.getvalue().encode("utf-8")
    return sent(Response(content), media_type, hashlib.sha256(content).hexdigest(), changed)


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
    """Give the data of one edition, or the part of it that a key and periods name."""
    media_type = negotiated((GENERIC, SPECIFIC, CSV))
    attributes = data_detail()
    found = sdmx_flows.asked(flow_reference(flow))
    if len(found) != 1:
        raise nothing()
    try:
        reading = sdmx_flows.readings.of(found[0])
    except Inexpressible as reason:
        raise Refused(404, reason.sentence("en" if tk.h.lang() == "en" else "id")) from None
    if provider not in ("all", "*", reading.structure.provider.id):
        raise nothing()
    args = tk.request.args
    chosen = read_filter(key, args.get("startPeriod", ""), args.get("endPeriod", ""), reading.structure)
    rows = first_of(chosen.rows(reading.rows(found[0].source.rows)))
    told = message(media_type, reading.structure, rows, attributes)
    mark = hashlib.sha256(
        "\n".join([found[0].edition.digest, found[0].id, media_type, key, query()]).encode()
    )
    response = Response(text.encode("utf-8") for text in gathered(told))
    return sent(response, media_type, mark.hexdigest(), found[0].edition.published_at)


def message(media_type: str, structure: Structure, rows: Iterable[Row], attributes: bool) -> Iterator[str]:
    """Tell the data in the form that was chosen."""
    if media_type.startswith(CSV):
        return csv_message(structure, rows, attributes)
    tell = specific_message if media_type.startswith(SPECIFIC) else generic_message
    return tell(sender_of(structure, "data"), structure, rows, attributes)


def data_detail() -> bool:
    """Tell whether attributes are asked for; refuse what is not answered here."""
    args = tk.request.args
    unknown = next((name for name in UNKNOWN_HERE if name in args), "")
    if unknown:
        raise Refused(501, _("%(name)s is not answered here.") % {"name": unknown})
    if args.get("dimensionAtObservation", "AllDimensions") != "AllDimensions":
        raise Refused(501, _("Of dimensionAtObservation, only AllDimensions is answered."))
    detail = args.get("detail", "full")
    if detail not in ATTRIBUTES:
        raise Refused(501, _("Of detail, full and dataonly are answered for data."))
    return ATTRIBUTES[detail]


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


def nothing() -> Refused:
    """The answer for what is not there, and for what the asker may not know of."""
    return Refused(404, _("No results were found for this query."))


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
