"""Stage 4: extractions become one corpus: one entity a thing, one fact a thing said, with all its
evidence.

Entities are the same when the entity base knows them as one, when their type and name agree after
accents and case, or when their names may be of one thing and their articles name enough of the same
others (`kg.same`). Facts are the same when all that they say is the same; proposals, quotations and
events also when other words tell them. The only stage that needs the whole corpus.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.addresses import addresses
from kg.corrections.entities import Decided, decide
from kg.corrections.lines import Correction
from kg.digests import digest
from kg.entity_base import EntityBase
from kg.identity import entity_key
from kg.memberships import memberships
from kg.merging import identity, join_positions, join_statements, merge, one_event, order, told_also
from kg.model import (
    Article,
    EntityKey,
    Event,
    Extraction,
    Fact,
    Mention,
    Position,
    Proposal,
    Resolved,
    Statement,
)
from kg.participants import rekeyed
from kg.same.company import Company
from kg.same.happenings import same_events
from kg.same.plans import Plans
from kg.same.sides import Sides
from kg.same.stands import meant
from kg.same.things import Slot, joined
from kg.similar import content_words
from kg.wording import Wording


def resolve(
    extractions: Iterable[Extraction], base: EntityBase, corrections: Iterable[Correction] = ()
) -> Resolved:
    """Merges entities and facts; the result does not depend on the order of the articles.

    What people say is the same or different is heeded; facts are corrected afterwards.
    """
    told = sorted(extractions, key=lambda e: e.article.name)
    found = {(x.article.name, e.key): e for x in told for e in x.entities}
    names = addresses(x.article for x in told)
    own = {slot: entity_key(entity, names[slot[0]]) for slot, entity in found.items()}
    own = joined(told, own, base)
    own = _events_joined(told, own, base)
    decided = decide(found, own, base, corrections)
    articles = [extraction.article for extraction in told]
    mentions, facts = _under(told, decided.keys)
    plans = _plans(articles, decided, mentions, facts)
    return Resolved(
        articles=tuple(articles),
        entities=decided.entities,
        mentions=tuple(sorted(mentions)),
        facts=tuple(sorted(_merge_facts(facts, plans), key=order)),
        publishers=_publishers(articles, base),
        memberships=memberships(base, {e.known for e in decided.entities.values() if e.known}),
        unmet=decided.unmet,
    )


def _publishers(articles: list[Article], base: EntityBase) -> dict[str, EntityKey]:
    """The publishers that the entity base knows, whether an article tells of them or not."""
    known: dict[str, EntityKey] = {}
    for key, entity in sorted(base.entities.items(), reverse=True):
        if entity.type == "organization":
            known |= dict.fromkeys((*entity.aliases, entity.name), key)
    names = sorted({article.publisher for article in articles})
    return {name: known[name] for name in names if name in known}


def _events_joined(
    told: list[Extraction], keys: Mapping[Slot, EntityKey], base: EntityBase
) -> dict[Slot, EntityKey]:
    """The keys, with one for the named events of several articles that are one."""
    decided = decide({(x.article.name, e.key): e for x in told for e in x.entities}, keys, base, ())
    mentions, facts = _under(told, keys)
    events = [fact for fact in facts if isinstance(fact, Event)]
    plans = _plans([x.article for x in told], decided, mentions, facts)
    heads: dict[EntityKey, EntityKey] = {}
    for group in same_events(events, plans.said, plans.company):
        named = sorted({key for i in group if (key := events[i].entity) is not None})
        heads |= dict.fromkeys(named, named[0]) if named else {}
    return {slot: heads.get(key, key) for slot, key in keys.items()}


def _under(
    told: list[Extraction], keys: Mapping[Slot, EntityKey]
) -> tuple[list[Mention], list[Fact]]:
    """The mentions and facts of all articles with the keys of the corpus."""
    mentions: list[Mention] = []
    facts: list[Fact] = []
    for extraction in told:
        local = {e.key: keys[extraction.article.name, e.key] for e in extraction.entities}
        mentions.extend(dataclasses.replace(m, entity=local[m.entity]) for m in extraction.mentions)
        facts.extend(rekeyed(fact, local) for fact in extraction.facts)
    return mentions, facts


def _plans(
    articles: list[Article], decided: Decided, mentions: list[Mention], facts: list[Fact]
) -> Plans:
    told: dict[EntityKey, set[str]] = defaultdict(set)
    for (article, _), key in decided.keys.items():
        told[key].add(article)
    days = {article.name: article.published for article in articles}
    company = Company(decided.entities, told, days)
    return Plans(Wording(mentions, articles), company, Sides(decided.entities, facts), articles)


def _merge_facts(facts: list[Fact], plans: Plans) -> Iterator[Fact]:
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[identity(fact)].append(fact)
    grouped = [group for _, group in sorted(groups.items(), key=lambda g: repr(g[0]))]
    merged = [merge(group) for group in grouped]
    proposals = [f for f in merged if isinstance(f, Proposal)]
    statements = [f for f in merged if isinstance(f, Statement)]
    joined, renamed, tellings = _join_proposals(proposals, plans)
    renamed |= {
        f.id: renamed[one.id]
        for one, group in zip(merged, grouped, strict=True)
        if isinstance(one, Proposal)
        for f in group
        if isinstance(f, Proposal)
    }
    yield from join_statements(statements, plans.said)
    positions = [
        dataclasses.replace(f, proposal=renamed.get(f.proposal or ""))
        for f in join_positions([f for f in merged if isinstance(f, Position)])
    ]
    again: dict[str, list[Position]] = defaultdict(list)
    for stand, plan in zip(positions, meant(positions, tellings, plans), strict=True):
        yield dataclasses.replace(stand, proposal=plan)
        if (
            plan
            and stand.stance == "supports"
            and plans.sides.one(stand.holder, joined[plan].proposer)
        ):
            again[plan].append(stand)
    for plan, one in joined.items():
        yield told_also(one, again[plan])
    events = [f for f in merged if isinstance(f, Event)]
    for group in same_events(events, plans.said, plans.company):
        yield one_event([events[i] for i in group])
    for fact in merged:
        if not isinstance(fact, Proposal | Statement | Position | Event):
            yield fact


def _join_proposals(
    proposals: list[Proposal], plans: Plans
) -> tuple[dict[str, Proposal], dict[str, str], dict[str, list[Proposal]]]:
    """Proposals that are one, as one, by its id; of each the id of the one that it became; the
    tellings of each.
    """
    joined: dict[str, Proposal] = {}
    renamed: dict[str, str] = {}
    tellings: dict[str, list[Proposal]] = {}
    for group in plans.groups(proposals):
        members = [proposals[i] for i in group]
        one = merge(list(members))
        assert isinstance(one, Proposal)
        one = dataclasses.replace(one, proposer=plans.maker(members))
        key = digest(one.proposer, sorted(content_words(one.content)))
        renamed |= {p.id: key for p in members}
        joined[key] = dataclasses.replace(one, id=key)
        tellings[key] = members
    return joined, renamed, tellings
