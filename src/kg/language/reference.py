"""Who or what pronouns, roles, descriptions and capitals mean.

A salience model in the spirit of centering (Grosz, Joshi and Weinstein 1995): the reader moves
through the text and remembers who was named in which sentence, subjects before others. A pronoun or
a description takes the best compatible one of the sentence or the few before it, or nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.language.reading import LocalEntity, Reading, reading_of
from kg.language.trees import SUBJECTS, case
from kg.lexicon import Words

_REACH = 3
"""Sentences back that a pronoun may look."""
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """An entity seen at token `i` of sentence `sentence`."""

    entity: int
    i: int
    sentence: int
    subject: bool


class ReferenceResolver:
    """The component `kg_reference`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        sentence_of = {t.i: n for n, sent in enumerate(doc.sents) for t in sent}
        seen: list[_Seen] = []
        for token in doc:
            entity = reading.at(token)
            if entity is None:
                entity = self._resolve(token, seen, sentence_of, reading)
            if entity is not None and (
                token.i == 0 or reading.at(token.i - 1) != entity or token.dep_ in SUBJECTS
            ):
                seen.append(_Seen(entity, token.i, sentence_of.get(token.i, 0), _is_subject(token)))
        return doc

    def _resolve(
        self, token: Token, seen: list[_Seen], sentence_of: dict[int, int], reading: Reading
    ) -> int | None:
        words, lower = self._words, token.lower_
        here = sentence_of.get(token.i, 0)
        if lower in words["pronouns", "male"] or lower in words["pronouns", "female"]:
            gender = "m" if lower in words["pronouns", "male"] else "f"
            found = self._person(token, gender, seen, here, reading)
            if found is not None:
                reading.entities[found].gender = gender
                reading.mention(token.i, token.i + 1, found, "pronoun")
            return found
        if lower in ("it", "its") and token.pos_ == "PRON" and not _expletive(token):
            found = self._thing(token, seen, here, reading)
            if found is not None:
                reading.mention(token.i, token.i + 1, found, "pronoun")
            return found
        if token.pos_ in ("NOUN", "PROPN"):
            return self._description(token, seen, here, reading)
        return None

    def _person(
        self, token: Token, gender: str, seen: list[_Seen], here: int, reading: Reading
    ) -> int | None:
        rivals = _co_arguments(token, reading)
        best: _Seen | None = None
        for s in reversed(seen):
            if here - s.sentence > _REACH:
                break
            entity = reading.entities[s.entity]
            if entity.type != "person" or entity.gender not in ("", gender) or s.entity in rivals:
                continue
            if best is None or (s.sentence == best.sentence and s.subject and not best.subject):
                best = s
            elif s.sentence < best.sentence:
                break
        return best.entity if best else None

    def _thing(self, token: Token, seen: list[_Seen], here: int, reading: Reading) -> int | None:
        """Organisations and states; a possessive prefers the subject of its own sentence."""
        rivals = _co_arguments(token, reading)
        for back in (0, 1):
            candidates = [
                s
                for s in seen
                if s.sentence == here - back
                and s.entity not in rivals
                and (
                    reading.entities[s.entity].type == "organization"
                    or (
                        reading.entities[s.entity].type == "place"
                        and (s.subject or reading.entities[s.entity].state)
                    )
                )
            ]
            chosen = [s for s in candidates if s.subject]
            if chosen:
                return chosen[-1].entity if back == 0 else chosen[0].entity
            if candidates and token.lower_ == "its" and len({s.entity for s in candidates}) == 1:
                return candidates[-1].entity
        return None

    def _description(
        self, token: Token, seen: list[_Seen], here: int, reading: Reading
    ) -> int | None:
        words, lower = self._words, token.lower_
        determiner = next(
            (c for c in token.children if c.dep_ == "det" and c.lower_ in _DETERMINERS), None
        )
        if determiner is None or any(
            c.dep_ in ("nmod", "acl", "acl:relcl", "appos", "flat", "nummod")
            for c in token.children
        ):
            return None
        owner = next((reading.at(c) for c in token.children if reading.at(c) is not None), None)
        found: int | None = None
        if lower in words["descriptions", "person"] or lower in words["titles", "offices"]:
            found = self._officer(token, owner, seen, reading)
            how = "role"
        elif owner is not None or any(c.dep_ == "amod" for c in token.children):
            return None
        elif lower in words["descriptions", "organization"]:
            found = self._latest(token, seen, here, reading, "organization")
            how = "description"
        elif lower in words["descriptions", "place"] and determiner.lower_ != "these":
            found = self._latest(token, seen, here, reading, "place")
            how = "description"
        if found is not None:
            reading.mention(determiner.i, token.i + 1, found, how)
            if reading.at(token) is None:
                reading.mention(token.i, token.i + 1, found, how)
        return found

    def _officer(
        self, token: Token, owner: int | None, seen: list[_Seen], reading: Reading
    ) -> int | None:
        """ "the president", "the Norland leader": who holds that office, by the article or the base."""
        lower = token.lower_
        leaders = ("leader", "president", "premier", "minister", "chancellor", "king", "head")
        recent = {s.entity: n for n, s in enumerate(seen)}
        fitting = [
            r
            for r in reading.roles
            if r.person in recent
            and (owner is None or r.of == owner)
            and (
                lower in r.title.lower().replace("-", " ").split()
                or (
                    lower in ("leader", "head")
                    and owner is not None
                    and any(w in leaders for w in r.title.lower().split())
                )
            )
            and self._modified(token, r.title)
        ]
        if fitting:
            return max(fitting, key=lambda r: recent[r.person]).person
        return self._known_officer(token, owner, reading)

    @staticmethod
    def _modified(token: Token, title: str) -> bool:
        """The words between determiner and noun are part of the title: "the foreign minister"."""
        inner = [
            c.lower_
            for c in token.children
            if c.i < token.i and c.dep_ in ("amod", "compound") and c.text.islower()
        ]
        return all(w in title.lower() for w in inner)

    def _known_officer(self, token: Token, owner: int | None, reading: Reading) -> int | None:
        if owner is None or reading.published is None or not reading.entities[owner].known:
            return None
        title = " ".join(
            t.lower_
            for t in token.doc[token.left_edge.i : token.i + 1]
            if reading.at(t) is None and t.dep_ != "det"
        )
        today = reading.published
        holders = {
            t.person
            for t in reading.base.terms
            if t.of == reading.entities[owner].known
            and t.title.lower() == title
            and t.start is not None
            and t.start.earliest <= today
            and (t.end is None or today <= t.end.latest)
        }
        if len(holders) != 1:
            return None
        known = reading.base.entities[holders.pop()]
        for i, entity in enumerate(reading.entities):
            if entity.known == known.key:
                return i
        return reading.add(LocalEntity(type="person", name=known.name, known=known.key))

    def _latest(
        self, token: Token, seen: list[_Seen], here: int, reading: Reading, kind: str
    ) -> int | None:
        """The most recent thing of the type: one whose name has the noun before any other."""
        lemma = token.lemma_.lower()
        candidates = [
            s.entity
            for s in reversed(seen)
            if reading.entities[s.entity].type == kind and here - s.sentence <= 8
        ]
        for entity in candidates:
            if lemma in {w.lower().rstrip("s") for w in reading.entities[entity].name.split()}:
                return entity
        if kind == "place":
            states = token.lower_ in (
                "country",
                "nation",
                "kingdom",
                "republic",
                "emirate",
                "state",
            )
            if token.lower_ in (
                "capital",
                "city",
                "town",
                "village",
                "port",
                "area",
                "district",
                "strip",
            ):
                return None
            candidates = [
                c
                for c in candidates
                if reading.entities[c].state == states
                and reading.entities[c].name.split()[-1].lower()
                not in self._words["naming", "place_words"] - {token.lower_, lemma}
            ]
        else:
            candidates = [
                c
                for c in candidates
                if not reading.entities[c].name.isupper() or len(reading.entities[c].name) < 7
            ]
        return candidates[0] if candidates else None


def _is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS or (
        token.dep_ in ("flat", "compound", "appos") and token.head.dep_ in SUBJECTS
    )


def _co_arguments(token: Token, reading: Reading) -> set[int]:
    """Entities that the pronoun cannot mean: the other arguments of its own verb."""
    if token.dep_ in ("nmod:poss",) or token.dep_ in SUBJECTS:
        return set()
    verb = token.head
    if token.dep_ in ("obl", "obj", "iobj") or token.dep_.startswith("obl"):
        return {e for c in verb.children if c.dep_ in SUBJECTS and (e := reading.at(c)) is not None}
    return set()


def _expletive(token: Token) -> bool:
    """ "it is clear that": a dummy subject."""
    if token.dep_ == "expl":
        return True
    head = token.head
    return (
        token.dep_ in SUBJECTS
        and (head.pos_ == "ADJ" or head.lemma_ in ("seem", "appear", "rain", "time"))
        and any(c.dep_ in ("csubj", "ccomp", "xcomp", "advcl") for c in head.children)
    )
