"""Who took part in an event that a noun names, where it was, and when."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.language.trees import SUBJECTS, case, clause_of, conjuncts, phrase
from kg.partial_dates import PartialDate


def arguments(context: Context, noun: Token) -> tuple[list[str], int | None]:
    """Who took part and where, from what hangs on the noun and on a light verb above it."""
    reading = context.reading
    who: list[Token] = []
    where: int | None = None
    for child in noun.children:
        label = child.dep_.split(":")[0]
        if child.dep_ == "nmod:poss" or child.dep_ in ("compound", "amod"):
            who.append(child)
        elif label in ("nmod", "obl"):
            entity = reading.at(child)
            if (
                case(child) in context.lexicon.words["events", "where"]
                and entity is not None
                and reading.entities[entity].type == "place"
            ):
                where = entity
            elif case(child) in context.lexicon.words["events", "between"]:
                who.extend(conjuncts(child))
    taken_part = noun.dep_ == "obj" or (
        noun.dep_ == "obl" and case(noun) in context.lexicon.words["events", "attended"]
    )
    if taken_part and noun.head.pos_ == "VERB":
        who.extend(h for c in noun.head.children if c.dep_ in SUBJECTS for h in conjuncts(c))
        for child in noun.head.children:
            entity = reading.at(child)
            if (
                where is None
                and case(child) in ("in", "at")
                and entity is not None
                and reading.entities[entity].type == "place"
            ):
                where = entity
    return [a for a in context.actors(who) if where is None or a != str(where)], where


def clause_date(context: Context, noun: Token) -> PartialDate | None:
    """A date that hangs on the verb of the event's clause."""
    verb = clause_of(noun)
    for child in verb.children:
        if child.dep_.startswith(("obl", "advmod", "nmod")):
            found = context.date(phrase(child))
            if found is not None and not (
                found.iso.isdigit() and case(child) in ("since", "until", "before", "after")
            ):
                return found
    return None
