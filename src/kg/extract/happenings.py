"""What is told to have happened, before it is known which tellings are of one event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.event_roles import Roles, since
from kg.extract.event_worlds import lasting
from kg.language.tokens import Span, Token
from kg.language.trees import agents, case, children, is_passive, mark, patients
from kg.lexicon import EventCue


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One telling of an event: the word that tells it, its clause, what it says of it."""

    token: Token
    span: Span
    type: str
    roles: Roles
    rule: str


def enough(context: Context, cue: EventCue, token: Token, roles: Roles) -> bool:
    """What the cue needs to mean one particular event stands beside it."""
    return not cue.needs or any(
        all(SIGNS[sign](context, token, roles) for sign in need.split("+")) for need in cue.needs
    )


def begun(context: Context, cue: EventCue, token: Token, roles: Roles) -> Roles:
    """The roles, with the beginning as date where the cue is of what lasts: "since 1990"."""
    lasts = any("since" in need for need in cue.needs)
    return roles.filled(Roles(date=since(context, token))) if lasts else roles


def definite(context: Context, noun: Token) -> bool:
    """ "the", "this", "Norland's", "its"."""
    return any(
        c.dep_ == "nmod:poss"
        or (c.dep_ == "det" and c.lower_ in context.lexicon.words["events", "definite"])
        for c in noun.children
    )


def named(context: Context, noun: Token) -> bool:
    """Part of the name of an event: "the Salt War"."""
    entity = context.reading.at(noun)
    return entity is not None and context.reading.entities[entity].type == "event"


def light_verb(context: Context, noun: Token) -> Token | None:
    """The verb that says that it took place: "signed a treaty", "two days of talks began"."""
    while noun.dep_.startswith("nmod") and _measure(context, noun.head):
        noun = noun.head
    verb, light = noun.head, context.lexicon.words["events", "light"]
    told = object_of(noun, verb) and verb.lemma_.lower() in light and mark(verb) != "to"
    return verb if told else None


def took_place(context: Context, noun: Token) -> bool:
    """ "held talks", "has launched an offensive"; not "chairs the conference"."""
    verb = light_verb(context, noun)
    return verb is not None and not lasting(verb)


def closed(context: Context, noun: Token) -> bool:
    """ "signed a treaty", "reached a deal"."""
    verb = light_verb(context, noun)
    return verb is not None and verb.lemma_.lower() in context.lexicon.words["events", "closing"]


def attended(context: Context, noun: Token, how: str = "attended") -> bool:
    """ "said in a speech", "met at the summit": the subject takes part; `left`: "after talks"."""
    return (
        noun.dep_.startswith("obl")
        and noun.head.pos_ == "VERB"
        and case(noun) in context.lexicon.words["events", how]
    )


def _measure(context: Context, noun: Token) -> bool:
    return noun.lemma_.lower() in context.lexicon.words["events", "measures"]


def aimed(context: Context, verb: Token) -> bool:
    """What it was done to is a place, people or a body; or it was done to somebody unnamed."""
    return is_passive(verb) or any(
        p.tag_ == "NNS"
        or p.lower_ in context.lexicon.words["naming", "place_words"]
        or p.lower_ in context.lexicon.words["events", "targets"]
        or context.reading.at(p) is not None
        or context.actors([p])
        for p in patients(verb)
    )


def object_of(noun: Token, verb: Token) -> bool:
    """ "held talks", "talks were held", "talks began"."""
    return noun.head == verb and noun in children(verb, "obj", "nsubj", "nsubj:pass")


def recent(verb: Token) -> bool:
    """A present perfect: "has left", news of the day."""
    return any(c.lower_ in ("has", "have", "’ve", "'ve") for c in children(verb, "aux"))


def court(context: Context, verb: Token) -> bool:
    """A court does it."""
    return any(a.lemma_.lower() in context.lexicon.words["events", "courts"] for a in agents(verb))


def done(verb: Token) -> bool:
    """It is done to something, and not said of a clause."""
    return bool(patients(verb)) and not children(verb, "ccomp")


def person(context: Context, verb: Token) -> bool:
    """It is done to a person."""
    objects = (context.reading.at(p) for p in patients(verb))
    return any(o is not None and context.reading.entities[o].type == "person" for o in objects)


Sign = Callable[[Context, Token, Roles], bool]

SIGNS: Mapping[str, Sign] = {
    "date": lambda context, token, roles: roles.date is not None,
    "place": lambda context, token, roles: roles.place is not None,
    "party": lambda context, token, roles: bool(roles.who),
    "parties": lambda context, token, roles: len(roles.who) > 1,
    "definite": lambda context, token, roles: definite(context, token),
    "named": lambda context, token, roles: named(context, token),
    "light": lambda context, token, roles: took_place(context, token),
    "closed": lambda context, token, roles: closed(context, token),
    "attended": lambda context, token, roles: (
        attended(context, token) or attended(context, token, "left")
    ),
    "aimed": lambda context, token, roles: aimed(context, token),
    "done": lambda context, token, roles: done(token),
    "since": lambda context, token, roles: since(context, token) is not None,
    "recent": lambda context, token, roles: recent(token),
    "person": lambda context, token, roles: person(context, token),
    "court": lambda context, token, roles: court(context, token),
}
"""What may stand beside a cue, by the name that the lexicon has for it."""
