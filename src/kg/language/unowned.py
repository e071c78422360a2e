"""Institutions whose owner goes without saying: "the government", "parliament"."""

from __future__ import annotations

from collections import Counter

from kg.language.reading import Reading
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, subjects
from kg.lexicon import Words

_PARTIES = (*SUBJECTS, "obj", "iobj", "obl", "obl:agent", "nmod:poss", "conj")


class UnownedReader:
    """Tells which state is meant where the text does not say it."""

    def __init__(self, words: Words) -> None:
        self._definite = words["institutions", "definite"]
        self._plain = words["institutions", "plain"]

    def owner(self, token: Token, sort: list[Token], reading: Reading) -> int | None:
        """The state that "the government" is of: the speaker's, or the one most spoken of."""
        if not self._alone(token, sort):
            return None
        return self._of_speaker(token, reading) or self._topic(token, reading)

    def _alone(self, token: Token, sort: list[Token]) -> bool:
        """Nothing more is told of it, which would make it another's."""
        dets = [c.lower_ for c in token.children if c.dep_ == "det"]
        told = token.lower_ if len(sort) < 2 else f"# {token.lower_}"
        if dets not in ([], ["the"]) or token.tag_ not in ("NN", "NNP"):
            return False
        if told not in self._plain and not (dets and told in self._definite):
            return False
        others = [
            c for c in token.children if c not in sort and c.dep_ not in ("det", "case", "punct")
        ]
        compound = token.dep_ == "compound" and len(sort) > 1
        return not others and (token.dep_ in _PARTIES or compound)

    @staticmethod
    def _of_speaker(token: Token, reading: Reading) -> int | None:
        """Of the state of whoever speaks to it: "the minister told parliament"."""
        if token.head.pos_ != "VERB" or token.dep_ not in ("obj", "iobj", "obl"):
            return None
        persons = {reading.at(s) for s in subjects(token.head)}
        states = [r.of for r in reading.roles if r.person in persons and r.of is not None]
        return next((s for s in states if reading.entities[s].state), None)

    @staticmethod
    def _topic(token: Token, reading: Reading) -> int | None:
        states = [m for m in reading.mentions if reading.entities[m.entity].state]
        before = Counter(m.entity for m in states if m.start < token.i)
        counts = before or Counter(m.entity for m in states)
        most = counts.most_common(2)
        if not most or (len(most) > 1 and most[0][1] == most[1][1]):
            return None
        return most[0][0]
