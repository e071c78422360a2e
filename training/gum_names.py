"""Cut GUM's entities, which are whole noun phrases, down to the names at their core."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samples import write_spans

LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
INSIDE_A_NAME = (
    "flat",
    "compound",
    "amod",
    "nummod",
    "nmod",
    "nmod:poss",
    "goeswith",
    "punct",
    "case",
    "det",
    "cc",
    "conj",
)
INSIDE_A_PERSON = ("flat", "compound", "goeswith", "punct", "amod")
WHERE = frozenset(("in", "at", "on", "near", "from", "by", "with", "outside", "inside", "under"))
"""What only says where something named is: "the cemetery in Moscow"."""
GEOGRAPHIC = frozenset(
    """
    province state city town village district county region suburb island river lake valley
    mountain mountains range peninsula desert canyon bay area coast
    """.split()  # noqa: SIM905
)
TITLES = frozenset(
    """
    president minister secretary king queen prince princess senator governor mayor general
    colonel captain professor doctor dr. mr. mrs. ms. sir lord lady pope bishop chancellor
    emperor judge justice father mother mom dad god chairman chair director mr mrs dr uncle
    aunt vice prime chief deputy attorney commander commander-in-chief command whip speaker
    earl duke count baron dame tsar czar shah sultan fellow protector sheriff ceo madam madame
    honor majesty highness excellency ambassador premier officer admiral major lieutenant
    sergeant reverend rev. prof. congressman congresswoman representative leader chairwoman
    chairperson solicitor counsel marshal consul regent - elect foreign state miss ma'am
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A noun phrase that GUM marks: its first token, the one after its last, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """The rows of one sentence, each token's head, and the entities within."""

    rows: list[list[str]]
    heads: list[int]
    entities: list[Entity]

    def top(self, entity: Entity) -> int:
        """The token that an entity's others hang from."""
        within = range(entity.start, entity.end)
        return next((i for i in within if self.heads[i] not in within), entity.start)

    def inner(self, outer: Entity, top: int) -> Entity | None:
        """The entity within another that hangs from this token, if one is marked."""
        found = (e for e in self.entities if e != outer and self.top(e) == top)
        return next((e for e in found if outer.start <= e.start and e.end <= outer.end), None)

    def case(self, i: int) -> str:
        """The preposition of a token."""
        return next(
            (
                r[1].lower()
                for n, r in enumerate(self.rows)
                if self.heads[n] == i and r[7] == "case"
            ),
            "",
        )


def gum_names(rows: list[list[str]]) -> list[str]:
    """Name tags of one sentence, outermost names first; without a proper core there is none."""
    sentence = Sentence(rows, [int(row[6]) - 1 for row in rows], _entities(rows))
    taken: set[int] = set()
    found: list[tuple[int, int, str]] = []
    for entity in sorted(sentence.entities, key=lambda e: (e.start - e.end, e.start)):
        core = _core(sentence, entity) if entity.kind in LABELS else None
        if core is None or taken.intersection(range(*core)):
            continue
        taken.update(range(*core))
        found.append((*core, LABELS[entity.kind]))
    return write_spans(len(rows), found)


def _entities(rows: list[list[str]]) -> list[Entity]:
    """Entities that open and close in this sentence."""
    open_at: dict[str, list[tuple[int, str]]] = {}
    done: list[Entity] = []
    for i, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for opening, group, closing in re.findall(r"(\()?([^()]+)(\))?", found[1] if found else ""):
            parts = group.split("-")
            if opening:
                open_at.setdefault(parts[0], []).append((i, parts[1] if len(parts) > 1 else ""))
            if closing and open_at.get(parts[0]):
                start, kind = open_at[parts[0]].pop()
                done.append(Entity(start, i + 1, kind))
    return done


def _core(sentence: Sentence, entity: Entity) -> tuple[int, int] | None:
    """The proper name within an entity, or nothing where it has none or is a people or office."""
    rows, person = sentence.rows, entity.kind == "person"
    head = _name_head(sentence, entity)
    if head is None or (person and rows[head][4] == "NNPS"):
        return None
    within = {head} | _flat_run(sentence, entity, head)
    for _ in range(4):
        within |= {
            i
            for i in range(entity.start, entity.end)
            if sentence.heads[i] in within and _joins(sentence, entity, i, head)
        }
    first, last = head, head + 1
    while first - 1 in within:
        first -= 1
    while last in within:
        last += 1
    first, last = _trim(rows, first, last)
    if first >= last or not any(_proper(rows[i]) for i in range(first, last)):
        return None
    return None if person and _is_office(sentence, first, last) else (first, last)


def _name_head(sentence: Sentence, entity: Entity) -> int | None:
    """The proper noun to start from: the head, or a name put beside a common noun for it.

    "Mathematician Hermann Weyl", "the city of Philadelphia", "Jiangsu province".
    """
    top = sentence.top(entity)
    if _proper(sentence.rows[top]):
        return top
    for i in range(entity.start, entity.end):
        beside = sentence.heads[i] == top and _proper(sentence.rows[i])
        if beside and _names_its_head(sentence, entity, top, i):
            return None if sentence.inner(entity, i) else i
    return None


def _names_its_head(sentence: Sentence, entity: Entity, top: int, i: int) -> bool:
    """Whether a proper noun that hangs from a common one is that thing's own name."""
    relation = sentence.rows[i][7]
    if relation == "flat" or (relation == "appos" and sentence.rows[top + 1][4] != ","):
        return i > top
    if entity.kind != "place":
        return False
    if relation == "compound":
        return sentence.rows[top][1].lower() in GEOGRAPHIC
    return relation == "nmod" and sentence.case(i) == "of"


def _flat_run(sentence: Sentence, entity: Entity, head: int) -> set[int]:
    """The rest of a name of which every word hangs flat from the common noun before it."""
    rows, top = sentence.rows, sentence.heads[head]
    if rows[head][7] != "flat" or _proper(rows[top]):
        return set()
    flat = range(head, entity.end)
    return {i for i in flat if sentence.heads[i] == top and rows[i][7] == "flat"}


def _joins(sentence: Sentence, entity: Entity, i: int, head: int) -> bool:
    """Whether a dependent belongs to its head's name: proper itself, or a small word between."""
    row, relation = sentence.rows[i], sentence.rows[i][7]
    allowed = INSIDE_A_PERSON if entity.kind == "person" else INSIDE_A_NAME
    if relation not in allowed:
        return False
    if relation in ("nmod", "nmod:poss", "conj") and sentence.heads[i] == head:
        inner = sentence.inner(entity, i)
        if inner and _stands_apart(sentence, entity, inner, i):
            return False
    small = row[4] in ("IN", "CC", "DT", "HYPH", "CD", "POS") or row[1] in ".&'’-–"
    return _proper(row) or small


def _stands_apart(sentence: Sentence, outer: Entity, inner: Entity, i: int) -> bool:
    """Whether an entity within another is a name beside it: where it is, whose, or one more."""
    relation = sentence.rows[i][7]
    if relation == "conj":
        return inner.kind in LABELS
    if relation == "nmod:poss":
        return inner.kind in ("place", "organization")
    if sentence.case(i) == "at" and inner.kind == "place" and outer.kind == "organization":
        return False
    return sentence.case(i) in WHERE and inner.kind in ("place", "organization", "time", "event")


def _is_office(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a person's core is a title alone, or a lone word with an article ("the Maya")."""
    rows = sentence.rows
    if all(rows[i][1].lower() in TITLES for i in range(first, last)):
        return True
    before = rows[first - 1] if first else rows[first]
    article = before[4] in ("DT", "PRP$") and sentence.heads[first - 1] == first
    return last - first == 1 and article


def _trim(rows: list[list[str]], first: int, last: int) -> tuple[int, int]:
    """Drop small words and marks at either edge of a name."""
    while first < last and not (_proper(rows[first]) or rows[first][4] == "CD"):
        first += 1
    while last > first and not (_proper(rows[last - 1]) or rows[last - 1][4] == "CD"):
        last -= 1
    return first, last


def _proper(row: list[str]) -> bool:
    return row[4] in ("NNP", "NNPS")
