"""A thing of the graph at its own address: a page for people, Turtle or JSON-LD for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.prefixes import shorten
from kg.serve.media import TRIPLES, chosen
from kg.serve.pool import Pool
from kg.serve.protocol import ask

_KNOWN = "ASK { ?node ?property ?value }"
_DATA = "CONSTRUCT { ?node ?property ?value } WHERE { ?node ?property ?value }"
_SAID = """
SELECT ?node ?property ?value ?name WHERE {
  ?node ?property ?value OPTIONAL { ?value rdfs:label ?name }
} ORDER BY ?property ?name ?value LIMIT 1000
"""
_TELLING = """
SELECT ?node ?property ?value ?name WHERE {
  ?value ?property ?node ; rdfs:label ?name
} ORDER BY ?property ?name ?value LIMIT 200
"""
_FORMS = {"text/html": "html", **TRIPLES}
_TEMPLATES = Path(__file__).parent / "templates"

Rows = list[dict[str, dict[str, str]]]


def base_path(prefixes: Mapping[str, str]) -> str:
    """The path below which the server has things: that of the graph's own addresses."""
    return urlsplit(prefixes.get("d", "")).path or "/"


async def thing(request: Request, pool: Pool, prefixes: Mapping[str, str]) -> Response:
    """What the graph says about an address; 404 where it says nothing, 406 in no other form."""
    path = base_path(prefixes)
    if "d" not in prefixes or not request.url.path.startswith(path):
        raise HTTPException(404)
    iri = prefixes["d"] + request.url.path[len(path) :]
    media = chosen(request.headers.get("accept", "*/*"), _FORMS)
    if media is None:
        raise HTTPException(406, f"there are {', '.join(_FORMS)}")
    about = {"node": {"type": "uri", "value": iri}}
    if "false" in (await ask(request, pool, _KNOWN, about)).body:
        raise HTTPException(404, f"the graph says nothing about {iri}")
    if media == "text/html":
        said = await _rows(request, pool, _SAID, about)
        telling = await _rows(request, pool, _TELLING, about)
        return _page(iri, said, telling, prefixes)
    told = await ask(request, pool, _DATA, about, triples=TRIPLES[media])
    return Response(told.body, media_type=media, headers={"Vary": "Accept"})


async def _rows(
    request: Request, pool: Pool, query: str, about: Mapping[str, Mapping[str, str]]
) -> Rows:
    rows: Rows = json.loads((await ask(request, pool, query, about)).body)["results"]["bindings"]
    return rows


def _page(iri: str, said: Rows, telling: Rows, prefixes: Mapping[str, str]) -> Response:
    labels = [row["value"]["value"] for row in said if row["property"]["value"].endswith("#label")]
    template = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    text = template.get_template("thing.html").render(
        iri=iri,
        title=labels[0] if labels else shorten(iri, prefixes),
        short=shorten(iri, prefixes),
        said=[_shown(row, prefixes) for row in said],
        telling=[_shown(row, prefixes) for row in telling],
    )
    return HTMLResponse(text, headers={"Vary": "Accept"})


def _shown(row: Mapping[str, Mapping[str, str]], prefixes: Mapping[str, str]) -> dict[str, str]:
    """A row for the page; `link` is where a thing of this graph, or another page, is found."""
    value, property_ = row["value"], row["property"]["value"]
    text = row["name"]["value"] if "name" in row else value["value"]
    iri = value["value"] if value["type"] == "uri" else ""
    own = prefixes["d"]
    link = base_path(prefixes) + iri[len(own) :] if iri.startswith(own) else iri
    return {
        "property": shorten(property_, prefixes),
        "text": shorten(text, prefixes) if iri == text else text,
        "link": link if link.startswith(("/", "http://", "https://")) else "",
    }
