"""When somebody took a position, proposed something, or said it: "rejected the treaty in 1951".

Which words are what is told, the reader knows: a date among them ("a vote in May") is no date of
the deed. What is told with no date is of the day of the article, and nothing is noted here.
"""

from __future__ import annotations

import datetime as dt

from kg.extract.context import Context
from kg.extract.told import Told
from kg.extract.voices import reporting, said_in
from kg.language.reading import DateSpan
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, case, children, mark
from kg.partial_dates import PartialDate

_PHRASES = frozenset({"obl", "nmod", "advmod"})
_ATTRIBUTES = frozenset({"compound", "nummod"})
_WHERE = frozenset({"", "as", "at", "during", "in", "on"})
"""Before the phrase around a date: "as a young lawmaker in 1999", "at a summit in March"."""
_SCENES = frozenset({"when", "while", "as"})
_LONGEST_GUESS = dt.timedelta(days=60)
"""Before publication, how long a month without a year may lie back, right after what is told."""


def taken_on(context: Context, told: Told) -> PartialDate | None:
    """The date of the deed that a frame tells; of what somebody says, when it was said."""
    found = _date(context, told)
    if found is not None or any(c.lower_ == "had" for c in children(told.anchor, "aux")):
        return found  # not of "said on Monday that it had rejected the plan"
    quote = context.reading.inside_quote(told.anchor.i)
    if quote is not None and quote.direct:
        return said_on(context, quote.cue)
    nearest = reporting(context, told.anchor, "direct", "indirect")
    return None if nearest is None else _date(context, nearest)


def said_on(context: Context, cue: int | None) -> PartialDate | None:
    """When quoted words were said: the date beside their verb of saying."""
    told = [] if cue is None else said_in(context, context.doc[cue])
    told = [t for t in told if t.anchor.i == cue]
    return next((d for t in told if (d := _date(context, t)) is not None), None)


def _date(context: Context, told: Told) -> PartialDate | None:
    """The first date in the clause of the frame that is not among the words for what is told."""
    spans, sentence = (*told.what, *told.more, *told.who), told.anchor.sent
    for found in context.dates_in(sentence):
        words = context.doc[found.start : found.end]
        top = next((t for t in words if not found.start <= t.head.i < found.end), words[0])
        if any(s.start <= top.i < s.end for s in spans):
            continue
        governor = _governor(context, top, told)
        own = governor is not None and _shares(told.anchor, governor, top)
        if own and _is_past(context, found, told):
            return found.date
    return None


def _governor(context: Context, top: Token, told: Told) -> Token | None:
    """The verb, or the word of the frame, that the phrase of a date belongs to."""
    token = top
    while token.head.i != token.i and token.i != told.anchor.i:
        what = any(s.start <= token.i < s.end for s in told.what)
        if not (what or _scene(token) or _timed(context, token, token is top)):
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX") and not _scene(token):
            break
    return token


def _timed(context: Context, token: Token, date: bool) -> bool:
    """A phrase of time or place: the date, or what stands around it."""
    words, introduced = context.lexicon.words, case(token)
    if date and token.dep_ in _ATTRIBUTES:  # "in his 1962 speech"
        return case(token.head) in _WHERE - {"", "as"}
    if token.dep_.split(":")[0] not in _PHRASES:
        return False
    if date:
        return introduced in ("until", "till") or introduced not in words["events", "open"]
    return introduced in _WHERE or token.lemma_.lower() in words["events", "parts_of_time"]


def _scene(token: Token) -> bool:
    """ "Speaking in May, she rejected it", "when she was mayor in 1999"."""
    if token.dep_ != "advcl":
        return False
    opening = {mark(token), *(c.lower_ for c in children(token, "advmod"))}
    return token.tag_ == "VBG" or not _SCENES.isdisjoint(opening)


def _shares(anchor: Token, governor: Token, top: Token) -> bool:
    """The time of the governor is that of the anchor: "in 1951 signed the pact and rejected it",
    "refused in 1951 to sign".
    """
    if governor.i == anchor.i:
        return True
    if governor.i != anchor.head.i:
        return False
    if anchor.dep_ == "conj":
        alike = anchor.tag_ == governor.tag_ and not children(anchor, *SUBJECTS)
        return alike and top.i < min(anchor.i, governor.i)
    return anchor.dep_ in ("xcomp", "obj", *SUBJECTS)


def _is_past(context: Context, found: DateSpan, told: Told) -> bool:
    """The date is not to come; nor is it one of which the year is guessed, beside what may be meant
    to be then: "called for a vote on 5 July".
    """
    published = context.reading.published
    if published is None:
        return True
    told_before = max((s.end for s in told.what), default=0) <= found.start
    months = context.lexicon.words["dates", "months"]
    words = context.doc[found.start : found.end]
    guessed = any(t.lower_ in months for t in words) and found.date.iso[:4] not in words.text
    if guessed and told_before and found.date.latest < published - _LONGEST_GUESS:
        return False
    return found.date.earliest <= published
