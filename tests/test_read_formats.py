"""A folder with one file of each kind, and what goes wrong with one of many."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import mailbox
import sys
import zipfile
import zlib
from collections.abc import Iterable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.model import Article, Skipped
from kg.outputs import text_name
from kg.read import read
from kg.read.files import MOST_TIMES, UNPACKED_FREELY
from kg.read.formats import FORMATS

TITLE = "Port of Sund closed"
LEAD = (
    "Norland closed the port of Sund on Friday after talks with Ostland failed, the harbour "
    "council said in a statement that named no date for a new round."
)
END = "The premier, Ada Voss, left the hall without a word. Ferries stay in the docks."
DAY = dt.date(2031, 5, 24)
URL = "https://coast.example/port"
LINES = f"{TITLE}\n\nPublished: 24 May 2031\nSource: Coast News\n\n{LEAD}\n\n{END}\n"
PAGE = f"""<html><head><title>{TITLE}</title><meta property="og:site_name" content="Coast News">
<meta property="article:published_time" content="2031-05-24T10:00:00Z"></head><body>
<nav><a href="/">Home</a></nav><article><h1>{TITLE}</h1><p>{LEAD}</p><p>{END}</p></article>
<footer>All about boats</footer></body></html>"""
ROW = {
    "title": TITLE,
    "text": f"{LEAD}\n\n{END}",
    "published": "2031-05-24",
    "publisher": "Coast News",
    "url": URL,
}


def letter(subject: str = TITLE, body: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Coast News <letters@coast.example>"
    message["Subject"] = subject
    message["Date"] = "Sat, 24 May 2031 06:30:00 +0200"
    message.set_content("This letter is best read as a page.")
    layout = f"<table><tr><td>{body or LEAD}</td></tr><tr><td>{END}</td></tr></table>"
    hidden = '<div style="display: none">See what is new</div><style>td {color: red}</style>'
    message.add_alternative(f"<html><body>{hidden}{layout}</body></html>", subtype="html")
    return message


def packed_page() -> bytes:
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = URL
    message["Date"] = "Sun, 10 Feb 2033 08:00:00 +0000"
    part = MIMEText(PAGE, "html", "utf-8")
    part["Content-Location"] = "file:///../../etc/passwd"
    message.attach(part)
    message.attach(MIMEText("p {color: red}", "css"))
    return message.as_bytes()


def pdf(lines: Iterable[str], pages: int = 1) -> bytes:
    """A page of these lines, in the plainest form that is one."""
    shown = b"\n".join(
        b"(" + line.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*"
        for line in lines
    )
    content = b"BT /F1 11 Tf 50 780 Td 14 TL\n" + shown + b"\nET"
    numbers = [f"{4 + i} 0 R" for i in range(pages)]
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        f"<</Type /Pages /Count {pages} /Kids [{' '.join(numbers)}]>>".encode(),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
        *[
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + pages} 0 R "
            "/Resources <</Font <</F1 3 0 R>>>>>>".encode()
        ]
        * pages,
        f"<</Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail += f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + tail.encode()


def word(lines: str = LINES) -> bytes:
    document = docx.Document()
    for line in lines.split("\n"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rtf() -> bytes:
    body = r"\par ".join(LINES.replace("Friday", r"{\b Fri}day").split("\n"))
    return (r"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 " + body + "}").encode("ascii")


def web_archive(*captures: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """Captures: address, status (none for what was put in as it is), kind of content, content."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for address, status, kind, content in captures:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response" if status else "resource",
            payload=io.BytesIO(content),
            warc_content_type="" if status else kind,
            http_headers=headers if status else None,
        )
        writer.write_record(record)
    return file.getvalue()


def boxed(tmp_path: Path, *messages: EmailMessage) -> bytes:
    box = mailbox.mbox(tmp_path / "box")
    for message in messages:
        box.add(message)
    box.close()
    return (tmp_path / "box").read_bytes()


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel><title>Coast News</title><link>https://coast.example</link><item><title>{TITLE}</title>
<link>{URL}</link><pubDate>Sat, 24 May 2031 06:30:00 +0000</pubDate><guid>port</guid>
<description>Norland closed the port.</description>
<c:encoded><![CDATA[<p>{LEAD}</p><p>{END}</p>]]></c:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast News</title>
<entry><id>port</id><title>{TITLE}</title><link rel="self" href="https://coast.example/feed"/>
<link href="{URL}"/><published>2031-05-24T06:30:00Z</published><updated>2033-02-10</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LEAD}</p><p>{END}</p></div>
</content></entry></feed>"""
NEST = b"Content-Type: multipart/mixed; boundary=a\n\n"
HTML_KIND = "text/html; charset=utf-8"


def samples(tmp_path: Path) -> dict[str, bytes]:
    """The same article in every format that is read."""
    row = json.dumps(ROW)
    front = f"---\ntitle: {TITLE}\ndate: 2031-05-24\nsource: Coast News\n---\n"
    cells = '"' + f"{LEAD}\n\n{END}" + '"'
    text = {
        "a.txt": LINES,
        "a.md": f"{front}{LEAD}\n\n{END}\n",
        "a.html": PAGE,
        "a.json": f"[{row}]",
        "a.jsonl": row,
        "a.csv": f"Headline,Date,Source,URL,Body\n{TITLE},2031-05-24,Coast News,{URL},{cells}\n",
        "a.tsv": f"titel\tdatum\tquelle\tvolltext\n{TITLE}\t2031-05-24\tCoast News\t{cells}\n",
        "a.rss": RSS,
        "a.atom": ATOM,
        "a.xml": RSS,
    }
    found = {name: content.encode() for name, content in text.items()}
    for short, long in (("txt", "text"), ("md", "markdown"), ("html", "htm"), ("jsonl", "ndjson")):
        found[f"b.{long}"] = found[f"a.{short}"]
    return found | {
        "a.xhtml": PAGE.encode(),
        "a.mhtml": packed_page(),
        "a.mht": packed_page(),
        "a.eml": letter().as_bytes(),
        "a.mbox": boxed(tmp_path, letter()),
        "a.pdf": pdf([TITLE, "Published: 24 May 2031", "Source: Coast News", *folded(LEAD, END)]),
        "a.docx": word(),
        "a.rtf": rtf(),
        "a.warc": web_archive((URL, "200 OK", HTML_KIND, PAGE.encode()), packed=False),
        "c.jsonl.gz": gzip.compress(row.encode()),
        "c.json.gz": gzip.compress(f"[{row}]".encode()),
        "c.csv.gz": gzip.compress(found["a.csv"]),
        "c.warc.gz": web_archive((URL, "200 OK", HTML_KIND, PAGE.encode())),
    }


def folded(*texts: str) -> list[str]:
    """Lines as narrow as a page has them."""
    lines = []
    for text in texts:
        line = ""
        for one in text.split():
            if len(line) + len(one) > 60:
                lines.append(line)
                line = ""
            line = f"{line} {one}".strip()
        lines.append(line)
    return lines


def folder(tmp_path: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return tmp_path / "articles"


def told(found: Iterable[Article | Skipped]) -> dict[str, str]:
    """Reasons by name; empty for what was read."""
    return {item.name: item.reason if isinstance(item, Skipped) else "" for item in found}


def test_every_format_is_read(tmp_path: Path) -> None:
    files = samples(tmp_path)
    assert {Path(name.removesuffix(".gz")).suffix for name in files} == set(FORMATS)
    found = list(read([folder(tmp_path, dict(files))]))
    assert not [item for item in found if isinstance(item, Skipped)]
    assert len(found) == len(files)
    for article in found:
        assert isinstance(article, Article)
        words = " ".join(article.text.split())
        assert LEAD in words and END in words, article.name
        assert "Home" not in words and "boats" not in words and "color" not in words
        assert "best read" not in words and "See what" not in words and "<" not in words
        assert (article.title, article.published, article.publisher) == (
            TITLE,
            DAY,
            "Coast News",
        ), article.name
    assert found[0].copy_of == "" and {item.copy_of for item in found[1:]} == {found[0].name}  # type: ignore[union-attr]


# One of many


def test_whatever_a_reader_raises_one_article_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(text: str) -> str:
        if "odd" in text:
            raise AssertionError("unknown status keyword")
        return text

    monkeypatch.setattr("kg.read.hypertext.plain", breaks)
    rows = [{**ROW, "id": "a", "text": f"<p>odd {LEAD}</p>"}, {**ROW, "id": "b"}]
    lines = "\n".join(map(json.dumps, rows))
    found = told(read([folder(tmp_path, {"a.jsonl": lines, "a.json": json.dumps(rows)})]))
    assert found == {"a.json#1": "failed", "a.json#b": "", "a.jsonl#1": "failed", "a.jsonl#b": ""}


def test_a_reader_that_breaks_stops_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> Any:
        raise zlib.error("invalid block type")

    monkeypatch.setitem(FORMATS, ".rtf", breaks)
    assert told(read([folder(tmp_path, {"a.rtf": rtf(), "b.txt": LINES})])) == {
        "a.rtf": "failed",
        "b.txt": "",
    }


def test_markup_that_is_none_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    rows = [
        {**ROW, "text": f"<p>{LEAD}</p><![ x"},
        {**ROW, "text": f"<p>{END} Twice.</p><![CDATA["},
    ]
    found = list(read([folder(tmp_path, {"a.json": json.dumps(rows)})]))
    assert told(found) == {"a.json#1": "", "a.json#2": ""}
    assert isinstance(found[0], Article) and found[0].text == f"{TITLE}\n\n{LEAD}"


def test_a_mail_of_many_that_holds_no_text_is_named(tmp_path: Path) -> None:
    empty = EmailMessage()
    empty["Subject"] = "Numbers"
    empty.add_attachment(b"1,2", maintype="application", subtype="octet-stream", filename="../x")
    box = boxed(tmp_path, letter(), empty, letter("Quay", "Another tale about a quay of stone."))
    assert told(read([folder(tmp_path, {"a.mbox": box})])) == {
        "a.mbox#1": "",
        "a.mbox#2": "no_text",
        "a.mbox#3": "",
    }


def test_a_plain_letter_is_put_back_into_paragraphs(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "letters@coast.example"
    message["Subject"] = f"Fwd: {TITLE}"
    message["Date"] = "Sat, 24 May 2031 06:30:00 +0000"
    message.set_content("\n".join([*folded(LEAD), "", *folded(END)]))
    (article,) = read([folder(tmp_path, {"a.eml": message.as_bytes()})])
    assert isinstance(article, Article)
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{END}"
    assert (article.title, article.publisher) == (TITLE, "coast.example")


def test_of_a_web_archive_the_pages_are_read(tmp_path: Path) -> None:
    hostile = "file:///../../etc/passwd"
    archive = web_archive(
        (URL, "200 OK", HTML_KIND, PAGE.encode()),
        (URL, "200 OK", HTML_KIND, PAGE.encode()),
        ("https://coast.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://coast.example/gone", "404 Not Found", HTML_KIND, PAGE.encode()),
        ("https://coast.example/none", "200 OK", HTML_KIND, b"<html><body></body></html>"),
        (hostile, "", HTML_KIND, PAGE.replace("Ada", "Ida").encode()),
    )
    found = list(read([folder(tmp_path, {"a.warc.gz": archive})]))
    assert told(found) == {
        f"a.warc.gz#{URL}": "",
        "a.warc.gz#https://coast.example/none": "no_text",
        f"a.warc.gz#{hostile}": "",
    }
    first, _, last = found
    assert isinstance(first, Article) and first.url == URL
    assert isinstance(last, Article) and last.url == ""
    assert "/" not in text_name(last.name) and ".." not in text_name(last.name)


def test_an_address_is_kept_from_what_a_browser_packed(tmp_path: Path) -> None:
    (article,) = read([folder(tmp_path, {"a.mhtml": packed_page()})])
    assert isinstance(article, Article) and (article.name, article.url) == ("a.mhtml", URL)


def test_a_broken_feed_is_read_as_far_as_it_goes_and_that_is_said(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    hostile = RSS.replace("<rss", f"{bomb}<rss").replace("Norland closed", "&x;&a; Norland closed")
    files = {"a.rss": RSS.replace("</channel></rss>", ""), "b.rss": hostile, "c.xml": "<r><a/></r>"}
    found = list(read([folder(tmp_path, dict(files))]))
    assert told(found) == {"a.rss#port": "", "b.rss#port": "", "c.xml": "no_text"}
    assert isinstance(found[0], Article) and "well-formed" in found[0].notes[0]
    assert isinstance(found[1], Article) and "root:" not in found[1].text


def test_pages_lose_the_lines_that_they_all_have(tmp_path: Path) -> None:
    lines = ["Coast News, evening edition", TITLE, *folded(LEAD)]
    (article,) = read([folder(tmp_path, {"a.pdf": pdf(lines, pages=3)})])
    assert isinstance(article, Article) and "evening" not in article.text


def test_many_lines_are_put_together_in_time(tmp_path: Path) -> None:
    (article,) = read([folder(tmp_path, {"a.pdf": pdf(["Norland and " * 4] * 50, pages=600)})])
    assert isinstance(article, Article) and article.text.count("Norland") > 100_000


def test_a_document_that_draws_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.read.documents._MOST_DRAWN", 1_000)
    here = folder(tmp_path, {"a.pdf": pdf(["a"] * 400, pages=2), "b.pdf": pdf(folded(LEAD))})
    assert told(read([here])) == {"a.pdf": "too_large", "b.pdf": ""}


# What cannot be read


def locked() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf(folded(LEAD))))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def word_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF-1.4\nnothing", "malformed"),
        ("a.pdf", pdf([]), "no_text"),
        ("a.pdf", locked(), "locked"),
        ("a.docx", b"PK\x03\x04 nothing", "malformed"),
        ("a.docx", word("\n"), "no_text"),
        ("a.docx", word_bomb(), "too_large"),
        ("a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nIt closed.", "malformed"),
        ("a.eml", (NEST + b"\n") + (b"--a\n" + NEST) * 9_000, "malformed"),
        ("a.rtf", b"Norland closed the port.", "malformed"),
        ("a.eml", b"\n\nNorland closed the port.", "malformed"),
        ("a.mbox", b"Norland closed the port.", "malformed"),
        ("a.mhtml", b"Norland closed the port.", "malformed"),
        ("a.warc", b"Norland closed the port.\r\n\r\n", "malformed"),
        ("a.warc", web_archive((URL, "404 Gone", HTML_KIND, b"x"), packed=False), "no_text"),
        ("a.rss", b"Norland closed the port.", "malformed"),
        ("a.jsonl.gz", b"Norland closed the port.", "malformed"),
        ("a.json", b"Norland closed the port.", "malformed"),
        ("a.json", b"[]", "no_text"),
        ("a.csv", b"Pages,Length\n1,2\n", "no_columns"),
        ("a.csv", b"Headline,Body\n", "empty"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    found = list(read([folder(tmp_path, {name: content, "z.txt": LINES})]))
    assert told(found) == {name: reason, "z.txt": ""}


def test_what_grows_out_of_proportion_is_refused(tmp_path: Path) -> None:
    rows = json.dumps(ROW) + "\n" + " " * (UNPACKED_FREELY + MOST_TIMES * 30_000)
    packed = gzip.compress(rows.encode())
    assert len(packed) * MOST_TIMES < len(rows)
    files = {"a.jsonl.gz": packed, "b.txt.gz": packed, "c.json.gz": packed}
    found = told(read([folder(tmp_path, dict(files))]))
    assert found == {
        "a.jsonl.gz#1": "",
        "a.jsonl.gz": "too_large",
        "b.txt.gz": "too_large",
        "c.json.gz": "too_large",
    }


def test_a_packed_file_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({**ROW, "id": str(i), "text": f"{i} {LEAD}"}) for i in range(4000))
    packed = gzip.compress(rows.encode())[:-200]
    *read_, last = read([folder(tmp_path, {"a.jsonl.gz": packed})])
    assert isinstance(last, Skipped) and last.reason == "malformed" and len(read_) > 10


@pytest.mark.parametrize(
    ("name", "library"),
    [("a.pdf", "pypdf"), ("a.docx", "docx"), ("a.rtf", "striprtf.striprtf"), ("a.warc", "warcio")],
)
def test_a_library_that_is_missing_is_named_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    here = folder(tmp_path, {name: samples(tmp_path)[name], "b.txt": LINES})
    for module in [one for one in sys.modules if one.split(".")[0] == library.split(".")[0]]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, library, None)
    skipped, article = sorted(read([here]), key=lambda item: item.name)
    assert isinstance(article, Article)
    assert isinstance(skipped, Skipped) and skipped.reason == "library"
    assert "pip install" in skipped.message and "kg[documents]" in skipped.message
