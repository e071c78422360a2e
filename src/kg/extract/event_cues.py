"""The words of the lexicon that tell an event: looked up at a noun or a verb, longest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.language.tokens import Token
from kg.language.trees import case, children
from kg.lexicon import EventCue, Lexicon

_Index = dict[str, list[tuple[EventCue, tuple[str, ...]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCues:
    """Cues by the word that heads them."""

    verbs: _Index
    nouns: _Index

    @classmethod
    @lru_cache(maxsize=1)
    def of(cls, lexicon: Lexicon) -> EventCues:
        verbs: _Index = {}
        nouns: _Index = {}
        for cue in lexicon.events:
            for phrase in cue.verbs:
                head, *rest = phrase.split()
                verbs.setdefault(head, []).append((cue, tuple(rest)))
            for phrase in cue.nouns:
                *rest, head = phrase.split()
                nouns.setdefault(head, []).append((cue, tuple(rest)))
        for index in (verbs, nouns):
            for found in index.values():
                found.sort(key=lambda entry: -len(entry[1]))
        return cls(verbs=verbs, nouns=nouns)

    def verb(self, token: Token) -> Iterator[EventCue]:
        """The cues that the verb and what it governs make."""
        for cue, rest in self.verbs.get(token.lemma_.lower(), ()):
            if all(_governs(token, word) for word in rest) and (rest or not _changed(token)):
                yield cue

    def noun(self, token: Token) -> EventCue | None:
        """The cue that the noun and the words before it make."""
        for cue, rest in self.nouns.get(token.lemma_.lower(), ()):
            if all(_precedes(token, word) for word in rest):
                return cue
        return None


def _changed(verb: Token) -> bool:
    """A particle makes it another verb: "struck out"."""
    return any(c.lower_ != "up" for c in children(verb, "compound:prt"))


def _governs(verb: Token, word: str) -> bool:
    """The particle, preposition or noun stands under the verb."""
    return any(
        word in (c.lower_, c.lemma_.lower())
        or word in case(c).split()
        or (word == "#" and c.pos_ == "NUM")
        for c in children(verb, "compound:prt", "obj", "obl", "advmod", "xcomp", "advcl", "ccomp")
    )


def _precedes(noun: Token, word: str) -> bool:
    return any(
        word in (c.lower_, c.lemma_.lower()) and c.i < noun.i
        for c in children(noun, "compound", "amod")
    )
