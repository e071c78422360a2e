"""Names with adpositions inside: institutions ("Ministry of Foreign Affairs", "Movement for a Free
Coast") and fields of office, which are no names ("Secretary of State for Energy").
"""

from __future__ import annotations

from collections.abc import Container

from kg.language.tokens import Doc, Span, Token
from kg.lexicon import Words

_LINKS = frozenset({"of", "for", "on", "against"})
_ARTICLES = frozenset({"the", "a", "an", "all"})


class _Any:
    """Contains every word."""

    def __contains__(self, word: object) -> bool:
        return True


_ANY = _Any()


def institutions(doc: Doc, words: Words) -> list[Span]:
    """Names of bodies that go on after "of", "for", "on": longer than the recogniser's."""
    found: list[Span] = []
    bodies = words["naming", "organization_words"]
    for token in doc:
        if found and token.i < found[-1].end:
            continue
        if token.lower_ in bodies and token.text[:1].isupper():
            end = token.i + 1
            listed = token.lower_ in words["naming", "fielded"]
            about = token.lower_ in words["naming", "on_subjects"]
            while (further := _linked(doc, end, listed)) > end:
                if doc[end].lower_ == "on" and not (about and end == token.i + 1):
                    break  # "statement of the Norland Community on the islands"
                end = further
            if end > token.i + 1:
                start, stop = _recognised(token.i, doc)
                found.append(doc[start : max(end, stop)])
    return found


def fields(doc: Doc, words: Words) -> set[int]:
    """The tokens that say what a minister or secretary is responsible for: "of Foreign Affairs",
    "National Security" before "Minister".
    """
    found: set[int] = set()
    known = words["titles", "fields"] | words["titles", "modifiers"]
    fielded = words["titles", "fielded"]
    for token in doc:
        if token.lower_ not in fielded and not _secretary_general(token):
            continue
        end = token.i + 1
        while (further := _linked(doc, end, listed=True, only=known)) > end:
            end = further
        start = token.i
        while token.text.istitle() and start and _field(doc[start - 1], known):
            start -= 1
        found |= set(range(start, end)) - {token.i}
    return found


def _field(token: Token, known: Container[str]) -> bool:
    return token.text.istitle() and token.lower_ in known


def _secretary_general(token: Token) -> bool:
    """The end of "Under-Secretary-General", cut at its hyphens."""
    if token.lower_ != "general":
        return False
    return token.doc[max(token.i - 2, 0) : token.i].text.lower() == "secretary-"


def _linked(doc: Doc, end: int, listed: bool, only: Container[str] = _ANY) -> int:
    """Where the name ends that goes on at `end` with an adposition and capitals; else `end`.

    `listed`: the capitals may be a list, "Trade and Industry".
    """
    start = end
    if start >= len(doc) or doc[start].lower_ not in _LINKS:
        return end
    start += 1
    if start < len(doc) and doc[start].lower_ in _ARTICLES:
        start += 1
    stop = _capitals(doc, start, only)
    while listed and start < stop < len(doc) and (further := _next_of_list(doc, stop, only)):
        stop = further
    return stop if stop > start else end


def _next_of_list(doc: Doc, stop: int, only: Container[str]) -> int:
    """Where the capitals after "and" or a comma end; 0 when the list is over.

    After a comma it must go on to an "and": "Science, Innovation and Technology".
    """
    comma = doc[stop].text == ","
    if not comma and doc[stop].lower_ not in ("and", "&"):
        return 0
    start = stop + 1 + (comma and stop + 1 < len(doc) and doc[stop + 1].lower_ == "and")
    end = _capitals(doc, start, only)
    last = start > stop + 1 or not comma
    if end == start or not (last or (end < len(doc) and doc[end].lower_ in ("and", "&", ","))):
        return 0
    return end


def _capitals(doc: Doc, i: int, only: Container[str]) -> int:
    while (
        i < len(doc)
        and doc[i].text[:1].isupper()
        and doc[i].is_alpha
        and doc[i].pos_ != "PRON"
        and doc[i].lower_ in only
    ):
        i += 1
    return i


def _recognised(i: int, doc: Doc) -> tuple[int, int]:
    """Where the recogniser's name around token `i` begins, without article, and ends."""
    for ent in doc.ents:
        if ent.start <= i < ent.end:
            start = ent.start
            while start < i and (
                not doc[start].text[:1].isupper() or doc[start].lower_ in _ARTICLES
            ):
                start += 1
            return start, ent.end
    return i, i + 1


def unbroken(span: Span) -> Span:
    """The name with what hyphens join to it: "Mar" of "Mar-a-Lago", not "Norland" of
    "Norland-held".
    """
    doc, start, end = span.doc, span.start, span.end
    while end + 2 <= len(doc) and (stop := _hyphened(doc, end)) > end:
        end = stop
    for begin in (start - 2, start - 4):
        if begin >= 0 and _hyphened(doc, begin + 1) == start + 1:
            start = begin
            break
    return Span(doc, start, end, span.label_)


def facility(span: Span, words: Words) -> Span:
    """The name with the noun of what is called after it: "Sela gas field", "Sela camp"."""
    doc, head = span.doc, span.root.head
    if not span.end <= head.i < span.end + 3 or head.lower_ not in words["naming", "facilities"]:
        return span
    rest, after = doc[span.end : head.i + 1], doc[head.i + 1 : head.i + 2]
    common = all(t.pos_ in ("NOUN", "ADJ") and t.text.islower() for t in rest)
    goes_on = any(t.lower_ == "of" or (t.pos_ == "NOUN" and t.head.i >= t.i) for t in after)
    return doc[span.start : head.i + 1] if common and not goes_on else span


def _hyphened(doc: Doc, end: int) -> int:
    """Past "-Capital" or "-x-Capital" that is joined to the word before `end`; else `end`."""
    if end >= len(doc) or doc[end].text != "-":
        return end
    for stop in (end + 2, end + 4):
        marks = range(end, stop, 2)
        if (
            stop <= len(doc)
            and doc[end - 1].text[:1].isupper()
            and doc[stop - 1].text[:1].isupper()
            and all(doc[i].text == "-" and _joined(doc, i - 1, i + 1) for i in marks)
            and (stop == end + 2 or doc[end + 1].text.islower())
        ):
            return stop
    return end


def _joined(doc: Doc, left: int, right: int) -> bool:
    """No space between the tokens."""
    return left >= 0 and not any(t.whitespace_ for t in doc[left:right])
