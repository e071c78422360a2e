"""A graph file that exists -> Conformance: whoever made it, in whatever form of RDF.

kg validate output
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, Graph
from rdflib.term import Node

from kg.errors import InputError
from kg.manifest import TEXT
from kg.ontology import Ontology, load_ontology
from kg.outputs import REPORT
from kg.terms import graph_of
from kg.validate import Conformance, Violation, validate


def check(graph: Path) -> tuple[Conformance, int]:
    """Whether the graph in a file, or in the folder of a build, is as it has to be; its triples.

    Of a build, the sentences are compared with the texts as well. Raises `InputError` where there
    is no graph, or it is in no form of RDF.
    """
    ontology, folder = load_ontology(), graph if graph.is_dir() else None
    content = _read(graph / "graph.ttl" if folder else graph, ontology)
    found = validate(content, ontology)
    forged = tuple(_forged(content, ontology, folder)) if folder else ()
    violations = tuple(sorted({*found.violations, *forged}))
    return Conformance(conforms=not violations, violations=violations), len(content)


def _read(file: Path, ontology: Ontology) -> Graph:
    form = ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
    if form is None:
        raise InputError(
            file, "is no graph file by its name (.ttl, .nt, .nq, .trig, .jsonld, .rdf)"
        )
    try:
        graph = graph_of(ox.parse(path=str(file), format=form))
    except (SyntaxError, ValueError) as error:
        raise InputError(file, f"is not {form.name}: {error}") from error
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error}); build one with kg build"
        raise InputError(file, problem) from error
    for prefix, namespace in ontology.prefixes.items():
        graph.bind(prefix, namespace)
    for space in graph.objects(None, ontology["void:uriSpace"]):
        graph.bind("d", str(space))
    return graph


def _forged(graph: Graph, ontology: Ontology, folder: Path) -> Iterator[Violation]:
    """The sentences that are not what stands at their place in the texts of a build."""
    texts = dict(_texts(graph, ontology, folder))
    for sentence in graph.subjects(RDF.type, ontology["nif:Sentence"]):
        start, end, words, article = (
            graph.value(sentence, ontology[f"nif:{name}"])
            for name in ("beginIndex", "endIndex", "anchorOf", "referenceContext")
        )
        if article in texts and texts[article][int(str(start)) : int(str(end))] != str(words):
            yield Violation(
                focus=ontology.curie(str(sentence)),
                message="A sentence has the words that stand at its place in its text.",
                sentence=str(words),
            )


def _texts(graph: Graph, ontology: Ontology, folder: Path) -> Iterator[tuple[Node, str]]:
    """The articles whose texts lie in a folder."""
    try:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        files = {str(a["name"]): folder / TEXT / Path(a["text"]).name for a in report["articles"]}
    except (OSError, ValueError, LookupError, TypeError):
        return
    for article, name in graph.subject_objects(ontology["dcterms:identifier"]):
        if str(name) in files and files[str(name)].is_file():
            yield article, files[str(name)].read_bytes().decode("utf-8", "replace")
