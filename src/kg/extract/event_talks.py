"""Interviews and speeches that a verb tells: "told Norland Radio", "addressed a rally"."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.event_clauses import told
from kg.extract.event_roles import Roles, clause_roles
from kg.extract.event_worlds import happened
from kg.extract.happenings import Happening
from kg.language.reading import GROUP
from kg.language.tokens import Span, Token
from kg.language.trees import agents, children

_REPORTER = frozenset({"me", "us"})
_OPEN = ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "PRON")


def by_audience(context: Context, verb: Token) -> Happening | None:
    """A person who tells a medium gives an interview; one who tells a crowd, a speech."""
    heard = _heard(verb)
    if heard is None or not happened(context, verb):
        return None
    roles = clause_roles(context, verb)
    speakers = _speakers(context, verb)
    if not speakers and not any(a.lower_ in ("he", "she") for a in agents(verb)):
        return None
    words, lists = {t.lower_ for t in heard}, context.lexicon.words
    if verb.lemma_ == "receive":
        return _talk(verb, "interview", speakers, roles) if words & _REPORTER else None
    occasion = roles.date is not None or roles.place is not None or _placed(heard)
    if words & lists["audiences", "crowds"] or (
        occasion and words & lists["audiences", "listeners"]
    ):
        return _talk(verb, "speech", speakers, roles)
    if words & lists["audiences", "media"]:
        return _talk(verb, "interview", [*speakers, *_outlets(context, heard)], roles)
    return None


def _speakers(context: Context, verb: Token) -> list[str]:
    """The one person who speaks, known or not; not a state, and not several."""
    heads = [a for a in agents(verb) if a.tag_ not in ("NNS", "NNPS")]
    heads += [c for a in heads for c in children(a, "appos")]
    kinds = {w: context.reading.entities[int(w)].type for w in context.actors(heads)}
    persons = [w for w, kind in kinds.items() if kind == "person"]
    return persons[:1] or [w for w, kind in kinds.items() if kind == GROUP]


def _placed(heard: Span) -> bool:
    """ "told reporters in Porto"."""
    after = heard.doc[heard.end : heard.end + 2]
    return len(after) == 2 and after[0].lower_ in ("in", "at") and after[1].pos_ == "PROPN"


def _heard(verb: Token) -> Span | None:
    """The words after "told", "addressed", "speaking to": whom the speaker speaks to."""
    start = verb.i + 1
    if verb.lemma_ in ("speak", "talk"):
        if start >= len(verb.doc) or verb.doc[start].lower_ not in ("to", "at", "before"):
            return None
        start += 1
    elif verb.lemma_ not in ("tell", "address", "brief", "receive", "assure", "inform", "promise"):
        return None
    end = start
    while end < len(verb.doc) and _goes_on(verb.doc[end]) and end < start + 10:
        if end > start and verb.doc[end].pos_ in ("DET", "PRON"):
            break
        end += 1
    return verb.doc[start:end] if end > start else None


def _goes_on(token: Token) -> bool:
    """Still in the phrase: "a passing-out parade"."""
    return token.pos_ in _OPEN or token.text == "-" or token.dep_ == "amod"


def _outlets(context: Context, heard: Span) -> list[str]:
    """The medium, named or in apposition: "the state broadcaster, Norland Radio"."""
    doc, end = heard.doc, heard.end
    near = [*heard]
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].pos_ == "PROPN":
        near.append(doc[end + 1])
    found = [context.reading.at(t) for t in near]
    return list(
        dict.fromkeys(
            str(e)
            for e in found
            if e is not None and context.reading.entities[e].type in ("organization", "person")
        )
    )


def _talk(verb: Token, kind: str, who: list[str], roles: Roles) -> Happening:
    return Happening(
        token=verb,
        span=told(verb),
        type=kind,
        roles=Roles(who=tuple(dict.fromkeys(who)), place=roles.place, date=roles.date),
        rule=f"event.told-{kind}",
    )
