"""Wordings that say the same, and wordings that only share a word."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.similar import Grouping, content_words

TEXTS = [
    "withdraw all troops from the valley",
    "the withdrawal of all troops from the valley",
    "hold a referendum in the valley",
    "open the border for trade",
    "reopening the border for trade",
]


def groups(texts: list[str], places: list[str], keys: list[str] | None = None) -> list[list[int]]:
    words = [content_words(text) for text in texts]
    return Grouping(keys or ["x"] * len(texts), words, places, jaccard=0.5).groups()


def test_like_wordings_of_two_articles_are_one() -> None:
    assert groups(TEXTS[:3], ["a", "b", "c"]) == [[0, 1], [2]]


def test_two_wordings_of_one_article_stay_two() -> None:
    assert groups(TEXTS[:2], ["a", "a"]) == [[0], [1]]


def test_other_keys_never_join() -> None:
    assert groups([TEXTS[0], TEXTS[0]], ["a", "b"], ["x", "y"]) == [[0], [1]]


def test_one_word_in_common_is_not_enough() -> None:
    assert groups(["open the border", "close the border"], ["a", "b"]) == [[0], [1]]


def test_no_words_join_nothing_else() -> None:
    assert groups(["", "open the border"], ["a", "b"]) == [[0], [1]]


def test_a_short_telling_joins_by_overlap_only() -> None:
    words = [
        content_words(t)
        for t in (
            "withdraw troops from the western valley by March under watch",
            "troops withdraw from western valley",
            "fish quota",
            "fog lamp",
        )
    ]
    keys, places = ["x"] * 4, ["a", "b", "c", "d"]
    apart = Grouping(keys, words, places, jaccard=0.9).groups()
    joined = Grouping(keys, words, places, jaccard=0.9, overlap=0.6).groups()
    assert [0, 1] not in apart and [0, 1] in joined


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from("ab")), max_size=8))
def test_every_index_is_in_one_group(rows: list[tuple[str, str]]) -> None:
    found = groups([text for text, _ in rows], [place for _, place in rows])
    assert sorted(i for group in found for i in group) == list(range(len(rows)))


def test_the_order_of_the_wordings_does_not_matter() -> None:
    places = ["a", "b", "c", "d", "e"]
    order = list(range(5))
    random.Random(7).shuffle(order)
    straight = {frozenset(TEXTS[i] for i in g) for g in groups(TEXTS, places)}
    mixed = [TEXTS[i] for i in order]
    shuffled = {frozenset(mixed[i] for i in g) for g in groups(mixed, [places[i] for i in order])}
    assert straight == shuffled


def test_a_thousand_wordings_with_a_common_word_are_all_grouped() -> None:
    texts = [f"border plan number{i:05d} point{i % 97:03d}" for i in range(1000)]
    found = groups(texts, [str(i) for i in range(1000)])
    assert sum(map(len, found)) == 1000


def test_function_words_and_endings_do_not_count() -> None:
    assert content_words("The withdrawal of its troops") == content_words("withdraws troops")
    assert content_words("it is to be") == frozenset()


def test_what_is_denied_is_not_what_is_said() -> None:
    assert content_words("We won't leave") == content_words("We will not leave")
    pair = ["leave the eastern islands", "not leave the eastern islands"]
    assert groups(pair, ["a", "b"]) == [[0], [1]]
