"""How well articles are read: found facts against hand annotation, precision and recall by kind.

A found fact is right when its actors and its class agree with an annotated one and both point at
the same words; each annotated fact is met once. What the annotation calls optional is right when
found and no loss when missed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import (
    Event,
    Fact,
    Office,
    Position,
    Proposal,
    Resolved,
    Statement,
    TerritoryClaim,
)

Row = Mapping[str, Any]
Span = tuple[int, int]
KINDS = ("entity", "office", "event", "proposal", "position", "territory", "statement")
_ANYWHERE = ("entity", "office", "territory")
_SMALL = frozenset({"it", "its", "itself", "a", "an", "the", "of", "to", "in", "on"})


@dataclass
class Tally:
    """Of one kind: annotated facts, those met, facts found, those right."""

    wanted: int = 0
    met: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        precision = self.right / self.found if self.found else 0.0
        recall = self.met / self.wanted if self.wanted else 0.0
        both = precision + recall
        return 2 * precision * recall / both if both else 0.0


def gold_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def found_rows(resolved: Resolved, article: str) -> list[Row]:
    """The facts of one article, as the annotation writes them, with their places as spans."""
    rows = [
        dict(
            _row(fact, resolved),
            kind=fact.kind,
            spans=_spans(fact, article),
            rule=fact.evidence[0].rule,
        )
        for fact in resolved.facts
    ]
    named: dict[str, set[str]] = {}
    for mention in resolved.mentions:
        if mention.passage.article == article:
            named.setdefault(mention.entity, set()).add(mention.text)
    for key, texts in sorted(named.items()):
        entity = resolved.entities[key]
        names = {entity.name, *texts}
        rows.append({"kind": "entity", "type": entity.type, "names": names, "spans": []})
    return [row for row in rows if row["kind"] == "entity" or row["spans"]]


def _spans(fact: Fact, article: str) -> list[Span]:
    passages = [e.passage for e in fact.evidence]
    return [(p.start, p.end) for p in passages if p.article == article]


def _row(fact: Fact, resolved: Resolved) -> dict[str, Any]:
    def name(key: str | None) -> str:
        return "" if key is None else resolved.entities[key].name

    match fact:
        case Office():
            return {"person": name(fact.person), "title": fact.title}
        case Event():
            return {"type": fact.type}
        case Proposal():
            return {"proposer": name(fact.proposer)}
        case Position():
            return {"holder": name(fact.holder), "stance": fact.stance, "target": fact.target}
        case TerritoryClaim():
            place, agent = name(fact.territory), name(fact.agent)
            return {"territory": place, "relation": fact.relation, "agent": agent}
        case Statement():
            return {"speaker": name(fact.speaker), "mode": fact.mode}
    return {}


def judged(gold: Sequence[Row], found: Sequence[Row], text: str) -> Iterator[tuple[Row, bool]]:
    """Each fact found, and whether it is right."""
    aliases = [{_norm(n) for n in _names(g)} for g in gold if g["kind"] == "entity"]
    for kind in KINDS[1:]:
        ours = [f for f in found if f["kind"] == kind]
        wanted = [g for g in gold if g["kind"] == kind]
        right = {j for _, j in _matched(wanted, ours, text, aliases)}
        yield from ((row, j in right) for j, row in enumerate(ours))


def scored(gold: Sequence[Row], found: Sequence[Row], text: str) -> dict[str, Tally]:
    """The tally of each kind for one article."""
    aliases = [{_norm(n) for n in _names(g)} for g in gold if g["kind"] == "entity"]
    result = {}
    for kind in KINDS:
        wanted = [g for g in gold if g["kind"] == kind]
        ours = [f for f in found if f["kind"] == kind]
        met = dict(_matched(wanted, ours, text, aliases))
        must = [i for i, g in enumerate(wanted) if not g.get("optional")]
        result[kind] = Tally(len(must), sum(i in met for i in must), len(ours), len(met))
    return result


def _matched(
    gold: Sequence[Row], found: Sequence[Row], text: str, aliases: list[set[str]]
) -> Iterator[tuple[int, int]]:
    """Pairs of annotated and found facts, the closest first, none used twice."""
    pairs = [
        (_agreement(g, f, text, aliases), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
    ]
    left: set[int] = set()
    right: set[int] = set()
    for score, i, j in sorted(pairs, key=lambda p: (-p[0], p[1:])):
        if score > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _agreement(gold: Row, found: Row, text: str, aliases: list[set[str]]) -> float:
    def same(field: str) -> bool:
        return _same(gold[field], found[field], aliases)

    near = _overlap(_places(gold, text), found["spans"])
    match gold["kind"]:
        case "entity":
            names = [(ours, theirs) for ours in _names(gold) for theirs in found["names"]]
            right = gold["type"] == found["type"] and any(_same(*p, aliases) for p in names)
        case "office":
            right = same("person") and _shared(gold["title"], found["title"]) >= 0.5
        case "event":
            right = gold["type"] == found["type"] or "other" in (gold["type"], found["type"])
        case "proposal":
            right = same("proposer")
        case "position":
            right = same("holder") and gold["stance"] == found["stance"]
            right = right and _shared(gold["target"], found["target"]) > 0
        case "territory":
            right = gold["relation"] == found["relation"] and same("agent")
            alike = _shared(gold["territory"], found["territory"]) >= 0.5
            right = right and (same("territory") or alike)
        case _:
            right = same("speaker") and gold["mode"] == found["mode"]
    return 1 + near if right and (near or gold["kind"] in _ANYWHERE) else 0.0


def _names(gold: Row) -> Iterable[str]:
    return (gold["name"], *gold.get("aliases", ()))


def _places(gold: Row, text: str) -> list[Span]:
    quotes = (gold["evidence"], *gold.get("also", ()))
    return [m.span() for quote in quotes for m in re.finditer(re.escape(quote), text)]


def _overlap(ours: list[Span], theirs: list[Span]) -> float:
    """The best share of the shorter span that two have in common; less than 0.4 is nothing."""
    shares = [
        (min(b, d) - max(a, c)) / max(1, min(b - a, d - c)) for a, b in ours for c, d in theirs
    ]
    best = max(shares, default=0.0)
    return best if best >= 0.4 else 0.0


def _same(one: str, other: str, aliases: list[set[str]]) -> bool:
    """Equal, known as one, or a surname and the full name; a ";" separates either-or."""
    if ";" in one:
        return any(_same(part, other, aliases) for part in one.split(";"))
    a, b = _norm(one), _norm(other)
    if a == b or any(a in names and b in names for names in aliases):
        return True
    return (
        bool(a and b) and 1 in (len(a.split()), len(b.split())) and a.split()[-1] == b.split()[-1]
    )


def _shared(one: str, other: str) -> float:
    a, b = ({w[:6] for w in _norm(t).split()} - _SMALL for t in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _norm(text: str) -> str:
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"['’]s\b", "", text.casefold())
    return " ".join(re.sub(r"[^\w\s]", " ", text).split()).removeprefix("the ")
