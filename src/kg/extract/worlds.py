"""Whether a clause is only possible: negation, modality, condition, question and purpose.

Cf. the factuality profiles of FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from kg.language.tokens import Token
from kg.language.trees import case, mark
from kg.lexicon import Words

AWAY = frozenset({"without", "against", "from", "instead of", "of", "for", "about", "over"})
"""Before a gerund: "against ceding land", "accused of annexing", "the idea of occupying"."""


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


def unreal_here(token: Token, words: Words) -> bool:
    """The clause or phrase of `token` itself is negated, modal, conditional or only possible."""
    return (
        negated(token, words)
        or bool(modals(token, words))
        or conditional(token, words)
        or any(
            c.lower_ in words["irrealis", "planned"] | words["irrealis", "unsure"]
            for c in token.children
            if c.dep_ == "amod"
        )
        or any(c.lower_ in ("any", "no") for c in token.children if c.dep_ == "det")
    )


def contrary(token: Token) -> bool:
    """What did not come about: "had she asked, he would have agreed"."""
    auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
    conditions = [c for c in token.children if c.dep_ == "advcl"]
    supposed = any(mark(c) == "if" or c.left_edge.lower_ == "had" for c in conditions)
    return supposed and {"would", "have"} <= auxiliaries


def imagined(token: Token, words: Words) -> bool:
    """The clause is set in a story ("in the film"), or in what the sentence before supposes: "What
    if Norland had won? In that world it rules."
    """
    verbs = [token, token.head] if token.dep_ == "conj" else [token]
    for phrase in (c for verb in verbs for c in verb.children if c.i < token.i or verb is token):
        if case(phrase) == "in" and phrase.lemma_.lower() in words["irrealis", "fictions"]:
            return True
        if _points_back(phrase, words) and _supposes(token, words):
            return True
    return False


def _points_back(phrase: Token, words: Words) -> bool:
    """ "In that world", "under this scheme", "then": no time and no land that was told before."""
    if phrase.lower_ == "then" and phrase.i == phrase.sent.start:
        return True
    pointed = any(
        c.lower_ in ("that", "this", "such") and c.dep_.startswith("det") for c in phrase.children
    )
    told = (
        words["events", "parts_of_time"] | words["land", "nouns"] | words["naming", "place_words"]
    )
    return pointed and case(phrase) in ("in", "under") and phrase.lemma_.lower() not in told


def _supposes(token: Token, words: Words) -> bool:
    """The sentence before, in the same paragraph, is a condition or asks to suppose something."""
    last = token.sent.start - 1
    if last < 0 or "\n" in token.doc[last].text:
        return False
    before = token.doc[last].sent
    root = before.root
    asked = root.tag_ == "VB" and root.lemma_.lower() in words["irrealis", "supposing"]
    return asked or any(t.lower_ in ("if", "unless") and t.dep_ == "mark" for t in before)
