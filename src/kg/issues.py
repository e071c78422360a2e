"""What positions are on: targets that say the same, whoever's they are, are one issue.

"Norland's entry to the pact" and "entry of Norland to the pact" are one; so are other words for it
in the same matter (`kg.same.matters`). Words that mean something only where they stand ("the
charge", "force") are an issue of their article and of no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from kg.model import Position
from kg.same.matters import same_matters
from kg.same.plans import Plans
from kg.similar import Grouping, content_words

Topic: TypeAlias = tuple[str, str]
"""A target, and the article that it has to be read in; "" where it speaks for itself."""


def topic(position: Position) -> Topic:
    """What a position is on.

    >>> topic(Position(holder="n", stance="opposes", target="entry to the pact", evidence=()))
    ('entry to the pact', '')
    """
    alone = len(content_words(position.target)) > 1 or bool(position.about)
    return position.target, "" if alone else min(position.evidence).passage.article


def issues(positions: Iterable[Position], plans: Plans | None = None) -> dict[Topic, Topic]:
    """Each topic, and the topic that stands for all that say the same: the shortest. With `plans`
    also what says it in other words.
    """
    having: dict[Topic, list[Position]] = defaultdict(list)
    for position in positions:
        having[topic(position)].append(position)
    topics = sorted(having)
    grouping = Grouping(
        [article for _, article in topics],
        [content_words(target) for target, _ in topics],
        [str(i) for i in range(len(topics))],
        jaccard=0.6,
    )
    groups = [[topics[i] for i in group] for group in grouping.groups()]
    if plans is not None:
        told = [[p for one in group for p in having[one]] for group in groups]
        groups = [[t for i in some for t in groups[i]] for some in same_matters(told, plans)]
    found: dict[Topic, Topic] = {}
    for members in groups:
        first = min(members, key=lambda t: (len(t[0]), t))
        found.update(dict.fromkeys(members, first))
    return found
