"""Graph -> files. Each exporter writes beside its target and renames, and leaves the graph as it
is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rdflib import Graph

from kg.export.html import write_html
from kg.export.turtle import write_turtle
from kg.ontology import Ontology

EXPORTERS: dict[str, Callable[[Graph, Ontology, Path], None]] = {
    "ttl": write_turtle,
    "html": write_html,
}
