"""The sentence that each row of an answer lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from kg.aligned import SENTENCE
from kg.errors import QueryError
from kg.table import Cell, Table

PLACE = ("article", "start", "end")
SENTENCES = """
SELECT DISTINCT ?article ?start ?end ?sentence WHERE {
  ?node a nif:Sentence ; nif:beginIndex ?start ; nif:endIndex ?end ; nif:anchorOf ?sentence ;
    nif:referenceContext ?source .
  ?source dcterms:identifier ?article .
} ORDER BY ?article ?start ?end
"""


def with_sentences(table: Table, sentences: Table) -> Table:
    """The table with the sentence around the place of each row; none where a graph has it not.

    `sentences` is the answer to `SENTENCES`. Raises `QueryError` for a table without places.
    """
    missing = [name for name in PLACE if name not in table.columns]
    if missing:
        raise QueryError("--sentences", f"the answer has no column {' and no '.join(missing)}")
    places = _Places(sentences)
    at = [table.columns.index(name) for name in PLACE]
    rows = tuple((*row, places.around(*(row[i] for i in at))) for row in table.rows)
    return replace(table, columns=(*table.columns, SENTENCE), rows=rows)


class _Places:
    """The sentences of each article, in the order in which they begin."""

    def __init__(self, sentences: Table) -> None:
        self._told: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for article, start, end, sentence in sentences.rows:
            assert article and start and end and sentence
            place = int(start.value), int(end.value), " ".join(sentence.value.split())
            self._told[article.value].append(place)
        for told in self._told.values():
            told.sort()

    def around(self, article: Cell | None, start: Cell | None, end: Cell | None) -> Cell | None:
        """The shortest sentence that a stretch lies in, or those that it goes through."""
        if not (article and start and end):
            return None
        told, first, last = self._told[article.value], int(start.value), int(end.value)
        begun = told[: bisect_right(told, last, key=lambda place: place[0])]
        touched = [place for place in begun if place[0] < last and place[1] > first]
        holding = [place for place in touched if place[0] <= first and last <= place[1]]
        if holding:
            touched = [min(holding, key=lambda place: place[1] - place[0])]
        text = " ".join(text for _, _, text in touched)
        return Cell(type="literal", value=text, language="en") if text else None
