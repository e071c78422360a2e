"""Who or what pronouns, roles, descriptions and capitals mean.

A salience model in the spirit of centering (Grosz, Joshi and Weinstein 1995): the reader moves
through the text and remembers who was named in which sentence, subjects before others. A pronoun or
a description takes the best compatible one of the sentence or the few before it, or nobody.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from kg.language.descriptions import DescriptionReader, Seen, aside
from kg.language.pairs import is_one_of_two, one_of_two
from kg.language.prominence import co_arguments, expletive, subject_rank
from kg.language.quote_marks import quoted_spans
from kg.language.reading import Component, LocalEntity, Reading
from kg.language.titles import PRONOUNS, TitleReader
from kg.language.tokens import Doc, Token
from kg.language.trees import SUBJECTS
from kg.lexicon import Words

_TELLING = ("flat", "acl", "acl:relcl", "nummod")
_OWNED = ("nmod:poss", "amod", "compound")
_NO_PERSONS = ("actors", "bodies"), ("descriptions", "organization"), ("descriptions", "place")
NOBODY = -1
"""In place of an entity: somebody who is named nowhere."""
_REACH = 6
"""Sentences back that a pronoun may look."""
_MEMORY = 1000
"""Mentions kept in mind: more than most articles have, so that long ones stay linear."""


class ReferenceResolver(Component):
    """The component `kg_reference`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._descriptions = DescriptionReader(words)
        self._titles = TitleReader(words)
        self._people = (
            words["actors", "people"]
            | words["descriptions", "person"]
            | words["descriptions", "variety"]
            | words["titles", "offices"]
            | words["titles", "trades"]
        ).difference(*(words[kind] for kind in _NO_PERSONS))

    def read(self, doc: Doc, reading: Reading) -> None:
        told = (sent for sent in doc.sents if not all(t.is_space for t in sent))
        sentence_of = {t.i: n for n, sent in enumerate(told) for t in sent}
        quoted = {i for start, end in quoted_spans(doc) for i in range(start, end)}
        seen: deque[Seen] = deque(maxlen=_MEMORY)
        outside: deque[Seen] = deque(maxlen=_MEMORY)
        for token in doc:
            entity = reading.at(token)
            if entity is None:
                # a reporter's "he" is not somebody whom only the quoted words name
                heard = seen if token.i in quoted else outside
                entity = self._resolve(token, heard, sentence_of, quoted, reading)
            if entity is None and self._human_subject(token):
                entity = self._told_otherwise(token, seen, sentence_of.get(token.i, 0), reading)
            if entity is None and token.dep_ in SUBJECTS:
                entity = self._behind(token, reading)
            if entity is not None and (
                token.i == 0 or reading.at(token.i - 1) != entity or token.dep_ in SUBJECTS
            ):
                sentence = sentence_of.get(token.i, 0)
                rank = subject_rank(token)
                seen.append(Seen(entity, token.i, sentence, rank, token.i in quoted))
                if not seen[-1].quoted:
                    outside.append(seen[-1])

    def _note_office(self, token: Token, person: int, reading: Reading) -> None:
        """ "The chief of the Norland army": an office of somebody who is told no other."""
        if any(r.person == person for r in reading.roles):
            return
        for title in self._titles.titles(token.doc, reading):
            vague = token.lower_ in ("leader", "head") and title.of is not None
            if title.start <= token.i < title.end and title.of_token is not None and not vague:
                reading.roles.append(title.held(person, token.doc))

    def _human_subject(self, token: Token) -> bool:
        """The subject of a main clause that is told by no name: "a diplomat", "the nominee"."""
        noun = token.tag_ == "NN" and token.dep_ in SUBJECTS and subject_rank(token) > 1
        return noun and token.lemma_.lower() in self._people

    def _told_otherwise(
        self, token: Token, seen: Sequence[Seen], here: int, reading: Reading
    ) -> int | None:
        """ "General Roe ... The chief of the army said": whom the main clause before was about,
        unless another office is his; "a diplomat" and "her neighbour" are nobody of those named.
        """
        determiner = {c.lower_ for c in token.children if c.dep_ in ("det", "nmod:poss")}
        if "the" not in determiner:
            theirs = determiner <= set(PRONOUNS) and not self._told_apart(token, reading)
            return NOBODY if theirs or determiner <= {"a", "an", "another", "one"} else None
        bare = all(c.dep_ == "det" or c.is_punct for c in token.children)
        sole = bare and token.lemma_.lower() in self._words["descriptions", "sole"]
        if sole or self._told_apart(token, reading):
            return NOBODY  # "the president", whom no role fits
        persons = [
            s
            for s in seen
            if 0 < here - s.sentence <= _REACH
            and s.subject > 1
            and not s.quoted
            and (s.entity == NOBODY or reading.entities[s.entity].type == "person")
        ]
        last = persons[-1].entity if persons else NOBODY
        if last == NOBODY:
            return None
        if not self._descriptions.may_be_of(token, last, reading):
            return NOBODY
        reading.mention(token.i, token.i + 1, last, "description")
        self._note_office(token, last, reading)
        return last

    @staticmethod
    def _told_apart(token: Token, reading: Reading) -> bool:
        """Somebody else, whom the phrase names or singles out: "the envoy, Max Roe", "the most
        senior cleric".
        """
        after = token.doc[token.i + 1 : token.i + 3]
        beside = next((t for t in after if t.text != ","), token)
        named = [beside, *(c for c in token.children if c.dep_ == "appos")]
        if any(t.pos_ == "PROPN" and _is_person(t, reading) for t in named):
            return True
        inside = [t for c in token.children for t in c.subtree if t.i < token.i]
        most = any(t.tag_ in ("JJS", "RBS") for t in inside)
        return most or any(c.dep_ in _TELLING and not aside(c) for c in token.children)

    def _behind(self, token: Token, reading: Reading) -> int | None:
        """Whose army, government or court is the subject: "Norland's army denied it had fired"."""
        words, lemma = self._words, token.lemma_.lower()
        bodies = ("actors", "forces"), ("actors", "governments"), ("institutions", "heads")
        if not any(lemma in words[body] for body in bodies):
            return None
        owners = (reading.at(c) for c in token.children if c.dep_ in _OWNED)
        return next((o for o in owners if o is not None), None)

    def _resolve(
        self,
        token: Token,
        seen: Sequence[Seen],
        sentence_of: dict[int, int],
        quoted: set[int],
        reading: Reading,
    ) -> int | None:
        words, lower = self._words, token.lower_
        here = sentence_of.get(token.i, 0)
        if lower in words["pronouns", "male"] or lower in words["pronouns", "female"]:
            gender = "m" if lower in words["pronouns", "male"] else "f"
            found = self._person(token, gender, seen, here, reading)
            if found is not None and token.i not in quoted:
                reading.entities[found].gender = gender
            if found is not None:
                reading.mention(token.i, token.i + 1, found, "pronoun")
            return found
        if lower in ("it", "its") and token.pos_ == "PRON" and not expletive(token):
            found = self._thing(token, _somebody(seen), here, reading)
            if found is not None:
                reading.mention(token.i, token.i + 1, found, "pronoun")
            return found
        if is_one_of_two(token):
            return one_of_two(token, reading)
        if token.pos_ in ("NOUN", "PROPN"):
            return self._descriptions.resolve(token, _somebody(seen), here, reading)
        return None

    def _person(
        self, token: Token, gender: str, seen: Sequence[Seen], here: int, reading: Reading
    ) -> int | None:
        rivals = co_arguments(token, reading)
        fitting = [
            s
            for s in seen
            if here - s.sentence <= _REACH
            and s.entity not in rivals
            and (s.entity == NOBODY or self._may_be(reading.entities[s.entity], gender))
        ]
        kind = self._words["pronouns", "male" if gender == "m" else "female"]
        again = [s for s in fitting if s.sentence == here and token.doc[s.i].lower_ in kind]
        if again:
            return again[-1].entity  # "had told her, she said"
        nearest = max((s.sentence for s in fitting), default=0)
        best = _foremost([s for s in fitting if s.sentence == nearest])
        if best and nearest == here and not best.subject and subject_rank(token) > 1:
            told = [s for s in fitting if s.sentence < here and s.subject > 1]
            best = told[-1] if told and here - told[-1].sentence < 3 else best
        return best.entity if best and best.entity != NOBODY else None

    @staticmethod
    def _may_be(entity: LocalEntity, gender: str) -> bool:
        return entity.type == "person" and entity.gender in ("", gender)

    def _thing(self, token: Token, seen: Sequence[Seen], here: int, reading: Reading) -> int | None:
        """Organisations and states; a possessive prefers the subject of its own sentence."""
        rivals = co_arguments(token, reading)
        first = token.head.head if token.head.dep_ == "conj" and token.lower_ == "its" else None
        owner = None if first is None else reading.at(first)
        if owner is not None and reading.entities[owner].state:
            return owner  # "Norland and its islands"
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
            if back and token.dep_ == "obj":  # a state just named is seldom what is done to "it"
                state = token.head.lemma_.lower() in self._words["reference", "to_states"]
                chosen = [s for s in chosen if reading.entities[s.entity].state == state]
            if chosen:
                return chosen[-1].entity if back == 0 else chosen[0].entity
            if candidates and token.lower_ == "its" and len({s.entity for s in candidates}) == 1:
                return candidates[-1].entity
        return None


def _somebody(seen: Sequence[Seen]) -> list[Seen]:
    return [s for s in seen if s.entity != NOBODY]


def _foremost(seen: Sequence[Seen]) -> Seen | None:
    """The last of the subjects of main clauses, or else of other subjects, or else of all."""
    return max(reversed(seen), key=lambda s: s.subject, default=None)


def _is_person(token: Token, reading: Reading) -> bool:
    entity = reading.at(token)
    return entity is not None and reading.entities[entity].type == "person"
