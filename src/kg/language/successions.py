"""Offices that pass on: "resigned as president", "succeeded Jane Doe as prime minister"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.language.reading import Reading, Role
from kg.language.titles import Title
from kg.language.tokens import Token
from kg.language.trees import agents, antecedent, case, is_passive, is_relative, patients, subjects
from kg.lexicon import Words

FORMER = "Former "


class Successions:
    """Reads who leaves an office, and who takes it over, from the verbs that say so."""

    def __init__(self, words: Words) -> None:
        self._leaving = words["titles", "leaving"]
        self._succeeding = words["titles", "succeeding"]

    def roles(self, verb: Token, heads: dict[int, Title], reading: Reading) -> Iterator[Role]:
        """The office that the verb has after "as", of those who had it and have it."""
        lemma = verb.lemma_.lower()
        leaves, succeeds = lemma in self._leaving, lemma in self._succeeding
        head = _office(verb, heads) if leaves or succeeds else None
        if head is None:
            return
        title = heads[head.i]
        if leaves:
            gone = _objects(verb, head) or subjects(verb)
            yield from _held(title, head, gone, reading, FORMER)
        else:
            yield from _held(title, head, agents(verb), reading)
            yield from _held(title, head, _predecessors(verb, head), reading, FORMER)


def _office(verb: Token, heads: dict[int, Title]) -> Token | None:
    """ "prime minister" after "as", with the verb or with whom it is done to."""
    near = [*verb.children, *(c for o in verb.children if o.dep_ == "obj" for c in o.children)]
    return next((c for c in near if c.i in heads and c.i > verb.i and case(c) == "as"), None)


def _objects(verb: Token, head: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "obj" and c.i != head.i]


def _predecessors(verb: Token, head: Token) -> list[Token]:
    """ "succeeded Jane Doe", "took over from Jane Doe", "Jane Doe was succeeded"."""
    if is_passive(verb):
        return subjects(verb)
    others = [c for c in verb.children if c.dep_.startswith("obl") and case(c) == "from"]
    return [p for p in patients(verb) if p.i != head.i] + others


def _held(
    title: Title, head: Token, people: Iterable[Token], reading: Reading, before: str = ""
) -> Iterator[Role]:
    words = " ".join(head.doc[title.start : title.end].text.split())
    told = before + words if before else words[0].upper() + words[1:]
    for who in people:
        person = reading.at(antecedent(who) if is_relative(who) else who)
        if person is not None and reading.entities[person].type == "person":
            first, last = min(who.i, title.first), max(who.i + 1, title.last)
            yield Role(person, told, title.of, title.of_token, first, last)
