"""Quoted words and who said them.

Marks are paired inside a paragraph; a quotation that is opened and not closed goes on in the next
paragraph. The speaker is the subject of the verb of saying beside the quotation; a quotation with
no such verb, right after another one, has the same speaker.
"""

from __future__ import annotations

from kg.language.actors import actor, group
from kg.language.frame_decoding import Frame
from kg.language.quote_marks import quoted_spans
from kg.language.reading import Component, Quotation, Reading
from kg.language.speakers import (
    answers,
    introduces,
    is_somebody,
    lend_to_headings,
    named_after,
    named_before_colon,
    named_beside,
    of_sentence_before,
)
from kg.language.tokens import Doc, Token
from kg.language.trees import SUBJECTS, children, head, subjects
from kg.lexicon import Words

_FIRST = frozenset({"nsubj", "expl"})
_REACH = 14
"""Tokens between a quotation and its verb of saying."""


_PLAINLY = frozenset(
    {"said", "says", "added", "told", "asked", "warned", "insisted", "argued", "replied"}
)
_NEAR = 6
"""Tokens between the first part of a quotation and the verb that is set into it."""


class QuotationFinder(Component):
    """The component `kg_quotations`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._saying = words["saying", "verbs"] | {"ask", "begin", "go", "put"}

    def read(self, doc: Doc, reading: Reading) -> None:
        spans = quoted_spans(doc)
        last: Quotation | None = None
        for start, end in spans:
            found = self._read(doc, start, end, reading, spans, last)
            reading.quotations.append(found)
            if found.direct:
                last = found
        lend_to_headings(doc, reading)
        self._first_person(doc, reading)

    def _read(
        self,
        doc: Doc,
        start: int,
        end: int,
        reading: Reading,
        spans: list[tuple[int, int]],
        last: Quotation | None,
    ) -> Quotation:
        cue = self._cue(doc, start, end, spans)
        told = [f for f in reading.frames if f.label == "say:direct" and _covers(f, start, end)]
        direct = bool(told) or self._is_direct(doc, start, end, cue)
        speaker = self._told_speaker(doc, told, reading)
        if speaker is not None:
            cue = told[0].anchor
        elif cue is not None:
            speaker = self._speaker(doc[cue], reading)
            if speaker is None and last is not None and self._meant(doc[cue], last, reading):
                speaker = last.speaker
            if speaker is None and cue >= end and not _other(doc[cue]):
                speaker = of_sentence_before(doc, start, reading)
        elif direct:
            speaker = named_before_colon(doc, start, reading)
            if speaker is None and last is not None and self._continues(doc, last, start):
                speaker, cue = last.speaker, last.cue
            if speaker is None:
                speaker = of_sentence_before(doc, start, reading)
            if speaker is None and last is not None and answers(doc, start):
                speaker = last.speaker
        return Quotation(start, end, speaker, cue, direct)

    def _told_speaker(self, doc: Doc, told: list[Frame], reading: Reading) -> int | None:
        """Who the sentence itself names for the words; whoever else speaks is somebody unnamed."""
        for frame in told:
            for start, end in frame.who:
                top = head(doc[start:end])
                found = actor(top, reading, self._words)
                if found is None and is_somebody(top, reading, self._words):
                    found = group(top, reading, doc[start:end])
                if found is not None:
                    return found
        return None

    def _meant(self, cue: Token, last: Quotation, reading: Reading) -> bool:
        """ "he said", of whom the last quoted words were."""
        gender = "" if last.speaker is None else reading.entities[last.speaker].gender
        persons: set[str] = set()
        for told, kind in (("m", "male"), ("f", "female")):
            if gender in ("", told):
                persons |= self._words["pronouns", kind]
        return any(subject.lower_ in persons for subject in subjects(cue))

    def _cue(self, doc: Doc, start: int, end: int, spans: list[tuple[int, int]]) -> int | None:
        """The verb of saying right after the quotation, or before it in the same sentence."""
        inside = {i for s, e in spans for i in range(s, e)}
        after: int | None = None
        for i in range(end, min(len(doc), end + _REACH)):
            if i in inside or "\n" in doc[i].text or doc[i].text in (".", ";", "!", "?", "“"):
                break
            if self._says(doc[i]):
                after = i
                break
        if _ended(doc, end):
            after = None
        closed = doc[end - 1].text in (",", "?", "!", "—", "–") or (
            end + 1 < len(doc) and doc[end + 1].text == ","
        )
        if after is not None and not introduces(doc, after) and (closed or after - end <= 4):
            return after
        for i in range(start - 1, max(-1, start - 1 - 2 * _REACH), -1):
            if ("\n" in doc[i].text and doc[i - 1].text != ":") or (
                doc[i].text in (".", "!", "?") and i < start - 1 and i not in inside
            ):
                break
            if i not in inside and self._says(doc[i]) and doc[i].i < start:
                return i
        return after

    def _says(self, token: Token) -> bool:
        return (
            token.pos_ in ("VERB", "AUX")
            and token.lemma_.lower() in self._saying
            and (token.tag_ != "VBN" or any(c.lemma_ == "have" for c in children(token, "aux")))
        ) or (token.pos_ == "VERB" and token.lower_ in _PLAINLY)

    def _speaker(self, cue: Token, reading: Reading) -> int | None:
        told = subjects(cue)
        for subject in told:
            found = actor(subject, reading, self._words)
            if found is not None:
                return found
        if any(subject.pos_ == "PRON" and subject.i < cue.i for subject in told):
            return None  # "she told the Coast News": the words are hers
        found = named_after(cue, reading)
        return found if found is not None else named_beside(cue, reading)

    @staticmethod
    def _is_direct(doc: Doc, start: int, end: int, cue: int | None) -> bool:
        inner = [t for t in doc[start:end] if not t.is_punct and not t.is_space]
        if len(inner) < 3 or not any(t.pos_ in ("VERB", "AUX") for t in inner):
            return (
                len(inner) > 0
                and inner[0].text[0].isupper()
                and doc[end - 1].text in (",", ".", "?", "!")
                and (cue is not None or doc[max(0, start - 2)].text in (".", "?", "!"))
            )
        before = start - 2
        while before >= 0 and doc[before].is_space:
            before -= 1
        at_start = before < 0 or "\n" in doc[start - 2].text
        opened = at_start or doc[before].text in (
            ":",
            ",",
            ".",
            "!",
            "?",
            "—",
            "–",
            ";",
            "”",
            '"',
            "’",
            "'",
        )
        capital = inner[0].text[0].isupper() or doc[start].text == "["
        goes_on = cue is not None and any(t.is_quote for t in doc[max(0, cue - _NEAR) : cue])
        if not capital and not goes_on and _fragment(doc, start, end):
            return False
        if cue is not None and cue < start and _told(doc, cue, start, end):
            return True
        return (opened and (capital or (cue is not None and cue < start))) or (
            capital and cue is not None and cue == before
        )

    @staticmethod
    def _continues(doc: Doc, last: Quotation, start: int) -> bool:
        """Only white space and marks, or one short sentence of attribution, lie between the two."""
        between = [t for t in doc[last.end : start] if not t.is_punct and not t.is_space]
        if not between:
            return True
        said = last.cue is not None and last.end <= last.cue < start and len(between) <= 12
        ends = [t.i for t in doc[last.end : start] if t.text in (".", "?", "!")]
        return said and not (ends and any(t.i > ends[0] for t in between))

    def _first_person(self, doc: Doc, reading: Reading) -> None:
        for q in reading.quotations:
            if q.speaker is not None:
                for token in doc[q.start : q.end]:
                    if (
                        token.lower_ in self._words["pronouns", "speaker"]
                        and reading.at(token) is None
                    ):
                        reading.mention(token.i, token.i + 1, q.speaker, "pronoun")


def _covers(frame: Frame, start: int, end: int) -> bool:
    """The words of the frame are in the quotation, or it in them, for the greater part."""
    shared = sum(max(0, min(end, b) - max(start, a)) for a, b in frame.what)
    return 2 * shared > min(end - start, sum(b - a for a, b in frame.what))


def _other(cue: Token) -> bool:
    """ "the mayor replied": somebody who is not the one of the sentence before."""
    return any(s.tag_ in ("NN", "NNP", "JJ") for s in subjects(cue))


def _told(doc: Doc, cue: int, start: int, end: int) -> bool:
    """ "said that “the door is open”": a whole clause, right after the verb of saying."""
    between = [t.lower_ for t in doc[cue + 1 : start] if not t.is_punct and not t.is_space]
    clause = any(
        t.dep_ in SUBJECTS and start <= t.head.i < end and t.head.i > t.i for t in doc[start:end]
    )
    begins = doc[start].dep_ in _FIRST or doc[start].pos_ in ("PRON", "DET", "NOUN", "PROPN", "ADJ")
    return clause and begins and set(between) <= {"that", "only", "simply"}


def _fragment(doc: Doc, start: int, end: int) -> bool:
    """Quoted words that are no clause of their own: “was ours”, “20 of whom fled”."""
    inner = [t for t in doc[start:end] if not t.is_punct and not t.is_space]
    top = [t for t in inner if not start <= t.head.i < end]
    verb = inner[0].tag_ in ("VBD", "VBZ", "VBP", "MD") and inner[0].lower_ not in ("let", "please")
    return verb or (bool(top) and all(t.dep_ in ("acl", "acl:relcl", "nmod") for t in top))


def _ended(doc: Doc, end: int) -> bool:
    """The quoted words end their sentence: the next one does not say whose they are."""
    return doc[end - 1].text in (".", "…") or (
        doc[end - 1].text not in (",", "?", "!", "—", "–")
        and end + 1 < len(doc)
        and doc[end + 1].text == "."
    )
