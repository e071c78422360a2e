"""Facts that say the same become one with all their evidence: by all that they say, and positions
and statements also when they say it again in other words.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.identity import plain_words
from kg.issues import topic
from kg.model import (
    Event,
    Evidence,
    Fact,
    Office,
    Position,
    Proposal,
    Relation,
    Statement,
    TerritoryClaim,
)
from kg.participants import MANY
from kg.similar import Grouping, content_words
from kg.wording import Wording


def identity(fact: Fact) -> tuple[object, ...]:
    """All that the fact says, less its evidence; free text by its content words."""
    match fact:
        case Office():
            return ("office", fact.person, plain_words(fact.title), fact.of)
        case Event():
            return ("event", fact.entity, *(_happening(fact) if fact.entity is None else ()))
        case Proposal():
            return ("proposal", fact.proposer, _gist(fact.content))
        case Position():
            return ("position", fact.holder, fact.stance, _gist(fact.target), topic(fact)[1])
        case TerritoryClaim():
            return (
                "territory",
                fact.territory,
                fact.relation,
                fact.agent,
                fact.date,
                fact.asserted_by,
            )
        case Statement():
            return (
                "statement",
                fact.speaker,
                fact.mode,
                tuple(_gist(t) for t in fact.texts),
            )
        case Relation():
            return ("relation", fact.subject, fact.predicate, fact.object, fact.asserted_by)
    raise TypeError(f"{type(fact).__name__} is no kind of fact that can be merged")


def _happening(event: Event) -> tuple[object, ...]:
    """What an event without a name is told by; its words count where too little else is told."""
    told = event.date and (event.participants or event.place)
    actors = tuple(sorted(event.participants))
    return (event.type, "" if told else event.label, actors, event.place, event.date)


def _gist(text: str) -> tuple[str, ...]:
    """The content words of a text in a fixed order; all its words when none is a content word."""
    return tuple(sorted(content_words(text))) or tuple(plain_words(text).split())


def merge(group: list[Fact]) -> Fact:
    """One fact with the evidence of all; of differing details the earliest in the text stands."""
    group = sorted(group, key=lambda f: min(f.evidence))
    first = group[0]
    changes: dict[str, object] = {"evidence": _joined(group)}
    for name in (*MANY, "corrected"):
        if hasattr(first, name):
            changes[name] = tuple(dict.fromkeys(v for f in group for v in getattr(f, name)))
    if isinstance(first, Position):
        changes["condition"] = next(
            (f.condition for f in group if isinstance(f, Position) and f.condition), ""
        )
    if isinstance(first, TerritoryClaim):
        changes["over"] = all(f.over for f in group if isinstance(f, TerritoryClaim))
    if isinstance(first, Proposal):
        changes["id"] = min(f.id for f in group if isinstance(f, Proposal))
    if isinstance(first, Statement):
        texts = {
            plain_words(t): t for f in group[::-1] if isinstance(f, Statement) for t in f.texts
        }
        changes["texts"] = tuple(sorted(texts.values()))
    return dataclasses.replace(first, **changes)  # type: ignore[arg-type]


def _joined(group: Iterable[Fact]) -> tuple[Evidence, ...]:
    best: dict[object, Evidence] = {}
    for evidence in sorted(
        (e for f in group for e in f.evidence), key=lambda e: (e.passage, -e.certainty, e.rule)
    ):
        best.setdefault(evidence.passage, evidence)
    return tuple(best.values())


def one_event(events: list[Event]) -> Event:
    """Tellings of one event as one: with whatever any of them tells, the day the most exact."""
    one = merge(list(events))
    assert isinstance(one, Event)
    told = sorted(events, key=lambda e: min(e.evidence))
    days = sorted((e.date for e in told if e.date), key=lambda day: (-len(day.iso), day.iso))
    return dataclasses.replace(
        one,
        type=next((e.type for e in told if e.type != "other"), one.type),
        place=next((e.place for e in told if e.place is not None), None),
        entity=min((e.entity for e in told if e.entity is not None), default=None),
        date=days[0] if days else None,
    )


def told_also(proposal: Proposal, stands: Iterable[Position]) -> Proposal:
    """A proposal with what its maker says for it in articles that do not tell of it otherwise."""
    articles = {piece.passage.article for piece in proposal.evidence}
    more = [
        dataclasses.replace(piece, rule="proposal.backed")
        for stand in stands
        if not articles & {e.passage.article for e in stand.evidence}
        for piece in stand.evidence
    ]
    backed = dataclasses.replace(proposal, evidence=tuple(more))
    return dataclasses.replace(proposal, evidence=_joined([proposal, backed]))


def join_positions(positions: list[Position]) -> Iterator[Position]:
    """A stand told again in the same article with fewer words is the fuller one: "the truce" is
    "the truce along the border".
    """
    stands: dict[tuple[str, str, str], list[Position]] = defaultdict(list)
    for stand in positions:
        article = stand.evidence[0].passage.article
        stands[stand.holder, stand.stance, article].append(stand)
    for group in stands.values():
        for first, *again in _by_fullest(group):
            yield dataclasses.replace(first, evidence=_joined([first, *again]))


def _by_fullest(stands: list[Position]) -> list[list[Position]]:
    """Each of the fullest targets, with those that only one of them holds all words of."""
    words = {s.target: content_words(s.target) for s in stands}
    groups: list[list[Position]] = []
    for stand in sorted(stands, key=lambda s: (-len(words[s.target]), s.evidence)):
        own = words[stand.target]
        fuller = [g for g in groups if own and own < words[g[0].target]]
        if len(fuller) == 1:
            fuller[0].append(stand)
        else:
            groups.append([stand])
    return groups


def join_statements(statements: list[Statement], said: Wording) -> Iterator[Statement]:
    """One utterance in two wordings is one statement with both texts, when both are of one mode."""
    grouping = Grouping(
        [f"{s.speaker} {s.mode}" for s in statements],
        [said.words(s.texts[0], s.evidence[0].passage) for s in statements],
        [s.evidence[0].passage.article for s in statements],
        jaccard=0.5,
    )
    for group in grouping.groups():
        members = [statements[i] for i in group]
        one = merge(list(members))
        assert isinstance(one, Statement)
        yield dataclasses.replace(one, texts=tuple(sorted({t for s in members for t in s.texts})))


def order(fact: Fact) -> tuple[object, ...]:
    """What facts are sorted by."""
    return (fact.kind, fact.evidence[0], repr(identity(fact)))
