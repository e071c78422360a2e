"""Reading a Universal Dependencies tree: subjects, objects, complements, as grammar has them.

Everything here is a pure function of the tree; nothing knows a single word of English beyond the
labels of the annotation scheme (Universal Dependencies v2,
https://universaldependencies.org/u/dep/).
"""

from __future__ import annotations

from kg.language.plain import Node
from kg.language.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


def children(token: Node, *labels: str) -> list[Node]:
    """The children of `token` under one of the `labels`; `obl` also stands for its subtypes."""
    return [c for c in token.children if c.dep_ in labels or c.dep_.partition(":")[0] in labels]


def case(token: Token) -> str:
    """The adposition that marks a nominal, lower case: "of", "in exchange for"; "" when there is
    none.
    """
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i and child.tag_ != "POS":
            fixed = [child, *(c for c in child.children if c.dep_ == "fixed")]
            return " ".join(c.lower_ for c in fixed)
    return ""


def mark(token: Node) -> str:
    """The subordinator of a clause: "if", "that", "instead of"; "" when there is none."""
    marks = [c for c in token.children if c.dep_ == "mark"]
    return " ".join([_with_fixed(m) for m in marks])


def _with_fixed(word: Node) -> str:
    """The word with what is fixed to it: "instead of"."""
    return " ".join([word.lower_, *[c.lower_ for c in word.children if c.dep_ == "fixed"]])


def is_passive(verb: Token) -> bool:
    """True for "was annexed", "annexed by"; False for "annexed Crimea", "has annexed"."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl"):
        return not children(verb, "obj", "aux")
    return any(c.dep_ == "obl:agent" for c in verb.children)


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it: "Qatar, Egypt and Jordan" gives three heads."""
    found = [token]
    for child in token.children:
        beyond = token.i < token.head.i < child.i  # no word is coordinated across its own verb
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX") and not beyond:
            found.extend(conjuncts(child))
    return found


def antecedent(pronoun: Token) -> Token:
    """The noun that a relative pronoun stands for.

    The tree says it where the clause hangs on a noun before the pronoun; where the tree is wrong (a
    relative clause taken for an adverbial one), the noun phrase right before the pronoun is it.
    """
    for head in pronoun.ancestors:
        if head.dep_ == "acl:relcl" and head.head.i < pronoun.i:
            return _name_before(pronoun, head) or _example_before(pronoun, head.head) or head.head
    left = pronoun.i - 1
    while left > pronoun.sent.start and (
        pronoun.doc[left].is_punct or pronoun.doc[left].dep_ == "case"
    ):
        left -= 1
    node = pronoun.doc[left]
    while (
        node.head.i < pronoun.i and node.head.pos_ in _NOMINAL and node.dep_ not in ("conj", "ROOT")
    ):
        if node.head.i == node.i:
            break
        node = node.head
    return node


def _name_before(pronoun: Token, verb: Token) -> Token | None:
    """The name right before ", which", where the tree hangs it into the clause that is about it."""
    names = [c for c in verb.children if c.pos_ == "PROPN" and c.i < pronoun.i]
    return names[-1] if names and pronoun.doc[pronoun.i - 1].text == "," else None


def _example_before(pronoun: Token, noun: Token) -> Token | None:
    """The name in "lands, including Coast, which ...": one example, not the whole."""
    for child in noun.children:
        if child.pos_ == "PROPN" and case(child) in ("including", "such as", "notably"):
            gap = pronoun.doc[child.right_edge.i + 1 : pronoun.i]
            alone = not any(c.dep_ == "conj" for c in child.children)
            if alone and noun.i < child.i < pronoun.i and all(t.is_punct for t in gap):
                return child
    return None


def is_relative(token: Node) -> bool:
    """A relative pronoun: "which", "who", or "that" inside a relative clause."""
    return token.tag_ in ("WDT", "WP") or (
        token.lower_ == "that" and token.pos_ == "PRON" and token.head.dep_ == "acl:relcl"
    )


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of the (deep or surface) subject of `verb`, through control and sharing.

    Looks at the verb itself, then where the subject may be shared from: the first verb of a
    coordination, the controller of an infinitive, the noun that a relative clause or a participle
    modifies. An empty list means that the tree does not say.
    """
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if own:  # of two, the one further off is an object put first: "a ruling Norland rejects"
        near = ([c for c in own if c.i < verb.i] or own[:1])[-1]
        return conjuncts(antecedent(near) if is_relative(near) else near)
    if depth > 6:
        return []
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return subjects(verb.head, depth + 1)
    if verb.dep_ == "xcomp":
        objects = children(verb.head, "obj", "iobj")
        return conjuncts(objects[0]) if objects else subjects(verb.head, depth + 1)
    if verb.dep_ in ("advcl", "ccomp") and verb.tag_ in ("VBG", "VBN", "VB"):
        return subjects(verb.head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN", "VBD"):
        return conjuncts(verb.head)
    if verb.dep_ == "acl:relcl" and not any(is_relative(c) for c in verb.children):
        return conjuncts(verb.head)
    return []


def relative_object(verb: Token) -> list[Token]:
    """The noun that is the object of a relative clause: "the region (which) Norland annexed"."""
    pronoun = next((c for c in verb.children if c.dep_ == "obj" and is_relative(c)), None)
    if pronoun is not None:
        return [antecedent(pronoun)]
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not own or children(verb, "obj", "ccomp", "xcomp"):
        return []
    if len(own) > 1:
        return own[:1]
    return [verb.head] if verb.dep_ == "acl:relcl" and not is_relative(own[0]) else []


def agents(verb: Token) -> list[Token]:
    """Who did it: the subject of an active verb, the by-phrase of a passive one."""
    if is_passive(verb):
        return [
            head
            for c in verb.children
            if c.dep_ == "obl:agent" or (c.dep_.startswith("obl") and case(c) == "by")
            for head in conjuncts(c)
        ]
    return subjects(verb)


def patients(verb: Token) -> list[Token]:
    """What it was done to: the object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        beside = _participle_beside(verb)
        return [beside.head] if beside else subjects(verb)
    found = [head for c in children(verb, "obj") if not is_relative(c) for head in conjuncts(c)]
    return found or relative_object(verb)


def _participle_beside(verb: Token) -> Token | None:
    """ "backed" in "a step backed by Norland but rejected", where the tree joins them wrongly."""
    if verb.dep_ != "conj" or is_passive(verb.head) or verb.head.pos_ != "VERB":
        return None
    own = any(c.dep_ in SUBJECTS or c.dep_ == "aux:pass" for c in verb.children)
    between = [] if own else reversed(verb.doc[verb.head.i : verb.i])
    return next((t for t in between if t.dep_ == "acl" and t.tag_ == "VBN"), None)


def phrase(token: Token, *, drop: frozenset[str] = frozenset()) -> Span:
    """The contiguous text of the subtree of `token`, less marks at its ends and `drop` branches.

    `drop` names labels whose branches end the phrase ("acl:relcl", "appos", "parataxis"); only what
    lies to the right of the head is cut.
    """
    left, right = token.left_edge.i, token.right_edge.i
    for child in token.children:
        if child.i > token.i and child.dep_ in drop and child.left_edge.i - 1 < right:
            right = child.left_edge.i - 1
    span = token.doc[left : max(right, token.i) + 1]
    return trim(span)


def core(span: Span, head: Token) -> Span:
    """The span without the adposition, subordinator and article that introduce its head."""
    start = span.start
    while (
        start < head.i
        and span.doc[start].dep_ in ("case", "mark", "cc", "det", "fixed")
        and (span.doc[start].dep_ != "det" or span.doc[start].lower_ in ("the", "a", "an"))
    ):
        start += 1
    return span.doc[start : span.end] if start < span.end else span


def trim(span: Span) -> Span:
    """The span without punctuation, coordinators and subordinators at its ends."""
    start, end = span.start, span.end
    while start < end - 1 and _loose(span.doc[start]):
        start += 1
    while end > start + 1 and (span.doc[end - 1].is_space or _closing(span.doc[end - 1])):
        end -= 1
    return span.doc[start:end]


def _loose(token: Token) -> bool:
    return (
        token.is_space
        or (token.is_punct and not token.is_left_punct and not token.is_quote)
        or (token.dep_ in ("cc", "mark") and token.lower_ in ("and", "but", "or", "that"))
    )


def _closing(token: Token) -> bool:
    return token.is_punct and not (token.is_quote or token.is_right_punct)


def heads(span: Span) -> list[Token]:
    """The heads of the things that a span names: of "Norland and Sudria" both."""
    top = head(span)
    return [t for t in conjuncts(top) if span.start <= t.i < span.end]


def head(span: Span) -> Token:
    """The word that the others of the span hang from; no mark where there is a word."""
    tops = [t for t in span if not span.start <= t.head.i < span.end or t.head.i == t.i]
    words = [t for t in tops if not t.is_punct and not t.is_space]
    nominal = [t for t in words if t.pos_ in ("NOUN", "PROPN", "PRON", "VERB", "NUM")]
    return (nominal or words or tops or [span[0]])[0]
