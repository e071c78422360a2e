"""A network as the plain data of the page: numbers for names, offsets as JavaScript counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from kg.export.core import LeftOut
from kg.export.facts import FactCard, key_of
from kg.export.network import Kind, Network
from kg.export.passages import Span

Data = dict[str, Any]
Places = dict[str, tuple[int, int]]


class PageData:
    """The page's data: `facts()` for panels and tables, `nodes()` and `edges()` to draw."""

    def __init__(self, network: Network, title: str, left: LeftOut | None = None) -> None:
        self._network = network
        self._left = left or LeftOut()
        self._title = title
        self._node = {node.iri: at for at, node in enumerate(network.nodes)}
        self._fact = {fact.iri: at for at, fact in enumerate(network.facts)}
        self._sentences = {sentence.iri: sentence for sentence in network.sentences}
        self._sentence = {iri: at for at, iri in enumerate(self._sentences)}
        self._kind = {kind.key: at for at, kind in enumerate(network.kinds)}
        self._fact_kind = {kind.key: at for at, kind in enumerate(network.fact_kinds)}
        self._stance = {kind.key: at for at, kind in enumerate(network.stances)}
        self._rules: dict[str, int] = {}

    def facts(self) -> Data:
        """Everything but the drawing."""
        network = self._network
        article = {source.iri: at for at, source in enumerate(network.sources)}
        ids = short_names([node.iri for node in network.nodes])
        nodes = [
            {
                "id": ids[node.iri],
                "kind": self._kind.get(node.kind, 0),
                "label": node.label,
                "aliases": [alias for alias in node.aliases if alias != node.label],
                "link": node.link,
                "weight": node.weight,
                "mentions": [self._span(span) for span in node.mentions],
            }
            for node in network.nodes
        ]
        names = short_names([fact.iri for fact in network.facts])
        facts = [self._card(fact, names[fact.iri]) for fact in network.facts]
        return {
            "title": self._title,
            "nodeKinds": [_kind(kind) for kind in network.kinds],
            "factKinds": [_kind(kind) for kind in network.fact_kinds],
            "stances": [_kind(kind) for kind in network.stances],
            "articles": [
                {
                    "name": source.name,
                    "title": source.title,
                    "publisher": source.publisher,
                    "published": source.published,
                    "url": source.url,
                    "copyOf": source.copy_of,
                }
                for source in network.sources
            ],
            "sentences": [[article[one.article], one.begin, one.text] for one in network.sentences],
            "nodes": nodes,
            "facts": facts,
            "rules": list(self._rules),
            "leftOut": {"nodes": self._left.nodes, "facts": self._left.facts},
        }

    def nodes(self, places: Places, upright: Places) -> list[Data]:
        """The nodes as the drawing takes them, with places on a wide screen and on a phone."""
        return [
            {
                "id": at,
                "label": node.label[:80],
                "x": places[node.iri][0],
                "y": places[node.iri][1],
                "phone": upright[node.iri],
            }
            for at, node in enumerate(self._network.nodes)
        ]

    def edges(self) -> list[Data]:
        """The arrows as the drawing takes them, from the strongest."""
        return [
            {
                "from": self._node[arrow.source],
                "to": self._node[arrow.target],
                "style": arrow.style,
                "said": arrow.said,
                "label": arrow.label[:80],
                "facts": [self._fact[iri] for iri in arrow.facts],
            }
            for arrow in self._network.arrows
        ]

    def _card(self, fact: FactCard, name: str) -> Data:
        return {
            "id": name,
            "kind": self._fact_kind[fact.kind],
            "label": fact.label,
            "stance": self._stance.get(fact.stance, -1),
            "by": self._node.get(fact.by, -1),
            "date": [fact.date, fact.earliest, fact.latest] if fact.date else None,
            "node": self._node.get(fact.iri, -1),
            "parts": [[p.role, p.property, p.text, self._node.get(p.node, -1)] for p in fact.parts],
            "evidence": [
                [*self._span(span), round(span.certainty, 3), self._rule(span.rule)]
                for span in fact.evidence
            ],
        }

    def _rule(self, rule: str) -> int:
        return self._rules.setdefault(rule, len(self._rules))

    def _span(self, span: Span) -> list[int]:
        text = self._sentences[span.sentence].text
        return [self._sentence[span.sentence], units(text, span.start), units(text, span.end)]


def units(text: str, offset: int) -> int:
    """An offset in code points as JavaScript counts it: what lies beyond U+FFFF counts twice.

    >>> units("a😀b", 2)
    3
    """
    if text.isascii():
        return offset
    return offset + sum(char > "\uffff" for char in text[:offset])


def short_names(iris: Iterable[str]) -> dict[str, str]:
    """The end of each IRI, or all of it where two end alike: stable names for the page's address.

    >>> short_names(["https://a/x", "https://a/y", "https://b/y"])["https://a/x"]
    'x'
    """
    held = list(iris)
    shared = Counter(key_of(iri) for iri in held)
    return {iri: key_of(iri) if shared[key_of(iri)] == 1 else iri for iri in held}


def as_json(data: object) -> str:
    """JSON that stays inside a script element: nothing in it ends the element or starts markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _kind(kind: Kind) -> Data:
    return {
        "key": kind.key,
        "label": kind.label,
        "plural": _plural(kind.label),
        "colour": kind.colour,
        "shape": kind.shape,
        "style": kind.style,
    }


def _plural(label: str) -> str:
    first, of, rest = label.partition(" of ")
    if of:
        return _plural(first) + of + rest
    if label.endswith("y"):
        return label[:-1] + "ies"
    return label + ("es" if label.endswith(("s", "x", "ch", "sh")) else "s")
