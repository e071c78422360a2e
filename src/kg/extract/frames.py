"""Cues found in the trees, with their roles: who, what, to whom. Shared by all extractors.

A frame is read the same way for every construction of its cue: active, passive, participle,
relative clause, nominal. What becomes of it (a statement, a position, nothing) is the extractors'
matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.language.trees import agents, case, children, is_passive, mark, patients, subjects
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
    """Finds the frames of a document; made once from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words
        self._verbs = _index(lexicon, "verbs")
        self._nouns = _index(lexicon, "nouns")
        self._adjectives = _index(lexicon, "adjectives")
        self._according = [e for e in lexicon.entries if e.according]
        self._phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in lexicon.entries:
            for words in (tuple(p.replace("-", " - ").split()) for p in entry.phrases):
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
            yield Frame(entry, verb, tuple(agents(verb)), content, addressees)

    def _nominal(self, noun: Token, cues: list[tuple[Entry, tuple[str, ...]]]) -> Iterator[Frame]:
        for entry, _ in cues:
            content = next(iter(_first(noun, entry.content, self._words)), None)
            yield Frame(
                entry,
                noun,
                tuple(owners(noun, self._words)),
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

    def _phrasal(self, last: Token, first: Token, entry: Entry) -> Iterator[Frame]:
        """ "X is a red line": the subject is what is opposed; who opposes is who says so."""
        head = last if last.head.i < first.i or last.head.i > last.i else last.head
        topic = next(iter(subjects(head)), None)
        if topic is not None:
            holders = [c for c in head.children if c.dep_.startswith("nmod") and case(c) == "for"]
            yield Frame(entry, head, tuple(holders), topic, ())

    def _according_to(self, token: Token) -> Iterator[Frame]:
        source = token.head
        if source.pos_ in ("NOUN", "PROPN", "PRON") and source.i > token.i:
            for entry in self._according:
                governor = source.head
                if governor.i != source.i:
                    yield Frame(entry, token, (source,), governor, ())


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


def _first(token: Token, paths: tuple[str, ...], words: Words) -> list[Token]:
    for path in paths:
        found = follow(token, path, words)
        if found:
            return found
    return []


def follow(token: Token, path: str, words: Words) -> list[Token]:
    """The heads at the end of a path of the lexicon, seen from the cue."""
    label, colon, word = path.partition(":")
    if colon and not word:
        return []
    if path == "agent":
        return agents(token) if token.pos_ in ("VERB", "AUX") else subjects(token)
    if path in ("obj", "patient"):
        return patients(token)
    if path == "poss":
        return owners(token, words)
    if path == "under":
        return _located(token)
    if label in ("obl", "nmod", "advcl") and word:
        return [
            c
            for c in token.children
            if (
                c.dep_.split(":")[0] in ("obl", "nmod", "advcl", "acl")
                and (case(c) == word or mark(c) == word)
            )
            and c.i > token.i
            and (c.pos_ in ("VERB", "AUX") if label == "advcl" else c.tag_ != "VB")
        ]
    if path == "ccomp" and token.pos_ in ("VERB", "AUX") and is_passive(token):
        return children(token, "ccomp", "csubj", "csubj:pass")
    found = children(token, path)
    if path == "acl":
        found = [c for c in found if c.dep_ != "acl:relcl"]
    return found


def _host(verb: Token) -> Token | None:
    """The clause that a verb of saying is set into."""
    if verb.dep_ == "parataxis" and any(c.dep_ in ("nsubj",) for c in verb.children):
        return verb.head
    return None


def owners(noun: Token, words: Words) -> list[Token]:
    """Whose proposal, control or claim: possessive, adjective, by-phrase; or the subject of a light
    verb.
    """
    found = [c for c in noun.children if c.dep_ == "nmod:poss"]
    found += [
        c
        for c in noun.children
        if c.dep_ in ("amod", "compound")
        and (c.text[:1].isupper() or c.lemma_.lower() in words["actors", "governments"])
    ]
    found += [c for c in noun.children if c.dep_.startswith("nmod") and case(c) in ("by", "from")]
    if (
        not found
        and noun.dep_ in ("obj", "nsubj:pass")
        and noun.head.lemma_.lower() in words["clauses", "light_verbs"]
    ):
        found = agents(noun.head)
    return found


def _located(noun: Token) -> list[Token]:
    """What is under somebody's control: "remains under Norland's rule", "land in rebel hands"."""
    if case(noun) not in ("under", "in", "within"):
        return []
    if noun.dep_.startswith("nmod") or (
        noun.dep_.startswith("obl") and noun.head.pos_ in ("NOUN", "PROPN")
    ):
        return [noun.head]
    if noun.dep_.startswith("obl") and noun.head.lemma_.lower() in (
        "be",
        "remain",
        "stay",
        "lie",
        "come",
        "fall",
    ):
        return subjects(noun.head)
    return subjects(noun) if any(c.dep_ == "cop" for c in noun.children) else []
