"""What a position is about, put as a noun phrase: "withdrawing its troops", "the French offer"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.extract.context import Context
from kg.language.lemmas import gerund
from kg.language.reading import text_of
from kg.language.trees import core, phrase, trim

_CUT = frozenset({"parataxis", "acl:relcl", "appos", "advcl"})


def target_of(context: Context, head: Token) -> str:
    """What the position is about, as a noun phrase: "withdrawing its troops", "the offer"."""
    if head.lower_ in context.lexicon.words["positions", "pronouns"] or head.tag_ in ("WDT", "WP"):
        return ""
    span = core(target_span(head), head)
    text = context.bare(context.resolved(span))
    if head.pos_ == "VERB" and head.dep_ in ("xcomp", "advcl", "acl") and head.tag_ == "VB":
        words = text.split()
        at = next((k for k, w in enumerate(words) if w == head.text), None)
        if at is not None:
            words[at] = gerund(head.lemma_.lower())
            text = " ".join(words)
    return text


def target_span(head: Token) -> Span:
    return trim(
        phrase(
            head, drop=_CUT if head.pos_ in ("NOUN", "PROPN") else frozenset({"parataxis", "advcl"})
        )
    )


def deed(verb: Token) -> str:
    """The verb phrase as a noun: "recognising the referendum"."""
    name = gerund(verb.lemma_.lower())
    if verb.right_edge.i <= verb.i:
        return name
    tail = phrase(verb, drop=frozenset({"parataxis", "advcl", "conj", "cc"}))
    rest = trim(verb.doc[verb.i + 1 : max(tail.end, verb.i + 2)])
    return f"{name} {_bare(text_of(rest))}".strip()


def _bare(text: str) -> str:
    return text.strip("“”\"‘’',. ") if text.count("“") != text.count("”") else text.strip(" ,.")
