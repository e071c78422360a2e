"""Clauses run together: "Norland holds the north and Sudria holds the south", with Sudria read as
held like the north.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.language.set_in import attach, own_subjects

_FINITE = ("VBD", "VBZ", "VBP")
_BETWEEN = ("ADV", "AUX")
_NOMINAL = ("NOUN", "PROPN", "PRON")


def part_clauses(verb: Token) -> None:
    """The noun right before a coordinated verb that has no subject, after "and", is its subject."""
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE or own_subjects(verb):
        return
    noun = _noun_before(verb)
    if noun is None or noun.dep_ != "conj" or not verb.head.i < noun.head.i < noun.i:
        return
    joins = [c for c in (*noun.children, *verb.children) if c.dep_ == "cc" and c.i < noun.i]
    first = min((c.i for c in noun.subtree if c.dep_ != "cc"), default=noun.i)
    if not verb.head.is_ancestor(noun) or not any(c.i == first - 1 for c in joins):
        return
    attach(noun, verb, "nsubj")
    for join in joins:
        attach(join, verb, "cc")


def _noun_before(verb: Token) -> Token | None:
    """The head of the noun phrase that ends right before the verb."""
    i = verb.i - 1
    while i > verb.head.i and verb.doc[i].pos_ in _BETWEEN:
        i -= 1
    node = verb.doc[i]
    while node.pos_ in _NOMINAL and node.dep_ != "conj" and node.head.i > verb.head.i:
        node = node.head
    return node if node.pos_ in _NOMINAL and node.i < verb.i else None
