"""What the article itself tells of who a name means, before what is known of the name.

A person named in full, an acronym with its long form, a party whose members are called by its name:
whoever reads on takes the short form for what was introduced, and so do we. The one place where
names of the entity base give way.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kg.language.acronyms import Definition, definitions, same_name
from kg.language.forms import plain, written
from kg.language.full_names import BareNames
from kg.language.known_names import KnownNames
from kg.language.reading import Name
from kg.language.tokens import Doc, Span
from kg.lexicon import Words

_STEM = 6
"""Letters that a party's name and its members' share: "Democratic", "Democrats"."""


@dataclass(slots=True)
class Introduced:
    """The names that are settled: `known`, those of the base and of persons introduced in full.

    `called` tells the long form of a short one; `bodies` are those long forms with their kind;
    `laws` the tokens by which a law is called: no name of anybody.
    """

    known: list[Name]
    called: dict[str, str] = field(default_factory=dict)
    bodies: list[tuple[Span, str]] = field(default_factory=list)
    laws: set[int] = field(default_factory=set)


class Introductions:
    """Reads the introductions of an article."""

    def __init__(self, words: Words, titles: frozenset[str]) -> None:
        self._words = words
        self._titles = titles

    def read(
        self,
        doc: Doc,
        known: KnownNames,
        bodies: list[Span],
        dates: set[int],
        published: dt.date | None,
    ) -> Introduced:
        """The names of the base in the text, where the article introduces nothing else by them.

        `bodies` are names of bodies that contain others; at `dates` no names stand.
        """
        defined = definitions(doc, self._words)
        longer = [*bodies, *(d.long for d in defined if not d.law)]
        names = [
            n
            for n in known.find(doc, longer, self._titles, published)
            if not dates & set(range(n.span.start, n.span.end))
        ]
        names.sort(key=lambda n: n.span.start)
        bare = BareNames(doc, self._words, self._titles, known.base)
        found = Introduced(list(bare.overruled(names)))
        for definition in defined:
            self._define(doc, definition, found)
        self._members(doc, found, known.states)
        return found

    def _define(self, doc: Doc, defined: Definition, found: Introduced) -> None:
        short = [doc[t.i : t.i + 1] for t in doc if t.text == defined.short]
        places = {s.start for s in short}
        long = (defined.long.start, defined.long.end)
        named = next((n for n in found.known if (n.span.start, n.span.end) == long), None)
        means = next((n for n in found.known if n.span.start in places and n.known), None)
        if defined.law:
            found.laws |= places | set(range(*long))
        elif (
            named is None
            and means
            and means.known
            and same_name(defined.long, means.known, self._words)
        ):
            found.known.append(Name(defined.long, means.type, means.known, "name"))
            return
        found.known = [n for n in found.known if n.span.start not in places]
        if named is not None and not defined.law:
            found.known += [Name(s, named.type, named.known, "name") for s in short]
        elif not defined.law:
            found.called[defined.short] = written(defined.long)
            found.bodies.append((defined.long, self._kind(defined.long, short)))

    def _kind(self, long: Span, short: list[Span]) -> str:
        """What the recogniser takes the short form for, or else the long one."""
        table, ents = self._words.table("labels"), long.doc.ents
        for span in (*short, long):
            for ent in ents:
                if (ent.start, ent.end) == (span.start, span.end) and ent.label_ in table:
                    return str(table[ent.label_])
        return "organization"

    def _members(self, doc: Doc, found: Introduced, states: frozenset[str]) -> None:
        """ "The Democrats" after "the Democratic Party of Norland", "the Republicans" after "Les
        Républicains": not those of another state, which the article does not name.
        """
        for name in list(found.known):
            text = name.span.text
            short = name.known is not None and text != name.known.name
            if name.type != "organization" or not short or not text.endswith("s"):
                continue
            if any(n.known is name.known and n.span.text != text for n in found.known):
                continue
            stem = plain(text)[:_STEM]
            party = next((n for n in found.known if self._party(n, name, stem)), None)
            if party is not None:
                found.known.remove(name)
                found.known.append(Name(name.span, "organization", party.known, "name"))
            elif (own := self._unknown_party(doc, name, stem, states)) is not None:
                found.known.remove(name)
                found.called[text] = written(own)
                found.bodies.append((own, "organization"))

    @staticmethod
    def _party(other: Name, name: Name, stem: str) -> bool:
        """A party called so and named before: "the Democratic Party of Norland"."""
        if other.known is None or other.known is name.known or other.type != "organization":
            return False
        called = plain(other.known.name).split()
        return (
            other.span.end <= name.span.start
            and called[0].startswith(stem)
            and called[1:2] == ["party"]
        )

    def _unknown_party(
        self, doc: Doc, name: Name, stem: str, states: frozenset[str]
    ) -> Span | None:
        """A party of a state that the base does not know: "the Republican Party of Norland"; one in
        its own language: "Les Républicains".
        """
        articles = self._words["naming", "foreign_articles"]
        for ent in doc.ents:
            foreign = ent[0].lower_ in articles
            called = plain(ent.text).split()[foreign:]
            if ent.end > name.span.start or not called or not called[0].startswith(stem):
                continue
            of_state = ent.text.partition(" of ")[2].removeprefix("the ") in states
            if (foreign and len(called) == 1) or (called[1:2] == ["party"] and of_state):
                return ent
        return None
