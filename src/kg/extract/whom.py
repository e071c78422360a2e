"""Whom the words of a role mean: the entities that act in it.

A name, a title or a description is read where it stands; a pronoun that the reference component
left open means who was last told to act, of its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.language.actors import actor, group
from kg.language.joint import joint
from kg.language.reading import GROUP, Reading
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, agents, case, heads, phrase
from kg.lexicon import Words
from kg.model import EntityKey

_REACH = 4
"""Sentences back in which a pronoun's antecedent may have acted."""
_NEAR = 5
"""Sentences back in which the two of "both neighbours" were named, who are those named most."""
_PEOPLE = frozenset({"he", "she", "him", "her", "his"})
"""Pronouns for one person."""
_ADJOINED = ("appos", "flat", "nmod:desc", "compound")
_PLAIN = frozenset({"det", "case", "punct", "cc", "conj"})
_KINDS = ("person", "organization", "place", GROUP)
_BARE = frozenset({"amod", "advmod", "punct", "cc", "conj"})
_AGENTIVE = ("er", "or", "ist", "man", "men", "ian", "ant", "ee")
_ACTORS = (
    *(("actors", sort) for sort in ("people", "forces", "bodies", "governments", "documents")),
    *(("descriptions", sort) for sort in ("organization", "firms", "person", "variety")),
    ("titles", "offices"),
    ("institutions", "heads"),
)


def acting(
    spans: tuple[Span, ...], reading: Reading, words: Words, anchor: Token | None = None
) -> list[EntityKey]:
    """The entities that act in the spans, which are known to name or mean somebody.

    Of several in a span those whom the tree gives as agents of the `anchor`, where it gives any:
    "told Jane Doe, Max Roe proposed".
    """
    told = [] if anchor is None else agents(anchor)
    found = [
        key
        for span in spans
        for top in [t for t in told if span.start <= t.i < span.end] or heads(span)
        if not _left_out(top, words)
        for key in _one(top, span, reading, words)
    ]
    return list(dict.fromkeys(map(str, found)))


def _one(top: Token, span: Span, reading: Reading, words: Words) -> list[int]:
    people = _people_of(top, reading)
    if people is not None:
        return [people]
    if top.dep_ == "amod" and reading.at(top) is None:
        return []  # "under military rule"
    if (pair := _both(top, reading, words)) or top.pos_ in ("VERB", "AUX"):
        return pair or _named_all(span, reading)
    several = [e for e in joint(top, reading, words) if e is not None]
    if several:
        return several
    found = actor(top, reading, words, span)
    if found is not None or _event_at(top, reading) or top.i in reading.laws:
        return [] if found is None else [found]
    if top.pos_ in ("PRON", "DET") or top.is_punct:
        return []
    named = next(_named_in(top, span, reading), None)
    if named is None and not inert(top, reading, words):
        named = group(top, reading, span)
    return [] if named is None else [named]


def _left_out(top: Token, words: Words) -> bool:
    """Named as the one that does not: "not by Norland", "all states but Sudria"."""
    if any(c.lower_ in words["irrealis", "negators"] for c in top.children if c.dep_ == "advmod"):
        return True
    apart = top.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "but" for c in top.children)
    every = any(c.lower_ in ("all", "every", "no") for c in top.head.children)
    return case(top) in words["irrealis", "exceptions"] or (apart and every)


def inert(top: Token, reading: Reading, words: Words) -> bool:
    """What has no will: a storm, a sickness, and what is told as a mass ("recession")."""
    lemma, before = top.lemma_.lower(), top.doc[top.i - 1].lower_ if top.i else ""
    if before in words["actors", "inert"] and top.pos_ == "PROPN":
        return True  # "Storm Boris"
    if top.pos_ not in ("NOUN", "PROPN") or reading.at(top) is not None:
        return False
    if lemma in words["actors", "inert"]:
        return True
    bare = (
        top.pos_ == "NOUN"
        and top.tag_ == "NN"
        and all(c.dep_ in _BARE and reading.at(c) is None for c in top.children)
    )
    agent = lemma.endswith(_AGENTIVE) or any(lemma in words[sort] for sort in _ACTORS)
    return bare and not agent


def _event_at(top: Token, reading: Reading) -> bool:
    """An event acts in nothing."""
    entity = reading.at(top)
    return entity is not None and reading.entities[entity].type == "event"


def _named_all(span: Span, reading: Reading) -> list[int]:
    """All who are named in words that are no noun phrase: "Jane Doe met Max Roe"."""
    found = (reading.at(t) for t in span)
    return list(
        dict.fromkeys(
            e
            for e in found
            if e is not None and reading.entities[e].type in ("person", "organization")
        )
    )


def _both(token: Token, reading: Reading, words: Words) -> list[int]:
    """The two states that the phrase stands for: those that the article names most, when both were
    just named; none when it cannot be told which two.
    """
    paired = token.lower_ == "both" or (
        token.lower_ in words["territories", "parties"]
        and any(c.lower_ in ("both", "two") for c in token.children)
    )
    if not paired:
        return []
    near = _states(reading, _start(token), token.i)
    (a, _), (b, second), (_, third) = [
        *_states(reading, 0, len(token.doc)).most_common(3), *[(-1, 0)] * 3
    ][:3]  # fmt: skip
    return sorted((a, b)) if second > third and {a, b} <= set(near) else []


def _start(token: Token) -> int:
    start = token.sent.start
    for _ in range(_NEAR):
        start = token.doc[start - 1].sent.start if start else 0
    return start


def _states(reading: Reading, start: int, end: int) -> Counter[int]:
    return Counter(
        m.entity
        for m in reading.mentions
        if start <= m.start < end and reading.entities[m.entity].state
    )


def _people_of(top: Token, reading: Reading) -> int | None:
    """ "the Norlanders", told without more: their state."""
    mention = reading.mention_at(top.i)
    if mention is None or mention.how != "demonym" or top.tag_ not in ("NNS", "NNPS"):
        return None
    plain = all(c.dep_ in _PLAIN and c.pos_ != "NUM" for c in top.children)
    return mention.entity if plain else None


def _named_in(top: Token, span: Span, reading: Reading) -> Iterator[int]:
    """Who is named beside the head: "the party's leader in Porto, Jane Doe"; nobody whose brother
    or friend the head is.
    """
    for token in span:
        entity = None if _owns(token, reading) else reading.at(token)
        beside = token.head.i == top.i and token.dep_ in _ADJOINED
        person = entity is not None and reading.entities[entity].type == "person"
        if entity is None or token.pos_ != "PROPN" or not (person or beside):
            continue
        if reading.entities[entity].type in _KINDS:
            yield entity


def _owns(token: Token, reading: Reading) -> bool:
    """Part of a name in "Doe's brother", "a friend of Jane Doe"."""
    mention = reading.mention_at(token.i)
    root = token if mention is None else token.doc[mention.start : mention.end].root
    return root.dep_.startswith("nmod") and root.dep_ != "nmod:desc"


def _unnamed_before(pronoun: Token, reading: Reading, words: Words) -> EntityKey | None:
    """Somebody unnamed whom the sentence told before "he" or "she" as a subject: "the Norland envoy
    said he was against it".
    """
    people = words["descriptions", "person"] | words["titles", "offices"]
    for token in reversed(list(pronoun.doc[pronoun.sent.start : pronoun.i])):
        entity = reading.at(token)
        if entity is not None and reading.entities[entity].type == "person":
            return None
        if token.dep_ in SUBJECTS and token.tag_ == "NN" and token.lemma_.lower() in people:
            found = acting((phrase(token),), reading, words)
            unnamed = found and reading.entities[int(found[0])].type == GROUP
            return found[0] if unnamed else None
    return None


def antecedent_actor(
    pronoun: Token, acted: list[tuple[int, EntityKey]], reading: Reading, words: Words
) -> EntityKey | None:
    """Who last acted before the pronoun and fits it, or the unnamed subject of its own sentence;
    `acted` has tokens and entities in order.
    """
    if pronoun.lower_ in _PEOPLE:
        unnamed = _unnamed_before(pronoun, reading, words)
        if unnamed is not None:
            return unnamed
    start = pronoun.sent.start
    for _ in range(_REACH):
        start = pronoun.doc[start - 1].sent.start if start else 0
    for place, key in reversed(acted):
        if start <= place < pronoun.i and _fits(pronoun, int(key), reading):
            return key
    return None


def _fits(pronoun: Token, entity: int, reading: Reading) -> bool:
    kind = reading.entities[entity].type
    if pronoun.lower_ in _PEOPLE:
        other = {"f": ("he", "him", "his"), "m": ("she", "her")}
        wrong = pronoun.lower_ in other.get(reading.entities[entity].gender, ())
        return kind in ("person", GROUP) and not wrong
    return kind != "person"
