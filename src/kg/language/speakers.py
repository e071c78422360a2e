"""Whose words a quotation is, where the subject of a verb of saying does not tell."""

from __future__ import annotations

from dataclasses import replace

from kg.language.reading import Quotation, Reading
from kg.language.tokens import Doc, Token
from kg.language.trees import subjects

_REACH = 14
"""Words after a verb of saying in which its subject may be named."""


def named_before_colon(doc: Doc, start: int, reading: Reading) -> int | None:
    """ "Mayor Jane Doe: “...”": a name, a colon, and no verb."""
    i = start - 2
    if i < 1 or doc[i].text != ":":
        return None
    if any(t.pos_ in ("VERB", "AUX") for t in doc[doc[i].sent.start : i]):
        return None
    before = [reading.at(i - 1), *(reading.at(t) for t in doc[doc[i].sent.start : i])]
    return next((e for e in before if e is not None and _speaks(reading, e)), None)


def of_sentence_before(doc: Doc, start: int, reading: Reading) -> int | None:
    """ "On the islands she was blunt. “...”": whom the sentence before is about."""
    i = start - 2
    if i < 1 or doc[i].text not in (".", ":", "?"):
        return None
    sentence = doc[i].sent
    beside = [t for t in sentence if t.dep_ == "parataxis" and t.pos_ == "VERB"]
    for subject in [s for verb in (sentence.root, *beside) for s in subjects(verb)]:
        entity = reading.at(subject)
        if entity is not None and reading.entities[entity].type == "person":
            return entity
    return None


def named_after(cue: Token, reading: Reading) -> int | None:
    """ "said the chair, Jane Doe": the first one named after the verb, before the next verb."""
    organization: int | None = None
    for word in cue.doc[cue.i + 1 : min(cue.sent.end, cue.i + _REACH)]:
        if word.pos_ in ("VERB", "AUX") or word.text in (".", ";", ":", "“", '"'):
            break
        entity = reading.at(word)
        if entity is not None and reading.entities[entity].type == "person":
            return entity
        if entity is not None and reading.entities[entity].type == "organization":
            organization = entity if organization is None else organization
    return organization


def named_beside(cue: Token, reading: Reading) -> int | None:
    for word in reversed(cue.doc[max(0, cue.i - 3) : cue.i]):
        entity = reading.at(word)
        if entity is not None and _speaks(reading, entity):
            return entity
    return None


def _speaks(reading: Reading, entity: int) -> bool:
    return reading.entities[entity].type in ("person", "organization")


def answers(doc: Doc, start: int) -> bool:
    """The quoted words follow a question: "Would she stand? “Not me.”"."""
    i = start - 2
    while i > 0 and doc[i].is_space:
        i -= 1
    return i >= 0 and (doc[i].text == "?" or any(t.text == "?" for t in doc[max(0, i - 6) : i]))


def lend_to_headings(doc: Doc, reading: Reading) -> None:
    """Words quoted in a heading are those of the next one who is quoted with a name."""
    speaker: int | None = None
    for k in range(len(reading.quotations) - 1, -1, -1):
        quote = reading.quotations[k]
        if quote.speaker is None and speaker is not None and _heading(doc, quote):
            reading.quotations[k] = replace(quote, speaker=speaker, direct=True)
        elif quote.direct and quote.speaker is not None:
            speaker = quote.speaker


def _heading(doc: Doc, quote: Quotation) -> bool:
    """A line that begins with quoted words and does not end like a sentence."""
    before, last = quote.start - 2, quote.end
    while last < len(doc) and "\n" not in doc[last].text:
        last += 1
    while doc[last - 1].is_quote or doc[last - 1].is_space:
        last -= 1
    words = [t for t in doc[quote.start : quote.end] if t.is_alpha]
    clause = len(words) > 2 and any(t.pos_ in ("VERB", "AUX") for t in words)
    begins = before < 0 or "\n" in doc[before].text
    return begins and clause and doc[last - 1].text not in (".", "!", ":", "…")
