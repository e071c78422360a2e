"""The page: one file that a browser opens from anywhere, with nothing to fetch, and nothing that
can run but the scripts written here.

pyvis holds the drawing and brings vis-network; the template is our own. Every script and style
stands in the page and is named by its hash in the content security policy; all that articles say
is JSON.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.errors import OutputError
from kg.export.atomic import replacing
from kg.export.core import LeftOut, core_of
from kg.export.layout import PHONE_CORE, lay_out
from kg.export.network import Network, read_network
from kg.export.page import PageData, as_json
from kg.ontology import Ontology
from kg.triples import AnyGraph

if TYPE_CHECKING:
    from pyvis.network import Network as Drawing

TITLE = "Positions, proposals and territories"
LARGEST = 6_500_000
"""Bytes of facts and arrows in a page; scripts, outlines and places make it about 8 MB."""

_TEMPLATES = Path(__file__).parent / "templates"
_OUTLINES = Path(__file__).parent.parent / "data" / "outlines.json"
"""Natural Earth, public domain; written by docs/make_outlines.mjs."""
_SCRIPTS = (
    "dom.js",
    "svg.js",
    "sources.js",
    "data.js",
    "state.js",
    "words.js",
    "sieve.js",
    "context.js",
    "looks.js",
    "picture.js",
    "choose.js",
    "arrange.js",
    "labels.js",
    "camera.js",
    "pointer.js",
    "graph.js",
    "graph_drawing.js",
    "evidence.js",
    "overview.js",
    "panel.js",
    "search.js",
    "axis.js",
    "periods.js",
    "filters.js",
    "table.js",
    "matrix.js",
    "geo.js",
    "lands.js",
    "callouts.js",
    "map.js",
    "lanes.js",
    "territories.js",
    "timeline.js",
    "compare.js",
    "paths.js",
    "articles.js",
    "main.js",
)


@dataclass(frozen=True, slots=True)
class Inline:
    """A script or style that stands in the page, and the hash that lets it run there."""

    name: str
    text: str

    @property
    def markup(self) -> Markup:
        return Markup(self.text)

    @property
    def source(self) -> str:
        digest = sha256(self.text.encode("utf-8")).digest()
        return f"'sha256-{b64encode(digest).decode('ascii')}'"


def write_html(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the page of a graph; a file that cannot be written raises `OutputError`."""
    page = render(read_network(graph, ontology))
    with replacing(path) as file:
        file.write(page.encode("utf-8", "backslashreplace"))


def render(network: Network, largest: int = LARGEST) -> str:
    """The page of a network, as text; its facts and arrows have at most `largest` bytes."""
    network, data, facts = _fitting(replace(network, title=network.title or TITLE), largest)
    drawing = _drawing(data, network)
    styles = [_inline(_TEMPLATES / "page.css")]
    scripts = [_library(), *(_inline(_TEMPLATES / name) for name in _SCRIPTS)]
    drawing.templateEnv.globals.update(
        title=network.title,
        note=network.note,
        outlines_json=Markup(_outlines(network)),
        styles=styles,
        scripts=scripts,
        policy=_policy(styles, scripts),
        facts_json=Markup(facts),
        as_json=lambda value: Markup(as_json(value)),
    )
    return str(drawing.generate_html())


def _fitting(network: Network, largest: int) -> tuple[Network, PageData, str]:
    """The network, or as much of it as fits, with its data and the data's JSON."""
    share, left, core = 1.0, LeftOut(), network
    while True:
        data = PageData(core, left)
        facts = as_json(data.facts())
        size = len((facts + as_json(data.edges())).encode("utf-8", "backslashreplace"))
        if size <= largest or share < 0.01:
            return core, data, facts
        share *= 0.95 * largest / size
        core, left = core_of(network, share)


def _outlines(network: Network) -> str:
    """The outlines of states as JSON, where anything has a place among them."""
    if not any(node.point for node in network.nodes):
        return "null"
    return as_json(json.loads(_OUTLINES.read_text(encoding="utf-8")))


def _drawing(data: PageData, network: Network) -> Drawing:
    from pyvis.edge import Edge
    from pyvis.network import Network as Drawing

    drawing = Drawing(directed=True, cdn_resources="in_line")
    drawing.path = "page.html.jinja"
    drawing.templateEnv = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    places, upright = lay_out(network), lay_out(network, PHONE_CORE, wide=0.6)
    for node in data.nodes(places, upright):
        drawing.add_node(node.pop("id"), **node)
    for edge in data.edges():
        ends = edge.pop("from"), edge.pop("to")
        drawing.edges.append(Edge(*ends, directed=True, **edge).options)
    return drawing


def _library() -> Inline:
    """vis-network as pyvis ships it, without the line that asks for a source map."""
    import pyvis

    folder = Path(str(pyvis.__file__)).parent / "templates" / "lib"
    found = sorted(folder.glob("vis-*/vis-network.min.js"))
    if not found:
        raise OutputError(
            "vis-network", f"pyvis does not bring it in {folder}; install pyvis again"
        )
    text = _inline(found[-1]).text
    kept = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL=")]
    return Inline("vis-network", "\n".join(kept))


def _inline(path: Path) -> Inline:
    """A file as the browser's parser will see it, which makes every line end with a line feed."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return Inline(path.name, text)


def _policy(styles: list[Inline], scripts: list[Inline]) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(script.source for script in scripts),
        "style-src": " ".join(style.source for style in styles),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
