"""A graph file that exists -> Conformance: whoever made it, in whatever form of RDF.

kg validate output
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.manifest import TEXT
from kg.ontology import Ontology, load_ontology
from kg.outputs import REPORT
from kg.triples import TYPE, Triples, read_turtle, text_of
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


def _read(file: Path, ontology: Ontology) -> Triples:
    if not file.exists():
        raise InputError(file, "does not exist; give a graph, or the folder of a build")
    form = ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
    if form is None:
        raise InputError(
            file, "is no graph file by its name (.ttl, .nt, .nq, .trig, .jsonld, .rdf)"
        )
    try:
        graph = read_turtle(file, form)
    except (SyntaxError, ValueError) as error:
        raise InputError(file, f"is not {form.name}: {error}") from error
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error}); build one with kg build"
        raise InputError(file, problem) from error
    space = min(map(text_of, graph.towards(ontology["void:uriSpace"])), default="")
    graph.prefixes = {**ontology.prefixes, **({"d": space} if space else {})}
    return graph


def _forged(graph: Triples, ontology: Ontology, folder: Path) -> Iterator[Violation]:
    """The sentences that are not what stands at their place in the texts of a build."""
    texts = dict(_texts(graph, ontology, folder))
    for sentence in graph.subjects(TYPE, ontology["nif:Sentence"]):
        article, words, *offsets = (
            graph.text(sentence, ontology[f"nif:{name}"])
            for name in ("referenceContext", "anchorOf", "beginIndex", "endIndex")
        )
        if article not in texts or not all(map(str.isdecimal, offsets)):
            continue
        start, end = map(int, offsets)
        if texts[article][start:end] != words:
            message = "A sentence has the words that stand at its place in its text."
            yield Violation(focus=sentence, message=message, sentence=words)


def _texts(graph: Triples, ontology: Ontology, folder: Path) -> Iterator[tuple[str, str]]:
    """The articles whose texts lie in a folder."""
    try:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        files = {str(a["name"]): folder / TEXT / Path(a["text"]).name for a in report["articles"]}
    except (OSError, ValueError, LookupError, TypeError):
        return
    identifier = ontology["dcterms:identifier"]
    for article in graph.having(identifier):
        file = files.get(graph.text(article, identifier))
        if file is not None and file.is_file():
            yield article, file.read_bytes().decode("utf-8", "replace")
