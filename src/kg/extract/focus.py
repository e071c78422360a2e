"""The land an article is about, and the lands that pronouns and bare descriptions stand for.

Where something is said of who holds or claims "it", "the archipelago" or "all four", a land is
meant: the one just spoken of, or the one the article is about. A state is meant only where the
article itself says outright that somebody holds or claims that state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from kg.extract.context import Context
from kg.extract.land_names import sort_of
from kg.extract.land_sorts import is_island, is_state, namesake
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, case, conjuncts, heads

_REACH = 4
"""Sentences back to which a pronoun may reach."""
_BESIDE = frozenset(
    {"around", "near", "beside", "between", "along", "surrounding", "outside", "beyond", "behind"}
)
"""After a noun for land they tell another one: "the land around the fort"."""


def theirs(agent: int, context: Context) -> int | None:
    """The land most often spoken of together with the agent."""
    contested, counts = context.once(_contested), Counter[int]()
    for sentence in context.doc.sents:
        near = {
            m.entity for m in context.reading.mentions if sentence.start <= m.start < sentence.end
        }
        if agent in near:
            counts.update(e for e in near - {agent} if _land(e, context, contested))
    about = topic(context)
    (first, most), (_, second) = [*counts.most_common(2), (-1, 0), (-1, 0)][:2]
    if about is not None and counts[about] == most:
        return about
    return first if most > second else None


def topic(context: Context, states: bool = True) -> int | None:
    """The land the article is about: the one named most, and more than once; where somebody is said
    to hold or claim a land, that counts as well. A contested state only where `states` are meant.
    """
    return context.once(_topic if states else _topic_below_states)


def _topic_below_states(context: Context) -> int | None:
    return _topic(context, states=False)


def _topic(context: Context, states: bool = True) -> int | None:
    contested = context.once(_contested)
    counts: Counter[int] = Counter()
    for m in context.reading.mentions:
        root = context.doc[m.start : m.end].root
        wanted = states or not _sovereign(m.entity, context)
        named = m.how == "name" and wanted and not _dateline(root)
        if named and _land(m.entity, context, contested):
            counts[m.entity] += 1 if _setting(root, context) else 2
    for entity in sorted(contested & set(counts)):
        counts[entity] += 3
    (first, most), (_, second) = [*counts.most_common(2), (-1, 0), (-1, 0)][:2]
    return first if most > 2 and most > second else None


def spoken_of(token: Token, context: Context, others: Collection[int] = ()) -> int | None:
    """The land that the pronoun stands for; `others` are what it cannot mean."""
    contested = context.once(_contested)
    noun = token.pos_ == "NOUN"  # "this area" is no state
    start, end, about = token.sent.start, token.i, topic(context, not noun)
    for _ in range(_REACH + 1):
        told = set(_told(context, start, end, contested, people=True)) - set(others)
        near = set(_told(context, start, end, contested)) - set(others)
        if noun and all(_sovereign(place, context) for place in near):
            near.clear()
        if near and about in told:
            return about
        leading = _leading(near, context.doc[start:end], noun, context)
        if leading is None and noun and told > near:
            return None
        if near:
            return near.pop() if len(near) == 1 else leading
        if start == 0:
            break
        start, end = context.doc[start - 1].sent.start, start
    named = any(m.entity == about and m.start < token.i for m in context.reading.mentions)
    if about in others or token.pos_ != "PRON":
        return about if named and about in contested - set(others) else None
    return about if named else None


def _leading(places: set[int], sentence: Span, noun: bool, context: Context) -> int | None:
    """The one of the places that the sentence says something of: its subject. For a noun it has to
    be told what that is: "Coast, a state of Norland, was left out".
    """
    words = context.lexicon.words
    sorts = words["descriptions", "land"] | words["descriptions", "state"]
    found = {
        e
        for t in sentence
        if t.dep_ in SUBJECTS and (e := context.reading.at(t)) in places
        if not noun or any(c.dep_ == "appos" and c.lemma_.lower() in sorts for c in t.children)
    }
    return found.pop() if len(found) == 1 else None


def _told(
    context: Context, start: int, end: int, contested: Collection[int], people: bool = False
) -> Iterator[int]:
    """The lands that these tokens speak of, by name or by description; those of `people` too."""
    for token in context.doc[start:end]:
        mention = context.reading.mention_at(token.i)
        if mention is None:
            yield from namesake(token, context)
        elif mention.how != "demonym" and _land(mention.entity, context, contested):
            root = context.doc[mention.start : mention.end].root
            if not _setting(root, context) and (people or not _of_people(root, context)):
                yield mention.entity


def meant(token: Token, context: Context) -> int | None:
    """The land that "the reef", "the disputed territory" stands for: the one whose name has the
    noun, else the one the article is about, unless its name tells another sort of land.
    """
    words, noun = context.lexicon.words, token.lemma_.lower()
    determined = any(
        c.lower_ in ("the", "this", "that", "these", "those") for c in token.children
    ) and not any(c.dep_ in ("nummod", "nmod", "compound", "flat") for c in token.children)
    modified = {c.text for c in token.children if c.dep_ == "amod"}
    if "former" in modified:  # "the former Norlander territory"
        modified = {c for c in modified if c.islower()}
    placed = token.doc[token.i + 1 : token.i + 3]
    beside = any(t.lower_ in _BESIDE for t in placed) and not any(t.is_punct for t in placed)
    if beside or not determined or modified - words["territories", "whole"]:
        return None
    contested = context.once(_contested)
    for m in reversed(context.reading.mentions):
        named = m.start < token.i and m.how == "name" and _land(m.entity, context, contested)
        if named and sort_of(context.reading.entities[m.entity].name) == noun.rstrip("s"):
            return m.entity
    forms = {token.lower_, noun}
    if not forms & (words["descriptions", "land"] | words["descriptions", "near"]):
        return None
    about = spoken_of(token, context)
    if about is None and forms & words["descriptions", "land"]:
        about = topic(context, states=False)
    many = token.tag_ == "NNS" or forms & words["territories", "islands"]
    if about is None or (many and not is_island(about, context)):
        return None
    if forms & {"area", "land", "region", "territory", "zone"}:
        return about
    sort = context.reading.entities[about].name.split()[-1].lower()
    other = sort in words["naming", "place_words"] - words["descriptions", "land"] - forms
    return None if other else about


def listed(token: Token, count: int, context: Context) -> list[int]:
    """ "both", "all four": the lands of the last list of so many."""
    contested = context.once(_contested)
    for m in reversed(context.reading.mentions):
        if m.start >= token.i or m.how != "name":
            continue
        heads = conjuncts(context.doc[m.start : m.end].root)
        places = [e for h in heads if (e := context.reading.at(h)) is not None]
        if len(set(places)) == count and all(_land(e, context, contested) for e in places):
            return list(dict.fromkeys(places))
    return []


def _contested(context: Context) -> set[int]:
    """The lands of which the article says outright that somebody holds or claims them."""
    return set(_claimed(context))


def _claimed(context: Context) -> Iterator[int]:
    reading = context.reading
    for told in context.of_kind("territory"):
        if told.label in ("attacked_by", "part_of") or not told.who:
            continue
        for top in (t for span in told.what for t in heads(span)):
            inner = [c for c in top.children if c.dep_ == "nmod" and case(c) == "of"]
            for h in (top, *inner):
                mention = reading.mention_at(h.i)
                if mention is None:
                    yield from namesake(h, context)
                elif mention.how == "name" and reading.entities[mention.entity].type == "place":
                    yield mention.entity


def _land(entity: int, context: Context, contested: Collection[int]) -> bool:
    """A place that is no state, unless contested or dependent, and no capital."""
    found = context.reading.entities[entity]
    known = context.reading.base.entities.get(found.known)
    if found.type != "place" or (known is not None and known.capital_of is not None):
        return False
    return not is_state(entity, context) or entity in contested


def _sovereign(entity: int, context: Context) -> bool:
    """A state by the entity base: never meant by "this area"."""
    known = context.reading.base.entities.get(context.reading.entities[entity].known)
    return known is not None and known.state and not known.dependent


def _dateline(root: Token) -> bool:
    """ "PORTO, May 3": where the article was written."""
    return root.is_upper and len(root) > 3 and root.i == root.sent.start


def _of_people(root: Token, context: Context) -> bool:
    """ "Coast officials", "Coast rebels": who is spoken of is they."""
    return root.dep_ in ("compound", "amod") and _are_people(root.head, context)


def _are_people(noun: Token, context: Context) -> bool:
    words, lemma = context.lexicon.words, noun.lemma_.lower()
    return lemma in words["actors", "people"] | words["actors", "forces"]


def _setting(root: Token, context: Context) -> bool:
    """ "in Porto": where something happens, not what is spoken of."""
    words = context.lexicon.words
    beside = case(root) == "of" and root.head.lower_ in words["naming", "compass"]
    return beside or case(root) in words["reference", "city_cases"]
