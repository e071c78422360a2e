"""The land that "it", "the reef" or "the disputed territory" means: the likeliest of the places
named before, or none of them.

A log-linear ranking (Denis and Baldridge 2008) of all candidates at once, "none of them" among
them. Its weights are learned from annotated articles (`training/land_antecedents.py`) and can be
read: `data/land_antecedents.toml` has one a feature.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from kg.extract.context import Context
from kg.extract.land_names import sort_of
from kg.extract.land_sorts import is_state
from kg.extract.land_weights import likeliest, sort_of_noun
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, case

NONE = -1
"""The candidate that is no place named before."""
_CASES = frozenset({"in", "on", "of", "to", "from", "over", "at", "near"})
_MODIFIERS = frozenset({"acl", "amod", "appos", "compound", "nmod", "nummod"})
_ADJOINED = frozenset({"amod", "appos", "compound", "conj", "nmod:poss", "obj"})
_SELF = frozenset({"both", "it", "its", "that", "them", "there", "they", "which"})
_DETERMINERS = frozenset({"a", "all", "its", "that", "the", "these", "this", "those"})
_BESIDE = frozenset({"along", "around", "behind", "beside", "between", "beyond", "near", "outside"})
_TOLD = ("appos", "compound", "flat", "nmod:desc")
_EARLY = 2
"""Sentences from the first in which an article says what it is about."""


@dataclass(slots=True)
class _Place:
    """Where and how the article speaks of one place."""

    mentions: list[tuple[Token, str]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    held: list[int] = field(default_factory=list)
    """Sentences that tell, by its name, who holds or claims it."""

    names: list[Token] = field(default_factory=list)


def land_meant(token: Token, context: Context, others: Collection[int] = ()) -> int | None:
    """The place that the pronoun or noun stands for; None when it means none named before.

    `others` are what it cannot mean, such as who holds it.
    """
    if _introduced(token):
        return None
    places = [p for p in candidates(token, context) if p not in others]
    options = [NONE, *places]
    found = likeliest([set(features(token, p, context)) for p in options])
    return places[found - 1] if found else None


def whole_meant(token: Token, context: Context) -> int | None:
    """The place that a part ("the rest", "the upper valley") is a part of."""
    found = candidates(token, context)
    places = [p for p in found if not is_state(p, context) or disputed(p, context)]
    best = likeliest([set(features(token, p, context)) for p in places])
    return None if best is None else places[best]


def _introduced(token: Token) -> bool:
    """ "a valley", "the land around the fort": another one than any named before."""
    after = token.doc[token.i + 1 : token.i + 2]
    return any(c.lower_ in ("a", "an", "no", "any") for c in token.children) or any(
        t.lower_ in _BESIDE for t in after
    )


def candidates(token: Token, context: Context) -> list[int]:
    """The places named before the token, in the order of their first mention."""
    found = context.once(_places)
    return [p for p, told in found.items() if told.names and told.names[0].i < token.i]


def disputed(place: int, context: Context) -> bool:
    """The article tells, by its name, who holds or claims the place."""
    told = context.once(_places).get(place)
    return told is not None and bool(told.held)


def features(token: Token, place: int, context: Context) -> Iterator[str]:
    """What speaks for and against the token's meaning the place."""
    kind = _kind(token)
    if place == NONE:
        yield from _of_none(token, kind)
        return
    told = context.once(_places)[place]
    before = [(root, how) for root, how in told.mentions if root.i < token.i]
    yield from _of_distance(before, token, kind, context)
    yield from _of_weight(told, before, token, context)
    yield from _of_syntax(*before[-1])
    yield from _of_sort(told, token, place, kind, context)
    here = _sentence(token, context)
    if any(s != here for s in told.held):
        yield "held elsewhere"
    if here in told.held:
        yield "held in this sentence"
    if context.reading.at(token) == place:
        yield f"reference {kind}"


def _of_none(token: Token, kind: str) -> Iterator[str]:
    yield "none"
    yield f"none {kind}"
    determiner = next((c.lower_ for c in token.children if c.dep_.startswith("det")), "")
    yield f"none det {determiner if determiner in _DETERMINERS else '-'}"
    for label in sorted(_MODIFIERS & {c.dep_.split(":")[0] for c in token.children}):
        yield f"none has {label}"
    if token.tag_ == "NNS":
        yield "none plural"
    if token.lower_ in _SELF:
        yield f"none {token.lower_}"


def _of_distance(
    before: list[tuple[Token, str]], token: Token, kind: str, context: Context
) -> Iterator[str]:
    far = _sentence(token, context) - _sentence(before[-1][0], context)
    band = str(far) if far < 3 else "3-5" if far < 6 else "6+"
    yield f"distance {band}"
    yield f"distance {band} {'pronoun' if kind == 'pronoun' else 'noun'}"
    yield f"between {_others_between(before[-1][0].i, token.i, context)}"


def _of_weight(
    told: _Place, before: list[tuple[Token, str]], token: Token, context: Context
) -> Iterator[str]:
    named = sum(how == "name" for _, how in before)
    yield f"named {named if named < 3 else '3-4' if named < 5 else '5+'}"
    yield f"share {round(4 * len(told.names) / context.once(_most_named))}/4"
    first = told.names[0]
    if _sentence(first, context) <= _EARLY:
        yield "early"
    if _sentence(first, context) == 0:
        yield "headline"
    if first.is_upper and len(first) > 3 and first.i == first.sent.start:
        yield "dateline"


def _of_syntax(root: Token, how: str) -> Iterator[str]:
    place = case(root) if case(root) in _CASES else "-"
    if root.dep_ in SUBJECTS:
        yield "subject"
    elif root.dep_.startswith(("obl", "nmod")) and root.dep_ != "nmod:poss":
        yield f"{root.dep_.split(':')[0]} {place}"
    else:
        yield f"is {root.dep_ if root.dep_ in _ADJOINED else '-'}"
    if how != "name":
        yield f"last by {how}"


def _of_sort(told: _Place, token: Token, place: int, kind: str, context: Context) -> Iterator[str]:
    entity, noun = context.reading.entities[place], token.lemma_.lower()
    known = context.reading.base.entities.get(entity.known)
    if is_state(place, context):
        yield "state"
        yield f"state {kind}"
    elif known is not None and known.capital_of is not None:
        yield f"capital {kind}"
    else:
        yield f"{'known' if known else 'unknown'} {kind}"
    sort = sort_of(entity.name)
    if sort == noun.rstrip("s"):
        yield "namesake"
    elif sort_of_noun(sort) or sort_of_noun(sort + "s"):
        yield f"named {sort_of_noun(sort) or sort_of_noun(sort + 's')} {kind}"
    sorts = {sort_of_noun(n) for n in told.nouns} - {""}
    if noun in told.nouns:
        yield "called so"
    elif sorts:
        yield "called alike" if kind in sorts else "called otherwise"
    many = token.tag_ == "NNS" or token.lower_ in ("them", "they")
    several = entity.name.endswith("s") and not is_state(place, context)
    yield f"{'many' if many else 'one'} {'many' if several else 'one'}"


def _places(context: Context) -> dict[int, _Place]:
    """The places of the article that may be held, in the order of their first mention."""
    found: defaultdict[int, _Place] = defaultdict(_Place)
    reading, doc = context.reading, context.doc
    continents = context.lexicon.words["territories", "continents"]
    for m in sorted(reading.mentions, key=lambda m: (m.start, m.end)):
        entity = reading.entities[m.entity]
        if entity.type == "place" and entity.name.lower() not in continents:
            root = doc[m.start : m.end].root
            found[m.entity].mentions.append((root, m.how))
            if m.how == "name":
                found[m.entity].names.append(root)
                found[m.entity].nouns |= set(_told_as(root))
    for told in context.of_kind("territory"):
        for token in (t for span in told.what for t in span):
            mention = reading.mention_at(token.i)
            if mention is not None and mention.how == "name" and mention.entity in found:
                found[mention.entity].held.append(_sentence(told.anchor, context))
    return dict(found)


def _most_named(context: Context) -> int:
    return max(len(place.names) for place in context.once(_places).values())


def _others_between(first: int, last: int, context: Context) -> int:
    """How many places are told of between two tokens; of more than two, two."""
    roots = context.once(_roots)
    found: set[int] = set()
    for root, place in roots[bisect_left(roots, (first + 1, 0)) :]:
        if root >= last or len(found) == 2:
            break
        found.add(place)
    return len(found)


def _roots(context: Context) -> list[tuple[int, int]]:
    """The heads of all mentions of places in their order, each with its place."""
    places = context.once(_places).items()
    return sorted((root.i, place) for place, told in places for root, _ in told.mentions)


def _told_as(root: Token) -> Iterator[str]:
    """The nouns for what the place is: "the town of Porto", "Coast, an exclave"."""
    yield from (c.lemma_.lower() for c in root.children if c.dep_ in _TOLD)
    whole = root.dep_.startswith("nmod") and case(root) == "of"
    says = root.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in root.head.children)
    if root.dep_ in _TOLD or whole or says:
        yield root.head.lemma_.lower()


def _sentence(token: Token, context: Context) -> int:
    return bisect_left(context.once(_starts), token.i + 1) - 1


def _starts(context: Context) -> list[int]:
    return [s.start for s in context.doc.sents]


def _kind(token: Token) -> str:
    if token.pos_ in ("ADV", "DET", "PRON"):
        return "pronoun"
    return sort_of_noun(token.lemma_.lower()) or "noun"
