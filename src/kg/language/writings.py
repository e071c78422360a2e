"""Whose words a document or an utterance is: "Norland's report", "the statement said"."""

from __future__ import annotations

from kg.language.prominence import subject_rank
from kg.language.reading import Reading
from kg.language.tokens import Token
from kg.lexicon import Words


def in_writing(token: Token, owner: int | None, reading: Reading, words: Words) -> int | None:
    """Whose document or utterance it is."""
    lemma = token.lemma_.lower()
    if lemma in words["actors", "documents"] and owner is not None:
        return owner
    if lemma in words["actors", "utterances"] and not token.text[:1].isupper():
        return _author(token, reading)
    return None


def _author(token: Token, reading: Reading) -> int | None:
    """ "the statement said": whom the main clause right before was about."""
    if [c.lower_ for c in token.children if c.i < token.i and not c.is_punct] != ["the"]:
        return None
    doc, start = token.doc, token.sent.start
    back = doc[max(0, start - 1)].sent.start
    told = [
        m
        for m in reading.mentions
        if back <= m.start and m.end <= token.i and subject_rank(doc[m.start : m.end].root) > 1
    ]
    last = max(told, key=lambda m: m.start, default=None)
    acts = last is not None and reading.entities[last.entity].type in ("person", "organization")
    return last.entity if acts and last is not None else None
