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
    noun = _measured(context, noun)
    verb, light = noun.head, context.lexicon.words["events", "light"]
    told = object_of(noun, verb) and verb.lemma_.lower() in light and mark(verb) != "to"
    return verb if told else None


def took_place(context: Context, noun: Token) -> bool:
    """ "held talks", "the talks that it held"; not "chairs the conference"."""
    light = context.lexicon.words["events", "light"]
    verbs = [c for c in children(noun, "acl:relcl") if c.lemma_.lower() in light]
    verb = light_verb(context, noun)
    return any(not lasting(v) for v in [*verbs, *([] if verb is None else [verb])])


def closed(context: Context, noun: Token) -> bool:
    """ "signed a treaty", "reached a deal"."""
    verb = light_verb(context, noun)
    return verb is not None and verb.lemma_.lower() in context.lexicon.words["events", "closing"]


def attended(context: Context, noun: Token, how: str = "attended") -> Token | None:
    """The verb whose subject takes part: "said in a speech", "met at the summit"; where `how` is
    `left`: "said after talks".
    """
    noun = _measured(context, noun)
    words = context.lexicon.words
    journey = case(noun) == "on" and noun.lemma_.lower() in words["events", "journeys"]
    if not journey and case(noun) not in words["events", how]:
        return None
    before = noun.doc[max(noun.left_edge.i - 1, 0)]  # whatever the tree makes of it
    if before.pos_ == "VERB" and before.sent.start == noun.sent.start:
        return before
    return noun.head if noun.dep_.startswith("obl") and noun.head.pos_ == "VERB" else None


def _measured(context: Context, noun: Token) -> Token:
    """The noun, or what there is of it: "days" in "two days of talks"."""
    measures = context.lexicon.words["events", "measures"]
    while noun.dep_.startswith("nmod") and noun.head.lemma_.lower() in measures:
        noun = noun.head
    return noun


def aimed(context: Context, verb: Token) -> bool:
    """What it was done to is a place, people or a body; or it was done to somebody unnamed."""
    done_to = [w for p in patients(verb) for w in (p, *children(p, "nmod"))]
    return is_passive(verb) or any(
        p.tag_ == "NNS"
        or p.lower_ in context.lexicon.words["naming", "place_words"]
        or p.lower_ in context.lexicon.words["events", "targets"]
        or context.reading.at(p) is not None
        or context.actors([p])
        for p in done_to
    )


def land(context: Context, verb: Token) -> bool:
    """It is done to land: "held the island"."""
    entities = context.reading.entities
    return any(
        p.lower_ in context.lexicon.words["naming", "place_words"]
        or ((e := context.reading.at(p)) is not None and entities[e].type == "place")
        for p in patients(verb)
    )


def object_of(noun: Token, verb: Token) -> bool:
    """ "held talks", "talks were held", "talks began"."""
    return noun.head == verb and noun in children(verb, "obj", "nsubj", "nsubj:pass")


def voters(context: Context, verb: Token) -> bool:
    """The people of a land do it, not a parliament: "the islanders", "Norlanders"."""
    known = context.lexicon.words["events", "voters"]
    return any(
        {a.lemma_.lower(), a.lower_.removesuffix("s")} & known or _natives(context, a)
        for a in agents(verb)
    )


def _natives(context: Context, noun: Token) -> bool:
    mention = context.reading.mention_at(noun.i)
    plural = noun.tag_ in ("NNS", "NNPS")
    return plural and mention is not None and mention.how == "demonym"


def tally(context: Context, verb: Token) -> bool:
    """So many of a body vote: "27 of the 34 deputies", "all 15 members"."""
    members = context.lexicon.words["events", "members"]
    return any(
        part.lemma_.lower() in members
        and any(t.pos_ == "NUM" for t in (a, *a.children, *part.children))
        for a in agents(verb)
        for part in (a, *children(a, "nmod"))
    )


def moved(context: Context, verb: Token) -> bool:
    """A bill or motion is what it happens to."""
    what = patients(verb) or agents(verb)
    return any(w.lemma_.lower() in context.lexicon.words["events", "motions"] for w in what)


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
    "attended": lambda context, token, roles: any(
        attended(context, token, how) is not None for how in ("attended", "left")
    ),
    "aimed": lambda context, token, roles: aimed(context, token),
    "land": lambda context, token, roles: land(context, token),
    "done": lambda context, token, roles: done(token),
    "since": lambda context, token, roles: since(context, token) is not None,
    "recent": lambda context, token, roles: recent(token),
    "tally": lambda context, token, roles: tally(context, token),
    "motion": lambda context, token, roles: moved(context, token),
    "people": lambda context, token, roles: voters(context, token),
    "person": lambda context, token, roles: person(context, token),
    "court": lambda context, token, roles: court(context, token),
}
"""What may stand beside a cue, by the name that the lexicon has for it."""
