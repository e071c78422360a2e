"""A stand that somebody takes, before it becomes a position; and whether it is taken at all."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.worlds import AWAY, conditional, disowned
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, mark

_REACH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """`holders` take the `stance` on `target`; `trigger` tells it, `content` heads the target."""

    trigger: Token
    holders: tuple[str, ...]
    stance: str
    content: Token
    target: str
    rule: str


def holds(context: Context, trigger: Token) -> bool:
    """Not in a condition, a question or under a verb that makes it a mere possibility."""
    words = context.lexicon.words
    doubtful = words["irrealis", "denials"] | words["positions", "unsure"]
    if disowned(trigger, words) or _supposed(trigger):
        return False
    node = trigger
    for _ in range(_REACH):
        if "whether" in mark(node).split():
            return False
        if conditional(node, words) and not (node is trigger and mark(node) == "to"):
            return False
        if node.tag_ == "VBG" and mark(node) in AWAY:
            return False
        if node.head.i == node.i:
            return True
        if (
            (node.dep_ == "xcomp" or node.tag_ == "VBG")
            and node.dep_ in ("xcomp", "ccomp", "advcl", "obj")
            and node.head.lemma_.lower() in context.lexicon.words["positions", "distant"]
        ):
            return False
        done = node.dep_ == "xcomp" and node.head.lemma_.lower() in words["positions", "doing"]
        if node.dep_ in ("advcl", "acl", "xcomp") and mark(node) == "to" and not done:
            return False
        if node.dep_ in ("ccomp", "xcomp") and node.head.lemma_.lower() in doubtful:
            return False
        node = node.head
    return True


def _supposed(verb: Token) -> bool:
    """ "Had Norland accepted the plan, it would hold the port"."""
    subject = next((c.i for c in verb.children if c.dep_ in SUBJECTS), verb.i)
    turned = next((c for c in verb.children if c.dep_.startswith("aux")), None)
    return (
        turned is not None
        and turned.lower_ in ("had", "should", "were")
        and turned.i < subject < verb.i
    )


def speaks_for(context: Context, person: int, state: int) -> bool:
    """The person holds an office of the state, by the article or by the entity base."""
    reading = context.reading
    if any(r.person == person and r.of == state for r in reading.roles):
        return True
    who, of = reading.entities[person].known, reading.entities[state].known
    return bool(who and of) and any(t.of == of for t in reading.base.terms_of(who))
