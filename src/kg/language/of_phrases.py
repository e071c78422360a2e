"""What follows a title: the field of office, and the state or organisation it is an office of."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.language.reading import Reading

OF = ("of", "for", "at", "to", "in", "from")


def of_after(doc: Doc, i: int, reading: Reading) -> tuple[int, int | None, int] | None:
    """ "of the Norland Energy Agency", "of defence of Norland": where it ends, entity, token.

    The entity is None for a field of office ("of defence").
    """
    if i + 1 >= len(doc) or doc[i].lower_ not in OF:
        return None
    j = i + 1
    while j < len(doc) and j - i < 8:
        entity = reading.at(j)
        if entity is not None and reading.entities[entity].type in ("place", "organization"):
            while j < len(doc) and reading.at(j) == entity:
                j += 1
            return j, entity, j - 1
        if doc[j].pos_ not in ("DET", "NOUN", "ADJ", "PROPN", "ADP", "CCONJ") or doc[j].is_punct:
            break
        j += 1
    k = i + 1
    while k < len(doc) and doc[k].pos_ in ("NOUN", "ADJ") and reading.at(k) is None:
        k += 1
    return (k, None, k - 1) if k > i + 1 and doc[i].lower_ in ("of", "for") else None
