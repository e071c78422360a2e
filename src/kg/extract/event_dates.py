"""When an event was: the date of the clause or the noun that tells it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.language.tokens import Token
from kg.language.trees import case, children, phrase
from kg.partial_dates import PartialDate

_MODIFIERS = ("ADJ", "NOUN", "PROPN", "PART")


def clause_date(context: Context, verb: Token) -> PartialDate | None:
    """The date of a clause: "on Monday", "2015, when it built ...", "5 May: Norland closes ..."."""
    return next(_clause_dates(context, verb), None)


def _clause_dates(context: Context, verb: Token) -> Iterator[PartialDate]:
    for child in verb.children:
        if child.dep_.split(":")[0] in ("obl", "nmod", "advmod", "nummod"):
            yield from _dates_under(context, child, planned=_plans(context, verb))
    for child in children(verb, "obj", "xcomp"):
        for inner in children(child, "nmod", "obl", "advmod"):
            if case(inner) in ("on", "in", "") and not inner.dep_.endswith("poss"):
                yield from _dates_under(context, inner)
    for child in verb.children:
        if child.lower_ == "when":
            yield from (d.date for d in context.reading.dates if 0 <= child.i - d.end <= 1)
    if verb.dep_ in ("ROOT", "root", "parataxis"):
        yield from _opening(context, verb)


def _plans(context: Context, verb: Token) -> bool:
    """ "planned for June", "called for 4 May"."""
    return verb.lower_ in context.lexicon.words["events", "scheduled"]


def _dates_under(context: Context, child: Token, *, planned: bool = False) -> Iterator[PartialDate]:
    if case(child) in context.lexicon.words["events", "open"] and not (
        planned and case(child) == "for"
    ):
        return
    yield from _dated(context, child)
    if _names_place(context, child):
        for inner in children(child, "nmod", "appos", "nummod"):
            if not inner.dep_.endswith("poss"):
                yield from _dated(context, inner)


def _opening(context: Context, verb: Token) -> Iterator[PartialDate]:
    """An entry of a chronicle: the date before the colon that opens the sentence."""
    start = verb.sent.start
    for found in context.reading.dates:
        opens = found.start == start or 0 <= start - found.end <= 2
        if opens and found.end < verb.i and verb.doc[found.end].text in (":", "–", "—"):
            yield found.date


def noun_date(context: Context, noun: Token) -> PartialDate | None:
    """The date in the phrase of a noun: "the March 11 vote", "Thursday's summit", "war of 1990"."""
    for child in noun.children:
        if (
            child.dep_.split(":")[0] in ("obl", "nmod", "nummod", "compound", "amod", "advmod")
            and case(child) not in context.lexicon.words["events", "open"]
            and (date := date_at(context, child)) is not None
        ):
            return date
        if child.dep_.split(":")[0] in ("nmod", "obl"):
            for inner in children(child, "nmod", "obl"):
                if (
                    case(inner) in ("on", "in", "of")
                    and (date := date_at(context, inner)) is not None
                ):
                    return date
    if noun.dep_.startswith("nsubj") and (date := clause_date(context, noun.head)) is not None:
        return date
    return next(_beside(context, noun), None)


def _beside(context: Context, noun: Token) -> Iterator[PartialDate]:
    """A date right before or after the noun, whatever the tree makes of it: "talks on Tuesday"."""
    near = context.lexicon.words["events", "near"]
    for found in context.reading.dates:
        between = noun.doc[found.end : noun.i]
        if 0 <= noun.i - found.end <= 3 and all(t.pos_ in _MODIFIERS for t in between):
            yield found.date
    for found in context.reading.dates:
        between = noun.doc[noun.i + 1 : found.start]
        if len(between) == 1 and between[0].lower_ in near:
            yield found.date


def _dated(context: Context, head: Token) -> Iterator[PartialDate]:
    date = date_at(context, head)
    if date is not None:
        yield date


def date_at(context: Context, head: Token) -> PartialDate | None:
    """The date that a phrase is: "on Monday", "on the evening of 5 May"; not "the law of 1990"."""
    for found in context.reading.dates:
        if found.start <= head.i < found.end:
            return found.date
    if head.lemma_.lower() in context.lexicon.words["events", "parts_of_time"]:
        return context.date(phrase(head))
    return None


def _names_place(context: Context, head: Token) -> bool:
    entity = context.reading.at(head)
    return entity is not None and context.reading.entities[entity].type == "place"
