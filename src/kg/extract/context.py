"""What every extractor gets: the document, what was read in it, and the frames; and how facts are
noted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kg.extract.frames import Frame
from kg.extract.paths import owners
from kg.extract.worlds import World, gerund, granted_by_itself, rumoured, so_called, unreal_here
from kg.language.actors import actor
from kg.language.joint import joint
from kg.language.reading import Reading, text_of
from kg.language.tokens import Doc, Span, Token
from kg.language.trees import agents, antecedent, case, is_relative, mark, phrase
from kg.lexicon import Lexicon
from kg.model import Article, EntityKey, Evidence, Passage
from kg.partial_dates import PartialDate

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One article on its way from document to facts."""

    article: Article
    doc: Doc
    reading: Reading
    lexicon: Lexicon
    frames: tuple[Frame, ...]
    saying: dict[int, Frame] = field(default_factory=dict)
    """Frames of saying by the index of their content's head."""
    _read: dict[Callable[[Context], Any], Any] = field(default_factory=dict)

    def once(self, read: Callable[[Context], _Found]) -> _Found:
        """What `read` finds in the whole article: it reads when it is first asked for."""
        if read not in self._read:
            self._read[read] = read(self)
        found: _Found = self._read[read]
        return found

    def actors(self, heads: Iterable[Token]) -> list[EntityKey]:
        """The entities that act when these phrases are subjects; those that nobody acts in are left
        out.
        """
        words = self.lexicon.words
        found: list[int | None] = []
        for head in heads:
            found.extend(joint(head, self.reading, words) or (actor(head, self.reading, words),))
        return list(dict.fromkeys(str(f) for f in found if f is not None))

    def passage(self, span: Span) -> Passage:
        """The span as a passage of the article, with the sentence it starts in."""
        span = _trimmed(span)
        sentence = _trimmed(span.sent if span.start < span.end else span)
        start, end = (
            min(sentence.start_char, span.start_char),
            max(sentence.end_char, span.end_char),
        )
        return Passage(
            article=self.article.name,
            start=span.start_char,
            end=span.end_char,
            sentence_start=start,
            sentence_end=end,
        )

    def evidence(self, span: Span, rule: str) -> tuple[Evidence, ...]:
        """One piece of evidence, as facts hold it, as certain as its rule."""
        passage, certainty = self.passage(span), self.lexicon.certainty(rule)
        return (Evidence(passage=passage, rule=rule, certainty=certainty),)

    def about(self, span: Span) -> tuple[EntityKey, ...]:
        """The named things that the span speaks of, in order."""
        keys = [self.reading.at(t) for t in span]
        return tuple(
            dict.fromkeys(
                str(k) for k in keys if k is not None and self.reading.entities[k].type != "group"
            )
        )

    def date(self, span: Span) -> PartialDate | None:
        """The first date in the span."""
        return next(
            (d.date for d in self.reading.dates if span.start <= d.start and d.end <= span.end),
            None,
        )

    def date_of(self, cue: Token) -> PartialDate | None:
        """The date that belongs to the clause or phrase of a cue, not to one beside it."""
        for child in cue.children:
            if child.dep_.split(":")[0] in ("obl", "nmod", "advmod", "nummod", "compound", "amod"):
                found = self.date(phrase(child, drop=_OTHER_CLAUSES))
                if found is not None:
                    return found
        if (
            cue.pos_ in ("NOUN", "PROPN", "ADJ")
            and cue.head.pos_ in ("VERB", "AUX")
            and cue.head.i != cue.i
        ):
            return self.date_of(cue.head)
        return None

    def world(self, token: Token) -> World:
        """Whether the clause or phrase of `token` is asserted, and by whom."""
        words = self.lexicon.words
        quoted = self.reading.inside_quote(token.i)
        real, embedded, speaker = True, False, None
        if quoted is not None and quoted.direct:
            embedded, speaker = True, quoted.speaker
        node, granted = token, False
        below: Token | None = None
        for _ in range(40):
            if unreal_here(node, words, below) and not granted:
                real = False
            frame = self.saying.get(node.i)
            if frame is not None and not embedded:
                if not frame.inverted and not granted and self._only_wished(node, frame):
                    real = False
                embedded = True
                holders = self.actors(frame.holders)
                speaker = int(holders[0]) if holders else None
                if frame.trigger.lemma_.lower() in words["irrealis", "denials"] and not granted:
                    real = False
                if frame.inverted:
                    break
                node, below = frame.trigger, None
                continue
            if node.head.i == node.i or self._presupposed(node):
                break
            called = so_called(node, words)
            if called and not embedded:
                embedded = True
                holders = self.actors(agents(node.head))
                speaker = int(holders[0]) if holders else None
            if not embedded and rumoured(node, words):
                embedded = True
                told = self.actors(owners(node.head, words))
                speaker = int(told[0]) if told else None
            granted = granted or granted_by_itself(node, words)
            if self._lifts(node) and not (granted or called):
                real = False
            below, node = node, node.head
        return World(real, embedded, speaker)

    @staticmethod
    def _presupposed(node: Token) -> bool:
        """A relative clause on a name tells what the reporter takes for granted, whatever surrounds
        it.
        """
        pronoun = next((c for c in node.children if is_relative(c)), None)
        if pronoun is not None:
            return antecedent(pronoun).pos_ == "PROPN"
        return node.dep_ == "acl:relcl" and node.head.pos_ == "PROPN"

    def _only_wished(self, node: Token, frame: Frame) -> bool:
        """ "threatened to annex", "demanded that Norland cede": said, but not said to be so."""
        proposed = "proposal" in frame.entry.frame.facts
        if frame.entry.content == ("predicate",):
            return False  # "called it an attack": so it is, in her words
        bare = node.tag_ in ("VBP", "VBZ") and node.lower_ == node.lemma_.lower()
        if node.dep_ != "xcomp" and node.tag_ != "VB" and not (proposed and bare):
            return False
        return proposed or frame.trigger.lemma_.lower() in self.lexicon.words["irrealis", "verbs"]

    def _lifts(self, node: Token) -> bool:
        """The step from `node` to its head leaves the real world: "threatened to annex", "the plan
        to ...".
        """
        words, head = self.lexicon.words, node.head
        if gerund(node) and head.lemma_.lower() not in words["irrealis", "aspects"]:
            return True  # "ruled out ceding"
        complement = node.dep_ in (
            "xcomp",
            "ccomp",
            "obj",
            "obl",
            "acl",
            "advcl",
            "nmod",
            "csubj",
            "nsubj:pass",
            "conj",
        )
        if node.dep_ == "nsubj" and head.lemma_.lower() in words["irrealis", "ideas"]:
            return head.pos_ == "NOUN"  # "the annexation is only a plan"
        if not complement:
            return False
        if (
            head.pos_ in ("VERB", "AUX")
            and node.dep_ in ("xcomp", "ccomp", "obj")
            and head.lemma_.lower() in words["irrealis", "verbs"]
        ):
            return not (
                node.dep_ == "obj" and head.lemma_.lower() not in words["clauses", "brings_about"]
            )
        if (
            head.pos_ == "NOUN"
            and node.dep_ in ("acl", "nmod")
            and head.lemma_.lower() in words["clauses", "possibilities"]
        ):
            return True
        if node.dep_ in ("csubj", "ccomp") and head.lemma_.lower() in words["irrealis", "untrue"]:
            return True
        return node.dep_ == "advcl" and (
            mark(node) in words["irrealis", "subordinators"] or case(node) == "without"
        )

    def resolved(self, span: Span) -> str:
        """The words of the span, with "him" and "it" replaced by the names they mean."""
        objects = {"him", "her", "it", "them"}
        told = []
        for token in span:
            entity = self.reading.at(token) if token.lower_ in objects else None
            named = entity is not None and token.dep_ in ("obj", "iobj", "obl", "nmod")
            word = (
                self.reading.entities[entity].name if named and entity is not None else token.text
            )
            told.append(word + token.whitespace_)
        return "".join(told)

    def clean(self, span: Span) -> str:
        """The span as a person would write it by itself: no quotation marks, no "the", one line."""
        return self.bare(text_of(span))

    @staticmethod
    def bare(words: str) -> str:
        """Words as a person would write them by themselves."""
        text = " ".join(words.split()).strip(" ,;:.–—-\"“”‘’'")
        for mark_ in ("“", "”", '"', "‘"):
            text = text.replace(mark_, "")
        first, _, rest = text.partition(" ")
        return rest if rest and (first.lower() in ("the", "to") or first == "that") else text


_OTHER_CLAUSES = frozenset({"conj", "cc", "acl", "acl:relcl", "advcl", "parataxis"})


def _trimmed(span: Span) -> Span:
    """The span without white-space tokens at its ends."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].is_space:
        start += 1
    while end > start + 1 and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]
