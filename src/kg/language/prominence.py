"""How much a subject is what the text is about: of a main clause, of another, or a dummy."""

from __future__ import annotations

from kg.language.reading import Reading
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, case, subjects

_OF_ACTORS = frozenset(
    {"able", "committed", "determined", "eager", "keen", "open", "prepared", "ready", "reluctant"}
    | {"unable", "unwilling", "willing", "bound", "due", "set", "sure", "confident", "free"}
)
"""What only somebody can be: "it was ready to talk" means an actor."""


def subject_rank(token: Token) -> int:
    """2 for the subject of a main clause and for who it is according to, 1 for the subject of
    another clause, 0 for what is none.
    """
    named = token.dep_ == "appos" and token.head.pos_ != "PROPN"
    if token.dep_ in ("flat", "compound") or named:
        token = token.head
    if case(token) == "according to":
        return 2  # who says so is as good as a subject
    if token.dep_ not in SUBJECTS:
        return 0
    verb = token.head
    while verb.dep_ in ("conj", "parataxis"):
        verb = verb.head
    return 2 if verb.head.i == verb.i else 1


def expletive(token: Token) -> bool:
    """ "it is clear that": a dummy subject."""
    if token.dep_ == "expl":
        return True
    head = token.head
    return (
        token.dep_ in SUBJECTS
        and (head.pos_ == "ADJ" or head.lemma_ in ("seem", "appear", "rain", "time"))
        and head.lower_ not in _OF_ACTORS
        and any(c.dep_ in ("csubj", "ccomp", "xcomp", "advcl") for c in head.children)
    )


def co_arguments(token: Token, reading: Reading) -> set[int]:
    """Entities that the pronoun cannot mean: who does what its own verb tells, also where that
    is shared or told by a noun: "took the coast and annexed it", "has no plans to annex it".
    """
    if token.dep_ not in ("obj", "iobj") and not token.dep_.startswith("obl"):
        return set()
    verb = token.head
    doers = subjects(verb)
    if not doers and verb.dep_ == "acl" and verb.head.dep_ == "obj":
        doers = subjects(verb.head.head)
    return {e for d in doers if (e := reading.at(d)) is not None}
