"""What a build found: as a record, as `report.json`, and as a few lines for a person."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.model import Article, Position, Proposal, Resolved, Skipped, Statement, TerritoryClaim
from kg.skips import skip_lines

_EXCERPT = 120
_KINDS = {
    "statement": ("statement", "statements"),
    "proposal": ("proposal", "proposals"),
    "position": ("position", "positions"),
    "territory": ("territorial claim", "territorial claims"),
    "office": ("office", "offices"),
    "event": ("event", "events"),
    "relation": ("relation", "relations"),
}
_TYPES = {
    "person": ("person", "people"),
    "organization": ("organisation", "organisations"),
    "place": ("place", "places"),
    "event": ("event", "events"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedArticle:
    """An article as the report lists it: all but its text, which lies in the file `text`."""

    name: str
    title: str
    published: str
    publisher: str
    url: str
    copy_of: str
    text: str
    characters: int
    cuts: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a build. `actors` are those with most facts, most first; `unmet` corrections
    that do not apply.
    """

    articles: tuple[ReportedArticle, ...]
    skipped: tuple[Skipped, ...]
    entities: Mapping[str, int]
    facts: Mapping[str, int]
    mentions: int
    triples: int
    actors: tuple[tuple[str, int], ...]
    unmet: tuple[str, ...]
    conforms: bool
    violations: tuple[Mapping[str, Any], ...]

    def exit_code(self, *, strict: bool) -> int:
        """0 built; 1 the graph does not conform, or something was skipped and that counts."""
        return int(not self.conforms or (strict and bool(self.skipped)))

    def to_json(self) -> str:
        """The report as JSON: the same for the same articles, whenever and wherever built."""
        content = {
            "articles": [asdict(article) for article in self.articles],
            "skipped": [_skipped(skipped) for skipped in self.skipped],
            "counts": {
                "articles": len(self.articles),
                "independent_articles": sum(not article.copy_of for article in self.articles),
                "entities": dict(self.entities),
                "facts": dict(self.facts),
                "mentions": self.mentions,
                "triples": self.triples,
                "cuts": dict(sorted(self.cuts().items())),
            },
            "corrections": {"unmet": list(self.unmet)},
            "conformance": {"conforms": self.conforms, "violations": list(self.violations)},
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def cuts(self) -> Counter[str]:
        """How often each cue left something out."""
        return Counter(cut["cue"] for article in self.articles for cut in article.cuts)


def _skipped(skipped: Skipped) -> dict[str, Any]:
    """What was skipped and why; where in the program, when nobody foresaw it."""
    return {name: value for name, value in asdict(skipped).items() if name != "trace" or value}


def reported(article: Article, text: str) -> ReportedArticle:
    """The line of an article, whose text lies in the file `text`."""
    return ReportedArticle(
        name=article.name,
        title=article.title,
        published=article.published.isoformat() if article.published else "",
        publisher=article.publisher,
        url=article.url,
        copy_of=article.copy_of,
        text=text,
        characters=len(article.text),
        cuts=tuple(
            {**asdict(cut), "excerpt": _excerpt(article.text[cut.start : cut.end])}
            for cut in article.cuts
        ),
        notes=article.notes,
    )


def counts(resolved: Resolved) -> tuple[dict[str, int], dict[str, int]]:
    """How many entities there are of each type, and facts of each kind; none is left out."""
    types = Counter(entity.type for entity in resolved.entities.values())
    kinds = Counter(fact.kind for fact in resolved.facts)
    return {name: types[name] for name in _TYPES}, {name: kinds[name] for name in _KINDS}


def leading_actors(resolved: Resolved, most: int = 5) -> tuple[tuple[str, int], ...]:
    """Who speaks, proposes, takes positions or holds land most often, by name."""
    keys: Counter[str] = Counter()
    for fact in resolved.facts:
        match fact:
            case Statement(speaker=key) | Position(holder=key) | TerritoryClaim(agent=key):
                keys[key] += 1
            case Proposal(proposer=str(key)):
                keys[key] += 1
    named = {key: resolved.entities[key].name for key in keys if key in resolved.entities}
    ranked = sorted(named, key=lambda key: (-keys[key], named[key], key))
    return tuple((named[key], keys[key]) for key in ranked[:most])


def summary(report: Report, output: Path) -> str:
    """The report in a few lines for a person."""
    return "\n".join(_lines(report, output)) + "\n"


def _lines(report: Report, output: Path) -> Iterator[str]:
    copies = sum(bool(article.copy_of) for article in report.articles)
    told = f" ({_number(copies, 'copy of another', 'copies of others')})" if copies else ""
    yield f"Read {_number(len(report.articles), 'article', 'articles')}{told}."
    yield f"Found {_listed(report.entities, _TYPES)};"
    yield f"      {_listed(report.facts, _KINDS)}."
    if report.actors:
        yield (
            "Most active: " + ", ".join(f"{name} ({count})" for name, count in report.actors) + "."
        )
    cut = report.cuts()
    if cut:
        most = ", ".join(sorted(cut, key=lambda cue: (-cut[cue], cue))[:4])
        yield f"Left out {_number(cut.total(), 'passage', 'passages')} of no content ({most} …)."
    yield from _noted(report)
    yield from _unmet(report)
    yield from _conformance(report)
    yield ""
    yield f"  {output / 'graph.html'}   open it in a browser"
    yield f"  {output / 'graph.ttl'}    {report.triples:,} triples"
    yield f"  {output / 'report.json'}  what was read, left out and skipped"
    yield ""
    yield f"Next: kg query positions -g {output}   (kg questions lists all)"


def _noted(report: Report) -> Iterator[str]:
    for article in report.articles:
        for note in article.notes:
            yield f"  note: {article.name}: {note}"
    yield from skip_lines(report.skipped, len(report.articles))


def _unmet(report: Report) -> Iterator[str]:
    if report.unmet:
        told = _number(len(report.unmet), "correction does", "corrections do")
        more = ", …; report.json lists all" if len(report.unmet) > 1 else ""
        yield f"{told} not apply: {_excerpt(report.unmet[0], 2 * _EXCERPT)}{more}"


def _conformance(report: Report) -> Iterator[str]:
    if report.conforms:
        return
    found = _number(len(report.violations), "violation", "violations")
    yield f"The graph does not conform: {found}."
    for violation in report.violations[:5]:
        told = {
            key: str(violation.get(key, "")) for key in ("message", "label", "sentence", "rule")
        }
        yield f"  {told['message']}  ({told['label'] or violation.get('focus', '')})"
        if told["sentence"]:
            yield f"    {told['rule']}: {_excerpt(told['sentence'])}"
    if len(report.violations) > 5:
        yield f"  and {len(report.violations) - 5} more; see report.json"


def _listed(numbers: Mapping[str, int], names: Mapping[str, tuple[str, str]]) -> str:
    parts = [_number(numbers[key], *names[key]) for key in names if numbers.get(key)]
    return ", ".join(parts) or "nothing"


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _excerpt(text: str, longest: int = _EXCERPT) -> str:
    short = " ".join(text.split())
    return short if len(short) <= longest else f"{short[:longest]}…"
