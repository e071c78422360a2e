"""Titles of office in a text, whoever holds them: "Norland's foreign minister", "Minister of State
for Energy", "head of the Norland Energy Agency".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.language.long_names import fields
from kg.language.reading import Reading, Role
from kg.language.tokens import Doc, Token
from kg.lexicon import Words

POSSESSIVE = ("'s", "’s", "'", "’")
PRONOUNS = ("its", "his", "her", "their", "whose", "my", "our")
_OF = ("of", "for", "at", "to", "in", "from")
_INSIDE = ("DET", "NOUN", "ADJ", "PROPN", "CCONJ", "PART")
_LONGEST = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Tokens `start` to `end` are the title; with what it is an office of, it goes from `first` to
    `last`.

    `of` is that state or organisation, `of_token` where the text tells it: perhaps by a pronoun or
    a description that is resolved later, `of` being None.
    """

    start: int
    end: int
    first: int
    last: int
    of: int | None
    of_token: int | None

    def held(self, person: int, doc: Doc) -> Role:
        """The role of the person who holds it."""
        words = spelt(doc[self.start : self.end].text, {})
        return Role(person, words, self.of, self.of_token, self.first, self.last)


def spelt(title: str, endings: Mapping[str, str]) -> str:
    """The title with a capital, its last word in full: "Senator" for "Sen.", and of one holder."""
    *rest, last = " ".join(title.strip(" ,-").split()).split(" ")
    words = " ".join([*rest, endings.get(last.lower(), last)])
    return words[:1].upper() + words[1:]


class TitleReader:
    """Finds titles by their heads ("minister") and the words that go with them."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._heads = words["titles", "offices"]
        self._modifiers = words["titles", "modifiers"] | self._heads
        self._past = words["titles", "past"]
        self._fielded = words["titles", "fielded"]
        self._bodies = words["institutions", "heads"]
        self._tails = words["titles", "tails"]
        self._chiefs = words["titles", "chiefs"]
        self._short = words.table("titles", "abbreviated")

    def titles(self, doc: Doc, reading: Reading) -> Iterator[Title]:
        """All titles, in the order of the text."""
        field = fields(doc, self._words)
        for token in doc:
            if self._is_head(doc, token.i) and not self._goes_on(doc, token.i):
                yield self._title(doc, token.i, field, reading)

    def _is_head(self, doc: Doc, i: int) -> bool:
        lower = doc[i].lower_
        chief = i > 0 and doc[i - 1].lower_ == "chief" and lower in self._chiefs
        return (
            lower in self._heads
            or lower in self._short
            or chief
            or (
                doc[i].lower_ in ("elect", "designate", "general", "chief")
                and i > 1
                and doc[i - 1].text == "-"
                and doc[i - 2].lower_ in self._heads
            )
        )

    def _goes_on(self, doc: Doc, head: int) -> bool:
        """The title ends later: "deputy | foreign minister", "president | -elect"."""
        i = head + 1
        while i < len(doc) and i - head < 4:
            if self._is_head(doc, i):
                return doc[i].lower_ not in self._words["titles", "ranks"] or doc[i - 1].text == "-"
            if doc[i].text != "-" and doc[i].lower_ not in self._modifiers:
                break
            i += 1
        return False

    def _title(self, doc: Doc, head: int, field: set[int], reading: Reading) -> Title:
        start, end = self._left_edge(doc, head, reading), self._field(doc, head + 1, field, reading)
        of, of_token, last = self.of_phrase(doc, end, reading)
        possessor = self._possessor(doc, start, reading)
        first = start
        if possessor is not None and (of_token is None or doc[end].lower_ != "of"):
            of, of_token = possessor
            first = of_token
        return Title(start=start, end=end, first=first, last=last, of=of, of_token=of_token)

    def _left_edge(self, doc: Doc, head: int, reading: Reading) -> int:
        i = head
        while (
            i > 0 and head - i < _LONGEST and reading.at(i - 1) is None and self._modifies(doc, i)
        ):
            i -= 1
        while i < head and (doc[i].text == "-" or doc[i].lower_ in ("and", "white")):
            i += 1
        return i

    def _modifies(self, doc: Doc, i: int) -> bool:
        """The word before token `i` belongs to the title."""
        before = doc[i - 1]
        joined = before.lower_ in ("and", "&", "of") and i > 1
        return (
            before.lower_ in self._modifiers
            or before.lower_ in self._past
            or self._names_field(before)
            or before.text == "-"
            or (
                joined
                and before.lower_ != "of"
                and doc[i - 2].lower_ in self._modifiers
                and doc[i].lower_ in self._modifiers
            )
        )

    def _names_field(self, word: Token) -> bool:
        """ "marine" of "marine minister", "team" of "team boss"."""
        return (
            word.dep_ == "compound"
            and word.head.lower_ in self._heads
            and 0 < word.head.i - word.i < 3
            and word.pos_ in ("NOUN", "ADJ", "PROPN")
        )

    def _field(self, doc: Doc, i: int, field: set[int], reading: Reading) -> int:
        """Where the field of office ends that begins at `i`: "of defence", "d'affaires"."""
        if i < len(doc) and doc[i].lower_ in self._tails:
            return i + 1
        if i in field:
            while i in field:
                i += 1
            return i
        if i < len(doc) and doc[i].lower_ in ("of", "for"):
            k = i + 1
            while (
                k < len(doc)
                and reading.at(k) is None
                and (doc[k].pos_ in ("NOUN", "ADJ") or (doc[k].lower_ == "and" and k > i + 1))
                and doc[k].text.islower()
            ):
                k += 1
            if k > i + 1 and doc[k - 1].lower_ != "and":
                return k
        return i

    def of_phrase(self, doc: Doc, i: int, reading: Reading) -> tuple[int | None, int | None, int]:
        """ "of the Norland Energy Agency" at `i`: the entity, its token, where the phrase ends."""
        if i + 1 >= len(doc) or doc[i].lower_ not in _OF:
            return None, None, i
        found: tuple[int | None, int | None, int] = (None, None, i)
        j = i + 1
        while j < len(doc) and j - i < 9:
            entity = reading.at(j)
            if entity is not None and reading.entities[entity].type in ("place", "organization"):
                j = _after(entity, j, len(doc), reading)
                found = (entity, j - 1, j)
                if j >= len(doc) or doc[j].text not in POSSESSIVE:
                    return found
            elif entity is not None:
                return (None, j, j + 1) if found[1] is None else found
            elif doc[j].pos_ not in _INSIDE and doc[j].text not in POSSESSIVE:
                break
            elif doc[j].pos_ == "NOUN" and doc[j].lower_ in self._bodies and found[0] is not None:
                return None, j, j + 1
            elif doc[j].pos_ == "NOUN" and found[0] is None and doc[i + 1].lower_ == "the":
                described = (None, j, j + 1)
                if j + 1 >= len(doc) or reading.at(j + 1) is None:
                    found = described
            j += 1
        return found

    def _possessor(self, doc: Doc, start: int, reading: Reading) -> tuple[int | None, int] | None:
        """What stands right before the title: "Norland's", "Norlandian", "its", "the bloc's"."""
        i = start - 1
        owned = i >= 1 and doc[i].text in POSSESSIVE
        i -= owned
        if i < 0:
            return None
        if doc[i].lower_ in PRONOUNS:
            return None, i
        entity = reading.at(i)
        if entity is None:
            return (None, i) if owned and doc[i].pos_ == "NOUN" else None
        if reading.entities[entity].type not in ("place", "organization"):
            return (None, i) if owned else None
        mention = reading.mention_at(i)
        return entity, mention.start if mention else i


def _after(entity: int, i: int, end: int, reading: Reading) -> int:
    """Where the tokens of the entity end that begin at `i`."""
    while i < end and reading.at(i) == entity:
        i += 1
    return i
