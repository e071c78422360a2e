"""Lemmas by rule and list: the lexicon's cues need real words, whatever the pipeline."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Doc

from kg.language.inflections import Inflections, read_inflections

_INFLECTED = ("VERB", "AUX", "NOUN", "ADJ")


class Lemmatizer:
    """The component `kg_lemmas`."""

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = (
                lemma(token.lower_, token.pos_) if token.pos_ in _INFLECTED else token.text
            )
        return doc


@lru_cache(maxsize=50_000)
def lemma(word: str, pos: str) -> str:
    """The lemma of a lower-case word as a verb, noun or adjective.

    >>> lemma("dismissed", "VERB"), lemma("allies", "NOUN")
    ('dismiss', 'ally')
    """
    return _inflections().lemma(word, pos)


@lru_cache(maxsize=10_000)
def gerund(verb: str) -> str:
    """The -ing form of a verb.

    >>> [gerund(v) for v in ("cede", "lie", "stop")]
    ['ceding', 'lying', 'stopping']
    """
    return _inflections().gerund(verb)


@cache
def _inflections() -> Inflections:
    return read_inflections()
