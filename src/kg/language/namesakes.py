"""Places that have the name of a better known one, told by the article: "Moscow, Idaho", "Georgia's
governor", "Washington and Oregon".

The entity base gives a name its best known bearer. What the article tells of a name goes before
that, and holds for all of the article: one sense per discourse (Gale, Church and Yarowsky 1992).
"""

from __future__ import annotations

from collections import defaultdict

from kg.entity_base import EntityBase, KnownEntity
from kg.language.abroad import abroad, lies_in
from kg.language.forms import plain
from kg.language.reading import Component, LocalEntity, MentionSpan, Reading, known_entity
from kg.language.titles import POSSESSIVE
from kg.language.tokens import Doc
from kg.lexicon import Words

_JOINED = frozenset({",", "and", "or", "&"})
_CLOSING = frozenset({",", ".", ";", ":", "(", ")", "-", "–", "—"})
_SEVERAL = 2
"""States of a federation told of in an article that make one more of a name that also is one."""


class NamesakeReader(Component):
    """The component `kg_namesakes`."""

    def __init__(self, words: Words) -> None:
        self._units = words["namesakes", "units"]
        self._officers = words["namesakes", "officers"]
        self._base: EntityBase | None = None
        self._others: dict[str, list[KnownEntity]] = {}

    def read(self, doc: Doc, reading: Reading) -> None:
        self._index(reading.base)
        places = [m for m in reading.mentions if _known(m, reading) is not None]
        senses: dict[str, int] = {}
        for m in sorted(places, key=lambda m: m.start):
            spelt = plain(doc[m.start : m.end].text)
            if m.how == "name" and spelt not in senses:
                found = self._sense(doc, m, reading)
                if found is not None:
                    senses[spelt] = found
                    reading.reassign(m.start, found, "name")
                    senses |= self._whole(doc, m, reading)
        for m in places:
            found = senses.get(plain(doc[m.start : m.end].text))
            if found is not None and m.how == "name" and self._goes_with(doc, m, found, reading):
                reading.reassign(m.start, found, "name")
            elif m.how == "demonym":
                self._people(doc, m, reading)

    def _index(self, base: EntityBase) -> None:
        if self._base is not base:
            self._base, self._others = base, defaultdict(list)
            for known in base.entities.values():
                for name in known.shared:
                    self._others[plain(name)].append(known)

    def _other(self, doc: Doc, m: MentionSpan) -> KnownEntity | None:
        """The one other bearer of the name that the entity base knows."""
        others = self._others.get(plain(doc[m.start : m.end].text), [])
        return others[0] if len(others) == 1 else None

    def _sense(self, doc: Doc, m: MentionSpan, reading: Reading) -> int | None:
        """What else than its best known bearer the name means at this mention."""
        known = _known(m, reading)
        if known is None or not (known.state or known.capital_of):
            return None
        town = self._town(doc, m, known, reading)
        return town if town is not None else self._unit(doc, m, known, reading)

    def _town(self, doc: Doc, m: MentionSpan, known: KnownEntity, reading: Reading) -> int | None:
        """ "Moscow, Idaho": a town in something that the better known place does not lie in."""
        around = _around(doc, m, reading)
        if around is None:
            return None
        whole = _known(around, reading)
        if whole is not None and whole.state:
            if lies_in(known, whole, reading.base):
                return None  # "Tbilisi, Georgia"
            whole = self._other(doc, around)
            if whole is None:
                return None
        unit = whole is not None and whole.part_of is not None
        if whole is None and known.state:
            return None
        if whole is not None and (not unit or _together(known, whole, reading.base)):
            return None
        name = f"{known.name}, {doc[around.start : around.end].text}"
        return reading.add(LocalEntity(type="place", name=name, aliases={name}))

    def _whole(self, doc: Doc, m: MentionSpan, reading: Reading) -> dict[str, int]:
        """ "Georgia" of "Athens, Georgia", which is not the state of that name."""
        around = _around(doc, m, reading)
        other = None if around is None else self._other(doc, around)
        if around is None or other is None:
            return {}
        found = known_entity(reading, other.key)
        reading.reassign(around.start, found, "name")
        return {plain(doc[around.start : around.end].text): found}

    def _unit(self, doc: Doc, m: MentionSpan, known: KnownEntity, reading: Reading) -> int | None:
        """ "Georgia governor", "Washington state": part of a federation, if the base knows one of
        that name; a state that has a governor is no sovereign one, whether known or not.
        """
        other, governed = self._other(doc, m), self._governed(doc, m)
        if other is not None and (
            governed
            or self._called_so(doc, m)
            or _listed(doc, m, other, reading)
            or (known.state and _among_kin(m, other, reading))
        ):
            return known_entity(reading, other.key)
        if governed and known.state and not known.dependent and other is None:
            name = doc[m.start : m.end].text
            return reading.add(LocalEntity(type="place", name=name, aliases={name}))
        return None

    def _governed(self, doc: Doc, m: MentionSpan) -> bool:
        """ "Georgia governor", "Georgia's Republican governor", "the governor of Georgia"."""
        i = m.end + (m.end < len(doc) and doc[m.end].text in POSSESSIVE)
        while i < min(len(doc) - 1, m.end + 3) and doc[i].pos_ == "ADJ":
            i += 1
        after = doc[i].lower_ if i < len(doc) else ""
        return after in self._officers or _of(doc, m) in self._officers

    def _called_so(self, doc: Doc, m: MentionSpan) -> bool:
        """ "the state of Georgia", "Washington state"."""
        after = doc[m.end].lower_ if m.end < len(doc) else ""
        return after in self._units or _of(doc, m) in self._units

    def _goes_with(self, doc: Doc, m: MentionSpan, sense: int, reading: Reading) -> bool:
        """The mention has the sense that another mention was told to have.

        Not with a place around it that is told ("Moscow, Russia"); a capital that a part of a
        federation is called after remains its government where other states are spoken of.
        """
        known = _known(m, reading)
        around = _around(doc, m, reading)
        whole = None if around is None else _known(around, reading)
        if known is None or (whole is not None and lies_in(known, whole, reading.base)):
            return False
        return not (
            known.capital_of and reading.entities[sense].known and abroad(known.capital_of, reading)
        )

    def _people(self, doc: Doc, m: MentionSpan, reading: Reading) -> None:
        """ "the Dominican prime minister", where Dominica is named and the republic is not."""
        other, named = self._other(doc, m), {n.entity for n in reading.mentions if n.how == "name"}
        keys = {reading.entities[e].known for e in named}
        if other is not None and other.key in keys and m.entity not in named:
            reading.reassign(m.start, known_entity(reading, other.key), "demonym")


def _known(m: MentionSpan, reading: Reading) -> KnownEntity | None:
    """The place of the entity base that is mentioned."""
    known = reading.base.entities.get(reading.entities[m.entity].known)
    return known if known is not None and known.type == "place" else None


def _of(doc: Doc, m: MentionSpan) -> str:
    """ "governor" before "of Georgia"."""
    return doc[m.start - 2].lower_ if m.start > 1 and doc[m.start - 1].lower_ == "of" else ""


def _around(doc: Doc, m: MentionSpan, reading: Reading) -> MentionSpan | None:
    """The place named after a comma that the mention is set in; not the next one of a list."""
    start = m.end + 1
    around = reading.mention_at(start) if start < len(doc) and doc[m.end].text == "," else None
    if around is None or around.start != start or around.how != "name":
        return None
    tops = doc[m.start : m.end].root, doc[start : around.end].root
    listed = any(
        t.dep_ == "conj" or any(c.dep_ in ("conj", "cc") for c in t.children) for t in tops
    )
    third = reading.mention_at(around.end + 1)
    listed = listed or (third is not None and reading.entities[third.entity].type == "place")
    place = reading.entities[around.entity].type == "place" and around.entity != m.entity
    closed = around.end >= len(doc) or doc[around.end].text in _CLOSING
    return around if place and closed and not listed else None


def _together(place: KnownEntity, other: KnownEntity, base: EntityBase) -> bool:
    """Both lie in one state: "London, England"."""
    wholes = [k for k in (place.capital_of, place.part_of) if k]
    return any(lies_in(other, base.entities[k], base) for k in wholes)


def _kin(other: KnownEntity, reading: Reading) -> list[MentionSpan]:
    """Mentions of others of the same federation."""
    named = ((m, _known(m, reading)) for m in reading.mentions)
    return [
        m
        for m, k in named
        if k is not None and k.key != other.key and not k.capital_of and k.part_of == other.part_of
    ]


def _listed(doc: Doc, m: MentionSpan, other: KnownEntity, reading: Reading) -> bool:
    """ "Georgia, Arizona and Nevada": right beside another of the same federation; but not "in
    Washington, California lawmakers ...".
    """
    for n in _kin(other, reading):
        first, then = sorted((m, n), key=lambda x: x.start)
        between = {t.lower_ for t in doc[first.end : then.start]}
        tops = [doc[x.start : x.end].root for x in (first, then)]
        joined = any(t.dep_ == "conj" for t in tops) if between == {","} else bool(between)
        if then.start - first.end < 3 and joined and between <= _JOINED:
            return True
    return False


def _among_kin(m: MentionSpan, other: KnownEntity, reading: Reading) -> bool:
    """Several of its federation are told of, and nothing that belongs to the better known state."""
    own = reading.entities[m.entity].known
    told = {n.entity: n.how for n in reading.mentions if n.entity != m.entity}
    known = (reading.base.entities.get(reading.entities[e].known) for e in told)
    state = reading.base.entities[own]
    near = any(k is not None and lies_in(k, state, reading.base) for k in known)
    adjective = any(n.entity == m.entity and n.how != "name" for n in reading.mentions)
    return len({n.entity for n in _kin(other, reading)}) >= _SEVERAL and not near and not adjective
