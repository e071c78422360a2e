"""Positions: who supports, opposes or is neutral on what, under which condition."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.targets import deed, target_of, target_span
from kg.extract.worlds import AWAY, conditional, modals, negated
from kg.language.reading import text_of
from kg.language.trees import (
    SUBJECTS,
    case,
    children,
    is_passive,
    mark,
    phrase,
    subjects,
    trim,
)
from kg.model import Position

_DEPENDENT = ("obl", "nmod")
"""A noun of support that only hangs on something: "depends on the readiness to sign"."""
_CUT = frozenset({"parataxis", "acl:relcl", "appos", "advcl"})


def positions(context: Context) -> Iterator[Position]:
    """Cues of support and opposition first, then plain refusals ("will not withdraw")."""
    seen: set[tuple[int, str]] = set()
    nouns = {
        f.trigger.i
        for f in context.frames
        if f.trigger.pos_ == "NOUN" and "position" in f.entry.frame.facts and f.content is not None
    }
    for frame in context.frames:
        if "position" not in frame.entry.frame.facts or frame.content is None:
            continue
        stance = _stance(context, frame)
        if not stance or not _holds(context, frame.trigger):
            continue
        target = target_of(context, frame.content)
        if not target or (frame.trigger.pos_ == "NOUN" and frame.trigger.dep_ in _DEPENDENT):
            continue
        if frame.entry.frame.id == "accept" and stance == "opposes":
            target = deed(frame.trigger)
        if frame.content.i in nouns:
            continue
        for holder in _holders(context, frame):
            if (frame.trigger.i, holder) not in seen and not _names(context, frame.content, holder):
                seen.add((frame.trigger.i, holder))
                yield _position(
                    context, frame.trigger, frame.content, holder, stance, target, frame.entry.id
                )
    yield from _refusals(context, seen)


def _names(context: Context, content: Token, holder: str) -> bool:
    """The target names the holder: then somebody else holds the position."""
    if context.reading.entities[int(holder)].type != "person":
        return False
    inside = range(content.left_edge.i, content.right_edge.i + 1)
    return any(
        m.entity == int(holder) and m.how == "name" and m.start in inside
        for m in context.reading.mentions
    )


def _holders(context: Context, frame: Frame) -> list[str]:
    """Who takes the position; of "X is a red line" the one who says so."""
    if frame.entry.phrases:
        speaker = context.world(frame.trigger).speaker
        found = context.actors(frame.holders)
        if speaker is not None and (
            not found or any(_speaks_for(context, speaker, int(f)) for f in found)
        ):
            found.append(str(speaker))
        return found
    return [_voice(context, frame.trigger, h) for h in context.actors(frame.holders)]


def _voice(context: Context, trigger: Token, holder: str) -> str:
    """An official who says what the state will do takes the position: "Norland will not sign, its
    president said".
    """
    world = context.world(trigger)
    entities = context.reading.entities
    if (
        world.speaker is None
        or entities[int(holder)].type == "person"
        or entities[world.speaker].type != "person"
    ):
        return holder
    return str(world.speaker) if _speaks_for(context, world.speaker, int(holder)) else holder


def _speaks_for(context: Context, person: int, state: int) -> bool:
    """The person holds an office of the state, by the article or by the entity base."""
    reading = context.reading
    if any(r.person == person and r.of == state for r in reading.roles):
        return True
    known = reading.entities[person].known, reading.entities[state].known
    return all(known) and any((t.person, t.of) == known for t in reading.base.terms)


def _stance(context: Context, frame: Frame) -> str:
    kind, words = frame.entry.frame, context.lexicon.words
    if frame.entry.phrases:
        return kind.stance
    if negated(frame.trigger, words):
        return kind.negated
    if any(c.lower_ == "no" for c in frame.trigger.children if c.dep_ == "det"):
        return kind.negated
    return (
        ""
        if modals(frame.trigger, words) & context.lexicon.words["positions", "tentative"]
        else kind.stance
    )


def _holds(context: Context, trigger: Token) -> bool:
    """Not in a condition, a question or under a verb that makes it a mere possibility."""
    words = context.lexicon.words
    node = trigger
    for _ in range(12):
        if conditional(node, words) and not (node is trigger and mark(node) == "to"):
            return False
        if node.tag_ == "VBG" and mark(node) in AWAY:
            return False
        if node.head.i == node.i:
            return True
        if node.dep_ == "xcomp" and node.head.lemma_.lower() in (
            "threaten",
            "ask",
            "urge",
            "expect",
            "want",
            "try",
            "seek",
            "fail",
            "refuse",
            "press",
            "call",
            "invite",
            "appeal",
            "hope",
        ):
            return False
        if node.dep_ in ("advcl", "acl", "xcomp") and mark(node) == "to":
            return False
        node = node.head
    return True


def _position(
    context: Context,
    trigger: Token,
    content: Token,
    holder: str,
    stance: str,
    target: str,
    rule: str,
) -> Position:
    edges = [content.left_edge.i, content.right_edge.i, trigger.i]
    edges += [
        c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS and c.left_edge.i < trigger.i
    ]
    span = trim(context.doc[min(edges) : max(edges) + 1])
    return Position(
        holder=holder,
        stance=stance,
        target=target,
        condition=_condition(context, trigger),
        about=context.about(target_span(content)),
        evidence=context.evidence(span, f"position.{rule}"),
    )


def _condition(context: Context, trigger: Token) -> str:
    """ "if", "provided", "unless" and their clause, under the verb of the position."""
    for child in children(trigger, "advcl"):
        if mark(child) in context.lexicon.words["positions", "conditions"] or (
            child.lower_ == "provided" and child.i > trigger.i
        ):
            return context.clean(phrase(child))
    for child in children(trigger, "obl"):
        if case(child) in ("on condition", "in exchange for", "in return for", "without"):
            return text_of(phrase(child))
    return ""


def _refusals(context: Context, seen: set[tuple[int, str]]) -> Iterator[Position]:
    """ "Norland will not withdraw", "we cannot accept": a negated will is opposition."""
    words = context.lexicon.words
    cues = {f.trigger.i for f in context.frames if "position" in f.entry.frame.facts}
    for verb in context.doc:
        if verb.i in cues or any(c.dep_ == "cc:preconj" for c in verb.children):
            continue
        if (
            verb.pos_ != "VERB"
            or verb.lemma_.lower() in context.lexicon.words["positions", "stative"]
            or is_passive(verb)
        ):
            continue
        if (
            not modals(verb, words) & context.lexicon.words["positions", "refusing"]
            or not negated(verb, words)
            or not _holds(context, verb)
        ):
            continue
        if verb.tag_ != "VB" or any(
            c.dep_ == "nsubj" and c.lower_ in ("no", "nobody") for c in verb.children
        ):
            continue
        for subject in context.actors(subjects(verb)):
            holder = _voice(context, verb, subject)
            speaker = context.world(verb).speaker
            if speaker is not None and str(speaker) != holder:
                continue  # what somebody else says that the subject will not do
            if (verb.i, holder) in seen or context.reading.entities[int(holder)].type == "event":
                continue
            target = deed(verb)
            yield _position(context, verb, verb, holder, "opposes", target, "refusal")
