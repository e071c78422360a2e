"""What a person should look at in a built graph, most valuable first, each with its sentences.

kg review --output DIR

Doubtful are facts that stand as direct triples or contradict others, and entities with nearly the
same name. First comes where a decision is worth most: how many facts it touches, times how likely
the graph is wrong there. What a person has corrected is not asked again.
"""

from __future__ import annotations

import itertools
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from kg.corrections.lines import NAME, PAIRED, Correction
from kg.corrections.references import plain
from kg.explain import printable, records
from kg.prefixes import shorten
from kg.query import Graph

_FACTS = """
SELECT DISTINCT ?fact ?label ?certainty WHERE {
  ?fact a kg:Fact ; rdfs:label ?label ; kg:certainty ?certainty .
  FILTER NOT EXISTS { ?fact kg:corrected ?note }
} ORDER BY ?fact ?label
"""
_DIRECT = """
SELECT DISTINCT ?fact WHERE {
  { ?fact kg:territory ?one ; kg:relation ?term ; kg:agent ?other }
  UNION { ?fact kg:holder ?one ; kg:stance ?term ; kg:toward ?other }
  UNION { ?fact kg:subject ?one ; kg:predicate ?term ; kg:object ?other }
  ?one ?term ?other .
  FILTER NOT EXISTS { ?fact kg:assertedBy ?speaker . ?speaker a kg:Agent }
} ORDER BY ?fact
"""
_ENTITIES = """
SELECT ?node ?type ?name (COUNT(DISTINCT ?fact) AS ?facts) WHERE {
  VALUES (?class ?type) { (kg:Person "person") (kg:Organization "organization")
    (kg:Place "place") (kg:Event "event") }
  ?node a ?class ; rdfs:label ?name .
  OPTIONAL { ?fact ?property ?node ; a kg:Fact }
} GROUP BY ?node ?type ?name ORDER BY ?node ?type ?name
"""
_TOLD = """
SELECT DISTINCT ?node ?article ?sentence WHERE {
  { ?node kg:evidence ?at } UNION { ?at itsrdf:taIdentRef ?node }
  ?at nif:sentence/nif:anchorOf ?sentence ; nif:referenceContext/dcterms:identifier ?article .
} ORDER BY ?article ?sentence LIMIT 2
"""
_ALIKE = 0.85
_EVEN = 0.5
"""How likely two names that are nearly one are of one thing."""
_BEGINNING = 3
_COMMON = 50
"""A beginning of a word that more names than this have brings no two of them together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A decision that a person may take about `nodes`, and why; `value` is what it is worth."""

    value: float
    decision: str
    nodes: tuple[str, ...]
    told: str
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Named:
    type: str
    words: tuple[str, ...]
    name: str
    node: str
    facts: int


def review(
    output: Path,
    corrections: Iterable[Correction] = (),
    *,
    most: int = 20,
    file: Path = Path(NAME),
) -> str:
    """The commands for what is doubtful in a built graph, each with its reason and sentences.

    Every line but the commands begins with #, so that those that are right can be pasted as they
    are. `corrections` are decisions that were taken already, `file` is where more are added.
    """
    places = ["--output", str(output), "--corrections", str(file)]
    with Graph(output) as graph:
        doubts = sorted(
            [*_doubtful_facts(graph), *_doubtful_pairs(graph, corrections)],
            key=lambda doubt: (-doubt.value, doubt.told, doubt.nodes),
        )
        lines = [line for doubt in doubts[:most] for line in _shown(doubt, graph, places)]
    return "".join(f"{line}\n" for line in lines)


def _doubtful_facts(graph: Graph) -> Iterator[Doubt]:
    """Facts that are direct triples, and those that contradict others."""
    direct = {row["fact"] for row in records(graph.ask(_DIRECT))}
    against: dict[str, set[str]] = defaultdict(set)
    for row in records(graph.ask("contradictions")):
        against[row["left"]].add(row["right"])
        against[row["right"]].add(row["left"])
    for row in records(graph.ask(_FACTS)):
        fact, others = row["fact"], sorted(against[row["fact"]])
        reasons = [f"contradicts {len(others)}"] * bool(others)
        reasons += ["stands as a direct triple"] * (fact in direct)
        if reasons:
            yield Doubt(
                value=(1 + len(others)) * (1 - float(row["certainty"])),
                decision="reject",
                nodes=(fact,),
                told=f"{row['label']} ({', '.join(reasons)}; certainty {row['certainty']})",
                against=tuple(others),
            )


def _doubtful_pairs(graph: Graph, corrections: Iterable[Correction]) -> Iterator[Doubt]:
    """Entities of one type with nearly the same name."""
    decided = {
        frozenset(plain(reference.name) for reference in correction.pair)
        for correction in corrections
        if correction.decision in PAIRED
    }
    named = [
        _Named(
            type=row["type"],
            words=tuple(plain(row["name"]).split()),
            name=row["name"],
            node=row["node"],
            facts=int(row["facts"]),
        )
        for row in records(graph.ask(_ENTITIES))
    ]
    for one, other in _near(named):
        likeness = alike(one.words, other.words, person=one.type == "person")
        both = frozenset((" ".join(one.words), " ".join(other.words)))
        if likeness >= _ALIKE and both not in decided:
            one, other = sorted((one, other), key=lambda n: (-n.facts, -len(n.words), n))
            yield Doubt(
                value=other.facts * _EVEN,
                decision="same",
                nodes=(one.node, other.node),
                told=f"{one.name} / {other.name} (nearly one name; facts: "
                f"{one.facts}, {other.facts})",
            )


def _near(named: Sequence[_Named]) -> list[tuple[_Named, _Named]]:
    """Pairs of one type of which a word begins alike, so that not all need to be compared."""
    blocks: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    for entity in named:
        for beginning in {word[:_BEGINNING] for word in entity.words}:
            blocks[entity.type, beginning].append(entity)
    small = [block for block in blocks.values() if len(block) <= _COMMON]
    pairs = (tuple(sorted(p)) for block in small for p in itertools.combinations(block, 2))
    return sorted({(one, other) for one, other in pairs})


def alike(one: Sequence[str], other: Sequence[str], *, person: bool) -> float:
    """How much two names, word by word, may be of one thing; from 0 to 1.

    Of a person a surname alone and an initial may be the full name.

    >>> alike(["a", "voss"], ["ada", "voss"], person=True)
    0.9
    >>> alike(["sudan"], ["south", "sudan"], person=False) < 0.85
    True
    """
    short, full = sorted((one, other), key=lambda words: (len(words), list(words)))
    likeness = SequenceMatcher(None, " ".join(short), " ".join(full), autojunk=False).ratio()
    if person and short and full and short[-1] == full[-1]:
        initial = len(short) > 1 and {len(short[0]), len(full[0])} & {1}
        if len(short) == 1 or (initial and short[0][0] == full[0][0]):
            return max(likeness, 0.9)
    return likeness


def _shown(doubt: Doubt, graph: Graph, places: Sequence[str]) -> Iterator[str]:
    """The command, what it is about, and the sentences of either side."""
    names = [shorten(node, graph.prefixes) for node in doubt.nodes]
    yield shlex.join(["kg", doubt.decision, *names, *places])
    yield _remark(doubt.told)
    for node in (*doubt.nodes, *doubt.against[:1]):
        if node in doubt.against:
            yield _remark(f"against {shorten(node, graph.prefixes)}")
        for row in records(graph.ask(_TOLD, {"node": node})):
            yield _remark(f"  {row['article']}: {' '.join(row['sentence'].split())}")


def _remark(text: str) -> str:
    return f"# {printable(text)}"
