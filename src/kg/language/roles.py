"""Persons with their titles of office: before the name, after it, and of what.

Read: "Ukrainian President Volodymyr Zelenskyy", "Norland's foreign minister, Jane Doe", "the
president of Norland, Jane Doe", "Jane Doe, head of the Norland Energy Agency", "her Norland
counterpart, Max Roe".
"""

from __future__ import annotations

from kg.language.appointments import Appointments
from kg.language.prominence import subject_rank
from kg.language.reading import Component, MentionSpan, Reading, Role
from kg.language.successions import FORMER
from kg.language.tenures import is_over, told_time
from kg.language.title_lists import each_of_one, shared_out
from kg.language.titles import POSSESSIVE, PRONOUNS, Title, TitleReader, spelt
from kg.language.tokens import Doc
from kg.lexicon import Words

_REACH = 10
_OPENING = (",", "(", "–", "—")
_INTRODUCED = ("the", "a", "an", *PRONOUNS)


class RoleFinder(Component):
    """The component `kg_roles`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._reader = TitleReader(words)
        self._appointments = Appointments(words)
        self._ranks = words["titles", "ranks"]
        self._heads = words["titles", "offices"]
        self._short = words.table("titles", "abbreviated")
        self._plurals = words.table("titles", "plurals")
        self._courtesy = self._ranks.union(
            *(words["titles", kind] for kind in ("male", "female", "plain", "past"))
        )

    def read(self, doc: Doc, reading: Reading) -> None:
        titles = list(self._reader.titles(doc, reading))
        named = [
            m
            for m in sorted(reading.mentions, key=lambda m: m.start)
            if reading.entities[m.entity].type == "person" and m.how == "name"
        ]
        for mention in named:
            self._gender(doc, mention, reading)
            before = self._before(doc, mention, titles, reading)
            titled = self._counterpart(doc, mention, reading) or before is not None
            if before is None:
                self._shared(doc, mention, reading)
            after = self._after(doc, mention, titles, reading, titled=titled)
            offices = [(mention, after)] if after is not None else []
            if before is not None:
                rest = named[named.index(mention) + 1 :]
                shared = shared_out(doc, before, mention, rest, titles, self._heads)
                offices = [*shared, *offices]
            for holder, title in offices:
                self._note(doc, holder, title, reading)
        for title in titles:
            if doc[title.end - 1].lower_ in self._plurals:
                for holder, one in each_of_one(doc, title, named, reading):
                    self._note(doc, holder, one, reading)
        reading.roles.extend(self._appointments.roles(doc, titles, reading))

    def _gender(self, doc: Doc, mention: MentionSpan, reading: Reading) -> None:
        """What a courtesy title or else the forename tells."""
        person, forename = reading.entities[mention.entity], doc[mention.start].lower_
        before = {t.lower_ for t in doc[max(0, mention.start - 3) : mention.start]}
        for gender, kind in (("m", "male"), ("f", "female")):
            full = mention.end - mention.start > 1
            if full and forename in self._words["forenames", kind] and not person.gender:
                person.gender = gender
            if before & self._words["titles", kind]:
                person.gender = gender

    def _name_start(self, doc: Doc, mention: MentionSpan) -> int:
        """Where the name begins, with courtesy titles and ranks: "General Sir Max Roe"."""
        i = mention.start
        while i > 0 and (doc[i - 1].lower_ in self._courtesy or doc[i - 1].lower_ == "retired"):
            i -= 1
        return i

    def _before(
        self, doc: Doc, mention: MentionSpan, titles: list[Title], reading: Reading
    ) -> Title | None:
        """ "President Jane Doe", "Norland's president, Jane Doe"."""
        rank: Title | None = None
        for i in dict.fromkeys((mention.start, self._name_start(doc, mention))):
            comma = i > 0 and doc[i - 1].text == ","
            end = i - comma
            title = next((t for t in titles if end in (t.end, t.last) and t.end > t.start), None)
            if title is None or title.start >= mention.start:
                continue
            if not comma and end != title.end and title.last == end:
                return None  # "the president of Norland Jane Doe" is no English
            introduced = title.start > 0 and doc[title.start - 1].lower_ in _INTRODUCED
            if comma and title.of_token is None and not introduced:
                continue
            if self._is_rank(doc, title):
                rank = title
            elif not self._titles_another(doc, title, reading, mention):
                return title
        return rank

    def _is_rank(self, doc: Doc, title: Title) -> bool:
        return {t.lower_ for t in doc[title.start : title.end]} <= self._ranks

    @staticmethod
    def _titles_another(doc: Doc, title: Title, reading: Reading, mention: MentionSpan) -> bool:
        """The title stands after another's name: "Jane Doe, a president of Norland, Max Roe"."""
        comma = title.first - 1
        comma -= comma > 0 and doc[comma].lower_ in _INTRODUCED
        holder = reading.at(comma - 1) if comma > 0 else None
        told = next((r for r in reading.roles if r.person == holder and r.end >= title.end), None)
        return told is not None and told.person != mention.entity

    def _after(
        self,
        doc: Doc,
        mention: MentionSpan,
        titles: list[Title],
        reading: Reading,
        titled: bool,
    ) -> Title | None:
        """ "Jane Doe, the president of Norland", "Jane Doe, Norland's deputy prime minister"."""
        begin = _past_aside(doc, mention.end) + 1
        if begin >= len(doc) or doc[begin - 1].text not in _OPENING:
            return None
        title = next((t for t in titles if t.start >= begin), None)
        if title is None or title.start - begin > _REACH:
            return None
        lead = range(begin, title.start)
        if not all(self._may_lead(doc, i, reading) for i in lead):
            return None
        follower = reading.at(title.end)
        if follower not in (None, mention.entity) and self._person(follower, reading):
            return None
        next_one = title.last + 1 < len(doc) and doc[title.last].text == ","
        if titled and next_one and self._person(reading.at(title.last + 1), reading):
            return None
        if title.of_token is None and not lead and title.last == title.end == title.start + 1:
            return None
        owners = [i for i in lead if self._body(reading.at(i), reading)]
        if title.of_token is None and owners:
            return Title(
                start=title.start, end=title.end, first=owners[0], last=title.last,
                of=reading.at(owners[0]), of_token=owners[0],
            )  # fmt: skip
        return title

    def _may_lead(self, doc: Doc, i: int, reading: Reading) -> bool:
        """What may stand between the comma and the title: "a veteran Norland", "until June"."""
        if reading.at(i) is not None:
            return self._body(reading.at(i), reading)
        return (
            doc[i].lower_ in ("the", "a", "an", "-", "until", "this", "last", *PRONOUNS)
            or doc[i].text in POSSESSIVE
            or doc[i].pos_ in ("ADJ", "ADV", "NUM", "NOUN", "PROPN")
        )

    @staticmethod
    def _person(entity: int | None, reading: Reading) -> bool:
        return entity is not None and reading.entities[entity].type == "person"

    @staticmethod
    def _body(entity: int | None, reading: Reading) -> bool:
        return entity is not None and reading.entities[entity].type in ("place", "organization")

    def _counterpart(self, doc: Doc, mention: MentionSpan, reading: Reading) -> bool:
        """ "her Norland counterpart, Max Roe": the office told last, of the other state."""
        end = self._name_start(doc, mention)
        end -= end > 0 and doc[end - 1].text == ","
        if not end or doc[end - 1].lower_ not in self._words["titles", "counterparts"]:
            return False
        start = end - 1 - (doc[end - 2].lower_ == "opposite")
        of = reading.at(start - 1) if start else None
        other = self._other(doc, mention, start, reading)
        if other is not None and of is not None and self._body(of, reading):
            reading.roles.append(
                Role(mention.entity, other.title, of, start - 1, start - 1, mention.end)
            )
        return True

    def _shared(self, doc: Doc, mention: MentionSpan, reading: Reading) -> None:
        """ "Presidents Jane Doe and Max Roe": the office of one is told of both."""
        for role in [r for r in reading.roles if 0 < mention.start - r.end < 3]:
            several = {t.lower_ for t in doc[role.start : role.end]} & set(self._plurals)
            joined = {t.lower_ for t in doc[role.end : mention.start]} <= {"and", ","}
            if joined and several:
                of, of_token, last = self._reader.of_phrase(doc, mention.end, reading)
                end = max(last, mention.end)
                reading.roles.append(
                    Role(mention.entity, role.title, of, of_token, role.start, end)
                )

    @staticmethod
    def _other(doc: Doc, mention: MentionSpan, start: int, reading: Reading) -> Role | None:
        """The office of the person whom the text was about last."""
        named = [
            m
            for m in sorted(reading.mentions, key=lambda m: m.start)
            if m.end <= start
            and m.entity != mention.entity
            and reading.entities[m.entity].type == "person"
        ]
        about = [m for m in named if subject_rank(doc[m.start : m.end].root)] or named
        told = [m.entity for m in about]
        roles = (r for r in reading.roles if told and r.person == told[-1])
        return next(roles, None)

    def _note(self, doc: Doc, mention: MentionSpan, title: Title, reading: Reading) -> None:
        words = spelt(doc[title.start : title.end].text, {**self._short, **self._plurals})
        of, of_token, last = title.of, title.of_token, max(title.last, mention.end)
        if of_token is None and title.end <= mention.start:
            of, of_token, last = self._reader.of_phrase(doc, mention.end, reading)
            of_token = of_token if of is not None else None
        if title.start >= mention.end and is_over(doc, title.last, reading):
            words = FORMER + words[:1].lower() + words[1:]
        rank = self._is_rank(doc, title)
        if not words or (rank and (of is None or title.of_token is not None)):
            return
        reading.roles.append(
            Role(
                mention.entity, words, of, of_token,
                min(title.first, mention.start), max(last, mention.end),
                told_time(doc[mention.start], reading),
            )
        )  # fmt: skip


def _past_aside(doc: Doc, i: int) -> int:
    """Behind "(Norland)" or an age: "Jane Doe (Norland), head of", "Jane Doe, 43, head of"."""
    if i < len(doc) and doc[i].text == "(":
        closing = next((k for k in range(i + 1, min(i + 6, len(doc))) if doc[k].text == ")"), i)
        if closing + 1 < len(doc) and doc[closing + 1].text == ",":
            return closing + 1
    if i < len(doc) and doc[i].text == ",":
        age = i + 1 + (i + 1 < len(doc) and doc[i + 1].lower_ == "aged")
        if age + 1 < len(doc) and doc[age].text.isdigit() and doc[age + 1].text == ",":
            return age + 1
    return i
