"""Sentences of a time before the states of today: "in 30 BC", "in the second century"."""

from __future__ import annotations

import re

from kg.language.reading import Reading
from kg.language.tokens import Doc, Span, Token
from kg.lexicon import Words

_ERAS = frozenset({"bc", "bce", "b.c.", "b.c.e.", "b.c", "ad", "ce", "a.d.", "a.d"})
_YEAR = re.compile(r"[1-9]\d{2,3}")
_MODERN = 1600
"""Capitals stand for governments in reports on states; those have existed since about then."""
_IN = frozenset({"in", "of", "by", "from", "until", "since", "after", "before", "around"})
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


class EraReader:
    """Tells whether a token stands in what is told of such a time."""

    def __init__(self, words: Words) -> None:
        self._olden = words["dates", "olden"]
        self._ordinals = {w: n for n, w in enumerate(words.ordered("dates", "ordinals"), 1)}

    def is_olden(self, token: Token, reading: Reading) -> bool:
        """The sentence says so, or goes on before or after one of its paragraph that does."""
        doc, sentence = token.doc, token.sent
        end = sentence.end
        if end < len(doc) and _goes_on(sentence, reading) and self._olden_time(doc[end].sent):
            return True  # "Rome took the coast. In 58 BC it ..."
        while not self._olden_time(sentence):
            start = sentence.start
            if not _goes_on(sentence, reading) or not start or "\n" in doc[start - 1].text:
                return False
            sentence = doc[start - 1].sent
        return True

    def _olden_time(self, sentence: Span) -> bool:
        doc = sentence.doc
        return any(
            t.lower_ in self._olden or _is_era(doc, t) or self._century(doc, t) or _is_year(doc, t)
            for t in sentence
        )

    def _century(self, doc: Doc, token: Token) -> bool:
        """ "the second century", "the 11th-century caliphs"."""
        if token.lower_ not in ("century", "centuries") or token.i < 1:
            return False
        word = doc[token.i - 1 - (token.i > 1 and doc[token.i - 1].text == "-")].lower_
        number = _CENTURY.fullmatch(word)
        which = int(number[1]) if number else self._ordinals.get(word, 0)
        return 0 < which <= _MODERN // 100 + 1


def _goes_on(sentence: Span, reading: Reading) -> bool:
    """The sentence is in the past, and has no date of its own."""
    top = sentence.root
    past = top.tag_ in ("VBD", "VBN") or any(
        c.dep_.startswith("aux") and c.tag_ == "VBD" for c in top.children
    )
    return past and not any(sentence.start <= d.start < sentence.end for d in reading.dates)


def _is_era(doc: Doc, token: Token) -> bool:
    """ "30 BC", "AD 70"."""
    if token.lower_ not in _ERAS or not token.text.isupper():
        return False
    near = [doc[i].text for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
    return any(n.isdigit() for n in near) or "century" in {n.lower() for n in near}


def _is_year(doc: Doc, token: Token) -> bool:
    """ "in 1204", with no thing that is counted."""
    if not _YEAR.fullmatch(token.text) or int(token.text) >= _MODERN or token.i == 0:
        return False
    after = doc[token.i + 1] if token.i + 1 < len(doc) else token
    counted = after.pos_ in ("NOUN", "ADJ", "NUM", "PROPN") and after is not token
    return doc[token.i - 1].lower_ in _IN and not counted and token.dep_ not in ("nummod", "appos")
