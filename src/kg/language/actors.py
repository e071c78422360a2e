"""Who acts: the entity behind a noun phrase that is the subject of saying, proposing, holding.

"Norland", "its president" are mentions already; "Norland troops" act for Norland, "the Norland
government" for the state, "the Norland foreign ministry" is a body of its own, and "two Norland
officials" an unnamed group.
"""

from __future__ import annotations

from kg.language.reading import GROUP, LocalEntity, Reading, known_entity, text_of
from kg.language.tokens import Span, Token
from kg.language.trees import antecedent, core, phrase
from kg.language.writings import in_writing
from kg.lexicon import Words

_OWNER = ("nmod:poss", "amod", "compound", "nmod", "nmod:of", "nummod")
_CUT = frozenset({"acl:relcl", "appos", "parataxis", "acl", "conj", "cc", "advcl"})

_INSIDE_TITLE = frozenset({"of", "for", "to", "the", ",", "-", "'s", "’s"})
_LONGEST_TITLE = 9


def actor(token: Token, reading: Reading, words: Words, span: Span | None = None) -> int | None:
    """The entity that acts when the phrase headed by `token` is a subject; None when nobody acts.

    `span` is the phrase, where that is known better than by the tree. Notes what it finds: bodies
    and groups become entities of the reading.
    """
    titled = _person_after(token, reading, words)
    if titled is not None:
        return titled
    entity = reading.at(token)
    if entity is not None and _of_a_people(token, reading):
        return group(token, reading, span)
    if entity is not None:
        return None if reading.entities[entity].type == "event" else entity
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON"):
        return None
    named = _named_beside(token, reading)
    return named if named is not None else _unnamed(token, reading, words, span)


def _of_a_people(token: Token, reading: Reading) -> bool:
    """ "Norlanders": many of a people."""
    mention = reading.mention_at(token.i) if token.tag_ in ("NNS", "NNPS") else None
    return mention is not None and mention.how == "demonym"


def _unnamed(token: Token, reading: Reading, words: Words, span: Span | None) -> int | None:
    """Who acts where a noun tells it: forces, a government, a body, people, a document."""
    lemma, owner = token.lemma_.lower(), _owner(token, reading)
    told = {lemma, token.lower_}
    if told & words["actors", "forces"]:
        own = owner is not None and not _lapsed(token, words)
        return owner if own else group(token, reading, span)
    if lemma in words["actors", "governments"]:
        if owner is not None:
            return government(owner, reading)
        if (person := _of_person(token, reading)) is not None:
            return _ruled_by(person, reading)
    if _is_sort_of(token, owner, reading, words):
        return owner
    if lemma in words["actors", "bodies"]:
        return _body(token, owner, reading)
    if told & words["actors", "people"]:
        return group(token, reading, span)
    return in_writing(token, owner, reading, words)


def _lapsed(token: Token, words: Words) -> bool:
    """ "A former Norland general" speaks for nobody else."""
    return any(c.lower_ in words["actors", "lapsed"] for c in token.children)


def _is_sort_of(token: Token, owner: int | None, reading: Reading, words: Words) -> bool:
    """ "The far-right Norland Front party": the noun tells the sort of the organisation."""
    if owner is None or token.lemma_.lower() not in words["descriptions", "sorts"]:
        return False
    return reading.entities[owner].type == "organization" and _beside(token, owner, reading)


def government(entity: int, reading: Reading) -> int:
    """The state whose capital the entity is: "the government in Porto"; else the entity itself."""
    known = reading.base.entities.get(reading.entities[entity].known)
    if known is None or known.capital_of is None:
        return entity
    return known_entity(reading, known.capital_of)


def _person_after(token: Token, reading: Reading, words: Words) -> int | None:
    """The person named where a title ends: "Secretary of State Jane Doe", "its head, Jane Doe"."""
    if token.tag_ not in ("NN", "NNP") or token.lemma_.lower() not in words["titles", "offices"]:
        return None
    comma = False
    for word in token.doc[token.i + 1 : token.i + _LONGEST_TITLE]:
        entity = reading.at(word)
        comma = comma or word.text == ","
        if entity is not None and reading.entities[entity].type == "person":
            served = token.doc[word.i - 1].lower_ in ("for", "of", "to")  # "an aide to Jane Doe"
            return None if served else entity
        within = word.pos_ in ("NOUN", "PROPN", "ADJ") or word.lower_ in _INSIDE_TITLE
        if not within or (comma and entity is not None) or word.sent.start != token.sent.start:
            return None
    return None


def _named_beside(token: Token, reading: Reading) -> int | None:
    """Who is named beside it: "minister" in "its foreign minister, Jane Doe", "one" in "one of
    them, the miner Jane Doe".
    """
    for role in reading.roles:
        if role.start <= token.i < role.end:
            return role.person
    for child in token.children:
        if child.dep_ not in ("appos", "flat", "nmod:desc"):
            continue
        entity = reading.at(child)
        if entity is not None and reading.entities[entity].type in ("person", "organization"):
            return entity
        if entity is None and child.dep_ == "appos":
            return _named_beside(child, reading)
    return None


def _beside(token: Token, entity: int, reading: Reading) -> bool:
    return any(c.dep_ == "compound" and reading.at(c) == entity for c in token.children)


def _of_person(token: Token, reading: Reading) -> int | None:
    """The person that "his country" is of."""
    owners = (reading.at(c) for c in token.children if c.dep_ == "nmod:poss")
    persons = (e for e in owners if e is not None and reading.entities[e].type == "person")
    return next(persons, None)


def _ruled_by(person: int, reading: Reading) -> int | None:
    """The state that "his government" is of: the one in which the person holds an office."""
    states = (r.of for r in reading.roles if r.person == person and r.of is not None)
    return next((s for s in states if reading.entities[s].state), None)


def _owner(token: Token, reading: Reading) -> int | None:
    """The state, place or organisation that the phrase says it belongs to."""
    for child in token.children:
        if child.dep_ in _OWNER or child.dep_.startswith("nmod"):
            entity = reading.at(antecedent(child) if child.tag_ == "WP$" else child)
            if entity is not None and reading.entities[entity].type in (
                "place",
                "organization",
                GROUP,
            ):
                return entity
    return None


def _body(token: Token, owner: int | None, reading: Reading) -> int | None:
    span = phrase(token, drop=_CUT)
    name = text_of(core(span, token))
    has_name = any(t.text[:1].isupper() for t in span[1:]) or owner is not None
    if not has_name:
        return None
    if owner is not None:
        name = _with_owner(token, owner, reading)
    return _named(reading, "organization", name, span.start, span.end)


def _with_owner(token: Token, owner: int, reading: Reading) -> str:
    """ "its defence ministry" as "Norland defence ministry"."""
    kept = [
        t.text
        for t in token.doc[phrase(token, drop=_CUT).start : token.i + 1]
        if reading.at(t) != owner and t.dep_ not in ("det", "case", "nmod:poss") and not t.is_punct
    ]
    possessed = any(c.dep_ == "nmod:poss" and reading.at(c) == owner for c in token.children)
    whose = (
        government(owner, reading) if possessed else owner
    )  # "a tribunal in Porto" is no state's
    return f"{reading.entities[whose].name} {' '.join(kept)}"


def group(token: Token, reading: Reading, span: Span | None = None) -> int | None:
    """Unnamed people: "two Norland officials"; "its leader" as "leader of the Norland Front", "a
    Norlander official" as "official of Norland". `span` is what is known to name them.
    """
    if token.pos_ == "PRON":
        return None
    told = phrase(token, drop=_CUT)
    if span is not None:
        told = token.doc[max(told.start, span.start) : min(told.end, span.end)]
    told = core(told, token)
    determiner = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
    if determiner in ("the", "both") and len(told) <= 1:
        same = [
            i
            for i, e in enumerate(reading.entities)
            if e.type == GROUP and token.lower_ in e.name.lower().split()
        ]
        if same:
            return same[-1]
    return _named(reading, GROUP, _group_name(token, told, reading), told.start, told.end)


def _group_name(token: Token, told: Span, reading: Reading) -> str:
    """The words that tell the people, with the name of whose they are."""
    possessor = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
    said = any(t.lower_ == "of" for t in told)
    people = next((c for c in token.children if not said and _of_people(c, token, reading)), None)
    owner = None if (whose := possessor or people) is None else reading.at(whose)
    if whose is not None and owner is not None and reading.entities[owner].type != "person":
        kept = [t for t in told if t.i > whose.right_edge.i or t.right_edge.i < whose.left_edge.i]
        name = (
            f"{' '.join(t.text for t in kept if t.dep_ != 'det')} of {reading.entities[owner].name}"
        )
    elif possessor is not None and possessor.tag_ == "PRP$":
        name = text_of(token.doc[possessor.i + 1 : told.end])
    else:
        name = text_of(told)
    for ending in ("'s", "’s", "'", "’"):
        name = name.removesuffix(ending)
    return name.strip()


def _of_people(child: Token, noun: Token, reading: Reading) -> bool:
    """ "Norlander" in "a Norlander official"."""
    mention = reading.mention_at(child.i)
    return child.i < noun.i and mention is not None and mention.how == "demonym"


def _named(reading: Reading, kind: str, name: str, start: int, end: int) -> int:
    for i, entity in enumerate(reading.entities):
        if entity.type == kind and entity.name.casefold() == name.casefold():
            found = i
            break
    else:
        found = reading.add(LocalEntity(type=kind, name=name))
    entity = reading.entities[found]
    if kind != GROUP:
        entity.aliases.add(name)
    else:  # "Protesters" of a sentence's beginning are "protesters", whoever is read first
        entity.name = max(entity.name, name)
    return found
