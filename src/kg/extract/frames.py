"""Cues found in the trees, with their roles: who, what, to whom. Shared by all extractors.

A frame is read the same way for every construction of its cue: active, passive, participle,
relative clause, nominal. What becomes of it (a statement, a position, nothing) is the extractors'
matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.paths import follow, owners
from kg.language.tokens import Doc, Token
from kg.language.trees import agents, case, children, conjuncts, mark, subjects
from kg.lexicon import Entry, Lexicon, Words


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue at `trigger`, the heads of its roles; `content` is the head of what is said, wanted,
    opposed.
    """

    entry: Entry
    trigger: Token
    holders: tuple[Token, ...]
    content: Token | None
    addressees: tuple[Token, ...]

    @property
    def inverted(self) -> bool:
        """The content is the clause that the verb of saying is set into: "It failed, he said"."""
        return (
            self.content is not None
            and self.content.i != self.trigger.i
            and self.content == self.trigger.head
        )


class FrameReader:
    """Finds the frames of a document; made once from the lexicon: `FrameReader.of`."""

    @classmethod
    @lru_cache(maxsize=1)
    def of(cls, lexicon: Lexicon) -> FrameReader:
        return cls(lexicon)

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words
        self._verbs = _index(lexicon, "verbs")
        self._nouns = _index(lexicon, "nouns")
        self._adjectives = _index(lexicon, "adjectives")
        self._according = [e for e in lexicon.entries if e.according]
        self._phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in lexicon.entries:
            for phrase in entry.phrases:  # the hyphen may be a token of its own
                for text in dict.fromkeys((phrase, phrase.replace("-", " - "))):
                    words = tuple(text.split())
                    self._phrases.setdefault(words[0], []).append((words, entry))

    def read(self, doc: Doc) -> Iterator[Frame]:
        """All frames in the order of the text; a trigger may have several, one an entry."""
        for token in doc:
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX") and lemma in self._verbs:
                yield from self._verbal(token, self._verbs[lemma])
            if token.pos_ == "NOUN" and lemma in self._nouns:
                yield from self._nominal(token, self._nouns[lemma])
            if token.lower_ in self._adjectives and token.pos_ in ("ADJ", "VERB", "ADP"):
                yield from self._adjectival(token, self._adjectives[token.lower_])
            if token.lower_ in self._adjectives and token.dep_ == "case":
                yield from self._prepositional(token.head, self._adjectives[token.lower_])
            if token.lower_ == "according":
                yield from self._according_to(token)
            for words, entry in self._phrases.get(token.lower_, ()):
                if tuple(t.lower_ for t in doc[token.i : token.i + len(words)]) == words:
                    yield from self._phrasal(doc[token.i + len(words) - 1], token, entry)

    def _verbal(self, verb: Token, cues: list[tuple[Entry, tuple[str, ...]]]) -> Iterator[Frame]:
        for entry, rest in cues:
            if not all(_has_word(verb, word) for word in rest):
                continue
            addressees = tuple(_first(verb, entry.addressee, self._words))
            paths = tuple(p.replace(":own", f":{rest[-1] if rest else ''}") for p in entry.content)
            content = next(iter(_first(verb, paths, self._words)), None)
            if content is None and "parataxis" in entry.content:
                content = _host(verb)
            if content is not None and content in addressees:
                continue
            if content is not None and _beside_object(verb, content, addressees):
                continue
            yield Frame(entry, verb, tuple(agents(verb)), content, addressees)

    def _nominal(self, noun: Token, cues: list[tuple[Entry, tuple[str, ...]]]) -> Iterator[Frame]:
        givers = _givers(noun, self._words)
        for entry, _ in cues:
            if givers and entry.frame.stance == "supports":
                found = agents(noun.head)
            else:
                found = _first(noun, entry.content, self._words) or _lent(noun, entry, self._words)
            content = next(iter(found), None)
            yield Frame(
                entry,
                noun,
                tuple(givers or owners(noun, self._words)),
                content,
                tuple(_first(noun, entry.addressee, self._words)),
            )

    def _adjectival(
        self, word: Token, cues: list[tuple[Entry, tuple[str, ...]]]
    ) -> Iterator[Frame]:
        predicative = any(c.dep_ == "cop" for c in word.children) or word.dep_ in (
            "xcomp",
            "root",
            "ROOT",
            "conj",
            "ccomp",
            "acl:relcl",
        )
        for entry, _ in cues:
            if predicative:
                yield Frame(
                    entry,
                    word,
                    tuple(subjects(word)),
                    next(iter(_first(word, entry.content, self._words)), None),
                    (),
                )

    def _prepositional(
        self, noun: Token, cues: list[tuple[Entry, tuple[str, ...]]]
    ) -> Iterator[Frame]:
        """ "is against the plan": the noun is what it is about."""
        if any(c.dep_ == "cop" for c in noun.children):
            for entry, _ in cues:
                yield Frame(entry, noun, tuple(subjects(noun)), noun, ())

    def _phrasal(self, last: Token, first: Token, entry: Entry) -> Iterator[Frame]:
        """ "X is a red line": the subject is what is opposed; who opposes is who says so."""
        head = last if last.head.i < first.i or last.head.i > last.i else last.head
        topic = next(iter(subjects(head)), None)
        if topic is not None:
            holders = [c for c in head.children if c.dep_.startswith("nmod") and case(c) == "for"]
            yield Frame(entry, head, tuple(holders), topic, ())

    def _according_to(self, token: Token) -> Iterator[Frame]:
        source = token.head
        while source.dep_ == "appos" and source.head.i > token.i:
            source = source.head
        if source.pos_ in ("NOUN", "PROPN", "PRON") and source.i > token.i:
            for entry in self._according:
                governor = source.head
                if governor.i != source.i:
                    yield Frame(entry, token, tuple(conjuncts(source)), governor, ())


def _index(lexicon: Lexicon, part: str) -> dict[str, list[tuple[Entry, tuple[str, ...]]]]:
    found: dict[str, list[tuple[Entry, tuple[str, ...]]]] = {}
    for entry in lexicon.entries:
        for cue in getattr(entry, part):
            first, *rest = cue.split()
            found.setdefault(first, []).append((entry, tuple(rest)))
    return found


def _has_word(verb: Token, word: str) -> bool:
    """The particle, preposition or noun that a cue needs stands under the verb."""
    for child in verb.children:
        if child.lower_ == word and (
            child.dep_ in ("compound:prt", "obj", "advmod", "case", "mark", "fixed", "xcomp")
            or child.dep_.startswith("obl")
        ):
            return True
        if (case(child) == word or word in mark(child).split()) and child.i > verb.i:
            return True
        if child.dep_ in ("obj", "obl") and any(
            case(c) == word for c in child.children if c.i > child.i
        ):
            return True
    return False


def _givers(noun: Token, words: Words) -> list[Token]:
    """Whose it is that somebody or something has: "the plan has the backing of Norland"."""
    had = noun.dep_ == "obj" and noun.head.lemma_.lower() in words["clauses", "enjoying"]
    if not had or not any(c.lower_ == "the" for c in noun.children):
        return []
    return [p for c in children(noun, "nmod") if case(c) == "of" for p in conjuncts(c)]


def _lent(noun: Token, entry: Entry, words: Words) -> list[Token]:
    """What a light verb has in place of its noun: "gave it its backing", "expressed regret that";
    "the plan drew praise": its subject.
    """
    verb = noun.head
    if noun.dep_ not in ("obj", "nsubj:pass"):
        return []
    if verb.lemma_.lower() in words["clauses", "drawing"]:
        return agents(verb)
    if verb.lemma_.lower() not in words["clauses", "light_verbs"]:
        return []
    paths = tuple(p.replace("nmod:", "obl:") for p in entry.content if p != "acl")
    return children(verb, "iobj") or _first(verb, paths, words)


def _first(token: Token, paths: tuple[str, ...], words: Words) -> list[Token]:
    for path in paths:
        found = follow(token, path, words)
        if found:
            return found
    return []


def _beside_object(verb: Token, content: Token, addressees: tuple[Token, ...]) -> bool:
    """A clause that only stands beside: "Norland claims the coast, Sudria holds it"."""
    objects = [c for c in verb.children if c.dep_ == "obj" and c not in addressees]
    return bool(objects) and content.dep_ == "parataxis" and content.i > objects[0].i > verb.i


def _host(verb: Token) -> Token | None:
    """The clause that a verb of saying is set into."""
    labels = {c.dep_ for c in verb.children}
    if verb.dep_ == "parataxis" and "nsubj" in labels and "obj" not in labels:
        return verb.head
    return None
