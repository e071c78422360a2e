"""Inflected English words -> their base forms, and verbs -> their -ing forms.

How endings change is learned: two small networks look at the last eight letters. Words that they
are wrong about stand in a list. Both were made by `training/inflections.py`, and are plain numbers
and text: nothing in them can run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

_DATA = Path(__file__).parents[1] / "data"
EXCEPTIONS = _DATA / "inflections.tsv"
NETWORKS = _DATA / "inflections.npz"
GERUND = "GERUND"
"""The class of a line that gives the -ing form of a verb, rather than the base form of a word."""

_CLASSES = ("NOUN", "VERB", "ADJ")
_LETTERS = 8
_VALUES = 28
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Which of its `rules` changes a word; each is `ending to remove,to add,whether doubled`."""

    first: tuple[Array, Array]
    second: tuple[Array, Array]
    rules: tuple[str, ...]

    def rule(self, word: str, word_class: str) -> str:
        """The rule for a lower-case word of a class."""
        (weights, bias), (last, more) = self.first, self.second
        inner = np.maximum(weights[_inputs(word, word_class)].sum(axis=0) + bias, 0)
        return self.rules[int(np.argmax(inner @ last + more))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflections:
    """What is listed, by class and word, and the networks for the rest."""

    listed: dict[tuple[str, str], str]
    lemmas: Network
    styles: Network

    def lemma(self, word: str, word_class: str) -> str:
        """The base form of a lower-case word; the word itself where its class has none."""
        found = self.listed.get((word_class, word))
        if found is not None or word_class not in _CLASSES:
            return found or word
        remove, add, double = self.lemmas.rule(word, word_class).split(",")
        stem = (word[: -len(remove)] if remove else word) + add
        return stem[:-1] if double == "True" else stem

    def gerund(self, verb: str) -> str:
        """The -ing form of a verb in lower case."""
        found = self.listed.get((GERUND, verb))
        if found is not None:
            return found
        if self.styles.rule(verb, "VERB") != "reg":
            return f"{verb}{verb[-1]}ing"
        return f"{_stem(verb)}ing"


def read_inflections() -> Inflections:
    """The inflections that ship. Raises `ValueError` where a file of them is damaged."""
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    parts = (line.split("\t") for line in lines if not line.startswith("#"))
    with np.load(NETWORKS, allow_pickle=False) as arrays:
        return Inflections(
            listed={(word_class, word): form for word, word_class, form in parts},
            lemmas=_network(arrays, "lemma"),
            styles=_network(arrays, "style"),
        )


def _network(arrays: Any, name: str) -> Network:
    weights, bias, last, more = (arrays[f"{name}_{number}"] for number in range(4))
    rules = tuple(str(rule) for rule in arrays[f"{name}_rules"])
    return Network(first=(weights, bias), second=(last, more), rules=rules)


def _inputs(word: str, word_class: str) -> list[int]:
    """The rows of a network's weights that a word selects: its class, and each of its last letters
    by its place from the end.
    """
    letters = word[: -_LETTERS - 1 : -1]
    values = (ord(letter) - 95 if "a" <= letter <= "z" else 1 for letter in letters)
    rows = [place * _VALUES + value for place, value in enumerate(values, start=1)]
    return [_CLASSES.index(word_class), *rows]


def _stem(verb: str) -> str:
    """What a regular verb puts before -ing."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}y"
    return verb[:-1] if re.search(r"[^iyeo]e$", verb) else verb
