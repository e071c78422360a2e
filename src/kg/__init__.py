"""A knowledge graph of politics from news articles, with a sentence behind every fact.

The way through, one stage a module:

    Path ─read→ Article ─annotate→ Annotated ─extract→ Extraction ─resolve→ Resolved
         ─mapping→ graph ─validate→ Conformance ─export→ files ─query→ Table

`kg.build` goes all the way, `kg.load` opens the graph that it left, `kg.load_pipeline` gives the
language pipeline alone. Importing `kg` loads neither a language model nor a graph library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.language import Language

    from kg.query import Graph
    from kg.report import Report
    from kg.settings import Settings

__all__ = ["__version__", "build", "load", "load_pipeline"]

__version__ = "0.5.0"


def build(
    paths: Path | str | Iterable[Path | str],
    output: Path | str,
    settings: Settings | None = None,
) -> Report:
    """Reads articles, leaves graph, page, report and texts in `output`: `kg.pipeline.build`."""
    from kg.pipeline import build as run

    return run(paths, output, settings)


def load(output: Path | str) -> Graph:
    """The graph of a build (its folder, or a Turtle file), to be asked: `kg.query.Graph`."""
    from kg.query import Graph

    return Graph(output)


def load_pipeline(name: str | None = None) -> Language:
    """The bare language pipeline: tags, lemmas, trees, sentences, names.

    `name` is any installed spaCy pipeline with a parser and a name recogniser; None is the one that
    ships. Raises `kg.errors.PipelineError` when it cannot be loaded.

    >>> [w.pos_ for w in load_pipeline()("Parliament met.")]
    ['NOUN', 'VERB', 'PUNCT']
    """
    from kg.annotate import load_pipeline as load

    return load(name)
