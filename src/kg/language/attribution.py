"""Verbs of saying in the tree: whose words they report, and which, where a parser mixes the two.

"Norland, he argued, had lost" comes out with two subjects of "argued"; "said it was open and
accused the envoy" with "accused" as a part of what was said. Each repair moves an arc when the
order of the words leaves no doubt; a tree that needs none is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.language.coordination import part_clauses
from kg.language.relatives import free_relative, lift_person, take_with_subject
from kg.language.set_in import (
    attach,
    free_object,
    own_subjects,
    set_in,
    take_far_subject,
    take_near_subject,
    take_that,
)
from kg.language.trees import children, is_relative, mark
from kg.lexicon import Words

_SUBJECT = ("nsubj", "nsubj:pass")
_FINITE = ("VBD", "VBZ", "VBP")
_FRONT = ("advcl", "obl", "advmod", "cc", "aux", "mark")
_BEFORE = (",", "”", '"', "’", "'")
"""What stands before an attribution set in."""
_NO_CLAUSE = ("obl", "obj", "advcl", "xcomp", "dep", "nmod", "conj", "parataxis")


class AttributionRepair:
    """The component `kg_attribution`."""

    def __init__(self, words: Words) -> None:
        self._saying = words["saying", "verbs"]
        self._telling = words["saying", "telling"]
        self._occasions = words["statements", "occasions"] | words["actors", "documents"]
        self._people = words["actors", "people"] | words["titles", "offices"]
        self._speakers = self._people.union(
            *(words["actors", kind] for kind in ("bodies", "documents", "governments"))
        )

    def __call__(self, doc: Doc) -> Doc:
        for verb in doc:
            part_clauses(verb)
            if self._says(verb):
                _lift_root(verb)
                lift_person(verb, self._people)
                take_with_subject(verb, self._people)
                free_relative(verb)
                take_near_subject(verb)
                take_far_subject(verb, self._speakers)
                free_object(verb)
                set_in(verb)
                take_that(verb, verb.lemma_.lower() in self._telling, self._occasions)
                _return_subject(verb)
                self._join_title(verb)
                _part_subjects(verb)
                self._lift_coordinated(verb)
                self._lift_participle(verb)
                _take_clause(verb)
        return doc

    def _says(self, token: Token) -> bool:
        """ "said", and "made clear"."""
        if token.pos_ != "VERB":
            return False
        lemma = token.lemma_.lower()
        said = {f"{lemma} {c.lower_}" for c in children(token, "xcomp")} | {lemma}
        return not said.isdisjoint(self._saying)

    def _join_title(self, verb: Token) -> None:
        """ "It failed, a spokesman for the port, Max Roe, said": "spokesman" read as a part of what
        was said; it says, and the name stands beside it.
        """
        own, doc = own_subjects(verb), verb.doc
        start = own[-1].left_edge.i if own and own[-1].pos_ == "PROPN" else 0
        if start < 3 or doc[start - 1].text != ",":
            return
        for noun in (doc[start - 2], *doc[start - 2].ancestors):
            if noun.right_edge.i != start - 2 or noun.is_ancestor(verb):
                return
            left = noun.left_edge
            set_off = left.text in _BEFORE or (left.i > 0 and left.nbor(-1).text in _BEFORE)
            if set_off and noun.pos_ == "NOUN" and noun.lemma_.lower() in self._people:
                attach(noun, verb, "nsubj")
                attach(own[-1], noun, "appos")
                return

    def _lift_coordinated(self, verb: Token) -> None:
        """ "said it was open and accused ...": who said so accused, not what was open."""
        if verb.dep_ != "conj" or not _finite(verb) or own_subjects(verb):
            return
        for above in _out_of_clause(verb):
            if self._says(above) and above.tag_ == verb.tag_ and above.i < verb.i:
                attach(verb, above, "conj")
                return

    def _lift_participle(self, verb: Token) -> None:
        """ "“...,” he said, adding that ...": the participle goes with "said"."""
        if verb.tag_ != "VBG" or verb.i == 0 or not verb.nbor(-1).is_punct:
            return
        for below in verb.ancestors:
            above = below.head
            if below.i < above.i < verb.i and self._says(above):
                attach(verb, above, "advcl")
                return


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE and not children(verb, "aux")


def _out_of_clause(verb: Token) -> Iterator[Token]:
    """The verbs above the clause that `verb` is coordinated in, when it may belong to them."""
    node = verb
    while node.dep_ == "conj":
        node = node.head
    if node.dep_ not in ("ccomp", "xcomp", "obj", "obl", "advcl", "parataxis"):
        return
    if node.dep_ in ("advcl", "parataxis") and node.tag_ in _FINITE:
        return
    yield from node.ancestors


def _lift_root(verb: Token) -> None:
    """ "The envoy, whose son had left, called for ...", read as a noun with a participle."""
    noun = verb.head.head if verb.head.dep_ == "acl:relcl" else verb.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBD", "VBN") or noun.head.i != noun.i:
        return
    active = not any(c.dep_ == "obl:agent" for c in verb.children) and _after_comma(verb)
    if active and noun.pos_ in ("NOUN", "PROPN") and children(verb, "obl", "obj", "ccomp", "xcomp"):
        root = noun.dep_
        verb.head, verb.dep_, verb.tag_ = verb, root, "VBD"
        noun.head, noun.dep_ = verb, "nsubj"


def _after_comma(verb: Token) -> bool:
    """ ", called" and ", once called"."""
    adverb = verb.i > 1 and verb.nbor(-1).dep_ == "advmod" and verb.nbor(-1).head.i == verb.i
    return verb.i > adverb and verb.nbor(-1 - adverb).text == ","


def _return_subject(verb: Token) -> None:
    """ "It failed, the envoy, Jane Doe, said": "envoy" read as a subject of "failed"."""
    if own_subjects(verb):
        return
    for content in children(verb, "ccomp"):
        strays = [c for c in content.children if c.dep_ in _SUBJECT and content.i < c.i < verb.i]
        if strays and any(c.dep_ in _SUBJECT and c.i < content.i for c in content.children):
            attach(strays[-1], verb, "nsubj")


def _part_subjects(verb: Token) -> None:
    """ "Norland, he argued, had lost": the subject beside the verb is its own, the other is of what
    was said; and so is all that stands before an attribution between commas.
    """
    own = own_subjects(verb)
    if not own or is_relative(own[-1]) or not _set_in(own[-1], verb):
        return
    content = _said_around(verb, own[-1])
    if content is None:
        return
    for token in list(verb.children):
        front = token.dep_.split(":")[0] in _FRONT and _resumes(verb, content)
        if token.i < own[-1].left_edge.i and (token in own or front):
            attach(token, content, token.dep_)


def _resumes(verb: Token, content: Token) -> bool:
    """What is said goes on after the verb and a comma: "If asked, he said, it would ..."."""
    after = [t.i for t in content.subtree if t.i > verb.i and not t.is_punct]
    return bool(after) and verb.doc[after[0] - 1].text == ","


def _set_in(subject: Token, verb: Token) -> bool:
    """The attribution follows a comma."""
    left = subject.left_edge.i
    return left > verb.sent.start and subject.doc[left - 1].text in _BEFORE


def _said_around(verb: Token, own: Token) -> Token | None:
    """The clause that an attribution is set into, given the label that it should have."""
    found = [c for c in children(verb, "ccomp") if mark(c) != "that"]
    if found:
        return found[0]
    for child in verb.children:
        clause = child.dep_ in _NO_CLAUSE and child.i < own.left_edge.i and own_subjects(child)
        if clause and (child.pos_ in ("VERB", "AUX") or children(child, "cop")):
            child.dep_ = "ccomp"
            return child
    return None


def _take_clause(verb: Token) -> None:
    """ "adding that ...": the clause right after the verb is what it says."""
    if verb.i + 1 >= len(verb.doc):
        return
    that = verb.nbor(1)
    if that.lower_ != "that" or that.dep_ != "mark" or that.head.i < verb.i:
        return
    for other in children(verb, "ccomp"):
        if other.i < verb.i and verb.head.i != verb.i:
            attach(other, verb.head, "dep")
    if that.head.head.i != verb.i:
        attach(that.head, verb, "ccomp")
