"""What the article leaves open or calls untrue: "is about to annex it", "allegedly seized it",
"reports that it fell are false".

An infinitive tells what is wanted, due or likely, unless the verb above it implies that it was done
(Karttunen 1971, Implicative verbs); no list of such phrases could be complete.
"""

from __future__ import annotations

from kg.extract.worlds import denied
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, children, mark
from kg.lexicon import Words


def left_open(token: Token, words: Words) -> bool:
    """The clause of `token` is not told as so: to come, hedged, or called untrue."""
    return ahead(token, words) or hedged(token, words) or untrue(token, words)


def ahead(token: Token, words: Words) -> bool:
    """An infinitive below a word that does not imply it: "due to be ceded", "has to leave"."""
    while token.dep_ == "conj" and token.tag_ == token.head.tag_ and not mark(token):
        token = token.head
    marks = mark(token).split()
    if marks[-1:] != ["to"]:
        return False
    if len(marks) > 1 or token.head.i == token.i:
        return True  # "due to be ceded"; in a headline "Norland to cede Coast"
    if token.dep_ not in ("xcomp", "ccomp", "csubj", "acl"):
        return False
    return token.head.lemma_.lower() not in words["irrealis", "implied"]


def hedged(token: Token, words: Words) -> bool:
    """ "allegedly", "reportedly": the article does not vouch for it."""
    hedges = words["irrealis", "hedges"]
    return any(c.lower_ in hedges for c in children(token, "advmod", "parataxis"))


def untrue(token: Token, words: Words) -> bool:
    """In a clause that the article says is not so: "its denial that it left", "claims that it fell
    are false".
    """
    node = token
    while node.head.i != node.i:
        noun = node.head
        if node.dep_ == "ccomp" and any(
            c.lower_ in words["irrealis", "mistaken"] for c in children(noun, "advmod")
        ):
            return True  # "wrongly reported that it fell"
        denial = noun.lemma_.lower() in words["irrealis", "denials"]
        inside = noun.pos_ == "NOUN" and node.dep_ in ("acl", "ccomp", "acl:relcl", "csubj")
        if inside and (denial or _called_false(noun, words)):
            return True
        node = noun
    return False


def _called_false(noun: Token, words: Words) -> bool:
    false = words["irrealis", "false"]
    own = any(c.lower_ in false for c in children(noun, "amod"))
    none = any(c.lower_ == "no" for c in children(noun, "det"))
    said = noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in false
    account = noun.lemma_.lower() in words["irrealis", "accounts"]
    return own or none or said or (account and denied(noun.head, words))


def taken_back(noun: Token, words: Words) -> bool:
    """The stance or the plan that the noun tells is given up: "withdrew its proposal"."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("obj", "nsubj:pass"):
        return False
    verb = noun.head
    given = verb.lemma_.lower() == "give" and any(c.lower_ == "up" for c in verb.children)
    return given or verb.lemma_.lower() in words["irrealis", "taking_back"]
