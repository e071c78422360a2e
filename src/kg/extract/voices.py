"""Whose words a token is part of: a speaker's, or the article's own.

A quotation is its speaker's, a reported clause the speaker's of the frame that reports it. A
relative clause on a name tells what the reporter takes for granted, whatever surrounds it. Who
stands before a colon says the rest of the line.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.credits import credits
from kg.extract.told import Told
from kg.extract.whom import acting
from kg.language.tokens import Token
from kg.language.trees import antecedent, children, is_relative, mark, patients, phrase
from kg.model import EntityKey


@dataclass(frozen=True, slots=True)
class Voice:
    """`embedded`: inside somebody's words; `speaker`: who vouches for them, None when that is not
    told or nobody does; `denied`: whose words they are says that they are not so.
    """

    embedded: bool
    speaker: EntityKey | None
    denied: bool = False


def voice_at(context: Context, token: Token) -> Voice:
    """Who says what the token tells."""
    quote = context.reading.inside_quote(token.i)
    if quote is not None and quote.direct:
        return Voice(True, None if quote.speaker is None else str(quote.speaker))
    if _taken_for_granted(token):
        return Voice(False, None)
    if _refuted(context, token):
        return Voice(True, None, denied=True)
    nearest = reporting(context, token, "indirect")
    if nearest is None:
        if (so := _so_credited(token)) is not None:
            return Voice(True, next(iter(context.actors([so])), None))
        credit = next((c for c in context.once(credits) if c.start <= token.i < c.end), None)
        return Voice(False, None) if credit is None else Voice(True, credit.speaker)
    if disowned(context, nearest):
        return Voice(True, None, denied=True)
    return Voice(True, next(iter(context.once(speakers).get(nearest.anchor.i, ())), None))


def _so_credited(token: Token) -> Token | None:
    """Who is named in "Norland (so Doe) holds the pass"."""
    for node in (token, *token.children):
        for aside in children(node, "appos", "parataxis"):
            if any(c.lower_ == "so" and c.dep_ == "advmod" for c in aside.children):
                return aside
    return None


def disowned(context: Context, told: Told) -> bool:
    """The word that reports the clause tells that its speaker is against it: "dismissed reports
    that Norland left".
    """
    words = context.lexicon.words
    denial = told.anchor.lemma_.lower() in words["irrealis", "denials"]
    mistaken = words["irrealis", "mistaken"]
    denial = denial or any(c.lower_ in mistaken for c in children(told.anchor, "advmod"))
    return denial or told.anchor.i in context.once(_opposing)


def _refuted(context: Context, token: Token) -> bool:
    """In what somebody rejects as not so: "dismissed the claim that Norland left"."""
    words, node = context.lexicon.words, token
    while node.head.i != node.i:
        noun = node.head
        account = noun.lemma_.lower() in words["irrealis", "accounts"]
        if account and node.dep_ in ("acl", "ccomp") and noun.dep_ in ("obj", "nsubj:pass"):
            verb = noun.head
            denial = verb.lemma_.lower() in words["irrealis", "denials"]
            return denial or verb.i in context.once(_opposing)
        node = noun
    return False


def _opposing(context: Context) -> set[int]:
    """The words that tell of somebody who is against something."""
    return {t.anchor.i for t in context.of_kind("position") if t.label == "opposes"}


def reporting(context: Context, token: Token, *modes: str) -> Told | None:
    """The frame of saying of these modes that reports the token, the innermost of several."""
    around = [t for t in said_in(context, token) if t.label in modes and _reports(t, token)]
    return min(around, key=lambda t: sum(len(s) for s in t.what), default=None)


def said_in(context: Context, token: Token) -> list[Told]:
    """The frames of saying of the token's sentence."""
    return context.once(_said)[token.sent.start]


def _said(context: Context) -> defaultdict[int, list[Told]]:
    found: defaultdict[int, list[Told]] = defaultdict(list)
    for told in context.of_kind("statement"):
        found[told.anchor.sent.start].append(told)
    return found


def kept_away(context: Context, told: Told) -> bool:
    """The reporter puts the word that tells it in marks, and no speaker is told whose word it is:
    "Norland “welcomed” the plan by burning it".
    """
    quote = context.reading.inside_quote(told.anchor.i)
    alone = quote is not None and [quote.start, quote.end] == [told.anchor.i, told.anchor.i + 1]
    return alone and not voice_at(context, told.anchor).embedded


def passes_on(context: Context, told: Told) -> bool:
    """The word only tells whom somebody quotes: "cited" in "cited Jane Doe as saying that"."""
    says = said_in(context, told.anchor)
    return any(t.anchor.head.i == told.anchor.i and relayed(context, t) for t in says)


def speakers(context: Context) -> dict[int, list[EntityKey]]:
    """Who speaks in each frame of saying, by its anchor; where the sentence does not say, who spoke
    last in the same paragraph.
    """
    found: dict[int, list[EntityKey]] = {}
    last: list[EntityKey] = []
    line = -1
    for told in sorted(context.of_kind("statement"), key=lambda t: t.anchor.i):
        here = _line(context, told.anchor)
        if here != line:
            last, line = [], here
        last = relayed(context, told) or context.who(told) or ([] if told.who else last)
        found.setdefault(told.anchor.i, []).extend(last)
    return found


def relayed(context: Context, told: Told) -> list[EntityKey]:
    """Whom somebody else quotes: "the agency quoted Jane Doe as saying that ...", "Jane Doe was
    quoted as saying".
    """
    saying = told.anchor
    if saying.tag_ != "VBG" or mark(saying) != "as" or saying.head.pos_ != "VERB":
        return []
    whom = tuple(phrase(p) for p in patients(saying.head))
    return acting(whom, context.reading, context.lexicon.words)


def _line(context: Context, token: Token) -> int:
    """The line of the text that a token stands in."""
    return context.doc.text.count("\n", 0, token.idx)


def _reports(told: Told, token: Token) -> bool:
    inside = any(s.start <= token.i < s.end for s in told.what)
    return inside and told.anchor.i != token.i


def _taken_for_granted(token: Token) -> bool:
    """Inside a relative clause on a name."""
    node = token
    while node.head.i != node.i:
        pronoun = next((c for c in node.children if is_relative(c)), None)
        if node.dep_ == "acl:relcl":
            noun = node.head if pronoun is None else antecedent(pronoun)
            return noun.pos_ == "PROPN"
        if node.dep_ in ("ccomp", "parataxis"):
            return False
        node = node.head
    return False
