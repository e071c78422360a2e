"""Attributions where the words leave no doubt and the tree does: ", she said,", "told the court
that", a name right before its verb.

Like all repairs of attributions these move an arc by the order of the words; a tree that needs
none stays as it is.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.language.trees import SUBJECTS, children, is_relative, mark

_FINITE = ("VBD", "VBZ", "VBP")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_BETWEEN = ("ADV", "AUX")
_STRAY = ("appos", "conj", "parataxis", "dep", "list")
_LOOSE = ("advcl", "acl", "acl:relcl", "appos", "dep", "conj")
_ASIDE = ("advcl", "parataxis", "dep", "acl")
_SAID_IN = ("in", "at", "on", "during", "to", "before", "after", "via", "through", "by")
_MARKS = (",", "”", '"', "’", "'", "—", "–")


def attach(token: Token, head: Token, label: str) -> None:
    """Moves the arc of `token`, unless that would close a circle."""
    if token.i != head.i and not token.is_ancestor(head):
        token.head = head
        token.dep_ = label


def own_subjects(verb: Token) -> list[Token]:
    """Subjects before the verb that hang on it."""
    return [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass") and c.i < verb.i]


def take_near_subject(verb: Token) -> None:
    """ "Jane Doe told Norland diplomats ...", with "Doe" hung on the diplomats, and "Norland, Jane
    Doe said in a speech, had lost", with her as an apposition.
    """
    if own_subjects(verb) or not finite(verb):
        return
    noun = _noun_before(verb)
    if noun is None or noun.head.i == verb.i:
        return
    crossing = noun.head.i > verb.i
    after_comma = noun.dep_ in _STRAY and _comma_before(noun)
    if crossing or after_comma:
        attach(noun, verb, "nsubj")
        if noun.head.i == verb.i:
            _right_way_up(verb)


def take_far_subject(verb: Token, speakers: frozenset[str]) -> None:
    """ "It failed, noted the envoy, Jane Doe": who said so stands after the verb, as no object;
    not ", which lost the coast, holds the rest".
    """
    before = verb.doc[verb.i - 1].text if verb.i > verb.sent.start else ""
    if before not in _MARKS or verb.dep_ not in _ASIDE or verb.tag_ not in _FINITE:
        return
    after = [c for c in children(verb, "obj") if c.i > verb.i]
    if own_subjects(verb) or len(after) != 1 or children(verb, "nsubj", "aux", "ccomp", "xcomp"):
        return
    host = _host(verb) if verb.doc[after[0].left_edge.i - 1].i == verb.i else None
    speaks = after[0].pos_ in ("PROPN", "PRON") or after[0].lemma_.lower() in speakers
    if host is not None and host.i < verb.i and speaks:
        after[0].dep_ = "nsubj"
        attach(verb, host, "parataxis")


def free_object(verb: Token) -> None:
    """ "dismissed as a fairy tale the report ...": what stands behind is no second subject."""
    after = [c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i]
    if own_subjects(verb) and finite(verb) and len(after) == 1 and not children(verb, "obj"):
        after[0].dep_ = "obj"


def _noun_before(verb: Token) -> Token | None:
    """The head of the noun phrase that ends right before the verb."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].pos_ in _BETWEEN:
        i -= 1
    titled = verb.doc[i].text == ","
    node = verb.doc[i - titled]
    if node.pos_ not in _NOMINAL or i <= verb.sent.start or is_relative(node):
        return None
    while node.head.i < verb.i and node.head.i != node.i and node.dep_ not in _STRAY:
        node = node.head
    if titled:  # "its envoy, Jane Doe, said"
        node = node.head if node.dep_ == "appos" and node.head.pos_ == "NOUN" else verb.sent[0]
    return node if node.pos_ in _NOMINAL and node.left_edge.i > verb.sent.start else None


def _comma_before(noun: Token) -> bool:
    left = noun.left_edge
    return "," in (left.text, left.nbor(-1).text)


def _right_way_up(verb: Token) -> None:
    """Of "Norland, she said, had lost": the noun put first is the subject of what was said."""
    first, said = verb.head, children(verb, "ccomp")
    if verb.dep_ != "parataxis" or first.head.i != first.i or first.pos_ not in _NOMINAL:
        return
    if len(said) == 1 and said[0].i > verb.i and not own_subjects(said[0]):
        verb.head, verb.dep_ = verb, first.dep_
        first.head, first.dep_ = said[0], "nsubj"


def set_in(verb: Token) -> None:
    """ "Neither side, she stressed, had agreed": no clause of time or place, but an attribution."""
    own = own_subjects(verb)
    if not own or not finite(verb) or mark(verb) or any(is_relative(c) for c in verb.children):
        return
    start = own[-1].left_edge.i + (own[-1].left_edge.text in _MARKS)
    if start <= verb.sent.start or verb.doc[start - 1].text not in _MARKS:
        return
    if verb.dep_ in _LOOSE and _closes(verb) and not children(verb, "ccomp", "xcomp", "obj", "cc"):
        host = _host(verb)
        if host is not None:
            attach(verb, host, "parataxis")
    if verb.dep_ == "parataxis" and verb.head.i > verb.i:
        for token in list(verb.children):
            if token.i < start - 1 and not token.is_punct:
                attach(token, verb.head, token.dep_)


def _closes(verb: Token) -> bool:
    """The attribution ends with the verb, or with a phrase after it."""
    doc = verb.doc
    end = max([verb.i, *(c.right_edge.i for c in verb.children if not c.is_punct)])
    return end + 1 < len(doc) and doc[end + 1].is_punct


def _host(verb: Token) -> Token | None:
    """The clause that goes on around the attribution."""
    node = verb.head
    while node.head.i != node.i:
        if node.pos_ in ("VERB", "AUX") or any(c.dep_ in SUBJECTS for c in node.children):
            return node
        node = node.head
    clause = node.pos_ in ("VERB", "AUX") or any(c.dep_ in SUBJECTS for c in node.children)
    return node if clause else None


def take_that(verb: Token, tells: bool, occasions: frozenset[str]) -> None:
    """ "said in a statement that ...", "told the court that ...": no clause on the noun."""
    if children(verb, "ccomp"):
        return
    for noun in (c for c in children(verb, "obl", "obj", "iobj") if c.i > verb.i):
        person = tells and noun.dep_ in ("obj", "iobj")
        said_in = any(c.dep_ == "case" and c.lower_ in _SAID_IN for c in noun.children)
        occasion = said_in and noun.lemma_.lower() in occasions
        for clause in children(noun, "acl", "ccomp") if person or occasion else ():
            if mark(clause) == "that" and any(c.dep_ in SUBJECTS for c in clause.children):
                attach(clause, verb, "ccomp")
                return


def finite(verb: Token) -> bool:
    """ "said", "has said"; not "told to leave"."""
    aux = children(verb, "aux")
    return (verb.tag_ in _FINITE and not aux) or any(c.lemma_ in ("have", "do") for c in aux)
