"""What a speaker's side would do if others did something, "we will stop firing if they do"; and
what others can do then, "they can open talks if they leave".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.plans import Point
from kg.extract.stands import speaks_for
from kg.extract.worlds import modals, negated
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, case, core, mark, subjects, trim


def offers(context: Context) -> Iterator[Point]:
    """Concessions that somebody is said to hold out on a condition."""
    words = context.lexicon.words
    for verb in context.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in words["proposals", "conceding"]:
            continue
        if not modals(verb, words) & words["proposals", "willing"] or negated(verb, words):
            continue
        speaker = context.world(verb).speaker
        if verb.head.lemma_.lower() in words["proposals", "menacing"]:
            continue
        if speaker is None or not (_conditioned(context, verb) and _own(context, verb, speaker)):
            continue
        clause = _clause(verb)
        yield Point(verb, core(clause, verb), clause, (str(speaker),))


def _conditioned(context: Context, verb: Token) -> bool:
    """ "if", "once", "provided that", "on condition that", "in return for"."""
    conditions = context.lexicon.words["proposals", "conditions"]
    for t in verb.subtree:
        if t.dep_ == "advcl" and conditions & {mark(t), mark(t).split(" ")[0]}:
            return True
        if t.dep_.startswith("obl") and (
            case(t) in conditions or f"{case(t)} {t.lemma_.lower()}" in conditions
        ):
            return True
    return False


def _own(context: Context, verb: Token, speaker: int) -> bool:
    """The one who would do it is the speaker, or the speaker's country, government or troops; or
    it is what others can do.
    """
    if modals(verb, context.lexicon.words) & context.lexicon.words["proposals", "allowing"]:
        return True
    for head in subjects(verb):
        if head.lower_ == "we" or context.reading.at(head) == speaker:
            return True
        if any(c.tag_ == "PRP$" and _means(context, c, speaker) for c in head.children):
            return True
        firm = bool(modals(verb, context.lexicon.words) & context.lexicon.words["plans", "future"])
        if any(_speaks_for(context, speaker, int(a), firm) for a in context.actors([head])):
            return True
    return False


def _speaks_for(context: Context, speaker: int, actor: int, firm: bool) -> bool:
    """The speaker is told to be of that state; or to be of none, and says what it would do."""
    if speaks_for(context, speaker, actor):
        return True
    entities, roles = context.reading.entities, context.reading.roles
    abroad = any(r.person == speaker and r.of is not None for r in roles)
    return firm and entities[actor].state and entities[speaker].type == "person" and not abroad


def _means(context: Context, pronoun: Token, speaker: int) -> bool:
    return pronoun.lower_ in ("our", "my") or context.reading.at(pronoun) == speaker


def _clause(verb: Token) -> Span:
    own = [c.left_edge.i for c in verb.children if c.dep_ in SUBJECTS]
    return trim(verb.doc[min(own, default=verb.i) : verb.right_edge.i + 1])
