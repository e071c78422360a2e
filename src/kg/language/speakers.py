"""Whose words a quotation is, where the subject of a verb of saying does not tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.language.reading import Quotation, Reading
from kg.language.tokens import Doc, Token
from kg.language.trees import subjects
from kg.lexicon import Words

_RUN = 3
"""Words in a row that make two quotations the same utterance."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
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
        entity = None if _owns(word, reading) else reading.at(word)
        if entity is not None and reading.entities[entity].type == "person":
            return entity
        if entity is not None and reading.entities[entity].type == "organization":
            organization = entity if organization is None else organization
    return organization


def named_beside(cue: Token, reading: Reading) -> int | None:
    for word in reversed(cue.doc[max(0, cue.i - 3) : cue.i]):
        entity = None if _owns(word, reading) else reading.at(word)
        if entity is not None and _speaks(reading, entity):
            return entity
    return None


def _owns(word: Token, reading: Reading) -> bool:
    """ "his" in "said his colleague", "Doe" in "said Jane Doe's wife": somebody else speaks."""
    mention = reading.mention_at(word.i)
    root = word if mention is None else word.doc[mention.start : mention.end].root
    return root.dep_ == "nmod:poss" or root.tag_ == "PRP$"


def _speaks(reading: Reading, entity: int) -> bool:
    return reading.entities[entity].type in ("person", "organization")


def is_somebody(noun: Token, reading: Reading, words: Words) -> bool:
    """ "A driver"; no paper that speaks for its author, and not "the driver": who that is has to be
    told elsewhere.
    """
    papers = words["actors", "documents"] | words["actors", "utterances"]
    known = reading.at(noun) is not None or any(
        c.dep_ == "nmod:poss" or c.lower_ in _DEFINITE for c in noun.children
    )
    return noun.pos_ == "NOUN" and not known and noun.lemma_.lower() not in papers


def introduces(doc: Doc, cue: int) -> bool:
    """The verb belongs to the words that follow it: "“Who?” The envoy answered: “Nobody.”"."""
    after = [t.text for t in doc[cue + 1 : cue + 3]]
    return len(after) == 2 and after[0] == ":" and doc[cue + 2].is_quote


def answers(doc: Doc, start: int) -> bool:
    """The quoted words follow a question: "Would she stand? “Not me.”"."""
    i = start - 2
    while i > 0 and doc[i].is_space:
        i -= 1
    return i >= 0 and (doc[i].text == "?" or any(t.text == "?" for t in doc[max(0, i - 6) : i]))


def lend_to_headings(doc: Doc, reading: Reading) -> None:
    """Words quoted in a heading are those of whom the text below quotes with the same words, else
    of whom it quotes by far the most, as interviews do.
    """
    for k, heading in enumerate(reading.quotations):
        if heading.speaker is None and _heading(doc, heading):
            below = [q for q in reading.quotations[k + 1 :] if q.speaker is not None]
            speaker = _of_same_words(doc, heading, below)
            speaker = _most_quoted(below, reading) if speaker is None else speaker
            if speaker is not None:
                reading.quotations[k] = replace(heading, speaker=speaker, direct=True)


def _of_same_words(doc: Doc, heading: Quotation, below: list[Quotation]) -> int | None:
    said = _runs(doc, heading)
    return next((q.speaker for q in below if not said.isdisjoint(_runs(doc, q))), None)


def _runs(doc: Doc, quote: Quotation) -> set[tuple[str, ...]]:
    """Any so many words in a row."""
    words = [t.lower_ for t in doc[quote.start : quote.end] if t.is_alpha]
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _most_quoted(below: list[Quotation], reading: Reading) -> int | None:
    direct = Counter(q.speaker for q in below if q.direct and q.speaker is not None)
    (speaker, most), *_ = [*direct.most_common(1), (-1, 0)]
    far = most > 1 and most * 3 > 2 * direct.total()
    return speaker if far and reading.entities[speaker].type == "person" else None


def _heading(doc: Doc, quote: Quotation) -> bool:
    """A line that begins with quoted words and does not end like a sentence."""
    before, last = quote.start - 2, quote.end
    while last < len(doc) and "\n" not in doc[last].text:
        last += 1
    while last > quote.start and (doc[last - 1].is_quote or doc[last - 1].is_space):
        last -= 1
    words = [t for t in doc[quote.start : quote.end] if t.is_alpha]
    clause = len(words) > 2 and any(t.pos_ in ("VERB", "AUX") for t in words)
    begins = before < 0 or "\n" in doc[before].text
    return begins and clause and doc[last - 1].text not in (".", "!", ":", "…")
