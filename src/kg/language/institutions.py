"""Institutions told by whose they are: "the Norland foreign ministry", "its coast guard", "Mr Roe's
office". Each is an organisation of its own, not the state or person it belongs to.

One that has the name of its owner beside it goes by the words of the article; one that a pronoun
or a description owns by a name made of the owner's: "Ministry of Foreign Affairs of Norland".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.prominence import expletive, subject_rank
from kg.language.reading import Component, LocalEntity, MentionSpan, Reading, text_of
from kg.language.tokens import Doc, Token
from kg.language.trees import antecedent
from kg.lexicon import Words

_BEFORE = ("nmod:poss", "amod", "compound")
_INDEFINITE = frozenset({"a", "an", "any", "no", "some", "another"})


class InstitutionReader(Component):
    """The component `kg_institutions`."""

    def __init__(self, words: Words) -> None:
        self._heads = words["institutions", "heads"]
        self._sorted = words["institutions", "sorted"]
        self._personal = words["institutions", "personal"]
        self._regional = words["institutions", "regional"]
        self._fields = words.table("institutions", "fields")
        self._courtesy = (
            words["titles", "male"] | words["titles", "female"] | words["titles", "plain"]
        )
        self._proper = words["institutions", "words"] | self._heads

    def read(self, doc: Doc, reading: Reading) -> None:
        found: dict[tuple[int, str], int] = {}
        for token in doc:
            if token.pos_ in ("NOUN", "PROPN") and token.lower_ in self._heads | self._regional:
                owner = self._owner(token, reading)
                if owner is not None:
                    self._note(token, owner, reading, found)
                elif reading.at(token) is None:
                    self._again(token, reading, found)
        _go_on(doc, reading, set(found.values()))

    def _owner(self, token: Token, reading: Reading) -> MentionSpan | None:
        """Where the text names the state, organisation or person that the institution is of."""
        if any(c.lower_ in _INDEFINITE or c.lower_ == "chief" for c in token.children):
            return None  # "Norland's chief cabinet secretary" is a person
        for child in self._around(token):
            after = child.dep_.startswith("nmod") and child.i > token.i
            if child.dep_ in _BEFORE or (after and token.lower_ in self._heads):
                word = antecedent(child) if child.tag_ == "WP$" else child
                mention = reading.mention_at(word.i)
                if mention is not None and self._owns(reading, mention, token):
                    return mention
        return None

    @staticmethod
    def _around(token: Token) -> Iterator[Token]:
        """What stands with the noun, or with the noun that it specifies: "Norland's army chief"."""
        yield from token.children
        if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
            yield from (c for c in token.head.children if c.i < token.i)

    def _owns(self, reading: Reading, mention: MentionSpan, token: Token) -> bool:
        owner, sort = reading.entities[mention.entity], token.lower_
        own = reading.mention_at(token.i)
        alone = len(self._sort(token, reading)) < 2 and (own is None or own.end - own.start < 2)
        if sort in self._sorted and alone:
            return False
        if owner.type == "person":
            return sort in self._personal
        if sort in self._regional:
            return owner.type == "place" and bool(owner.known) and not owner.state
        return owner.type in ("place", "organization") and not (alone and sort == "office")

    def _note(
        self,
        token: Token,
        owner: MentionSpan,
        reading: Reading,
        found: dict[tuple[int, str], int],
    ) -> None:
        sort = self._sort(token, reading)
        told = " ".join(t.lower_ for t in sort)
        possessor = owner.entity if told == "office" else self._state_of(owner.entity, reading)
        start, end = self._extent(sort, owner, reading)
        key = (possessor, told)
        named = reading.at(token)
        if named is not None and not self._generic(reading.entities[named]):
            if self._unknown(reading.entities[named]) and start < token.i:
                reading.enclose(start, end, named, "name")
            return
        if named is None and key not in found:
            found[key] = reading.add(LocalEntity(type="organization", name=""))
        entity = found.setdefault(key, named if named is not None else -1)
        own = reading.entities[entity]
        if not own.name or entity == named:
            own.name = (
                self._title(told) + f" of {reading.entities[possessor].name}"
                if owner.how in ("pronoun", "description", "role")
                else text_of(token.doc[start:end])
            )
        reading.enclose(start, end, entity, "name")

    def _again(self, token: Token, reading: Reading, found: dict[tuple[int, str], int]) -> None:
        """ "the foreign ministry", "the ministry": the one told of by whose it is, if it is one."""
        the = any(c.lower_ == "the" for c in token.children if c.dep_ == "det")
        if not the:
            return
        sort = self._sort(token, reading)
        told = " ".join(t.lower_ for t in sort)
        before = [c for c in token.children if c.i < token.i and c.dep_ != "det" and c not in sort]
        after = [c for c in token.children if c.i > token.i and c.dep_.startswith("nmod")]
        same = {e for (_, words), e in found.items() if words.split()[-len(sort) :] == told.split()}
        if len(same) == 1 and not before and not after:
            reading.mention(sort[0].i, token.i + 1, same.pop(), "description")

    def _extent(self, sort: list[Token], owner: MentionSpan, reading: Reading) -> tuple[int, int]:
        """From the owner, with its title, to the institution, or the other way round."""
        doc, own = sort[-1].doc, reading.mention_at(sort[-1].i)
        own_roles = (r for r in reading.roles if r.person == owner.entity)
        titled = (r.start for r in own_roles if r.start < owner.start < r.end)
        start = min(owner.start, sort[0].i, *titled)
        while start > 0 and doc[start - 1].lower_ in self._courtesy:
            start -= 1
        return start, max(sort[-1].i + 1, owner.end, own.end if own is not None else 0)

    @staticmethod
    def _state_of(entity: int, reading: Reading) -> int:
        """For a person the state or organisation that he or she holds an office of."""
        roles = (r.of for r in reading.roles if r.person == entity and r.of is not None)
        return next(roles, entity) if reading.entities[entity].type == "person" else entity

    def _generic(self, entity: LocalEntity) -> bool:
        """The name says what it is, not whose: "Ministry of Defence"."""
        words = {w.lower() for w in entity.name.split()}
        return self._unknown(entity) and words <= self._proper

    @staticmethod
    def _unknown(entity: LocalEntity) -> bool:
        return not entity.known and entity.type == "organization"

    def _sort(self, token: Token, reading: Reading) -> list[Token]:
        """The words that tell what it is: "foreign", "ministry"."""
        kept = [
            c
            for c in token.children
            if c.i < token.i
            and c.dep_ in ("amod", "compound", "flat")
            and reading.at(c) in (None, reading.at(token))
            and c.lower_ in self._proper
        ]
        return [*kept, token]

    def _title(self, told: str) -> str:
        """ "foreign ministry" as "Ministry of Foreign Affairs"."""
        field, _, head = told.rpartition(" ")
        if head == "ministry" and field:
            return f"Ministry of {self._fields.get(field, field.title())}"
        return told.title()


def _go_on(doc: Doc, reading: Reading, institutions: set[int]) -> None:
    """ "Its foreign ministry refused. It said ...": what the sentence before is about."""
    before: int | None = None
    for sentence in doc.sents:
        heads = [t for t in sentence if subject_rank(t) > 1]
        for token in heads if before in institutions else ():
            it = token.lower_ == "it" and reading.at(token) is None and not expletive(token)
            if it and before is not None:
                reading.mention(token.i, token.i + 1, before, "pronoun")
        told = [e for t in heads if (e := reading.at(t)) in institutions]
        if heads:
            before = told[-1] if told else reading.at(heads[0])
