"""What our components need and give, in spaCy's own terms, and whether their order heeds it.

First the tree is repaired, then it is copied (`doc._.tokens`) and changes no more, then the readers
fill the reading. Each factory in `components.py` says what it `requires` and `assigns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import spacy.tokens
from spacy.language import Language

from kg.errors import PipelineError

TREE = ("token.dep", "token.head", "token.lemma", "token.pos", "token.tag")
"""What any pipeline that finds trees gives, and a repair may change."""
GIVEN = (*TREE, "doc.ents", "doc.sents")
FROZEN = "doc._.tokens"
"""The tree as plain objects; who requires it makes it, if it is not there, and it is final then."""
PARTS = ("dates", "mentions", "quotations", "roles")
"""Parts of the reading, each seen as `doc._.NAME`."""


def check(names: Sequence[str]) -> None:
    """That each component comes after what it needs, and none repairs a tree that is final.

    Raises `PipelineError` with all that is wrong.

    >>> check(["kg_dates", "kg_lemmas"])
    Traceback (most recent call last):
    ...
    kg.errors.PipelineError: kg_lemmas: assigns token.lemma after kg_dates has made the tree final
    """
    faults: list[tuple[str, str]] = []
    given, freezer = {*GIVEN, FROZEN}, ""
    for name in names:
        meta = Language.get_factory_meta(name)
        missing = sorted(set(meta.requires) - given)
        if missing:
            faults.append((name, f"requires {', '.join(missing)}, which none before it assigns"))
        repaired = sorted(set(meta.assigns) & set(TREE))
        if repaired and freezer:
            told = f"assigns {', '.join(repaired)} after {freezer} has made the tree final"
            faults.append((name, told))
        given |= set(meta.assigns)
        freezer = freezer or (name if FROZEN in meta.requires else "")
    if faults:
        place, first = faults[0]
        raise PipelineError(place, "; ".join([first, *(f"{n} {fault}" for n, fault in faults[1:])]))


for part in PARTS:
    if not spacy.tokens.Doc.has_extension(part):
        spacy.tokens.Doc.set_extension(part, getter=attrgetter(f"_.reading.{part}"))
