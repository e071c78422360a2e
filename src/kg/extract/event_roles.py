"""Who took part in an event, where it was and when, from the clause or the noun that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.parties import parties
from kg.language.tokens import Token
from kg.language.trees import agents, case, children, conjuncts, patients, phrase
from kg.model import EntityKey
from kg.partial_dates import PartialDate

_TOWARDS = ("from", "into", "to", "out of", "onto", "towards")
_MODIFIERS = ("ADJ", "NOUN", "PROPN", "PART")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Participants, place and date, as far as the text tells them."""

    who: tuple[EntityKey, ...] = ()
    place: int | None = None
    date: PartialDate | None = None

    def filled(self, other: Roles) -> Roles:
        """These, and from `other` what is not told here."""
        place = self.place if self.place is not None else other.place
        return Roles(
            who=tuple(dict.fromkeys(w for w in (*self.who, *other.who) if w != str(place))),
            place=place,
            date=self.date or other.date,
        )


def clause_roles(context: Context, verb: Token) -> Roles:
    """Of a verb: subject, object and "with ..." take part; "in Porto" is the place."""
    heads = [*agents(verb), *patients(verb)]
    for child in children(verb, "obl"):
        if case(child) in context.lexicon.words["events", "together"]:
            heads.extend(conjuncts(child))
    places = [p for p in patients(verb) if _place(context, p, states=False) is not None]
    places += _located(context, verb)
    if verb.lemma_.lower() in context.lexicon.words["events", "moving"]:
        places += [c for c in children(verb, "obl") if case(c) in _TOWARDS]
    places += [place for p in patients(verb) for place in _located(context, p)]
    return _roles(context, heads, places, clause_date(context, verb))


def noun_roles(context: Context, noun: Token) -> Roles:
    """Of a noun: "Norland's attack on Porto", "talks between Norland and Sudria in March"."""
    heads: list[Token] = []
    for child in noun.children:
        if child.dep_ in ("compound", "amod") and context.reading.at(child) is None:
            continue
        if child.dep_ in ("nmod:poss", "compound", "amod", "nmod:desc"):
            heads.append(child)
        elif (
            child.dep_.split(":")[0] in ("nmod", "obl")
            and case(child) in context.lexicon.words["events", "between"]
        ):
            heads.extend(conjuncts(child))
    heads += [h for c in _trailing(noun) if case(c) == "between" for h in conjuncts(c)]
    if case(noun) == "at":
        heads += [h for s in children(noun, "nsubj") for h in conjuncts(s)]
    where = context.lexicon.words["events", "where"]
    places = _located(context, noun) + [c for c in _trailing(noun) if case(c) in where]
    places += [h for h in heads if _place(context, h, states=False) is not None]
    heads = [h for h in heads if date_at(context, h) is None]
    return _roles(context, heads, places, noun_date(context, noun))


def _trailing(noun: Token) -> list[Token]:
    """What follows the noun but hangs on its verb: "came out of talks in Porto between ..."."""
    verb = noun.head
    if verb.pos_ != "VERB" or noun.i < verb.i:
        return []
    return [c for c in children(verb, "obl") if c.i > noun.i]


def _roles(
    context: Context, heads: Iterable[Token], places: list[Token], date: PartialDate | None
) -> Roles:
    place = next((p for p in (_place(context, h) for h in places) if p is not None), None)
    who = tuple(
        a
        for a in dict.fromkeys(a for h in heads for a in _taking_part(context, h))
        if a != str(place) and context.reading.entities[int(a)].type != "event"
    )
    return Roles(who=who, place=place, date=date)


def _taking_part(context: Context, head: Token) -> list[EntityKey]:
    """Who the phrase means, told apart: "both countries", "the leaders of Norland and Sudria"."""
    both = parties(head, context)
    if both:
        return [str(entity) for entity in both]
    if head.tag_ == "NNS":
        owners = [
            o for c in children(head, "nmod") if case(c) in ("of", "from") for o in conjuncts(c)
        ]
        named = [e for o in owners if (e := context.reading.at(o)) is not None]
        if len(named) > 1 and len(named) == len(owners):
            return [str(entity) for entity in named]
    return context.actors([head])


def _located(context: Context, head: Token) -> list[Token]:
    """The phrases under `head` that say where."""
    return [
        c
        for c in head.children
        if c.dep_.split(":")[0] in ("obl", "nmod")
        and case(c) in context.lexicon.words["events", "where"]
    ]


def _place(context: Context, head: Token, *, states: bool = True) -> int | None:
    """The place that the phrase names; a state only where `states` allows it."""
    entity = context.reading.at(_named_by(context, head))
    if entity is None or context.reading.entities[entity].type != "place":
        return None
    return entity if states or not context.reading.entities[entity].state else None


def _named_by(context: Context, head: Token) -> Token:
    """The name of "the port of Porto"; else the word itself."""
    if head.lower_ not in context.lexicon.words["naming", "place_words"]:
        return head
    names = (c for c in children(head, "nmod", "appos", "flat") if case(c) in ("of", ""))
    return next((c for c in names if context.reading.at(c) is not None), head)


def since(context: Context, head: Token) -> PartialDate | None:
    """When it began: "at war since May", "fought from 1990 to 1992"."""
    begun = (c for c in head.children if case(c) in ("since", "from"))
    return next((date for c in begun for date in _dated(context, c)), None)


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
    if _place(context, child) is not None:
        for inner in children(child, "nmod", "appos", "nummod"):
            if not inner.dep_.endswith("poss"):
                yield from _dated(context, inner)


def chronicled(context: Context, verb: Token) -> bool:
    """The sentence is an entry of a chronicle: "5 May: Norland closes the border"."""
    return any(_opening(context, verb))


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
    if noun.dep_.startswith("nsubj") and (date := date_at(context, noun.head)) is not None:
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
