"""The paths of the lexicon: from a cue to the heads of its roles."""

from __future__ import annotations

from kg.language.tokens import Token
from kg.language.trees import (
    SUBJECTS,
    agents,
    case,
    children,
    conjuncts,
    is_passive,
    is_relative,
    mark,
    patients,
    subjects,
)
from kg.lexicon import Words

_WITHIN = ("under", "in", "within", "into", "inside")


def follow(token: Token, path: str, words: Words) -> list[Token]:
    """The heads at the end of a path of the lexicon, seen from the cue."""
    first, _, rest = path.partition(">")
    if rest:
        return [end for step in follow(token, first, words) for end in follow(step, rest, words)]
    label, colon, word = path.partition(":")
    if label == "waged" and word:
        return follow(token.head, f"obl:{word}", words) if _waged(token, words) else []
    if label == "beside" and word:
        beside = token.dep_.startswith("obl") and token.head.pos_ == "VERB"
        return follow(token.head, f"obl:{word}", words) if beside else []
    if colon and not word:
        return []
    if path == "agent":
        return agents(token) if token.pos_ in ("VERB", "AUX") else subjects(token)
    if path in ("obj", "patient"):
        return patients(token) or children(token, "iobj")
    if path == "passive":
        return patients(token) if is_passive(token) else []
    if path == "waged":
        return agents(token.head) if _waged(token, words) else []
    if path == "about":
        return _approximate(token, words)
    if path == "predicate":
        return _predicates(token)
    if path == "poss":
        return owners(token, words)
    if path == "under":
        return [] if _in_charge(token) else _located(token, words)
    if path == "in":
        return _located(token, words) if _in_charge(token) else []
    if path == "lies":
        return [] if token.dep_.startswith("nmod") else _lies(token, words)
    if label in ("obl", "nmod", "advcl") and word:
        return [
            c
            for c in token.children
            if (
                c.dep_.split(":")[0] in ("obl", "nmod", "advcl", "acl")
                and (case(c) == word or mark(c) == word)
            )
            and (c.i > token.i or is_relative(c))
            and (c.pos_ in ("VERB", "AUX") if label == "advcl" else c.tag_ != "VB")
        ]
    if path == "gerund":
        return _gerund(token)
    if path == "indefinite":
        return [c for c in children(token, "obj") if _is_new(c)]
    if path == "ccomp" and token.pos_ in ("VERB", "AUX") and is_passive(token):
        return children(token, "ccomp", "csubj", "csubj:pass")
    found = children(token, path)
    if path == "acl":
        found = [c for c in found if c.dep_ != "acl:relcl"]
    return found


def _is_new(noun: Token) -> bool:
    """ "a referendum", "two bridges"."""
    return any(
        c.lower_ in ("a", "an") or (c.dep_ == "nummod" and c.i < noun.i) for c in noun.children
    )


def _gerund(verb: Token) -> list[Token]:
    """ "ruled out leaving": a deed that is the object, not one beside it (", leaving ...")."""
    return [
        c
        for c in children(verb, "advcl", "xcomp", "ccomp", "obj")
        if c.tag_ == "VBG"
        and verb.i < c.i
        and not mark(c)
        and not any(t.text == "," for t in verb.doc[verb.i : c.i])
    ]


def owners(noun: Token, words: Words) -> list[Token]:
    """Whose proposal, control or claim: possessive, adjective, by-phrase; or the subject of a light
    verb.
    """
    found = [c for c in noun.children if c.dep_ == "nmod:poss" and c.i < noun.i]
    lent = noun.dep_ in ("obj", "nsubj:pass") and (
        noun.head.lemma_.lower() in words["clauses", "light_verbs"]
    )
    if lent and children(noun.head, "iobj"):
        found = []  # "gave it his backing": of the one who gave it
    if noun.lemma_.lower() in words["clauses", "sides"] and case(noun) == "in":
        return subjects(noun) or agents(noun.head)  # "is, came out in favour of the plan"
    found += [
        c
        for c in noun.children
        if c.dep_ in ("amod", "compound")
        and (c.text[:1].isupper() or c.lemma_.lower() in words["actors", "governments"])
    ]
    found += [c for c in noun.children if c.dep_.startswith("nmod") and case(c) in ("by", "from")]
    if noun.dep_ in SUBJECTS and noun.head.lemma_.lower() == "come":
        found += [p for c in children(noun.head, "obl") if case(c) == "from" for p in conjuncts(c)]
    return found or (agents(noun.head) if lent else [])


def _predicates(verb: Token) -> list[Token]:
    """What somebody calls somebody: "called it a trap", "regards it as a trap"."""
    after = [c for c in verb.children if c.i > verb.i]
    plain = [c for c in after if c.dep_ == "xcomp" and c.tag_ not in ("VB", "VBG") and not mark(c)]
    told = plain or [c for c in after if "as" in (case(c), mark(c))]
    objects = [c for c in after if c.dep_ in ("obj", "expl")]
    beside = [c for o in objects[:1] for c in children(o, "appos", "acl", "amod") if c.i > o.i]
    return told or objects[1:] or beside


def _approximate(verb: Token, words: Words) -> list[Token]:
    """The object that a tree takes for an adverbial: "holds about four-fifths"."""
    return [
        c
        for c in verb.children
        if c.dep_ == "obl"
        and c.i > verb.i
        and case(c) in words["clauses", "approximators"]
        and {c.lower_, c.lemma_.lower()} & words["land", "part_words"]
    ]


def _located(noun: Token, words: Words) -> list[Token]:
    """What is under somebody's control: "remains under Norland's rule", "land in rebel hands"."""
    if case(noun) not in _WITHIN:
        return []
    head = noun.head
    if noun.dep_.startswith("nmod") or (
        noun.dep_.startswith("obl") and head.pos_ in ("NOUN", "PROPN", "ADJ")
    ):
        return [head]
    return _lies(noun, words)


def _lies(noun: Token, words: Words) -> list[Token]:
    """What is said to be there, or to be put there: "lies within Norland's borders"."""
    if case(noun) not in _WITHIN:
        return []
    verb = noun.head if noun.dep_.startswith("obl") else None
    if verb is not None and verb.lemma_.lower() in words["clauses", "staying"]:
        return subjects(verb)
    if verb is not None and verb.lemma_.lower() in words["clauses", "placing"]:
        return patients(verb)
    return subjects(noun) if any(c.dep_ == "cop" for c in noun.children) else []


def _in_charge(noun: Token) -> bool:
    """ "in control of the coast", which its subject holds; not "in the control of Norland"."""
    bare = not any(c.dep_ in ("det", "nmod:poss") for c in noun.children)
    return bare and case(noun) == "in" and any(case(c) == "of" for c in noun.children)


def _waged(noun: Token, words: Words) -> bool:
    """ "launched an attack": the object of a verb of making war."""
    waged = noun.dep_ in ("obj", "nsubj:pass")
    return waged and noun.head.lemma_.lower() in words["territories", "waging"]
