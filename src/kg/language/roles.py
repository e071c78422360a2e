"""Persons with their titles of office: before the name, after it, and of what.

Read: "Ukrainian President Volodymyr Zelenskyy", "Norland's foreign minister, Jane Doe", "the
president of Norland, Jane Doe", "Jane Doe, head of the Norland Energy Agency", "opposition leader
Jane Doe".
"""

from __future__ import annotations

from spacy.tokens import Doc

from kg.language.of_phrases import OF, of_after
from kg.language.reading import MentionSpan, Reading, Role, reading_of
from kg.lexicon import Words

_POSSESSIVE = ("'s", "’s", "'", "’")
_LONGEST_TITLE = 7


class RoleFinder:
    """The component `kg_roles`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._heads = words["titles", "offices"]
        self._modifiers = words["titles", "modifiers"] | self._heads
        self._past = words["titles", "past"]
        self._courtesy = (
            words["titles", "male"] | words["titles", "female"] | words["titles", "plain"]
        )

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        for mention in sorted(reading.mentions, key=lambda m: m.start):
            if reading.entities[mention.entity].type == "person" and mention.how == "name":
                self._gender(doc, mention, reading)
                for role in (
                    self._before(doc, mention, reading),
                    self._after(doc, mention, reading),
                ):
                    if role:
                        reading.roles.append(role)
        return doc

    def _gender(self, doc: Doc, mention: MentionSpan, reading: Reading) -> None:
        before = {t.lower_ for t in doc[max(0, mention.start - 3) : mention.start]}
        for gender, titles in (("m", "male"), ("f", "female")):
            if before & self._words["titles", titles]:
                reading.entities[mention.entity].gender = gender

    def _before(self, doc: Doc, mention: MentionSpan, reading: Reading) -> Role | None:
        i = mention.start - 1
        while i >= 0 and doc[i].lower_ in self._courtesy and doc[i].lower_ not in self._heads:
            i -= 1
        comma = i >= 0 and doc[i].text == ","
        i -= comma
        after_of = (
            self._named_of(doc, i, reading)
            if comma or (i >= 0 and reading.at(i) is not None)
            else None
        )
        of: int | None = None
        of_token: int | None = None
        if after_of:
            i, of, of_token = after_of
        head = i
        if head < 0 or not self._is_head(doc, head):
            return None
        start = self._left_edge(doc, head, reading)
        if after_of and doc[head + 1].lower_ != "of":  # "its ambassador in Porto"
            possessor = self._possessor(doc, start, reading)
            of, of_token = possessor if possessor != (None, None) else (of, of_token)
        if of is None and of_token is None:
            of, of_token = self._possessor(doc, start, reading)
        elif comma is False and after_of is None:
            return None
        if (
            comma
            and of is None
            and not (
                start and doc[start - 1].lower_ in ("the", "its", "his", "her", "their", "whose")
            )
        ):
            return None
        end = mention.end
        if of is None and of_token is None and end + 1 < len(doc) and doc[end].lower_ == "of":
            named = of_after(doc, end, reading)
            if named and named[1] is not None:
                end, of, of_token = named
                return self._role(doc, mention, start, head + 1, of, None, start, end)
        return self._role(doc, mention, start, head + 1, of, of_token, start, mention.end)

    def _named_of(self, doc: Doc, i: int, reading: Reading) -> tuple[int, int, int] | None:
        """ "... of Norland" ending at token i: the token before "of", the entity, its token."""
        entity = reading.at(i) if i >= 0 else None
        if entity is None:
            return None
        j = i
        while j >= 0 and (reading.at(j) == entity or doc[j].lower_ in ("the", "'s", "’s")):
            j -= 1
        if j > 0 and doc[j].lower_ in OF and self._is_head(doc, j - 1):
            return j - 1, entity, i
        return None

    def _is_head(self, doc: Doc, i: int) -> bool:
        return doc[i].lower_ in self._heads or (
            doc[i].lower_ in ("elect", "designate", "general")
            and i > 1
            and doc[i - 1].text == "-"
            and doc[i - 2].lower_ in self._heads
        )

    def _left_edge(self, doc: Doc, head: int, reading: Reading) -> int:
        i = head
        while (
            i > 0
            and head - i < _LONGEST_TITLE
            and (
                doc[i - 1].lower_ in self._modifiers
                or doc[i - 1].lower_ in self._past
                or doc[i - 1].text == "-"
                or (
                    doc[i - 1].lower_ in ("and", "&")
                    and i > 1
                    and doc[i - 2].lower_ in self._modifiers
                    and doc[i].lower_ in self._modifiers
                )
            )
            and (reading.at(i - 1) is None)
        ):
            i -= 1
        while i < head and (doc[i].text == "-" or doc[i].lower_ in ("and", "white")):
            i += 1
        return i

    def _possessor(self, doc: Doc, start: int, reading: Reading) -> tuple[int | None, int | None]:
        """The state or organisation right before the title: "Norland's", "Norlandian", "its"."""
        i = start - 1
        if i >= 0 and doc[i].text in _POSSESSIVE:
            i -= 1
        if i < 0:
            return None, None
        if doc[i].lower_ in ("its", "his", "her", "their", "whose"):
            return None, i
        entity = reading.at(i)
        if entity is not None and reading.entities[entity].type in ("place", "organization"):
            mention = reading.mention_at(i)
            return entity, mention.start if mention else i
        return None, None

    def _after(self, doc: Doc, mention: MentionSpan, reading: Reading) -> Role | None:
        i = mention.end
        if i >= len(doc) or doc[i].text not in (",", "(", "–", "—"):
            return None
        i += 1
        begin = i
        of: int | None = None
        of_token: int | None = None
        while i < len(doc) and i - begin < 10:
            word = doc[i].lower_
            if self._is_head(doc, i) and not (
                i + 1 < len(doc) and (self._is_head(doc, i + 1) or doc[i + 1].text == "-")
            ):
                break
            if reading.at(i) is not None and reading.entities[reading.at(i) or 0].type in (
                "place",
                "organization",
            ):
                of, of_token = reading.at(i), i
            elif word in ("its", "his", "her", "their"):
                of_token = i
            elif (
                word in self._modifiers
                or word in self._past
                or word in ("the", "a", "an", "-", "and", "old")
                or doc[i].text in _POSSESSIVE
                or doc[i].pos_ in ("ADJ", "NUM")
            ) or (
                doc[i].pos_ in ("NOUN", "PROPN")
                and i + 1 < len(doc)
                and doc[i + 1].lower_ in self._heads
            ):
                pass
            else:
                return None
            i += 1
        else:
            return None
        if i >= len(doc):
            return None
        head = i
        if self._titles_another(head + 1, mention, reading):
            return None
        start = self._left_edge(doc, head, reading)
        end = head + 1
        named = of_after(doc, end, reading)
        if named:
            end, found, found_token = named
            if found is not None and (
                doc[head + 1].lower_ == "of" or (of is None and of_token is None)
            ):
                of, of_token = found, found_token
        elif (
            of is None
            and of_token is None
            and doc[begin].lower_ not in ("the", "a", "an")
            and begin == head
        ):
            return None
        return self._role(
            doc,
            mention,
            start,
            max(head + 1, end if named and named[1] is None else head + 1),
            of,
            of_token,
            mention.start,
            end,
        )

    @staticmethod
    def _titles_another(i: int, mention: MentionSpan, reading: Reading) -> bool:
        """The title stands before the next person's name: "Jane Doe, President John Roe"."""
        entity = reading.at(i)
        return (
            entity not in (None, mention.entity) and reading.entities[entity or 0].type == "person"
        )

    def _role(
        self,
        doc: Doc,
        mention: MentionSpan,
        start: int,
        end: int,
        of: int | None,
        of_token: int | None,
        first: int,
        last: int,
    ) -> Role | None:
        title = doc[start:end].text.strip(" ,-")
        if not title or title.lower() in ("general", "major", "chief"):
            return None
        title = " ".join(title.split())
        begin = min(first, of_token) if of_token is not None else first
        end = max(last, mention.end)
        return Role(mention.entity, title[0].upper() + title[1:], of, of_token, begin, end)
