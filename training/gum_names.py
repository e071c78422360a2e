"""Cut GUM's entities, which are whole noun phrases, down to the names at their core."""

from __future__ import annotations

import re

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
TITLES = frozenset(
    """
    president minister secretary king queen prince princess senator governor mayor general
    colonel captain professor doctor dr. mr. mrs. ms. sir lord lady pope bishop chancellor
    emperor judge justice father mother mom dad god chairman chair director mr mrs dr uncle
    aunt
    """.split()  # noqa: SIM905
)


def gum_names(rows: list[list[str]]) -> list[str]:
    """Name tags of one sentence, outermost names first; without a proper core there is none."""
    taken: set[int] = set()
    found: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(_entities(rows), key=lambda e: (e[0] - e[1], e[0])):
        core = _core(rows, start, end, kind) if kind in LABELS else None
        if core is None or taken.intersection(range(*core)):
            continue
        taken.update(range(*core))
        found.append((*core, LABELS[kind]))
    return write_spans(len(rows), found)


def _entities(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Entities that open and close in this sentence, as (start, end, kind)."""
    open_at: dict[str, list[tuple[int, str]]] = {}
    done: list[tuple[int, int, str]] = []
    for i, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for opening, group, closing in re.findall(r"(\()?([^()]+)(\))?", found[1] if found else ""):
            parts = group.split("-")
            if opening:
                open_at.setdefault(parts[0], []).append((i, parts[1] if len(parts) > 1 else ""))
            if closing and open_at.get(parts[0]):
                start, kind = open_at[parts[0]].pop()
                done.append((start, i + 1, kind))
    return done


def _core(rows: list[list[str]], start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The proper name within an entity, or nothing where its head is a common noun or a people."""
    heads = [int(row[6]) - 1 for row in rows]
    tops = [i for i in range(start, end) if not start <= heads[i] < end]
    head = tops[0] if tops else start
    if not _proper(rows[head]) or (kind == "person" and rows[head][4] == "NNPS"):
        return None
    allowed = INSIDE_A_PERSON if kind == "person" else INSIDE_A_NAME
    within = {head}
    for _ in range(4):
        within |= {
            i
            for i in range(start, end)
            if heads[i] in within and rows[i][7].split(":")[0:1] and _joins(rows[i], allowed)
        }
    first, last = head, head + 1
    while first - 1 in within:
        first -= 1
    while last in within:
        last += 1
    first, last = _trim(rows, first, last)
    if first >= last or not any(_proper(rows[i]) for i in range(first, last)):
        return None
    if kind == "person" and all(rows[i][1].lower() in TITLES for i in range(first, last)):
        return None
    return first, last


def _joins(row: list[str], allowed: tuple[str, ...]) -> bool:
    """Whether a dependent belongs to its head's name: proper itself, or a small word between."""
    relation = row[7]
    if relation == "nmod:desc" or relation not in allowed:
        return False
    small = row[4] in ("IN", "CC", "DT", "HYPH", "CD", "POS") or row[1] in ".&'’-–"
    return _proper(row) or small


def _trim(rows: list[list[str]], first: int, last: int) -> tuple[int, int]:
    """Drop small words and marks at either edge of a name."""
    while first < last and not (_proper(rows[first]) or rows[first][4] == "CD"):
        first += 1
    while last > first and not (_proper(rows[last - 1]) or rows[last - 1][4] == "CD"):
        last -= 1
    return first, last


def _proper(row: list[str]) -> bool:
    return row[4] in ("NNP", "NNPS")
