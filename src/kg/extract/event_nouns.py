"""Events that a noun tells: "the March 11 election", "held talks with Sudria in Porto"."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.event_clauses import told
from kg.extract.event_roles import Roles, clause_date, clause_roles, noun_roles
from kg.extract.event_worlds import lasting, noun_happened
from kg.extract.happenings import Happening, attended, begun, definite, enough, light_verb
from kg.language.tokens import Token
from kg.language.trees import children, phrase
from kg.lexicon import EventCue

_CUT = frozenset({"acl:relcl", "parataxis", "conj", "cc", "advcl", "appos"})


def by_noun(context: Context, noun: Token, cue: EventCue) -> Happening | None:
    """A noun of the lexicon that means one particular event."""
    if not particular(context, noun) or spoken_to(noun):
        return None
    own, span = noun_roles(context, noun), phrase(noun, drop=_CUT)
    roles = own
    for verb in telling(context, noun):
        roles = roles.filled(clause_roles(context, verb))
    left = attended(context, noun, "left")
    if left is not None:
        roles = roles.filled(Roles(who=clause_roles(context, left).who))
    light = light_verb(context, noun)
    if light is not None:
        span = told(light)
    roles = begun(context, cue, noun, roles)
    if not enough(context, cue, noun, roles):
        return None
    if not noun_happened(
        context, noun, known=_known(context, noun, roles), dated=own.date is not None
    ):
        return None
    kind = "interview" if cue.type == "meeting" and _media(context, roles) else cue.type
    return Happening(token=noun, span=span, type=kind, roles=roles, rule=f"event.{cue.id}")


def particular(context: Context, noun: Token) -> bool:
    """Not "any attack", "such talks", and no part of the name of something else."""
    entity = context.reading.at(noun)
    if entity is not None and context.reading.entities[entity].type != "event":
        return False
    if noun.pos_ == "PROPN" and entity is None and _alone(noun):
        return False
    if any(d.start <= noun.i < d.end for d in context.reading.dates):
        return False
    vague = context.lexicon.words["events", "vague"]
    return not any(c.lower_ in vague for c in noun.children if c.dep_ in ("det", "amod"))


def _alone(noun: Token) -> bool:
    """A name by itself: "the Pact"."""
    return noun.text[0].isupper() and not children(
        noun, "compound", "amod", "nmod", "flat", "nummod"
    )


def spoken_to(noun: Token) -> bool:
    """ "told a rally": the people there, not the event."""
    return noun.head.lemma_ in ("tell", "address") and noun.dep_ in ("obj", "iobj")


def telling(context: Context, noun: Token) -> list[Token]:
    """The verbs that tell more of it: "signed on Monday by", "held talks", "said in a speech"."""
    words = context.lexicon.words
    found = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    found += [
        c for c in noun.children if c.dep_ == "acl:relcl" and c.lemma_ in words["events", "light"]
    ]
    light = light_verb(context, noun)
    if light is not None and (not lasting(light) or clause_date(context, light) is not None):
        found.append(light)
    else:
        verb = attended(context, noun) or _due(context, noun)
        found += [verb] if verb is not None else []
    return found


def _due(context: Context, noun: Token) -> Token | None:
    """ "due" of "talks are due on Thursday"."""
    scheduled = context.lexicon.words["events", "scheduled"]
    return noun.head if noun.dep_.startswith("nsubj") and noun.head.lower_ in scheduled else None


def _media(context: Context, roles: Roles) -> bool:
    """A newspaper or a broadcaster takes part."""
    media = context.lexicon.words["audiences", "media"]
    names = (context.reading.entities[int(w)] for w in roles.who)
    return any(e.type == "organization" and media & set(e.name.lower().split()) for e in names)


def _known(context: Context, noun: Token, roles: Roles) -> bool:
    """Taken for granted, not brought up: "the war", or a date before the day of publication."""
    published = context.reading.published
    past = published is not None and roles.date is not None and roles.date.latest < published
    return past or definite(context, noun)
