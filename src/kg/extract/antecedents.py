"""What "it", "the plan" and "the move" stand for: the last thing of the article told in words.

A pronoun takes the latest topic before it that agrees with it in number; a bare noun ("the offer")
a fuller phrase of the same noun, or else what was proposed last; a noun for any deed ("the move",
"a step") the clause before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.worlds import unreal_here
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, case, children, head, is_relative

_REACH = 3
"""Sentences back that a topic may stand."""
_PLURAL = ("NNS", "NNPS")
_FULL = ("nmod", "acl", "amod", "compound", "appos", "nummod", "ccomp")


def antecedent_of(context: Context, word: Token, before: Token) -> Token | None:
    """The head of the phrase or clause that `word` stands for, told before the token `before`."""
    words = context.lexicon.words
    topics = [t for t in _topics(context, before) if not _inside(t, word)]
    if word.pos_ == "NOUN":
        topics = [t for t in topics if not bare(context, t)]
    if word.pos_ == "NOUN":
        lemma = word.lemma_.lower()
        groups = words.table("topics", "kin").values()
        kin = {lemma, *(k for group in groups if lemma in group for k in group)}
        same = [t for t in topics if t.lemma_.lower() in kin and _several(t) == _several(word)]
        told = _proposed(context, topics) if lemma in words["topics", "plans"] else []
        found = [
            t for t in same or told if lemma not in words["topics", "deeds"] or _near(t, before)
        ]
        if found:
            return found[-1]
        if lemma not in words["topics", "deeds"]:
            return None
        deeds = (_deed_before(word), _headline(context))
        return next((d for d in deeds if d is not None and _done(context, d, word)), None)
    if word.lower_ in ("this", "that"):
        return None  # all that was just said, and no thing before it
    near = [t for t in topics if _agree(word, t) and _near(t, before)]
    things = [t for t in near if t.pos_ == "NOUN"] or near
    return _salient(things) if things else None


def _proposed(context: Context, topics: list[Token]) -> list[Token]:
    plans = {head(s).i for t in context.of_kind("proposal") for s in t.what}
    return [t for t in topics if t.i in plans]


def _salient(topics: list[Token]) -> Token | None:
    """Of the last sentence that has any: the subject, else the object, else the last."""
    last = [t for t in topics if t.sent.start == topics[-1].sent.start]
    last = [t for t in last if not any(_inside(o, t) for o in last if o.i != t.i)]
    for labels in (SUBJECTS, ("obj", "xcomp", "ccomp")):
        found = [t for t in last if t.dep_ in labels]
        if found:
            return found[-1]
    return last[-1] if last else None


def bare(context: Context, word: Token) -> bool:
    """A noun that says nothing alone: "the plan", "that idea", "such a step"."""
    if word.pos_ != "NOUN" or word.lemma_.lower() not in context.lexicon.words["topics", "nouns"]:
        return False
    determiner = next((c.lower_ for c in word.children if c.dep_.startswith("det")), "")
    if word.dep_ in ("appos", "parataxis") and determiner == "a":
        return word.lemma_.lower() in context.lexicon.words["topics", "deeds"]
    if any(c.dep_.split(":")[0] in _FULL for c in word.children if c.lower_ not in _ORDER):
        return False
    return determiner in ("the", "this", "that", "these", "those", "such", "both")


_ORDER = frozenset({"such", "very", "same", "whole", "latest"})


def _topics(context: Context, before: Token) -> Iterator[Token]:
    """Heads of what was spoken of before, in order: for a pronoun in the last sentences only."""
    told = {head(s).i for t in context.told if t.kind in ("proposal", "position") for s in t.what}
    nouns = context.lexicon.words["topics", "nouns"]
    for token in context.doc[: before.i]:
        named = token.pos_ == "NOUN" and (token.lemma_.lower() in nouns or token.i in told)
        if named or (token.pos_ == "VERB" and token.i in told):
            yield token


def _deed_before(word: Token) -> Token | None:
    """The clause before "the move": that it is put beside, or the last sentence's."""
    if word.dep_ in ("appos", "parataxis"):
        return _clause_over(word)
    start = word.sent.start
    if start == 0:
        return None
    root = word.doc[start - 1].sent.root
    if root.is_space and root.sent.start:
        root = word.doc[root.sent.start - 1].sent.root
    said = next(iter(children(root, "ccomp")), None)
    deed = said if said is not None and not is_relative(said) else root
    return deed if deed.pos_ == "VERB" and deed.dep_ != "conj" and _acts(deed) else None


def _clause_over(noun: Token) -> Token | None:
    """ "sent ships to the coast, a move that": the clause, whatever noun the tree names."""
    node = noun.head
    while node.pos_ not in ("VERB", "AUX") and node.head.i != node.i:
        node = node.head
    return node if node.pos_ in ("VERB", "AUX") else None


def _headline(context: Context) -> Token | None:
    """The deed that the headline tells: "Norland leaves the pact"."""
    first = next((t for t in context.doc if "\n" in t.text), None)
    root = context.doc[0].sent.root
    if first is None or root.i > first.i or root.tag_ not in ("VBZ", "VBP", "VBD"):
        return None
    said = any(t.anchor is root for t in context.of_kind("statement"))
    return root if root.pos_ == "VERB" and _acts(root) and not said else None


def _done(context: Context, deed: Token, word: Token) -> bool:
    """Told outright, and not in quoted words that the word stands outside of."""
    quote = context.reading.inside_quote(deed.i)
    same = quote is None or not quote.direct or quote.start <= word.i < quote.end
    return same and not unreal_here(deed, context.lexicon.words)


def _acts(verb: Token) -> bool:
    """Told with who does it: "Norland closed the bridge"."""
    return any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children)


def _several(noun: Token) -> bool:
    return noun.tag_ in _PLURAL


def _agree(word: Token, topic: Token) -> bool:
    plural = word.lower_ in ("them", "they", "these", "those", "both", "all", "either")
    return topic.pos_ == "VERB" or (plural == _several(topic) and case(topic) != "by")


def _inside(topic: Token, word: Token) -> bool:
    return topic.i == word.i or word in topic.subtree


def _near(topic: Token, word: Token) -> bool:
    """In the same sentence or the one or two before it."""
    start = word.sent.start
    for _ in range(_REACH):
        if topic.i >= start or start == 0:
            return topic.i >= start
        start = word.doc[start - 1].sent.start
    return False
