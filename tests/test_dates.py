"""Dates: what is resolved against publication (Wednesday 12 March 2025), what is left alone."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc
from tests.hand_built import PUBLISHED, doc

from kg.entity_base import EntityBase
from kg.language.dates import DateFinder
from kg.language.reading import Reading
from kg.lexicon import load_words

NLP = English()
FIND = DateFinder(load_words())


def dates(tree: Doc, published: dt.date | None = PUBLISHED) -> dict[str, str]:
    tree._.reading = Reading(base=EntityBase(entities={}), published=published)
    FIND(tree)
    found = tree._.reading.dates
    return {tree[d.start : d.end].text: d.date.iso for d in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 29 November 2024", {"29 November 2024": "2024-11-29"}),
        ("on November 29, 2024, it rained", {"November 29, 2024": "2024-11-29"}),
        ("on Nov. 29, 2024", {"Nov. 29, 2024": "2024-11-29"}),
        ("on the 3rd March 2025", {"3rd March 2025": "2025-03-03"}),
        ("in March 2014", {"March 2014": "2014-03"}),
        ("Since March they met", {"March": "2025-03"}),
        ("since 1990", {"1990": "1990"}),
        ("on 10 March", {"10 March": "2025-03-10"}),
        ("on 20 December", {"20 December": "2024-12-20"}),
        ("on 2 May", {"2 May": "2025-05-02"}),
        ("in May", {"May": "2025-05"}),
        ("in February", {"February": "2025-02"}),
        ("in September", {"September": "2024-09"}),
        ("on Monday", {"Monday": "2025-03-10"}),
        ("on Wednesday", {"Wednesday": "2025-03-12"}),
        ("last Wednesday", {"Wednesday": "2025-03-05"}),
        ("next Monday", {"Monday": "2025-03-17"}),
        ("yesterday", {"yesterday": "2025-03-11"}),
        ("two days ago", {"two days ago": "2025-03-10"}),
        ("eight years ago", {"eight years ago": "2017"}),
        ("three months ago", {"three months ago": "2024-12"}),
        ("15 months ago", {"15 months ago": "2023-12"}),
        ("last year", {"last year": "2024"}),
        ("earlier this year", {"this year": "2025"}),
        ("last month", {"last month": "2025-02"}),
        ("last June", {"last June": "2024-06"}),
        ("31 February 2025", {"31 February 2025": "2025-02"}),
        ("last week", {"last week": "2025-03"}),
        ("two weeks ago", {"two weeks ago": "2025-02"}),
        ("a fortnight ago", {"a fortnight ago": "2025-02"}),
        ("a decade ago", {"a decade ago": "2015"}),
        ("two decades ago", {"two decades ago": "2005"}),
        ("three centuries ago", {"three centuries ago": "1725"}),
        ("half a century ago", {"half a century ago": "1975"}),
        ("the day before yesterday", {"the day before yesterday": "2025-03-10"}),
        ("on New Year’s Eve", {"New Year’s Eve": "2024-12-31"}),
        ("on Christmas Day 2023 they met", {"Christmas Day 2023": "2023-12-25"}),
        ("from 1941–1944", {"1941–1944": "1941"}),
        ("next month", {"next month": "2025-04"}),
        ("next week", {"next week": "2025-03"}),
        ("this month", {"this month": "2025-03"}),
        ("last night", {"last night": "2025-03-11"}),
        ("Tuesday, 4 March", {"Tuesday, 4 March": "2025-03-04"}),
    ],
)
def test_a_date(text: str, expected: dict[str, str]) -> None:
    assert dates(NLP.make_doc(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Good Friday Agreement",
        "on Bloody Sunday they met",
        "the Rebels may leave",
        "May the best side win",
        "they march on",
        "March on the capital began",
        "50 years after the Salt March they met",
        "recently",
        "2000 people fled",
        "$ 1990",
        "1998 troops",
        "1500 metres",
        "a second thought",
        "some years ago",
        "decades ago",
        "more than a decade ago",
        "nearly a century ago",
        "half a loaf",
        "a new year's budget",
        "the Christmas dinner",
        "the day before the vote",
        "the sun rose",
        "31",
        "Resolution 1754",
        "Article 1990",
        "on a Sunday",
        "every Monday",
    ],
)
def test_no_date(text: str) -> None:
    assert dates(NLP.make_doc(text)) == {}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 4 March they met and the next day they left", "2025-03-05"),
        ("on 4 March they met and that same day they left", "2025-03-04"),
        ("on 4 March they met and the same day they left", "2025-03-04"),
        ("on 4 March they met and left two days later", "2025-03-06"),
        ("on 4 March they met ; a day earlier it rained", "2025-03-03"),
        ("in 2014 they met and the following year they left", "2015"),
        ("in 2014 they met and that year they left", "2014"),
        ("in 2014 they met and the next day they left", None),
        ("they met and the next day they left", None),
        ("in 2014 they met on 18 March of that year", "2014-03-18"),
        ("they met in June 2026 ; the June summit", "2026-06"),
    ],
)
def test_a_date_told_from_the_one_before_it(text: str, iso: str | None) -> None:
    found = list(dates(NLP.make_doc(text)).values())
    assert (found[-1] if found and len(found) > 1 else None) == iso


@pytest.mark.parametrize(
    ("tree", "iso"),
    [
        (
            "They/PRP/nsubj/meet will/MD/aux/meet meet/VB in/IN/case/June June/NNP/obl/meet .",
            "2025-06",
        ),
        ("They/PRP/nsubj/met met/VBD in/IN/case/April April/NNP/obl/met .", "2024-04"),
        ("They/PRP/nsubj/meet meet/VBP on/IN/case/Friday Friday/NNP/obl/meet .", "2025-03-14"),
        ("They/PRP/nsubj/met met/VBD on/IN/case/Friday Friday/NNP/obl/met .", "2025-03-07"),
        (
            "It/PRP/nsubj/rains rains/VBZ since/IN/case/Friday Friday/NNP/obl/rains .",
            "2025-03-07",
        ),
        (
            "a/DT/det/vote vote/NN to/TO/mark/held be/VB/aux:pass/held held/VBN/acl/vote "
            "in/IN/case/September September/NNP/obl/held .",
            "2025-09",
        ),
        (
            "a/DT/det/vote vote/NN held/VBN/acl/vote in/IN/case/September September/NNP/obl/held .",
            "2024-09",
        ),
        (
            "if/IN/mark/goes it/PRP/nsubj/goes goes/VBD/advcl/left with/IN/case/vote "
            "vote/NN/obl/goes in/IN/case/November November/NNP/nmod/vote they/PRP/nsubj/left "
            "left/VBD .",
            "2025-11",
        ),
    ],
)
def test_the_verb_tells_whether_it_was_or_is_to_come(tree: str, iso: str) -> None:
    assert list(dates(doc(tree)).values()) == [iso]


_WAR_ENDED = "It/PRP/nsubj/ended ended/VBD on/IN/case/June June/NNP/obl/ended 14/CD/nummod/June ."


@pytest.mark.parametrize(
    ("before", "iso"),
    [
        ("War/NN in/IN/case/1982 1982/CD/nmod/War .", "1982-06-14"),
        ("War/NN in/IN/case/2031 2031/CD/nmod/War .", "2024-06-14"),
        ("War/NN .", "2024-06-14"),
    ],
)
def test_a_past_day_that_is_still_to_come_this_year_is_of_the_year_told(
    before: str, iso: str
) -> None:
    assert list(dates(doc(before, _WAR_ENDED)).values())[-1] == iso


def test_a_weekday_under_a_future_verb_is_the_next_one() -> None:
    tree = doc(
        "They/PRP/nsubj/meet will/MD/aux/meet meet/VB on/IN/case/Monday Monday/NNP/obl/meet ."
    )
    assert dates(tree) == {"Monday": "2025-03-17"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 29 November 2024", {"29 November 2024": "2024-11-29"}),
        ("in 1990", {"1990": "1990"}),
        ("on 10 March", {}),
        ("on Monday", {}),
        ("yesterday", {}),
        ("last year", {}),
    ],
)
def test_without_a_date_of_publication_only_full_dates(text: str, expected: dict[str, str]) -> None:
    assert dates(NLP.make_doc(text), None) == expected


@pytest.mark.parametrize(
    ("published", "text", "iso"),
    [
        (dt.date(2025, 1, 5), "28 December", "2024-12-28"),
        (dt.date(2024, 12, 28), "5 January", "2025-01-05"),
        (dt.date(2025, 3, 31), "30 March", "2025-03-30"),
        (dt.date(2024, 2, 29), "a year ago", "2023"),
        (dt.date(2025, 1, 31), "last month", "2024-12"),
        (dt.date(1, 1, 1), "nine months ago", None),
        (dt.date(1, 1, 1), "yesterday", None),
        (dt.date(9999, 12, 31), "tomorrow", None),
        (dt.date(5, 1, 1), "last year", None),
    ],
)
def test_around_the_turn_of_the_year_and_of_time(
    published: dt.date, text: str, iso: str | None
) -> None:
    assert list(dates(NLP.make_doc(text), published).values()) == ([] if iso is None else [iso])
