"""Reading a Universal Dependencies tree: subjects, objects, complements, as a grammarian names them.

Everything here is a pure function of the tree; nothing knows a single word of English beyond the
labels of the annotation scheme (Universal Dependencies v2, https://universaldependencies.org/u/dep/).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
CLAUSAL = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "root", "ROOT"}
)
_NOT_CONTENT = frozenset({"punct", "cc", "mark", "discourse"})


def children(token: Token, *labels: str) -> list[Token]:
    """The children of `token` under one of the `labels`; `obl` also stands for its subtypes."""
    wanted = set(labels)
    return [c for c in token.children if c.dep_ in wanted or c.dep_.split(":")[0] in wanted]


def case(token: Token) -> str:
    """The adposition that marks a nominal, lower case: "of", "in exchange for"; "" when there is none."""
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i and child.text not in ("'s", "’s", "'", "’"):
            fixed = [child, *(c for c in child.children if c.dep_ == "fixed")]
            return " ".join(c.lower_ for c in fixed)
    return ""


def mark(token: Token) -> str:
    """The subordinator of a clause: "if", "that", "to"; "" when there is none."""
    return " ".join(c.lower_ for c in token.children if c.dep_ == "mark")


def is_passive(verb: Token) -> bool:
    """True for "was annexed", "annexed by"; False for "annexed Crimea"."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl"):
        return not any(c.dep_ == "obj" for c in verb.children)
    return any(c.dep_ == "obl:agent" for c in verb.children)


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it: "Qatar, Egypt and Jordan" gives three heads."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
            found.extend(conjuncts(child))
    return found


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The heads that are the (deep or surface) subject of `verb`, found through control and sharing.

    Looks at the verb itself, then where the subject may be shared from: the first verb of a
    coordination, the controller of an infinitive, the noun that a relative clause or a participle
    modifies. An empty list means that the tree does not say.
    """
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if own:
        head = own[0]
        if head.tag_ in ("WDT", "WP") or (head.lower_ == "that" and verb.dep_ == "acl:relcl"):
            return conjuncts(verb.head) if verb.dep_ == "acl:relcl" else _relative_above(verb)
        return conjuncts(head)
    if depth > 6:
        return []
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return subjects(verb.head, depth + 1)
    if verb.dep_ == "xcomp":
        objects = children(verb.head, "obj", "iobj")
        return conjuncts(objects[0]) if objects else subjects(verb.head, depth + 1)
    if verb.dep_ in ("advcl", "ccomp") and verb.tag_ in ("VBG", "VBN", "VB"):
        return subjects(verb.head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN"):
        return conjuncts(verb.head)
    if verb.dep_ == "acl:relcl" and _gap_is_subject(verb):
        return conjuncts(verb.head)
    return []


def _relative_above(verb: Token) -> list[Token]:
    """The noun that the relative clause around a coordinated `verb` modifies."""
    for ancestor in verb.ancestors:
        if ancestor.dep_ == "acl:relcl":
            return conjuncts(ancestor.head)
        if ancestor.dep_ != "conj":
            break
    return []


def _gap_is_subject(verb: Token) -> bool:
    return not any(c.dep_ in ("obj", "nsubj") and c.tag_ in ("WDT", "WP") for c in verb.children)


def relative_object(verb: Token) -> list[Token]:
    """The noun that is the object of a relative clause: "the region which Norland annexed"."""
    if verb.dep_ != "acl:relcl" or not any(c.dep_ in SUBJECTS for c in verb.children):
        return []
    subject = next(c for c in verb.children if c.dep_ in SUBJECTS)
    if subject.tag_ in ("WDT", "WP") or any(
        c.dep_ == "obj" and c.tag_ not in ("WDT", "WP") and c.lower_ != "that"
        for c in verb.children
    ):
        return []
    return [verb.head]


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
        return subjects(verb)
    found = [
        head for c in children(verb, "obj") if c.tag_ not in ("WDT", "WP") for head in conjuncts(c)
    ]
    return found or relative_object(verb)


def clause_of(token: Token) -> Token:
    """The head of the smallest clause around `token` (itself, when it heads one)."""
    while token.dep_ not in CLAUSAL and token.head.i != token.i:
        token = token.head
    return token


def governors(token: Token) -> Iterator[Token]:
    """The clause heads above `token`, from the nearest one up; a conjunct climbs to what it shares."""
    seen = 0
    while token.head.i != token.i and seen < 50:
        token = token.head
        seen += 1
        if token.pos_ in ("VERB", "AUX", "ADJ") or token.dep_ in CLAUSAL:
            yield token


def phrase(token: Token, *, drop: frozenset[str] = frozenset()) -> Span:
    """The contiguous text of the subtree of `token`, less leading and trailing marks and `drop` branches.

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


def sentence_bounds(token: Token) -> tuple[int, int]:
    """Character offsets of the sentence of `token`, without surrounding white space."""
    sent = trim_space(token.sent)
    return sent.start_char, sent.end_char


def trim_space(span: Span) -> Span:
    """The span without white-space tokens at its ends."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].is_space:
        start += 1
    while end > start + 1 and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]
