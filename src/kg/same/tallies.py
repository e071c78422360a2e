"""How many a sentence says were killed, hurt, arrested: "killing 11 people", "14 people died"."""

from __future__ import annotations

import re

from kg.lexicon import load_words

DEEDS = ("killed", "hurt", "arrested", "marched", "displaced")
_NEAR = 5
"""Words between a number and what it counts, at most."""
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+")


def tallies(sentence: str) -> dict[str, int]:
    """For each deed the number that is told of it; none where two are.

    >>> tallies("The blast killed 11 people, officials said, and 20 were hurt.")
    {'killed': 11, 'hurt': 20}
    >>> tallies("It is the third strike since 1951.")
    {}
    """
    words = [word.lower() for word in _WORD.findall(sentence)]
    told = {i: n for i, word in enumerate(words) if (n := _number(word)) is not None}
    found: dict[str, int] = {}
    for deed in DEEDS:
        places = [i for i, word in enumerate(words) if word in load_words()["opposed", deed]]
        near = {abs(i - at): n for at in places for i, n in told.items() if abs(i - at) <= _NEAR}
        if near and len({n for distance, n in near.items() if distance == min(near)}) == 1:
            found[deed] = near[min(near)]
    return found


def _number(word: str) -> int | None:
    """A number that may count people: no year, no "a"."""
    if word in load_words()["opposed", "none"]:
        return 0
    if word[0].isdigit():
        plain = word.replace(",", "")
        return int(plain) if plain.isdecimal() and not 1900 <= int(plain) < 2100 else None
    numbers = load_words().table("sameness", "numbers")
    return numbers.get(word) if word not in ("a", "an", "one") else None
