"""How names are spelt: one name written from another script in several ways, one word in British
and in American letters.

Two words are near when they sound alike but for vowels; nothing else is taken as alike: "Sela"
and "Tsela" are two.
"""

from __future__ import annotations

import re
from functools import cache

from kg.identity import plain_words

_SOUNDS = (
    *(("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("gh", "g")),
    *(("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("tz", "ts"), ("x", "ks")),
    *(("ce", "se"), ("ci", "si"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i")),
    ("h", "g"),
)
"""Letters that stand for one sound in some way of writing; "h" and "g" are one in Ukrainian."""
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")
_LEAST = 4
_LONG = 6
_BRITISH = (
    (r"isation(s?)$", r"ization\1"),
    (r"(\w{3,})our$", r"\1or"),
    (r"(\w{3,})tre$", r"\1ter"),
)
_BRITISH_WORDS = {"defence": "defense", "programme": "program", "grey": "gray"}


def plain_letters(name: str) -> list[str]:
    """The words of a name without accents, marks, case and possessive endings.

    >>> plain_letters("Sudria’s coast guard")
    ['sudria', 'coast', 'guard']
    """
    return plain_words(re.sub(r"['’]s\b|['’](?!\w)", "", name)).split()


@cache
def american(word: str) -> str:
    """A word in American spelling, singular.

    >>> american("defence"), american("harbours"), american("organisation")
    ('defense', 'harbor', 'organization')
    """
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = _BRITISH_WORDS.get(word, word)
    for british, other in _BRITISH:
        word = re.sub(british, other, word)
    return word


@cache
def sound(word: str) -> str:
    """A word in letters that do not depend on who wrote it from another script.

    >>> sound("zelenskyy") == sound("zelensky"), sound("hlib") == sound("glib")
    (True, True)
    """
    for letters, one in _SOUNDS:
        word = word.replace(letters, one)
    return _DOUBLED.sub(r"\1", word)


@cache
def consonants(word: str) -> str:
    """What is left of the sound of a word without its vowels; by it near words are found.

    >>> consonants("mansuri") == consonants("mansoori")
    True
    """
    heard = sound(word)
    return _DOUBLED.sub(r"\1", heard[:1].translate(_FIRST) + _VOWELS.sub("", heard[1:]))


_FIRST = str.maketrans("eiou", "aaaa")


@cache
def near(one: str, other: str) -> bool:
    """Whether two words of names are one in two spellings: they differ in a vowel or two.

    An ending -a is a woman's in many languages, and never a mere spelling.

    >>> near("pervez", "pervaiz"), near("ivanov", "ivanova"), near("hassan", "hussein")
    (True, False, False)
    """
    a, b = sound(one), sound(other)
    if a == b:
        return True
    if consonants(one) != consonants(other) or a.endswith("a") != b.endswith("a"):
        return False
    shorter = min(len(a), len(b))
    return shorter >= _LEAST and _distance(a, b) <= (2 if shorter >= _LONG else 1)


def _distance(one: str, other: str) -> int:
    """How many letters have to be put in, taken out or changed (Levenshtein 1965)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
