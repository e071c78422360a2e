"""What is to be done, in somebody's words: "both sides should withdraw", "let judges decide".

The speaker proposes it. What "must" be is a position: a demand, not an offer.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.plans import Point
from kg.extract.worlds import conditional, modals, negated
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, children, core, main_clause, mark, trim
from kg.lexicon import Words

_SHORTEST = 3
_OWNERS = frozenset({"we", "they", "you", "i", "he", "she", "it"})
"""Words that begin a relative clause without a pronoun of its own."""


def advice(context: Context) -> Iterator[Point]:
    """Clauses of advice and of need that somebody is said to speak."""
    words = context.lexicon.words
    for token in context.doc:
        verb = _advised(token, words)
        if verb is None or _unreal(token, words) or negated(verb, words):
            continue
        world = context.world(token)
        if world.embedded and world.speaker is not None and _says_something(context, verb):
            yield _point(token, verb, world.speaker)


def calls(context: Context) -> Iterator[Point]:
    """Quoted words that call for a deed: "Let judges decide", "Send observers"."""
    for quote in context.reading.quotations:
        if not quote.direct or quote.speaker is None:
            continue
        for verb in context.doc[quote.start : quote.end]:
            plain = _imperative(verb, quote.start) and not negated(verb, context.lexicon.words)
            if plain and _says_something(context, verb):
                yield _point(verb, verb, quote.speaker)


def _imperative(verb: Token, start: int) -> bool:
    """A verb in its plain form that opens the sentence, with nothing before it."""
    first = max(verb.sent.start, start)
    opens = all(t.is_punct or t.is_quote for t in verb.doc[first : verb.i])
    bare = not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children)
    return verb.tag_ == "VB" and opens and bare


def _point(token: Token, verb: Token, speaker: int) -> Point:
    said, doc = core(main_clause(verb), verb), token.doc
    if said.end == verb.right_edge.i + 1:
        said = doc[said.start : _end(verb)]
    clause = trim(doc[token.left_edge.i : max(token.right_edge.i + 1, said.end)])
    return Point(verb, said, clause, (str(speaker),))


def _end(verb: Token) -> int:
    """The end of the clause: a tree may leave out its last words, "the land (we hold)"."""
    end = last = verb.right_edge.i + 1
    if verb.doc[end - 1].is_punct or verb.doc[end - 1].is_quote:
        return end  # "should think again," he said
    while last < verb.sent.end and not verb.doc[last].is_punct:
        last += 1
    return last if verb.doc[end : end + 1].text.lower() in _OWNERS else end


def _advised(token: Token, words: Words) -> Token | None:
    """The verb that is said to be needed: "need to place", "should place", "ought to place", "it is
    up to them to place", "the answer is to place".
    """
    if token.lemma_.lower() in words["proposals", "needing"] and token.tag_ in ("VBP", "VBZ", "MD"):
        return next((c for c in children(token, "xcomp", "ccomp") if mark(c) == "to"), None)
    told = any(c.dep_ == "cop" for c in token.children)
    if told and token.lower_ in words["proposals", "due"]:
        return next((c for c in children(token, "acl", "advcl", "csubj") if _to(c)), None)
    if told and any(_remedy(c, words) for c in token.children):
        return token if _to(token) or token.pos_ == "NOUN" else None
    deed = token.pos_ == "VERB" or told
    return token if deed and modals(token, words) & words["proposals", "ought"] else None


def _to(verb: Token) -> bool:
    """ "to leave", "for both sides to leave"."""
    return verb.tag_ == "VB" and mark(verb).split()[-1:] == ["to"]


def _remedy(subject: Token, words: Words) -> bool:
    """ "the only answer", "the best way forward"."""
    definite = any(c.lower_ == "the" for c in subject.children)
    return (
        definite
        and subject.dep_.startswith("nsubj")
        and (subject.lemma_.lower() in words["proposals", "remedies"])
    )


def _unreal(token: Token, words: Words) -> bool:
    """A condition, a denial, or "should the talks fail"."""
    if conditional(token, words) or negated(token, words):
        return True
    subject = next((c.i for c in token.children if c.dep_ in SUBJECTS), None)
    modal = next((c.i for c in token.children if c.dep_ == "aux"), None)
    return subject is not None and modal is not None and modal < subject


def _says_something(context: Context, verb: Token) -> bool:
    words = context.lexicon.words
    bare = any(c.lower_ in words["clauses", "bare"] for c in children(verb, "obj"))
    weak = verb.lemma_.lower() in words["proposals", "states"]
    return not weak and not bare and verb.right_edge.i - verb.left_edge.i + 1 >= _SHORTEST
