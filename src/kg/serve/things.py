"""A thing of the graph at its own address, and the document about it: a page for people, Turtle or
JSON-LD for programs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from jinja2 import Environment, FileSystemLoader
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.prefixes import shorten
from kg.serve.media import TRIPLES, chosen
from kg.serve.pool import Pool
from kg.serve.protocol import ask

_KNOWN = "ASK { { ?node ?property ?value } UNION { ?value ?property ?node } }"
_DATA = """
CONSTRUCT { ?node ?property ?value . ?other ?towards ?node } WHERE {
  { ?node ?property ?value } UNION
  { SELECT ?other ?towards ?node { ?other ?towards ?node } ORDER BY ?other ?towards LIMIT 500 }
}
"""
_MORE = """
CONSTRUCT { ?other ?towards ?node } WHERE { ?other ?towards ?node }
ORDER BY ?other ?towards LIMIT 500 OFFSET %d
"""
_SAID = """
SELECT ?node ?property ?value ?name WHERE {
  ?node ?property ?value OPTIONAL { ?value rdfs:label ?name }
} ORDER BY ?property ?name ?value LIMIT 1000
"""
_TELLING = """
SELECT ?node ?property ?value ?name WHERE {
  ?value ?property ?node OPTIONAL { ?value rdfs:label ?name }
} ORDER BY ?value ?property LIMIT 500 OFFSET %d
"""
_SENTENCES = """
SELECT DISTINCT ?node ?sentence ?text ?article ?name WHERE {
  ?node kg:evidence? ?passage . ?passage nif:sentence ?sentence .
  ?sentence nif:anchorOf ?text ; nif:referenceContext ?article .
  OPTIONAL { ?article rdfs:label ?name }
} ORDER BY ?article ?sentence LIMIT 200
"""
_COUNT = "SELECT ?node (COUNT(*) AS ?count) { ?other ?towards ?node } GROUP BY ?node"
_PAGE = 500
_FORMS = {"text/html": "html", **TRIPLES}
_LEGAL = re.compile(r"(?:[^\x00-\x20<>\"{}|^`\\%]|%[0-9A-Fa-f]{2})+")
_TEMPLATES = Path(__file__).parent / "templates"
DOCUMENTS = "/document/"
"""Where the documents about things are."""

Rows = list[dict[str, dict[str, str]]]


def base_path(prefixes: Mapping[str, str]) -> str:
    """The path below which the server has things: that of the graph's own addresses."""
    return urlsplit(prefixes.get("d", "")).path or "/"


async def thing(request: Request, pool: Pool, prefixes: Mapping[str, str]) -> Response:
    """The way from a thing to the document about it; 404 where the graph does not know it."""
    path = base_path(prefixes)
    if "d" not in prefixes or not _path(request).startswith(path):
        raise HTTPException(404)
    iri = await _known(request, pool, prefixes["d"], _path(request)[len(path) :])
    there = _url(DOCUMENTS + iri[len(prefixes["d"]) :])
    link = f'<{there}>; rel="describedby"'
    return RedirectResponse(there, 303, headers={"Link": link})


async def document(request: Request, pool: Pool, prefixes: Mapping[str, str]) -> Response:
    """What the graph says about a thing, and who says something about it; 404 where it says
    nothing, 406 in no other form.
    """
    if "d" not in prefixes:
        raise HTTPException(404)
    iri = await _known(request, pool, prefixes["d"], _path(request)[len(DOCUMENTS) :])
    media, start = _form(request), _start(request)
    about = {"node": {"type": "uri", "value": iri}}
    counted = await _rows(request, pool, _COUNT, about)
    many = int(counted[0]["count"]["value"]) if counted else 0
    headers = {"Vary": "Accept", "Link": _links(iri, prefixes["d"], start, many)}
    if media == "text/html":
        said = await _rows(request, pool, _SAID, about) if not start else []
        telling = await _rows(request, pool, _TELLING % start, about)
        sentences = await _rows(request, pool, _SENTENCES, about) if not start else []
        more = start + _PAGE if start + _PAGE < many else 0
        page = _page(iri, said, telling, sentences, prefixes, more)
        return HTMLResponse(page, headers=headers)
    query = _MORE % start if start else _DATA
    told = await ask(request, pool, query, about, triples=TRIPLES[media])
    return Response(told.body, media_type=media, headers=headers)


def _path(request: Request) -> str:
    """The path as it was sent, with what is percent-encoded left so."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.partition(b"?")[0].decode("ascii", "replace")


async def _known(request: Request, pool: Pool, own: str, local: str) -> str:
    """The address of a thing, which the graph may write percent-encoded or not."""
    plain = unquote(local)
    for name in dict.fromkeys((local, plain, quote(plain, safe="/:@!$&'()*+,;=-._~"))):
        if not name or not _LEGAL.fullmatch(name) or "\ufffd" in name:
            continue
        about = {"node": {"type": "uri", "value": own + name}}
        if "true" in (await ask(request, pool, _KNOWN, about)).body:
            return own + name
    raise HTTPException(404, "the graph says nothing about this address")


def _form(request: Request) -> str:
    """The media type of an answer: by `?format=`, else as `Accept` asks."""
    asked = request.query_params.get("format")
    if asked is not None:
        media = next((media for media, form in _FORMS.items() if form == asked), None)
    else:
        media = chosen(request.headers.get("accept", "*/*"), _FORMS)
    if media is None:
        raise HTTPException(406, f"there are {', '.join(_FORMS)}")
    return media


def _start(request: Request) -> int:
    text = request.query_params.get("from", "0")
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise HTTPException(400, "from is a number")
    return int(text)


def _url(iri: str) -> str:
    return quote(iri, safe="/:@!$&'()*+,;=-._~%?#")


def _links(iri: str, own: str, start: int, many: int) -> str:
    """The links of a document: what it describes, its other forms, and what comes after it."""
    here = _url(DOCUMENTS + iri[len(own) :])
    links = [f'<{_url(iri)}>; rel="describes"']
    links += [
        f'<{here}?format={form}>; rel="alternate"; type="{media}"' for media, form in _FORMS.items()
    ]
    if start + _PAGE < many:
        links.append(f'<{here}?from={start + _PAGE}>; rel="next"')
    return ", ".join(links)


async def _rows(
    request: Request, pool: Pool, query: str, about: Mapping[str, Mapping[str, str]]
) -> Rows:
    rows: Rows = json.loads((await ask(request, pool, query, about)).body)["results"]["bindings"]
    return rows


def _page(
    iri: str,
    said: Rows,
    telling: Rows,
    sentences: Rows,
    prefixes: Mapping[str, str],
    more: int,
) -> str:
    labels = [row["value"]["value"] for row in said if row["property"]["value"].endswith("#label")]
    template = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    return template.get_template("thing.html").render(
        iri=iri,
        title=labels[0] if labels else shorten(iri, prefixes),
        short=shorten(iri, prefixes),
        said=[_shown(row, prefixes) for row in said],
        telling=[_shown(row, prefixes) for row in telling],
        sentences=[
            {
                "text": row["text"]["value"],
                "link": _link(row["sentence"]["value"], prefixes),
                "article": row.get("name", row["article"])["value"],
                "source": _link(row["article"]["value"], prefixes),
            }
            for row in sentences
        ],
        here=_url(DOCUMENTS + iri[len(prefixes["d"]) :]),
        more=more,
    )


def _shown(row: Mapping[str, Mapping[str, str]], prefixes: Mapping[str, str]) -> dict[str, str]:
    """A row for the page; `link` is where a thing of this graph, or another page, is found."""
    value, property_ = row["value"], row["property"]["value"]
    text = row["name"]["value"] if "name" in row else value["value"]
    iri = value["value"] if value["type"] == "uri" else ""
    return {
        "property": shorten(property_, prefixes),
        "text": shorten(text, prefixes) if iri == text else text,
        "link": _link(iri, prefixes),
    }


def _link(iri: str, prefixes: Mapping[str, str]) -> str:
    """Where a page leads for an address; nowhere for one that is no page."""
    own = prefixes["d"]
    link = DOCUMENTS + iri[len(own) :] if iri.startswith(own) else iri
    return link if link.startswith(("/", "http://", "https://")) else ""
