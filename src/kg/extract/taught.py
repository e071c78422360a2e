"""Frames of words that people taught: `data/lexicon.toml` and lexicons of their own.

Who is the subject, or the "by" of a passive; what is the clause or the object. A clause that is
negated, or only possible, tells nothing; who does not support opposes, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.told import Told, told_as
from kg.extract.worlds import conditional, denied, modals
from kg.language.tokens import Doc, Span, Token
from kg.language.trees import agents, case, children, core, patients, phrase
from kg.lexicon import TELLS, Entry, Lexicon

_CERTAINTY = 0.75
"""Of what a person added a good part is right, and nobody has measured how much."""
_CUT = frozenset({"acl", "acl:relcl", "parataxis", "conj", "cc"})
_CLAUSE_CUT = frozenset({"parataxis"})
_OTHERWISE = {"supports": "opposes", "opposes": "supports"}


def taught(doc: Doc, lexicon: Lexicon) -> Iterator[Told]:
    """The frames of taught words in the order of the text."""
    verbs = _index(lexicon, "verbs")
    nouns = _index(lexicon, "nouns")
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            for entry, rest in verbs.get(lemma, ()):
                if all(_has_word(token, word) for word in rest):
                    yield from _verbal(token, entry, rest, lexicon)
        elif token.pos_ == "NOUN":
            for entry, _ in nouns.get(lemma, ()):
                yield from _frame(token, entry, entry.tells, _owners(token), _complements(token))


def _verbal(verb: Token, entry: Entry, rest: tuple[str, ...], lexicon: Lexicon) -> Iterator[Told]:
    words, tells = lexicon.words, entry.tells
    if modals(verb, words) or conditional(verb, words):
        return
    if denied(verb, words):
        if tells not in _OTHERWISE:
            return
        tells = _OTHERWISE[tells]
    yield from _frame(verb, entry, tells, agents(verb), _contents(verb, rest))


def _frame(
    token: Token, entry: Entry, tells: str, who: list[Token], what: list[Token]
) -> Iterator[Told]:
    if who and what:
        yield told_as(
            TELLS[tells],
            token,
            who=tuple(core(phrase(w, drop=_CUT), w) for w in who),
            what=tuple(map(_content, what)),
            certainty=_CERTAINTY,
            cue=entry.id,
        )


def _content(top: Token) -> Span:
    clause = top.pos_ in ("VERB", "AUX")
    return core(phrase(top, drop=_CLAUSE_CUT if clause else _CUT), top)


def _contents(verb: Token, rest: tuple[str, ...]) -> list[Token]:
    """The clause or the object; with a preposition of the entry's, what that leads to."""
    if rest:
        led = [c for c in verb.children if case(c) in rest and c.dep_.split(":")[0] == "obl"]
        if led:
            return led
    return children(verb, "ccomp", "xcomp") or patients(verb)


def _owners(noun: Token) -> list[Token]:
    own = [c for c in noun.children if c.dep_ == "nmod:poss"]
    return own or [c for c in children(noun, "nmod") if case(c) in ("by", "from")]


def _complements(noun: Token) -> list[Token]:
    led = [c for c in children(noun, "nmod") if case(c) in ("for", "of", "on", "to", "over")]
    return children(noun, "acl", "ccomp") or led


def _index(lexicon: Lexicon, part: str) -> dict[str, list[tuple[Entry, tuple[str, ...]]]]:
    found: dict[str, list[tuple[Entry, tuple[str, ...]]]] = {}
    for entry in lexicon.entries:
        for cue in getattr(entry, part):
            first, *rest = cue.split()
            found.setdefault(first, []).append((entry, tuple(rest)))
    return found


def _has_word(verb: Token, word: str) -> bool:
    """The particle, noun or preposition that an entry needs stands under the verb."""
    return any((t.lower_ == word and t.i > verb.i) for c in verb.children for t in (c, *c.children))
