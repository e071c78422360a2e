"""Whether what a territorial cue tells is over by now, from the tense and the time beside it.

What was so at a time that has an end ("between 1941 and 1944", "for five years", "in the 19th
century") is told as past. A deed keeps its result: who annexed a land long ago may have it still.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.language.tokens import Token
from kg.language.trees import case, children, mark
from kg.lexicon import Words

_STATES = frozenset({"controlled_by", "occupied_by", "part_of", "claimed_by"})
"""Relations that last while they are so; the others are deeds."""
_DECADE = re.compile(r"(1\d|20)\d0s")
_YEARS = re.compile(r"\d{4}[-–—/]\d{2,4}")
_DASHES = frozenset({"-", "–", "—"})
_FROM, _TO = frozenset({"from", "since"}), frozenset({"to", "until", "till", "through"})
_WITHIN = frozenset({"during", "throughout"})


def ended(context: Context, trigger: Token, relation: str) -> bool:
    """ "ruled it until 1990", "held it before the war", "from 1960 to 1990": over by now."""
    words = context.lexicon.words
    state = relation in _STATES
    return any(
        _bounded(context, node)
        or (_past(node) and not _told(context, node).isdisjoint(words["territories", "ending"]))
        or (state and _past(node) and _spent(context, node, relation))
        for node in _clauses(trigger)
    ) or (trigger.dep_.startswith("nsubj") and _ceased(trigger.head, words))


def bygone(trigger: Token, relation: str, words: Words) -> bool:
    """ "the once Norland-held town", "formerly part of Norland": over, whenever it was."""
    described = trigger.dep_ in ("amod", "acl")
    if relation not in _STATES and not described:
        return False
    beside = [c for node in _clauses(trigger) for c in node.children if c.dep_ != "mark"]
    if trigger.dep_ == "amod":
        before = [c for c in trigger.head.children if c.i < trigger.i and c.dep_ == "amod"]
        adjectives = {c.lower_ for c in (*before, *trigger.children)}
        if adjectives & words["titles", "past"]:
            return True
    told = {c.lower_ for c in beside} | {" ".join(_words(c)) for c in beside if case(c)}
    return bool(told & words["territories", "bygone"]) and (described or _past(trigger, bare=True))


def _clauses(trigger: Token) -> Iterator[Token]:
    """The word itself, and the verb whose time is the word's too: "held under occupation until"."""
    yield trigger
    noun = trigger.pos_ == "NOUN" and trigger.dep_.split(":")[0] in ("obl", "obj", "nsubj")
    if noun or (trigger.dep_ == "conj" and trigger.pos_ == "VERB"):
        yield trigger.head


def _past(node: Token, *, bare: bool = False) -> bool:
    """Told in the past, and not as lasting: "was", "ruled", "had been"; not "has ruled". A `bare`
    noun has no tense: "formerly part of Norland".
    """
    beside = children(node, "aux", "cop")
    if any(c.tag_ in ("VBZ", "VBP") for c in beside):
        return False
    if any(c.tag_ == "VBD" for c in beside):
        return True
    return node.tag_ in ("VBD", "VBN") or (bare and node.pos_ in ("NOUN", "ADJ"))


def _told(context: Context, node: Token) -> set[str]:
    """The words that introduce the phrases and clauses beside the verb; none of "the day before
    yesterday".
    """
    dates = context.reading.dates
    beside = [c for c in node.children if not any(d.start < c.i < d.end for d in dates)]
    return {case(c) for c in beside} | {mark(c) for c in beside}


def _times(context: Context, node: Token) -> list[Token]:
    """The phrases beside the verb that are dates, and those that hang on them."""
    beside = [c for p in (node, *node.children) for c in p.children]
    return [c for c in beside if any(d.start <= c.i < d.end for d in context.reading.dates)]


def _bounded(context: Context, node: Token) -> bool:
    """The time has both its ends: "between 1941 and 1944", "from May to June", "1941-44"."""
    if any(c.tag_ in ("VBZ", "VBP") for c in children(node, "aux")):
        return False
    times = _times(context, node)
    cases = {case(c) for c in times}
    between = any(case(t) == "between" and children(t, "conj") for t in times)
    dashed = any(_YEARS.fullmatch(t.text) or _to_another(t) for t in times)
    return between or dashed or bool(cases & _FROM and cases & _TO)


def _to_another(time: Token) -> bool:
    """ "1941-44", in three words."""
    after = time.doc[time.i + 1 : time.i + 3]
    return len(after) == 2 and after[0].text in _DASHES and after[1].text.isdecimal()


def _spent(context: Context, node: Token, relation: str) -> bool:
    """The time beside a verb in the past is one that is over."""
    words = context.lexicon.words
    if mark(node) in _WITHIN:  # for the parser "during" may introduce the clause
        return True
    for phrase in (c for c in node.children if c.pos_ not in ("VERB", "AUX")):
        lemma, kind = phrase.lemma_.lower(), case(phrase)
        parts, eras = words["events", "parts_of_time"], words["territories", "eras"]
        if _DECADE.fullmatch(phrase.lower_) or (kind and {lemma, phrase.lower_} & eras):
            return not any(c.lower_ in ("this", "these") for c in phrase.children)
        if kind == "for" and lemma in words["territories", "spans"]:
            return True
        if kind in _WITHIN and lemma not in parts:
            return True
    lasting = relation != "occupied_by" or any(c.lower_ == "had" for c in node.children)
    return any(
        _long_past(context, time) and (lasting or case(time) == "by")
        for time in _times(context, node)
        if case(time) not in _FROM
    )


def _long_past(context: Context, time: Token) -> bool:
    """A date of an earlier year than that of the article."""
    published = context.reading.published
    told = next(d.date for d in context.reading.dates if d.start <= time.i < d.end)
    return published is None or told.latest.year < published.year


def _ceased(verb: Token, words: Words) -> bool:
    """ "The occupation of the valley ended in 1944"."""
    return _past(verb) and verb.lemma_.lower() in words["territories", "ceasing"]


def _words(phrase: Token) -> list[str]:
    return [t.lower_ for t in phrase.doc[phrase.left_edge.i : phrase.right_edge.i + 1]]
