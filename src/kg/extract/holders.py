"""Who holds, claims or gets a land: the states and organisations behind a territorial cue."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.focus import is_state
from kg.extract.frames import Frame
from kg.extract.parties import home, parties, rebels
from kg.extract.paths import follow, owners
from kg.extract.standing import accuser
from kg.language.actors import government
from kg.language.reading import GROUP
from kg.language.tokens import Token
from kg.language.trees import (
    antecedent,
    children,
    conjuncts,
    is_relative,
    patients,
    phrase,
    subjects,
)

_ASIDE = frozenset({"acl", "acl:relcl", "appos", "conj", "parataxis"})
_HUMAN = frozenset({"person", "event"})


def holders(frame: Frame, context: Context) -> list[int]:
    """The states and organisations that hold, claim or get the land."""
    for path in frame.entry.agent:
        found: list[int] = []
        heads = follow(frame.trigger, path, context.lexicon.words)
        accused = accuser(frame.trigger)
        if path == "agent" and accused is not None:
            heads = patients(accused) or children(accused, "iobj")
        elif path == "agent" and not context.actors(heads):
            heads += beside(frame.trigger, context, "nsubj")
        for head in heads:
            for part in conjuncts(head):
                found += [government(a, context.reading) for a in _acting(part, frame, context)]
        found = [a for a in found if _can_hold(context, a, frame.entry.frame.relation)]
        if found:
            return list(dict.fromkeys(found))
    return []


def relation_of(frame: Frame, agent: int, context: Context) -> str:
    """The relation of the cue; what one state takes from another, it occupies."""
    trigger, relation = frame.trigger, frame.entry.frame.relation
    taken = trigger.lemma_.lower() in context.lexicon.words["territories", "taking"]
    losers = [
        e
        for head in follow(trigger, "obl:from", context.lexicon.words)
        for part in conjuncts(head)
        if (e := context.reading.at(part)) is not None and is_state(e, context)
    ]
    states = is_state(agent, context) and any(loser != agent for loser in losers)
    return "occupied_by" if relation == "controlled_by" and taken and states else relation


def _acting(part: Token, frame: Frame, context: Context) -> list[int]:
    """Who acts: "both neighbours"; for a president who annexes land, the state."""
    whose = next((c for c in part.children if c.tag_ == "WP$"), None)
    owner = None if whose is None else context.reading.at(antecedent(whose))
    if owner is not None and context.reading.entities[owner].type != "person":
        forces = context.lexicon.words["actors", "forces"]
        if {part.lemma_.lower(), part.lower_} & forces:
            return [owner]  # "Norland, whose army"
    before = part.doc[max(part.left_edge.i - 1, 0)]  # a tree may hang "whose" on the verb
    if part.pos_ == "PROPN" and any(_person(c, context) for c in (before, *part.children)):
        return []  # "whose Henry V": a work
    found = (
        parties(part, context)
        or rebels(part, context)
        or _named_in(part, context)
        or _whose_weapon(part, context)
    )
    if part.tag_ == "PRP$" and (part.head.i != frame.trigger.i or _circular(found, frame, context)):
        speaker = context.world(frame.trigger).speaker  # "says it is part of its land"
        return found if speaker is None else [home(speaker, part, context)]
    trigger, words = frame.trigger, context.lexicon.words
    deed = trigger.pos_ == "VERB" or trigger.head.lemma_.lower() in words["clauses", "light_verbs"]
    if not deed or frame.entry.frame.relation == "attacked_by":
        return found
    return [home(entity, part, context) for entity in found]


def _circular(found: list[int], frame: Frame, context: Context) -> bool:
    """ "Norland says the isles are its land": not the isles' own."""
    return any(context.reading.at(s) in found for s in subjects(frame.trigger))


def _person(owner: Token, context: Context) -> bool:
    """A possessive that means a person, as far as one can tell."""
    if owner.tag_ == "WP$":
        entity = context.reading.at(antecedent(owner))
        return entity is None or context.reading.entities[entity].type == "person"
    entity = context.reading.at(owner) if owner.dep_ == "nmod:poss" else None
    return entity is not None and context.reading.entities[entity].type == "person"


def _whose_weapon(part: Token, context: Context) -> list[int]:
    """ "Norlander strikes hit the port"."""
    words = context.lexicon.words
    if part.lemma_.lower() not in words["territories", "weapons"]:
        return []
    return [int(a) for a in context.actors(owners(part, words))]


def _named_in(part: Token, context: Context) -> list[int]:
    """The actor; of unnamed people, the organisation they are of: "Reed Front rebels"."""
    entities = context.reading.entities
    found = [int(a) for a in context.actors([part])]
    if not any(entities[a].type == GROUP for a in found):
        return found
    inside = {
        e
        for t in phrase(part, drop=_ASIDE)
        if (e := context.reading.at(t)) is not None and not _friend(t, part)
    }
    return sorted(e for e in inside if entities[e].type == "organization") or found


def _friend(name: Token, people: Token) -> bool:
    """ "rebels allied with the Front", "Front-linked rebels": of others than the Front."""
    after = name.doc[name.i + 1 : name.i + 3]
    if len(after) == 2 and after[0].text in ("-", "–", "‑") and after[1].tag_ == "VBN":
        return True
    while name.head.i != people.i and name.head.i != name.i:
        name = name.head
        if name.dep_ == "amod":
            return True
    return False


def _can_hold(context: Context, entity: int, relation: str) -> bool:
    """A state, an organisation, or a group that is told by a name; land is part of land only."""
    found = context.reading.entities[entity]
    if relation == "part_of" and found.type != "place":
        return False
    if found.type == GROUP:
        named = any(c.isupper() for c in found.name) and " " in found.name  # not "Norlanders"
        owned = found.name.lower().split()[0] in context.lexicon.words["pronouns", "plural"]
        return named and not owned
    if found.type == "organization" and _bare(found.name, context):
        return False
    clubs = context.lexicon.words["territories", "clubs"]
    if found.type == "organization" and clubs & set(found.name.lower().split()):
        return False
    known = context.reading.base.entities.get(found.known)
    land = found.type == "place" and known is not None and not found.state
    return found.type not in _HUMAN and (relation == "part_of" or not land)


def _bare(name: str, context: Context) -> bool:
    """ "the Armed Forces": whose they are is not told."""
    words = context.lexicon.words
    return (
        set(name.lower().split()) <= words["institutions", "heads"] | words["territories", "bare"]
    )


def beside(trigger: Token, context: Context, *labels: str) -> list[Token]:
    """The noun right before a relative clause or participle that the tree hangs on another one."""
    pronoun = next((c for c in trigger.children if is_relative(c) and c.lower_ != "who"), None)
    if pronoun is None and trigger.tag_ == "VBN" and trigger.dep_ == "acl" and "obj" in labels:
        return _noun_before(trigger, context)
    if pronoun is None or pronoun.dep_ not in labels:
        return []
    left = pronoun.i - 1
    while left > pronoun.sent.start and context.doc[left].is_punct:
        left -= 1
    mention = context.reading.mention_at(left)
    return [] if mention is None else [context.doc[mention.start : mention.end].root]


def _noun_before(participle: Token, context: Context) -> list[Token]:
    """ "Coast, the province also claimed by Norland"."""
    left = participle.i - 1
    while left > participle.sent.start and context.doc[left].pos_ == "ADV":
        left -= 1
    noun = context.doc[left]
    return [noun] if noun.pos_ in ("NOUN", "PROPN") and noun != participle.head else []
