"""Frames from scores: which word tells a fact, what fills its roles, and what excludes what.

The weights are made by hand so that each score can be told outright: a row of the anchors is the
score of each label, a pointer of a label looks at a column of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import pytest
from tests.hand_built import doc

from kg.language.frame_decoding import (
    BUCKETS,
    LONGEST,
    ROLES,
    WIDTH,
    Frame,
    Rows,
    Span,
    bucket,
    decode,
)
from kg.language.frame_finder import FrameFinder

LABELS = ("pos:supports", "pos:opposes", "say:indirect", "event:war")
LENGTH = 100
COUNT = 2 * len(ROLES)
Roles = Mapping[tuple[str, str], Iterable[Span]]


def arrays(none: float = 0.0) -> dict[str, Rows]:
    """Weights that hand the scores through; `none` is that of "not in this sentence"."""
    size = len(LABELS)
    pointer = np.zeros((COUNT, WIDTH, size))
    pointer[:, range(size), range(size)] = 1
    found = {
        "anchor.weight": np.eye(size),
        "anchor.bias": np.zeros(size),
        "label.weight": np.eye(size),
        "pointer.weight": pointer.reshape(COUNT * WIDTH, size),
        "pointer.bias": np.zeros(COUNT * WIDTH),
        "none.weight": np.zeros((COUNT, size)),
        "none.bias": np.full(COUNT, none),
        "distance": np.zeros((COUNT, BUCKETS)),
    }
    return {name: array.astype(np.float32) for name, array in found.items()}


def hidden(anchors: Mapping[tuple[int, str], float], roles: Roles) -> dict[str, Rows]:
    """Rows in which each anchor has its probability, and the ends of each span score high."""
    scores, keys = np.full((LENGTH, len(LABELS)), -9.0), np.zeros((LENGTH, COUNT, WIDTH))
    for (token, label), probability in anchors.items():
        scores[token, LABELS.index(label)] = np.log(probability / (1 - probability))
    for (label, role), spans in roles.items():
        for start, end in spans:
            for token, pointer in ((start, 0), (end - 1, 1)):
                keys[token, 2 * ROLES.index(role) + pointer, LABELS.index(label)] = 6 * WIDTH**0.5
    return {
        "frame_anchor": scores.astype(np.float32),
        "frame_query": np.zeros((LENGTH, len(LABELS)), dtype=np.float32),
        "frame_keys": keys.reshape(LENGTH, COUNT * WIDTH).astype(np.float32),
    }


def read(
    anchors: Mapping[tuple[int, str], float],
    roles: Roles | None = None,
    sentences: Iterable[Span] = ((0, LENGTH),),
    none: float = 0.0,
) -> list[Frame]:
    thresholds = np.full(len(LABELS), 0.5)
    return decode(hidden(anchors, roles or {}), arrays(none), LABELS, list(sentences), thresholds)


def told(found: list[Frame]) -> list[tuple[int, str]]:
    return [(frame.anchor, frame.label) for frame in found]


def test_a_word_tells_a_fact_from_its_threshold_on() -> None:
    apart = [(0, 4), (4, LENGTH)]
    found = read({(3, "pos:opposes"): 0.51, (5, "pos:opposes"): 0.49}, sentences=apart)
    assert told(found) == [(3, "pos:opposes")]


def test_each_label_has_its_own_threshold() -> None:
    rows, thresholds = hidden({(3, "pos:opposes"): 0.6, (5, "event:war"): 0.6}, {}), np.full(4, 0.7)
    thresholds[LABELS.index("event:war")] = 0.5
    found = decode(rows, arrays(), LABELS, [(0, LENGTH)], thresholds)
    assert told(found) == [(5, "event:war")]


@pytest.mark.parametrize(("other", "told_at"), [(0.25, [3]), (0.19, []), (0.3, [3])])
def test_words_that_tell_the_same_are_as_probable_as_they_are_together(
    other: float, told_at: list[int]
) -> None:
    found = read({(3, "pos:opposes"): 0.4, (5, "pos:opposes"): other})
    assert [frame.anchor for frame in found] == told_at
    assert all(frame.probability == pytest.approx(0.4 + other) for frame in found)


def test_what_one_word_may_tell_beside_is_no_evidence_for_it() -> None:
    assert not read({(3, "pos:opposes"): 0.4, (3, "pos:supports"): 0.35})


def test_a_frame_knows_its_probability() -> None:
    (frame,) = read({(3, "pos:opposes"): 0.8})
    assert frame.probability == pytest.approx(0.8)


def test_roles_are_spans_of_tokens() -> None:
    roles = {("pos:opposes", "who"): [(0, 2)], ("pos:opposes", "what"): [(4, 7)]}
    (frame,) = read({(3, "pos:opposes"): 0.9}, roles)
    assert (frame.who, frame.what, frame.more) == (((0, 2),), ((4, 7),), ())


@pytest.mark.parametrize(("none", "who"), [(5.9, ((0, 2),)), (6.1, ())])
def test_not_in_this_sentence_is_an_answer(none: float, who: tuple[Span, ...]) -> None:
    (frame,) = read({(3, "pos:opposes"): 0.9}, {("pos:opposes", "who"): [(0, 2)]}, none=none)
    assert frame.who == who


def test_several_things_fill_a_role() -> None:
    (frame,) = read({(3, "pos:opposes"): 0.9}, {("pos:opposes", "what"): [(5, 7), (9, 10)]})
    assert sorted(frame.what) == [(5, 7), (9, 10)]


def test_spans_of_a_role_do_not_overlap() -> None:
    (frame,) = read({(3, "pos:opposes"): 0.9}, {("pos:opposes", "what"): [(5, 9), (6, 9)]})
    assert len(frame.what) == 1


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_no_longer_than_its_longest(role: str) -> None:
    for length, fits in ((LONGEST[role], True), (LONGEST[role] + 1, False)):
        (frame,) = read({(3, "pos:opposes"): 0.9}, {("pos:opposes", role): [(0, length)]})
        assert (getattr(frame, role) == ((0, length),)) is fits


def test_roles_are_of_the_sentence_of_the_anchor() -> None:
    roles = {("pos:opposes", "what"): [(1, 2), (12, 14)]}
    found = read({(3, "pos:opposes"): 0.9, (11, "pos:opposes"): 0.8}, roles, [(0, 10), (10, 20)])
    assert [frame.what for frame in found] == [((1, 2),), ((12, 14),)]


def test_what_stands_in_no_sentence_tells_nothing() -> None:
    assert read({(25, "pos:opposes"): 0.9}, sentences=[(0, 10), (10, 20)]) == []


# What excludes what


def test_of_two_labels_of_one_kind_on_a_word_the_more_probable_stays() -> None:
    roles = {("pos:supports", "what"): [(5, 6)], ("pos:opposes", "what"): [(8, 9)]}
    found = read({(3, "pos:supports"): 0.7, (3, "pos:opposes"): 0.8}, roles)
    assert told(found) == [(3, "pos:opposes")]


def test_a_word_may_tell_facts_of_two_kinds() -> None:
    found = read({(3, "say:indirect"): 0.7, (3, "pos:opposes"): 0.8})
    assert told(found) == [(3, "pos:opposes"), (3, "say:indirect")]


def test_nobody_is_for_and_against_one_thing() -> None:
    both = {(3, "pos:supports"): 0.9, (8, "pos:opposes"): 0.8}
    one = {("pos:supports", "what"): [(5, 7)], ("pos:opposes", "what"): [(6, 7)]}
    two = {("pos:supports", "what"): [(5, 7)], ("pos:opposes", "what"): [(9, 10)]}
    assert told(read(both, one)) == [(3, "pos:supports")]
    assert told(read(both, two)) == [(3, "pos:supports"), (8, "pos:opposes")]


def test_two_may_be_for_one_thing() -> None:
    both = {(3, "pos:supports"): 0.9, (8, "pos:opposes"): 0.8}
    whose = {("pos:supports", "who"): [(0, 1)], ("pos:opposes", "who"): [(1, 2)]}
    what = {("pos:supports", "what"): [(5, 7)], ("pos:opposes", "what"): [(5, 7)]}
    assert len(read(both, {**whose, **what})) == 2


def test_frames_come_in_the_order_of_their_anchors() -> None:
    roles = {("pos:opposes", "what"): [(1, 2)], ("pos:supports", "what"): [(5, 6)]}
    found = read({(8, "pos:supports"): 0.9, (3, "pos:opposes"): 0.6}, roles)
    assert [frame.anchor for frame in found] == [3, 8]


# Numbers


def test_distances_near_by_are_told_apart_and_those_far_off_in_ranges() -> None:
    near, far = np.arange(-7, 8), np.array([8, 9, 16, 40, 90, 5000])
    assert len(set(bucket(near))) == len(near)
    assert list(bucket(far)) == sorted(bucket(far))
    assert bucket(far)[0] == bucket(far)[1] < bucket(far)[2]


def test_every_distance_has_a_bucket_and_direction_counts() -> None:
    distances = np.arange(-9000, 9000)
    assert set(bucket(distances)) <= set(range(BUCKETS))
    assert not set(bucket(np.arange(1, 9000))) & set(bucket(np.arange(-9000, 0)))


def test_a_frame_moves_with_its_text() -> None:
    frame = Frame(label="pos:opposes", anchor=3, probability=0.9, who=((0, 2),), what=((4, 5),))
    moved = frame.moved(10)
    assert (moved.label, moved.probability) == ("pos:opposes", 0.9)
    assert (moved.anchor, moved.who, moved.what, moved.more) == (13, ((10, 12),), ((14, 15),), ())


def test_tokens_are_numbered_with_white_space() -> None:
    built = doc("Talks/NNS/nsubj/failed failed/VBD .", "\n", "They/PRP/nsubj/left left/VBD .")
    roles = {("pos:opposes", "who"): [(3, 4)], ("pos:opposes", "what"): [(4, 6)]}
    rows = hidden({(4, "pos:opposes"): 0.9}, roles)
    ends = np.cumsum([0, *(part.shape[1] for part in rows.values())]).tolist()
    finder = FrameFinder("finder", LABELS)
    finder.arrays = arrays() | {"anchor.bias": np.full(len(LABELS), -2, dtype=np.float32)}
    finder.cfg["columns"] = dict(zip(rows, pairwise(ends), strict=True))
    finder.cfg["thresholds"] = [0.5] * len(LABELS)
    built.tensor = np.insert(np.concatenate(list(rows.values()), axis=1), 3, 0, axis=0)
    (frame,) = finder(built)._.frames
    assert built[frame.anchor].text == "left"
    assert [built[a:b].text for a, b in (*frame.who, *frame.what)] == ["They", "left."]
