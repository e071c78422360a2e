"""Roles without a name: "the president", "Norland's foreign minister", "its leader"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.language.reading import Reading, Role, known_entity
from kg.language.tenures import holders, may_have_held, told_time
from kg.language.tokens import Token
from kg.language.trees import antecedent, case
from kg.lexicon import Words
from kg.partial_dates import PartialDate

_DETERMINERS = frozenset({"the", "this", "that"})
_CHIEFS = ("leader", "president", "premier", "minister", "chancellor", "king", "head")
_OPEN = ("acl", "acl:relcl", "appos", "flat", "nummod")


class OfficerReader:
    """Tells whose role it is, by the roles of the article or the terms of the entity base, at the
    time that the clause tells of.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._same = words.table("titles", "synonyms")
        self._apart = words["titles", "past"] | words["titles", "lesser"]

    def resolve(self, token: Token, recent: Mapping[int, int], reading: Reading) -> int | None:
        """The person that the role means; `recent` says how late an entity was last seen."""
        determined = any(c.dep_ == "det" and c.lower_ in _DETERMINERS for c in token.children)
        owner = self._owner(token)
        possessed = owner is not None and owner.dep_ == "nmod:poss"
        if not (determined or possessed) or not self._closed(token, owner):
            return None
        of = self._state(owner, reading) if owner is not None else None
        if owner is not None and of is None:
            return None
        fitting = [r for r in reading.roles if self._fits(token, of, r, reading)]
        others = {c.lower_ for c in token.children if _named(c) and c != owner}
        fitting = [r for r in fitting if others <= set(r.title.lower().split())]
        when, today = told_time(token, reading), reading.published
        then = when or (PartialDate(iso=today.isoformat()) if today else None)
        fitting = [
            r
            for r in fitting
            if then is None
            or (r.when is None and when is None)
            or r.when == when
            or may_have_held(r, then, reading)
        ]
        seen = [r for r in fitting if r.person in recent]
        if seen:
            return max(seen, key=lambda r: recent[r.person]).person
        later = {r.person for r in fitting}
        if of is not None and len(later) == 1:
            return later.pop()
        return self._known(token, owner, of, when, reading)

    @staticmethod
    def _owner(token: Token) -> Token | None:
        for child in token.children:
            if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and case(child) == "of"):
                return child
        named = (c for c in token.children if c.dep_ in ("amod", "compound", "nmod"))
        return next((c for c in named if c.text[:1].isupper()), None)

    @staticmethod
    def _closed(token: Token, owner: Token | None) -> bool:
        """Nothing more is told of it, which would make it another's."""
        after = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
        return after != "-" and not any(
            c.dep_ in _OPEN or (c.dep_.startswith("nmod") and c is not owner and c != owner)
            for c in token.children
        )

    @staticmethod
    def _state(owner: Token, reading: Reading) -> int | None:
        """The owner; for a person ("his foreign minister") what he or she holds an office of."""
        entity = reading.at(antecedent(owner) if owner.tag_ == "WP$" else owner)
        if entity is None or reading.entities[entity].type != "person":
            return entity
        return next((r.of for r in reading.roles if r.person == entity and r.of is not None), None)

    def _fits(self, token: Token, of: int | None, role: Role, reading: Reading) -> bool:
        title = role.title.lower().replace("-", " ").split()
        whose = role.of
        if whose is None and role.of_token is not None:
            whose = reading.at(role.of_token)
        chief = of is not None and token.lower_ in ("leader", "head")
        inner = {c.lower_ for c in token.children if c.i < token.i and c.text.islower()}
        told = {w for c in inner for w in c.split("-")} - {"the", "this", "that"}
        return (
            (of is None or whose == of)
            and (self._tells(token, title) or (chief and any(w in _CHIEFS for w in title)))
            and all(w in role.title.lower() for w in told if w.isalpha() and w not in _PRONOUNS)
            and not (set(title) & self._apart) - told
        )

    def _tells(self, token: Token, title: list[str]) -> bool:
        """The noun is of the title, or means the same: "premier" for "Prime minister"."""
        same = str(self._same.get(token.lower_, token.lower_)).split()
        return token.lower_ in title or set(same) <= set(title)

    def _known(
        self,
        token: Token,
        owner: Token | None,
        of: int | None,
        when: PartialDate | None,
        reading: Reading,
    ) -> int | None:
        """The one person who held the office of a known state at that time, or else when the
        article was published.
        """
        if owner is None or of is None or not reading.entities[of].known:
            return None
        title = " ".join(
            t.lower_
            for t in token.doc[min(token.left_edge.i, token.i) : token.i + 1]
            if reading.at(t) is None and t.dep_ not in ("det", "case") and t.is_alpha
        )
        today = reading.published
        time = when or (PartialDate(iso=today.isoformat()) if today else None)
        held = holders(title, reading.entities[of].known, time, reading) if time else set()
        if len(held) != 1:
            return None
        person = known_entity(reading, held.pop())
        first, last = min(owner.i, token.i), max(owner.i, token.i)
        told = title[:1].upper() + title[1:]
        reading.roles.append(Role(person, told, of, owner.i, first, last + 1, when))
        return person


def _named(child: Token) -> bool:
    """ "Coastland" in "Norland's Coastland leader"."""
    return child.dep_ in ("amod", "compound", "nmod", "flat") and child.text[:1].isupper()


_PRONOUNS = frozenset({"its", "his", "her", "their", "whose"})
