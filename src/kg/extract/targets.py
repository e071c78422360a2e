"""What a position or a proposal is about, in words that stand by themselves."""

from __future__ import annotations

from kg.extract.antecedents import antecedent_of, bare
from kg.extract.context import Context
from kg.language.lemmas import gerund
from kg.language.tokens import Span, Token
from kg.language.trees import antecedent, core, head, is_relative, phrase, trim

_DEPTH = 3
_FULL = 2
"""Words of a phrase that says more than the bare noun."""
_CUT = frozenset({"parataxis", "acl:relcl", "appos", "advcl"})


def target_of(context: Context, span: Span, before: Token) -> str:
    """The words of the span, a pronoun or a bare noun ("it", "the plan") replaced by what it means;
    "" when the article does not say.
    """
    span = trim(span)
    top = head(span)
    span = _with_complement(_without_clause(span), top)
    if is_relative(top):
        return _words(context, phrase(antecedent(top), drop=_CUT), antecedent(top), before, 0)
    return _words(context, span, top, before, 0)


def courtesy(context: Context, span: Span) -> bool:
    """What one proposes to somebody's honour or for life: "a toast to the queen"; not "same-sex
    marriage".
    """
    top = head(trim(span))
    plain = not any(c.dep_ in ("amod", "compound") for c in top.children)
    return plain and top.lemma_.lower() in context.lexicon.words["plans", "courtesies"]


def _without_clause(span: Span) -> Span:
    """The span up to a clause that tells more of a word outside: "presented a plan to the house,
    promising jobs".
    """
    outside = (
        t.left_edge.i
        for t in span
        if t.dep_ == "advcl" and t.tag_ == "VBG" and not span.start <= t.head.i < span.end
    )
    cut = min(outside, default=span.end)
    return trim(span.doc[span.start : cut]) if cut > span.start else span


def _with_complement(span: Span, top: Token) -> Span:
    """The span with the phrase right after it that tells its noun more: "rule over the isles"."""
    after = [c for c in top.children if c.dep_ == "nmod" and c.left_edge.i == span.end]
    ends = [phrase(c, drop=_CUT | {"acl"}).end for c in after if top.pos_ == "NOUN"]
    return span.doc[span.start : max([span.end, *ends])]


def _words(context: Context, span: Span, top: Token, before: Token, depth: int) -> str:
    alone = all(t.pos_ in ("PRON", "DET") or t.is_punct for t in span)
    alone = alone or (top.lower_ in ("it", "them") and context.reading.at(top) is None)
    if alone or (len(span) == 1 and top.lower_ in context.lexicon.words["topics", "pronouns"]):
        return _meant(context, top, before, depth) or _named(context, top)
    own = context.bare(_as_noun(context, core(span, top), top))
    aside = top.dep_ in ("appos", "parataxis")  # "left the pact, a step that Sudria welcomed"
    if not bare(context, top) or (top.right_edge.i >= span.end and not aside):
        return own
    meant = _meant(context, top, before, depth)
    if len(meant.split()) < _FULL or own.lower() in meant.lower():
        return meant if own.lower() in meant.lower() and meant else own
    return meant if top.lemma_.lower() in meant.lower() else f"{own} ({meant})"


def _as_noun(context: Context, span: Span, top: Token) -> str:
    """The words of the span; an infinitive is put as a noun: "withdraw" as "withdrawing"."""
    words = context.resolved(span)
    if top.tag_ != "VB" or span.start != top.i or not words.startswith(top.text):
        return words
    return gerund(top.lower_) + words.removeprefix(top.text)


def _meant(context: Context, word: Token, before: Token, depth: int) -> str:
    found = antecedent_of(context, word, before) if depth < _DEPTH else None
    if found is None:
        return ""
    for told in context.told:
        for span in told.what if told.kind in ("proposal", "position") else ():
            if head(span) is found:
                return _words(context, trim(span), found, found, depth + 1)
    return _words(context, phrase(found, drop=_CUT), found, found, depth + 1)


def _named(context: Context, word: Token) -> str:
    entity = context.reading.at(word)
    return context.reading.entities[entity].name if entity is not None else ""
