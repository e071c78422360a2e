"""Whether a clause is asserted, and by whom: the article, a speaker, or nobody.

Negation, modality, condition, question, purpose and verbs that do not commit ("threatened to
annex") make a clause unreal; a verb of saying makes it its subject's word; quotation makes it the
speaker's. Cf. the factuality profiles of FactBank (Saurí and Pustejovsky 2009): only what is
certain and positive for a source is asserted here.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, case, children, mark
from kg.lexicon import Words

AWAY = frozenset({"without", "against", "from", "instead of", "of", "for", "about", "over"})
"""Before a gerund: "against ceding land", "accused of annexing", "the idea of occupying"."""
_UNDERGOING = ("obj", "nsubj:pass")


@dataclass(frozen=True, slots=True)
class World:
    """`real`: asserted by somebody. `speaker`: the entity who does, None for the article itself.

    `embedded`: inside somebody's words, even when who that is could not be told.
    """

    real: bool
    embedded: bool
    speaker: int | None


def negated(token: Token, words: Words) -> bool:
    """The clause of `token` is negated: by a word of its own, by "no", or by "fail to" above it."""
    if denied(token, words):
        return True
    if token.dep_ == "xcomp" and token.head.lemma_.lower() in (
        "fail",
        "refuse",
        "decline",
        "stop",
        "cease",
    ):
        return True
    return mark(token) in AWAY or case(token) == "without"


def denied(token: Token, words: Words) -> bool:
    """The clause of `token` has a negative word of its own: "not", "no", "nobody"."""
    negators = words["irrealis", "negators"]
    for child in token.children:
        if child.lower_ in negators and child.dep_ in (
            "advmod",
            "det",
            "cc",
            "neg",
            "preconj",
            "cc:preconj",
            "mark",
            "aux",
        ):
            return True
        if child.dep_ in ("nsubj", "obj", "nsubj:pass") and any(
            c.lower_ in ("no", "neither") and not _told_apart(c, child)
            for c in child.subtree
            if c.dep_ in ("det", "cc:preconj")
        ):
            return True
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and child.lower_ in (
            "nobody",
            "none",
            "neither",
            "nothing",
        ):
            return True
        if (
            child.dep_ in ("advmod", "obl")
            and child.lower_ in words["irrealis", "ways"]
            and any(c.lower_ == "no" for c in child.children)
        ):
            return True
    return False


def _told_apart(word: Token, phrase: Token) -> bool:
    """In a clause about the phrase: "the isle, awarded to neither side"."""
    while word.i != phrase.i:
        if word.dep_ in ("acl", "acl:relcl"):
            return True
        word = word.head
    return False


def modals(token: Token, words: Words) -> set[str]:
    """The modal verbs of the clause, lower case."""
    return {
        c.lower_
        for c in token.children
        if c.dep_ == "aux" and c.lower_ in words["irrealis", "modals"]
    }


def conditional(token: Token, words: Words) -> bool:
    """The clause is a condition, a purpose or a question."""
    subordinator = mark(token)
    if subordinator in words["irrealis", "subordinators"] or (
        subordinator == "to" and token.dep_ in ("advcl", "acl")
    ):
        return True
    last = token.sent[-1]
    while last.i > token.sent.start and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    return last.text == "?"


def unreal_here(token: Token, words: Words, below: Token | None = None) -> bool:
    """The clause or phrase of `token` itself is negated, modal, conditional or only possible; for
    what stands `below` it in a tense of its own only a condition counts.
    """
    if below is not None and _own_tense(below):
        return conditional(token, words)
    return (
        negated(token, words)
        or bool(modals(token, words))
        or conditional(token, words)
        or any(
            c.lower_ in words["irrealis", "adjectives"] for c in token.children if c.dep_ == "amod"
        )
        or any(c.lower_ in ("any", "no") for c in token.children if c.dep_ == "det")
    )


def _own_tense(verb: Token) -> bool:
    """ "does not recognise it and claims it": "not" belongs to the first verb alone."""
    return verb.dep_ == "conj" and verb.tag_ in ("VBZ", "VBD") and verb.head.tag_ == "VB"


def granted_by_itself(node: Token, words: Words) -> bool:
    """The clause or apposition is taken for granted, whatever becomes of what it belongs to:
    "since Norland took the coast", ", which Norland holds,", ", the land claimed by Norland".
    """
    if node.dep_ == "advcl":
        told = node.tag_ in ("VBD", "VBZ", "VBP", "VBN")
        return told and mark(node) in words["irrealis", "factive"]
    left = node.left_edge.i
    aside = any(t.text == "," for t in node.doc[max(left - 1, 0) : left + 1])
    return aside and node.dep_ in ("acl:relcl", "appos")


def so_called(node: Token, words: Words) -> bool:
    """ "calls it an attack", "what it termed an occupation", "claims to have annexed"."""
    verb = node.head.lemma_.lower()
    if verb in words["irrealis", "professing"] and node.dep_ == "xcomp":
        return True
    if verb not in words["irrealis", "calling"]:
        return False
    if node.tag_ in ("VBG", "VB"):  # "considers annexing"
        return False
    return node.dep_ in ("obj", "xcomp", "ccomp") or (
        node.dep_ in ("obl", "advcl") and "as" in (case(node), mark(node))
    )


def rumoured(node: Token, words: Words) -> bool:
    """ "reports that Norland took the coast": in words whose truth is open."""
    noun = node.head
    clause = node.dep_ in ("acl", "ccomp", "acl:relcl") and mark(node) == "that"
    sure = noun.lemma_.lower() in words["irrealis", "sure"]
    return clause and noun.pos_ == "NOUN" and not sure


def disowned(node: Token, words: Words) -> bool:
    """Said not to be so: "denied that Norland backs it", "denied accusations that it does"."""
    denials, head = words["irrealis", "denials"], node.head
    while head.i != node.i and node.dep_ != "parataxis":
        clause = node.dep_ == "ccomp" or (mark(node) == "that" and node.dep_ in ("advcl", "acl"))
        verb = head.head if head.pos_ == "NOUN" and head.dep_ in _UNDERGOING else head
        if clause and verb.pos_ == "VERB" and verb.lemma_.lower() in denials:
            return True
        node, head = head, head.head
    return False


def subjunctive(verb: Token) -> bool:
    """ "demanded that she explain it": a bare form with a subject is only asked for."""
    bare = verb.tag_ == "VB" and mark(verb) in ("", "that")
    return bare and any(c.dep_ in SUBJECTS for c in verb.children) and not children(verb, "aux")


def gerund(node: Token) -> bool:
    """What a verb says is done: "opposes ceding", "ruled out ceding"."""
    head = node.head
    particle = any(c.dep_ == "compound:prt" and c.i == node.left_edge.i - 1 for c in head.children)
    complement = node.dep_ in ("xcomp", "ccomp") or (node.dep_ == "advcl" and particle)
    return complement and node.tag_ == "VBG" and head.pos_ == "VERB"
