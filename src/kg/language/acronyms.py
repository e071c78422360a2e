"""Short names that the article itself defines: "the Prairie Alliance (PA)", "the Prairie Alliance,
or PA,".

The long form is found by its initials, as Schwartz and Hearst (2003) do; where they do not agree
("the Democratic Convergence (CDU)", an acronym of another language) the name before the bracket is
the long form. The article's definition goes before what the acronym is known to mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.entity_base import KnownEntity
from kg.language.forms import plain, written
from kg.language.tokens import Doc, Span
from kg.lexicon import Words

_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,7}")
_LINKS = frozenset({"of", "for", "the", "and", "&", "on", "in"})
_INSIDE = _LINKS | {"-", "'s", "’s", "'", "’"}
_UNNAMED = ("PERSON", "PER", "LOC", "GPE", "NORP")
"""Before a bracket they have no short name in it: "Max Roe (SPD)", "Porto (AFP)"."""
_STEM = 5


@dataclass(frozen=True, slots=True)
class Definition:
    """`short` stands for the name `long` in this article; `law`: for a law, which does nothing."""

    short: str
    long: Span
    law: bool


def definitions(doc: Doc, words: Words) -> list[Definition]:
    """The acronyms that the article defines, each once."""
    found: dict[str, Definition] = {}
    for short, end in _brackets(doc):
        long = _long_form(doc, end, short, words["naming", "organization_words"])
        if long is not None:
            law = long[-1].lower_ in words["naming", "no_names"]
            found.setdefault(short, Definition(short, long, law))
    return list(found.values())


def _brackets(doc: Doc) -> Iterator[tuple[str, int]]:
    """Acronyms in brackets or after "or", and where the words before them end."""
    for token in doc:
        if not 1 < token.i < len(doc) - 1 or not _ACRONYM.fullmatch(token.text):
            continue
        before, after = token.nbor(-1), token.nbor().text
        if before.text == "(" and after == ")":
            yield token.text, before.i
        elif before.lower_ == "or" and token.nbor(-2).text == "," and after in (",", ".", ";"):
            yield token.text, before.i - 1


def _long_form(doc: Doc, end: int, short: str, bodies: frozenset[str]) -> Span | None:
    """The capitalised words before `end` of which `short` is made, or the name that ends there."""
    start = end
    while start and not (start < end and doc[start].is_sent_start) and _goes_on(doc, start - 1):
        start -= 1
    ent = next((e for e in doc.ents if e.start < end <= e.end), None)
    letters = re.sub(r"[^A-Z]", "", short)
    for i in range(end - 1, start - 1, -1):
        if doc[i].text[:1].isupper() and _initials(doc[i:end]) == letters:
            return doc[i:end] if ent is None else doc[_longer(ent, i) : end]
    if ent is None and doc[end - 1].lower_ not in bodies:
        return None
    if ent is not None and ent.label_ in _UNNAMED:
        return None
    owner = max((i for i in range(start, end) if doc[i].text in ("'s", "’s")), default=start - 1)
    first = ent.start if ent is not None else owner + 1
    if first > start and doc[first - 1].lower_ in _LINKS:
        first = owner + 1  # "Mission for the Vote in Porto": the name is longer
    first += doc[first].lower_ in ("the", "a", "an")
    capitals = sum(t.text[:1].isupper() for t in doc[first:end])
    return doc[first:end] if capitals > 1 and doc[first].text[:1].isupper() else None


def _longer(ent: Span, i: int) -> int:
    """Where the recogniser's name begins, when that is before `i`: "the Sund Rowing Union (RU)"."""
    first = ent.start + (ent[0].lower_ in ("the", "a", "an"))
    return i if ent.label_ in _UNNAMED or "'s" in ent.text or "’s" in ent.text else min(first, i)


def _goes_on(doc: Doc, i: int) -> bool:
    return doc[i].text[:1].isupper() or doc[i].lower_ in _INSIDE


def _initials(span: Span) -> str:
    return "".join(t.text[0] for t in span if t.text[:1].isupper())


def same_name(long: Span, known: KnownEntity, words: Words) -> bool:
    """Whether the long form may be another wording of a name of `known`: they share most of the
    words that are not mere words for bodies.
    """
    generic = words["naming", "organization_words"] | _INSIDE
    here = _stems(written(long), generic)
    for name in (known.name, *known.aliases):
        there = _stems(name, generic)
        fewer = min(len(here), len(there))
        if plain(name) == plain(written(long)) or (fewer and len(here & there) > fewer / 2):
            return True
    return False


def _stems(name: str, generic: frozenset[str]) -> set[str]:
    return {w[:_STEM] for w in plain(name).split() if w not in generic and len(w) > 2}
