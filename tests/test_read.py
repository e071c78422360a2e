"""Reading: which files, under which names, and what each format tells."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Article, Skipped
from kg.read import read

BODY = (
    "Norland closed the port of Sund on Friday after talks with Ostland failed, the harbour "
    "council said in a statement that named no date for a new round. Ferries stay in the docks."
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file below a folder of articles and returns that folder."""

    def write_file(name: str, content: str | bytes = BODY) -> Path:
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return tmp_path / "articles"

    return write_file


def articles(*paths: Path, **options: Any) -> list[Article]:
    found = list(read(paths, **options))
    assert not [item for item in found if isinstance(item, Skipped)]
    return [item for item in found if isinstance(item, Article)]


def one(*paths: Path, **options: Any) -> Article:
    (article,) = articles(*paths, **options)
    return article


def skipped(*paths: Path) -> dict[str, str]:
    return {item.name: item.reason for item in read(paths) if isinstance(item, Skipped)}


# Files and names


def test_folders_are_read_to_the_bottom_in_the_order_of_names(write: Any) -> None:
    write("b.txt", "One. " + BODY)
    write("sub/deep/a.txt", "Two, quite another report about a bridge.")
    folder = write("c.md", "Three, about a lighthouse and its keeper.")
    assert [article.name for article in articles(folder)] == ["a.txt", "b.txt", "c.md"]


def test_the_order_of_arguments_does_not_matter(write: Any) -> None:
    write("a.txt", "One. " + BODY)
    folder = write("b.txt", "Another report altogether.")
    forward = articles(folder / "a.txt", folder / "b.txt")
    assert forward == articles(folder / "b.txt", folder / "a.txt", folder)


def test_files_of_one_name_are_told_apart_by_their_folders(write: Any) -> None:
    write("coast/a.txt", "One. " + BODY)
    folder = write("inland/a.txt", "Another report altogether.")
    assert [article.name for article in articles(folder)] == ["coast/a.txt", "inland/a.txt"]


def test_hidden_files_readmes_and_indexes_are_passed_over(write: Any) -> None:
    write(".git/config.txt")
    write("README.md")
    write("index.csv", "file,published\na.txt,2031-05-24\n")
    assert [article.name for article in articles(write("a.txt"))] == ["a.txt"]


def test_a_missing_path_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read([tmp_path / "nowhere"]))


def test_what_a_build_wrote_is_not_read(write: Any) -> None:
    write("out/text/a.txt")
    folder = write("a.txt")
    assert len(articles(folder, leave_out=[folder.resolve() / "out" / "text"])) == 1


# Text


def test_plain_text_stays_as_it_is(write: Any) -> None:
    text = "  Title \n\n\tBody\u00a0with “quotes” \n\n\n"
    assert one(write("a.txt", text)).text == text


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_are_made_one(write: Any, newline: str) -> None:
    assert (
        one(write("a.txt", f"Port closed{newline}{newline}It is.")).text == "Port closed\n\nIt is."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Published: 12 March 2025, 21:40",
        "By Ann Lind, 12 March 2025",
        "March 12, 2025",
        "Sund, 12.03.2025",
        "Updated 2025-03-12T21:40:00Z",
        "SUND, 12 March 2025 (Coast Press) - Norland closed its port on Friday.",
    ],
)
def test_the_top_lines_tell_the_date(write: Any, line: str) -> None:
    article = one(write("a.txt", f"Port closed in Sund\n\n{line}\n\n{BODY}"))
    assert (article.title, article.published) == ("Port closed in Sund", dt.date(2025, 3, 12))


@pytest.mark.parametrize(
    "line",
    [
        "Date: 2025-03-12",
        "Published: Wednesday 12 March 2025, 11.05 GMT",
        "12 March 2025",
        "Updated 14 March 2025, first published 12 March 2025",
    ],
)
def test_a_line_of_dates_is_no_title(write: Any, line: str) -> None:
    article = one(write("a.txt", f"{line}\n\nPort closed in Sund\n\n{BODY}"))
    assert (article.title, article.published) == ("Port closed in Sund", dt.date(2025, 3, 12))
    assert one(write("a.txt", f"{line}\n\n{BODY}")).title == ""


@pytest.mark.parametrize(
    "line",
    ["Norland marks 12 March 2025", "Vote of 12 March 2025", "Updated map of 2025 published"],
)
def test_a_title_may_tell_a_date(write: Any, line: str) -> None:
    assert one(write("a.txt", f"{line}\n\n{BODY}")).title == line


def test_the_day_of_a_change_is_second_to_that_of_publication(write: Any) -> None:
    lines = "Updated: 14 March 2025\nPublished: 12 March 2025"
    article = one(write("a.txt", f"Port closed in Sund\n\n{lines}\n\n{BODY}"))
    assert article.published == dt.date(2025, 3, 12)


@pytest.mark.parametrize(
    "line",
    [
        "Published: 10/11/2025",
        "The council met on 3 May 2020 and on 4 June 2021.",
        f"{BODY} It was closed on 3 May 2020 too.",
        "SUND, March 12 (Coast Press) - Norland closed its port on Friday.",
    ],
)
def test_a_date_that_is_not_certain_is_none(write: Any, line: str) -> None:
    assert one(write("a.txt", f"Port closed in Sund\n\n{line}\n\n{BODY}")).published is None


def test_a_given_date_is_for_those_without_one(write: Any) -> None:
    write("a.txt", f"Port closed\n\nPublished: 12 March 2025\n\n{BODY}")
    folder = write("b.txt", "Quite another report, without a date.")
    dates = [article.published for article in articles(folder, published=dt.date(2031, 5, 24))]
    assert dates == [dt.date(2025, 3, 12), dt.date(2031, 5, 24)]


def test_a_long_first_line_is_no_title(write: Any) -> None:
    assert one(write("a.txt", BODY)).title == ""


# Indexes


@pytest.mark.parametrize("key", ["a.txt", "a"])
def test_an_index_beside_the_files_knows_better(write: Any, key: str) -> None:
    row = {"id": key, "title": "Told", "published": "2031-05-24", "publisher": "Coast News"}
    write("index.jsonl", json.dumps(row))
    article = one(write("a.txt", f"Port closed\n\nPublished: 12 March 2025\n\n{BODY}"))
    assert (article.title, article.published, article.publisher) == (
        "Told",
        dt.date(2031, 5, 24),
        "Coast News",
    )


def test_a_table_is_an_index_too(write: Any) -> None:
    write("index.csv", "\ufefffile,published,url\na.txt,2031-05-24,https://coast.example/a\n")
    article = one(write("a.txt"))
    assert (article.published, article.url) == (dt.date(2031, 5, 24), "https://coast.example/a")


def test_a_broken_index_is_named_and_the_articles_are_read(write: Any) -> None:
    write("index.jsonl", '{"id": "a", "published": "2031-05-24"}\n{"id": ')
    found = list(read([write("a.txt")]))
    assert [type(item) for item in found] == [Skipped, Article]
    assert isinstance(found[1], Article) and found[1].published == dt.date(2031, 5, 24)


def test_a_date_that_cannot_be_read_is_noted(write: Any) -> None:
    write("index.csv", "file,published\na.txt,10/11/2025\n")
    article = one(write("a.txt"))
    assert article.published is None and "10/11/2025" in article.notes[0]


# Markdown and web pages


def test_front_matter_tells_and_is_no_text(write: Any) -> None:
    text = (
        f'---\ntitle: "Port closed"\ndate: 2031-05-24\nsource: Coast News\n---\n# Port\n\n{BODY}\n'
    )
    article = one(write("a.md", text))
    assert (article.title, article.publisher) == ("Port closed", "Coast News")
    assert article.published == dt.date(2031, 5, 24)
    assert article.text == text
    assert article.cuts[0].cue == "front-matter"
    assert text[article.cuts[0].end :].startswith("# Port")


def test_marks_and_link_targets_are_left_out(write: Any) -> None:
    text = "# Port\n\nThe **council** [said](https://coast.example/x) *so*.\n\n- Item [1] * 2\n"
    article = one(write("a.md", text))
    link = ["[", "](https://coast.example/x)"]
    assert [text[cut.start : cut.end] for cut in article.cuts] == [
        *("# ", "**", "**"), *link, *("*", "*", "- ")
    ]  # fmt: skip


PAGE = f"""<html><head><meta charset="utf-8"><title>Port closed | Coast News</title>
<meta property="og:title" content="Port closed"><meta property="og:site_name" content="Coast News">
<meta property="article:published_time" content="2031-05-24T10:00:00Z">
<link rel="canonical" href="https://coast.example/port"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Port closed</h1>
<p>{BODY}</p><p>The premier, Ada Voss, said “never” and left the hall without a word.</p>
<script>alert("x")</script></article><footer>© Coast News</footer></body></html>"""


def test_a_page_is_read_without_what_is_around_it(write: Any) -> None:
    article = one(write("a.html", PAGE))
    assert article.text.startswith("Port closed\n")
    assert BODY in article.text and "“never”" in article.text
    assert "Sport" not in article.text and "alert" not in article.text
    assert (article.title, article.publisher) == ("Port closed", "Coast News")
    assert (article.published, article.url) == (dt.date(2031, 5, 24), "https://coast.example/port")


CHANGED = '<meta property="article:modified_time" content="2033-02-10T08:00:00Z">'


def page(head: str, shown: str) -> str:
    """A page with such marks in its head and such lines below its title."""
    told = '<meta property="article:published_time" content="2031-05-24T10:00:00Z">'
    return PAGE.replace(told, head).replace("</h1>", f"</h1>{shown}")


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        (CHANGED, "<p>Published 24 May 2031</p>"),
        (CHANGED, "<p>By Ann Lind | May 24, 2031</p>"),
        (CHANGED, '<time datetime="2031-05-24T10:00">24 May 2031</time>'),
        ("", '<time class="updated" datetime="2033-02-10">now</time><time>24 May 2031</time>'),
        ("", "<p>Saturday 24 May 2031 11.05 BST</p>"),
        ("", "<p>Updated: 10 February 2033</p><p>Published: 24 May 2031</p>"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", '
            '"dateModified": "2033-02-10T08:00:00Z"}</script>',
            "<p>24 May 2031</p>",
        ),
        (f'{CHANGED}<meta property="article:published_time" content="2031-05-24">', ""),
    ],
)
def test_a_page_is_of_the_day_that_it_was_published(write: Any, head: str, shown: str) -> None:
    assert one(write("a.html", page(head, shown))).published == dt.date(2031, 5, 24)


@pytest.mark.parametrize(
    ("head", "shown", "expected"),
    [
        (CHANGED, "", dt.date(2033, 2, 10)),
        (CHANGED, "<p>The port has been closed since 24 May 2031.</p>", dt.date(2033, 2, 10)),
        ("", "<p>10/11/2031</p>", None),
        ("", "<p>The port has been closed since 24 May.</p>", None),
    ],
)
def test_other_dates_of_a_page_do_not_count_for_it(
    write: Any, head: str, shown: str, expected: dt.date | None
) -> None:
    assert one(write("a.html", page(head, shown))).published == expected


def test_a_page_may_declare_its_encoding(write: Any) -> None:
    page = PAGE.replace("utf-8", "windows-1250").replace("Ada Voss", "Žofie Vučić")
    assert "Žofie Vučić" in one(write("a.html", page.encode("cp1250"))).text


def test_a_page_without_an_article_is_named(write: Any) -> None:
    assert skipped(write("a.html", "<html><body></body></html>")) == {"a.html": "no_text"}


# Records of news services

SERVICES = {
    "ours": {
        "id": "7",
        "title": "Port closed",
        "text": BODY,
        "published": "2031-05-24",
        "publisher": "Coast News",
        "url": "https://coast.example/a",
    },
    "wrapped list": {
        "status": "ok",
        "totalResults": 1,
        "articles": [
            {
                "source": {"id": None, "name": "Coast News"},
                "title": "Port closed",
                "url": "https://coast.example/a",
                "publishedAt": "2031-05-24T06:00:00Z",
                "content": BODY,
            }
        ],
    },
    "fields inside": {
        "response": {
            "status": "ok",
            "results": [
                {
                    "id": "world/7",
                    "webTitle": "Port closed",
                    "webPublicationDate": "2031-05-24T06:00:00Z",
                    "webUrl": "https://coast.example/a",
                    "fields": {"bodyText": BODY, "publication": "Coast News"},
                }
            ],
        }
    },
    "headline object": {
        "docs": [
            {
                "_id": "x",
                "headline": {"main": "Port closed"},
                "pub_date": "2031-05-24T06:00:00+0000",
                "web_url": "https://coast.example/a",
                "body": BODY,
                "source": "Coast News",
            }
        ]
    },
    "seconds and a list": [
        {
            "headline": "Port closed",
            "body": f"<p>{BODY}</p><script>x()</script>",
            "timestamp": 1937376000,
            "link": "https://coast.example/a",
            "source": {"title": "Coast News"},
        }
    ],
}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_the_fields_of_news_services_are_known(write: Any, service: str, ending: str) -> None:
    article = one(write(f"a.{ending}", json.dumps(SERVICES[service])))
    assert article.text == f"Port closed\n\n{BODY}"
    assert (article.title, article.publisher) == ("Port closed", "Coast News")
    assert (article.published, article.url) == (dt.date(2031, 5, 24), "https://coast.example/a")


def test_a_line_is_named_by_its_id_or_its_number(write: Any) -> None:
    rows = [{"id": "x7", "text": BODY}, {"text": "Another report, without an id."}]
    folder = write("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [article.name for article in articles(folder)] == ["a.jsonl#x7", "a.jsonl#2"]


def test_an_index_may_tell_of_lines(write: Any) -> None:
    write("index.csv", "id,published\nx7,2031-05-24\n")
    article = one(write("a.jsonl", json.dumps({"id": "x7", "text": BODY})))
    assert article.published == dt.date(2031, 5, 24)


def test_a_line_that_cannot_be_read_is_named_and_the_others_are_read(write: Any) -> None:
    lines = [
        json.dumps({"id": "x", "text": BODY}),
        "{broken",
        json.dumps({"id": "y", "title": "Only a title"}),
        json.dumps({"id": "x", "text": "The same id again."}),
        "[" * 100_000,
        json.dumps({"id": "z", "text": "\ud800 a lone surrogate, and the rest of the story"}),
    ]
    found = list(read([write("a.jsonl", "\n".join(lines))]))
    assert [item.name for item in found if isinstance(item, Article)] == ["a.jsonl#x", "a.jsonl#z"]
    assert [(item.name, item.reason) for item in found if isinstance(item, Skipped)] == [
        ("a.jsonl#2", "malformed"),
        ("a.jsonl#3", "no_text"),
        ("a.jsonl#x", "same_id"),
        ("a.jsonl#5", "malformed"),
    ]


def test_only_web_addresses_are_kept(write: Any) -> None:
    row = {"id": "x", "text": BODY, "url": "javascript:alert(1)"}
    assert one(write("a.jsonl", json.dumps(row))).url == ""


LEAD = '<p>{} <a href="/other">Norland gives up the whole coast, says general</a>{}</p>'


@pytest.mark.parametrize("label", ["Also on Courier:", "<b>READ MORE</b>:", "In pictures |"])
def test_a_paragraph_that_leads_elsewhere_is_no_part_of_the_article(write: Any, label: str) -> None:
    shown = page("", "").replace("<script>", f"{LEAD.format(label, '')}<script>")
    assert "whole coast" not in one(write("a.html", shown)).text


@pytest.mark.parametrize(
    ("label", "after"),
    [
        ("The paper wrote:", " It was wrong."),
        ("The premier, Ada Voss, said on Monday in Sund:", ""),
        ("She believes", ""),
    ],
)
def test_a_sentence_with_a_link_is_part_of_the_article(write: Any, label: str, after: str) -> None:
    shown = page("", "").replace("<script>", f"{LEAD.format(label, after)}<script>")
    assert "whole coast" in one(write("a.html", shown)).text
