"""Stage 4: extractions become one corpus: one entity a thing, one fact a thing said, with all its
evidence.

Entities are the same when the entity base knows them as one, or when their type and name agree
after accents and case; a person's surname alone never joins two articles. Facts are the same when
all that they say is the same; proposals and quotations also when their words nearly are. The only
stage that needs the whole corpus.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.corrections.entities import decide
from kg.corrections.lines import Correction
from kg.identity import entity_key, plain_words
from kg.issues import topic
from kg.known import EntityBase
from kg.model import (
    Article,
    Event,
    Evidence,
    Extraction,
    Fact,
    Mention,
    Office,
    Position,
    Proposal,
    Relation,
    Resolved,
    Statement,
    TerritoryClaim,
)
from kg.parts import MANY, rekeyed
from kg.same.things import joined
from kg.similar import Grouping, content_words
from kg.wording import Wording


def resolve(
    extractions: Iterable[Extraction], base: EntityBase, corrections: Iterable[Correction] = ()
) -> Resolved:
    """Merges entities and facts; the result does not depend on the order of the articles.

    What people say is the same or different is heeded; facts are corrected afterwards.
    """
    articles: list[Article] = []
    mentions: list[Mention] = []
    facts: list[Fact] = []
    told = sorted(extractions, key=lambda e: e.article.name)
    found = {(x.article.name, e.key): e for x in told for e in x.entities}
    own = {slot: entity_key(entity, slot[0]) for slot, entity in found.items()}
    own = joined(told, own, base)
    decided = decide(found, own, base, corrections)
    for extraction in told:
        name = extraction.article.name
        keys = {e.key: decided.keys[name, e.key] for e in extraction.entities}
        articles.append(extraction.article)
        mentions.extend(dataclasses.replace(m, entity=keys[m.entity]) for m in extraction.mentions)
        facts.extend(rekeyed(fact, keys) for fact in extraction.facts)
    return Resolved(
        articles=tuple(articles),
        entities=decided.entities,
        mentions=tuple(sorted(mentions)),
        facts=tuple(sorted(_merge_facts(facts, Wording(mentions)), key=order)),
        unmet=decided.unmet,
    )


def _merge_facts(facts: list[Fact], said: Wording) -> Iterator[Fact]:
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[identity(fact)].append(fact)
    grouped = [group for _, group in sorted(groups.items(), key=lambda g: repr(g[0]))]
    merged = [merge(group) for group in grouped]
    proposals = [f for f in merged if isinstance(f, Proposal)]
    statements = [f for f in merged if isinstance(f, Statement)]
    joined_proposals, renamed = _join_proposals(proposals, said)
    renamed |= {
        f.id: renamed[one.id]
        for one, group in zip(merged, grouped, strict=True)
        if isinstance(one, Proposal)
        for f in group
        if isinstance(f, Proposal)
    }
    yield from joined_proposals
    yield from _join_statements(statements)
    for stand in _join_positions([f for f in merged if isinstance(f, Position)]):
        yield dataclasses.replace(stand, proposal=renamed.get(stand.proposal or "", stand.proposal))
    for fact in merged:
        if not isinstance(fact, Proposal | Statement | Position):
            yield fact


def identity(fact: Fact) -> tuple[object, ...]:
    """All that the fact says, less its evidence; free text by its content words."""
    match fact:
        case Office():
            return ("office", fact.person, plain_words(fact.title), fact.of)
        case Event():
            told = (fact.type, fact.label, fact.participants, fact.place, fact.date)
            return ("event", fact.entity, *(told if fact.entity is None else ()))
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


def _join_proposals(
    proposals: list[Proposal], said: Wording
) -> tuple[list[Proposal], dict[str, str]]:
    """Proposals of one proposer in much the same words are one, in one article or in several."""
    grouping = Grouping(
        [p.proposer or "" for p in proposals],
        [said.words(p) for p in proposals],
        [p.id for p in proposals],
        jaccard=0.5,
        overlap=0.6,
        shared=4,
    )
    joined: list[Proposal] = []
    renamed: dict[str, str] = {}
    for group in grouping.groups():
        members = [proposals[i] for i in group]
        one = merge(list(members))
        assert isinstance(one, Proposal)
        identity = hashlib.sha256(
            repr((one.proposer, sorted(content_words(one.content)))).encode()
        ).hexdigest()[:12]
        renamed |= {p.id: identity for p in members}
        joined.append(dataclasses.replace(one, id=identity))
    return joined, renamed


def _join_positions(positions: list[Position]) -> Iterator[Position]:
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


def _join_statements(statements: list[Statement]) -> Iterator[Statement]:
    """One utterance in two wordings is one statement with both texts, when both are of one mode."""
    grouping = Grouping(
        [f"{s.speaker} {s.mode}" for s in statements],
        [content_words(s.texts[0]) for s in statements],
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
