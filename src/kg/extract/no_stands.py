"""Cues that tell no stand: done to people, another verb, a label, what merely depends on it."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.language.tokens import Token
from kg.language.trees import case

_DEPENDENT = ("obl", "nmod")
"""A noun of support that only hangs on something: "depends on the readiness to sign"."""


def says_nothing(context: Context, frame: Frame) -> bool:
    """ "declined to comment" is no position, "wants them to sign" a proposal."""
    content, trigger = frame.content, frame.trigger
    if content is None or content.dep_ not in ("xcomp", "ccomp"):
        return content is not None and (
            _label(content) or _made(frame, content) or _handled(context, frame, content)
        )
    if content.dep_ == "ccomp":
        done = any(c.lemma_.lower() == "have" and c.dep_ == "aux" for c in content.children)
        return content.i < trigger.i or (done and frame.entry.frame.id == "insist")
    silent = context.lexicon.words["positions", "silent"]
    return frame.entry.frame.stance == "opposes" and content.lemma_.lower() in silent


def another_verb(frame: Frame) -> bool:
    """ "backed down", "backed up": the particle makes another verb, where the cue has none."""
    particles = {c.lower_ for c in frame.trigger.children if c.dep_ == "compound:prt"}
    known = {word for cue in frame.entry.verbs for word in cue.split()[1:]}
    return bool(particles - known)


def hangs(context: Context, noun: Token) -> bool:
    """ "depends on its readiness to sign"; of "despite its readiness to sign" there is no doubt."""
    words, before = context.lexicon.words, case(noun)
    firm = noun.head.lemma_.lower() in words["positions", "persisting"]
    inside = before == "in" and (firm or noun.lemma_.lower() in words["clauses", "sides"])
    granted = inside or before in words["positions", "granted"]
    return noun.dep_ in _DEPENDENT and not granted


def _label(content: Token) -> bool:
    """ "hailed “a brave choice”": what it is called, and not what it is."""
    first, after = (
        content.left_edge,
        content.doc[min(content.right_edge.i + 1, len(content.doc) - 1)],
    )
    quoted = first.is_quote or content.doc[max(first.i - 1, 0)].is_quote
    indefinite = any(c.lower_ in ("a", "an") for c in content.children)
    return quoted and indefinite and (after.is_quote or content.right_edge.is_quote)


def _made(frame: Frame, content: Token) -> bool:
    """ "the plan, drawn up by the envoy": what was done to a plan is not what it is for."""
    done = content.tag_ == "VBN" and not any(c.dep_.startswith("aux") for c in content.children)
    return frame.trigger.pos_ == "NOUN" and content.dep_ == "acl" and done


def _handled(context: Context, frame: Frame, content: Token) -> bool:
    """ "dismissed his deputy" is done to people, "blocked the road" to things; "rejected any blame"
    denies.
    """
    words, lemma = context.lexicon.words, content.lemma_.lower()
    verb = frame.trigger.lemma_.lower()
    if verb in words["plans", "needing"] and lemma in words["plans", "consent"]:
        return True  # "the bill requires a majority"
    entity = context.reading.at(content)
    kind = "" if entity is None else context.reading.entities[entity].type
    if kind == "person" or lemma in words["positions", "guests"]:
        return verb in words["positions", "handling"]
    if lemma in words["positions", "gifts"]:
        return verb in words["positions", "taking"]
    if kind == "place" or lemma in words["positions", "ways"]:
        return verb in words["positions", "physical"]
    return lemma in words["positions", "guilt"]
