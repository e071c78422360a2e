"""Offices told by a verb: "was sworn in as president", "who heads the agency", "led by Max Roe"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.reading import Reading, Role
from kg.language.successions import Successions
from kg.language.titles import Title
from kg.language.tokens import Doc, Token
from kg.language.trees import agents, case, is_passive, mark, patients, subjects
from kg.lexicon import Words


class Appointments:
    """Reads who takes or holds an office from the verbs that say so."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._successions = Successions(words)
        self._leading = words.table("titles", "leading")
        self._forces = words["actors", "forces"]
        self._bodies = words["descriptions", "organization"] | self._forces

    def roles(self, doc: Doc, titles: list[Title], reading: Reading) -> Iterator[Role]:
        """Roles of persons that are named: pronouns are not resolved yet."""
        heads = {i: t for t in titles for i in range(t.start, t.end)}
        for token in doc:
            if token.pos_ == "VERB" and not self._unreal(token):
                lemma = token.lemma_.lower()
                yield from self._successions.roles(token, heads, reading)
                if lemma in self._leading:
                    yield from self._leads(token, self._leading[lemma], reading)
                if lemma in self._words["titles", "appointing"]:
                    yield from self._appointed(token, heads, reading)
            elif token.i in heads and _is_now(token) and not self._unreal(token):
                yield from _held(token, heads[token.i], subjects(token), reading)

    def _unreal(self, verb: Token) -> bool:
        """ "would be elected", "if she becomes", "has not led"."""
        words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "advmod", "mark", "det")}
        return bool(
            words & (self._words["irrealis", "modals"] | self._words["irrealis", "negators"])
            or mark(verb) in self._words["irrealis", "subordinators"]
            or mark(verb) == "to"
        )

    def _leads(self, verb: Token, title: str, reading: Reading) -> Iterator[Role]:
        """ "Jane Doe, who heads the agency", "the agency, led by Max Roe"."""
        led = patients(verb) or [verb.head] * (verb.dep_ == "acl" and verb.tag_ == "VBN")
        if for_employer(verb):
            led = [b for b in led if (e := reading.at(b)) is None or not _is_place(e, reading)]
        by = agents(verb) if is_passive(verb) or verb.dep_ != "acl" else _by(verb)
        for who in by:
            person = reading.at(who)
            if person is None or reading.entities[person].type != "person":
                continue
            for body in led:
                found = self._led(person, body, title, reading)
                if found is not None and not _led_to(verb, found[1], reading):
                    called, of, of_token = found
                    first, last = min(who.i, body.i), max(who.i, body.i)
                    yield Role(person, called, of, of_token, first, last + 1)

    def _led(
        self, person: int, body: Token, title: str, reading: Reading
    ) -> tuple[str, int | None, int] | None:
        """What the leader of the body is called, and of what."""
        of = reading.at(body)
        if of is not None:
            if reading.entities[of].type not in ("organization", "place"):
                return None
            return _known_title(person, of, reading) or self._titled(body, title), of, body.i
        owner = next((c for c in body.children if c.dep_ == "nmod:poss"), None)
        if owner is not None and (reading.at(owner) is not None or _described(owner)):
            words = body.doc[owner.right_edge.i + 1 : body.i + 1].text
            return f"{self._titled(body, title)} of {words}", reading.at(owner), owner.i
        if body.lower_ == "it" or (_described(body) and body.lemma_.lower() in self._bodies):
            return self._titled(body, title), None, body.i
        return None

    def _titled(self, body: Token, title: str) -> str:
        armed = body.lemma_.lower() in self._forces or body.lower_ in self._forces
        return "Commander" if armed else title

    @staticmethod
    def _appointed(verb: Token, heads: dict[int, Title], reading: Reading) -> Iterator[Role]:
        """ "Max Roe was elected president", "named Jane Doe as governor"."""
        for child in verb.children:
            to_office = child.dep_ in ("xcomp", "obj") or case(child) in ("as", "to be")
            if child.i > verb.i and to_office and child.i in heads:
                holders = [c for c in verb.children if c.dep_ == "obj" and c.i != child.i]
                named = holders or subjects(verb)
                yield from _held(child, heads[child.i], named, reading)


def _known_title(person: int, of: int | None, reading: Reading) -> str:
    """What the entity base calls the office, when it knows the one that the person holds."""
    if of is None or reading.published is None:
        return ""
    who, what, today = reading.entities[person].known, reading.entities[of].known, reading.published
    titles = {
        t.title
        for t in reading.base.terms_of(who)
        if t.of == what
        and (t.start is None or t.start.earliest <= today)
        and (t.end is None or today <= t.end.latest)
    }
    return titles.pop() if len(titles) == 1 else ""


def _led_to(verb: Token, of: int | None, reading: Reading) -> bool:
    """ "led Porto to six titles" tells what Porto won, not who governs it; a state has a leader."""
    place = of is not None and reading.entities[of].type == "place"
    return (
        place
        and of is not None
        and not reading.entities[of].state
        and any(c.dep_.startswith("obl") and case(c) == "to" for c in verb.children)
    )


def for_employer(verb: Token) -> bool:
    """ "runs Norland for the carmaker", "heads Norland at the bank": a market, not a state."""
    return any(
        c.dep_.startswith("obl") and case(c) in ("for", "at") and c.pos_ in ("NOUN", "PROPN")
        for c in verb.children
    )


def _is_place(entity: int, reading: Reading) -> bool:
    return reading.entities[entity].type == "place"


def _by(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_.startswith("obl") and case(c) == "by"]


def _described(noun: Token) -> bool:
    """ "the alliance": to be resolved later."""
    return noun.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "the" for c in noun.children)


def _is_now(noun: Token) -> bool:
    """ "is president"; what was so may be over."""
    return any(c.dep_ == "cop" and c.lower_ not in ("was", "were") for c in noun.children)


def _held(head: Token, title: Title, holders: list[Token], reading: Reading) -> Iterator[Role]:
    words = " ".join(head.doc[title.start : title.end].text.split())
    for who in holders:
        person = reading.at(who)
        if person is not None and reading.entities[person].type == "person":
            first, last = min(who.i, title.first), max(who.i + 1, title.last)
            yield Role(person, words[0].upper() + words[1:], title.of, title.of_token, first, last)
