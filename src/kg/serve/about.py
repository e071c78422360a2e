"""What the server says of itself and of its graph, to be found without knowing an address."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.ontology import ontology_file
from kg.serve.pool import Pool
from kg.serve.protocol import ask

_DATASET = "SELECT ?node { ?node a dcat:Dataset } ORDER BY ?node LIMIT 1"
_SERVICE = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix void: <http://rdfs.org/ns/void#> .

</sparql> a sd:Service ;
    sd:endpoint </sparql> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML ,
        formats:SPARQL_Results_CSV , formats:SPARQL_Results_TSV , formats:Turtle ,
        formats:N-Triples , formats:JSON-LD , formats:RDF_XML ;
    sd:defaultDataset </sparql#dataset> ;
    rdfs:seeAlso </.well-known/void> , </ontology> .

</sparql#dataset> a sd:Dataset ;
    sd:defaultGraph </sparql#graph> .

</sparql#graph> a sd:Graph{dataset} .
"""


async def service(request: Request, pool: Pool) -> Response:
    """The description of the endpoint, as Turtle."""
    found = await _dataset(request, pool)
    text = _SERVICE.replace("{dataset}", f" ;\n    rdfs:seeAlso <{found}>" if found else "")
    return Response(text, media_type="text/turtle", headers={"Vary": "Accept"})


async def void(request: Request, pool: Pool, own: str, documents: str) -> Response:
    """The way to what the graph says of itself; 404 where it says nothing."""
    found = await _dataset(request, pool)
    if not own or not found.startswith(own):
        raise HTTPException(404, "the graph does not describe itself")
    return RedirectResponse(documents + found[len(own) :], 303)


async def ontology(request: Request) -> Response:
    """The terms of the graph, as Turtle."""
    return Response(ontology_file("kg.ttl").read_bytes(), media_type="text/turtle")


async def _dataset(request: Request, pool: Pool) -> str:
    rows = json.loads((await ask(request, pool, _DATASET)).body)["results"]["bindings"]
    return str(rows[0]["node"]["value"]) if rows else ""
