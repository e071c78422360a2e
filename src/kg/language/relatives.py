"""Clauses beside the subject of a verb of saying that are no words of his: ", whose father had
lost it,", "a diplomat in Porto, who asked ...", "with the envoy saying".

Like all repairs of attributions these move an arc by the order of the words.
"""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from kg.language.set_in import attach, own_subjects
from kg.language.trees import children

_PLACED = ("in", "at", "from", "near")


def free_relative(verb: Token) -> None:
    """ "Jane Doe, whose father had lost it, thanked Norland": the clause is about her."""
    own = own_subjects(verb)
    for clause in children(verb, "ccomp") if own else ():
        first = next((t for t in clause.subtree if not t.is_punct), clause)
        after_comma = own[-1].i < first.i - 1 and first.nbor(-1).text == ","
        if after_comma and clause.i < verb.i and first.tag_ in ("WP$", "WP", "WDT"):
            attach(clause, own[-1], "acl:relcl")


def lift_person(verb: Token, people: Container[str]) -> None:
    """ "a diplomat in Porto, who asked": a "who" is no place where somebody is."""
    place, person = verb.head, verb.head.head
    who = any(c.lower_ == "who" and c.dep_ == "nsubj" for c in verb.children)
    placed = place.pos_ == "PROPN" and any(c.lower_ in _PLACED for c in children(place, "case"))
    if verb.dep_ == "acl:relcl" and who and placed and person.lemma_.lower() in people:
        attach(verb, person, "acl:relcl")


def take_with_subject(verb: Token, people: Container[str]) -> None:
    """ "echoed it, with the envoy, Jane Doe, saying that ...": the envoy says so."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl") or own_subjects(verb):
        return
    for noun in (*children(verb, "obl"), *children(verb.head, "obl")):
        cases, left = children(noun, "case"), noun.left_edge
        apart = left.i > 0 and left.nbor(-1).text == "," and left.lower_ == "with"
        beside = noun.i < verb.i and noun.right_edge.i >= verb.i - 2
        person = noun.pos_ == "PROPN" or noun.lemma_.lower() in people
        if apart and beside and person and len(cases) == 1:
            attach(noun, verb, "nsubj")
            attach(cases[0], verb, "mark")
