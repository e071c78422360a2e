"""A folder as people have it: tables, indexes, saved pages, old output, and what is no article."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Skipped
from kg.read import read
from kg.read.files import LONGEST_BYTES

BODY = (
    "Norland closed the port of Sund on Friday after talks with Ostland failed, the harbour "
    "council said in a statement that named no date for a new round."
)
PAGE = f"<html><head><title>Port</title></head><body><article><p>{BODY}</p></article></body></html>"


def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "articles"


def found_in(*paths: Path, **options: Any) -> dict[str, str]:
    """Reasons by name; empty for what was read."""
    items = read(paths, **options)
    return {item.name: item.reason if isinstance(item, Skipped) else "" for item in items}


def one(*paths: Path) -> Article:
    (article,) = read(paths)
    assert isinstance(article, Article), article
    return article


# Tables

HEADINGS = {
    "English": "Headline,Publication Date,Source,Web URL,Full Text",
    "German": "Überschrift;Erscheinungsdatum;Quelle;Webadresse;Volltext",
    "French": "Titre\tDate de publication\tÉditeur\tLien\tTexte intégral",
    "Spanish": "título|fecha|medio|enlace|contenido",
    "Italian": "Titolo;Data;Testata;Indirizzo;Testo",
    "Portuguese": "TÍTULO,DATA,JORNAL,ENDEREÇO,TEXTO",
    "Dutch": "kop;datum;krant;adres;inhoud",
    "Polish": "Tytuł;Data publikacji;Źródło;Łącze;Treść",
    "Swedish": "Rubrik;Publicerad;Tidning;Länk;Brödtext",
    "Finnish": "Otsikko;Julkaistu;Lähde;Linkki;Teksti",
    "Czech": "Titulek;Datum;Zdroj;Odkaz;Obsah",
    "Turkish": "BAŞLIK;TARİH;GAZETE;BAĞLANTI;METİN",
    "Greek": "Τίτλος;Ημερομηνία;Πηγή;Σύνδεσμος;Κείμενο",
    "Russian": "Заголовок;Дата;Издание;Ссылка;Текст",
    "Ukrainian": "Назва;Дата;Джерело;Посилання;Вміст",
}


@pytest.mark.parametrize("language", HEADINGS)
def test_the_columns_of_a_table_are_known_and_told(tmp_path: Path, language: str) -> None:
    heading = HEADINGS[language]
    mark = next(one for one in "|\t;," if one in heading)
    cells = ["Port closed", "2031-05-24", "Coast News", "https://coast.example/a", f'"{BODY}"']
    article = one(folder(tmp_path, {"a.csv": f"\ufeff{heading}\n{mark.join(cells)}\n"}))
    assert (article.title, article.publisher) == ("Port closed", "Coast News")
    assert (article.published, article.url) == (dt.date(2031, 5, 24), "https://coast.example/a")
    assert article.text == f"Port closed\n\n{BODY}"
    last = heading.split(mark)[-1]
    assert article.notes[0].startswith("columns read: title from") and f'"{last}"' in str(
        article.notes
    )


def test_a_table_has_an_article_a_row(tmp_path: Path) -> None:
    long = "The quay was rebuilt in stone and in steel. " * 4000
    rows = [
        "sep=;",
        "Nr;Headline;Body",
        f'7;One;"{BODY}\n\nIt said ""no"" too."',
        "",
        f"8;Two;{long}",
        "9;Three;",
        "10;Four;12.5",
    ]
    found = list(read([folder(tmp_path, {"a.csv": "\n".join(rows)})]))
    assert [item.name for item in found] == ["a.csv#7", "a.csv#8", "a.csv#3", "a.csv#4"]
    assert [getattr(item, "reason", "") for item in found] == ["", "", "no_text", "no_prose"]
    assert isinstance(found[0], Article) and found[0].text.endswith('\n\nIt said "no" too.')


def test_a_table_without_texts_says_which_columns_it_has(tmp_path: Path) -> None:
    (item,) = read([folder(tmp_path, {"a.csv": "Year,Tonnes\n2031,7\n"})])
    assert isinstance(item, Skipped) and item.reason == "no_columns"
    assert '"Year", "Tonnes"' in item.message and '"text"' in item.message


# Indexes


def test_an_index_has_columns_in_several_languages(tmp_path: Path) -> None:
    files = {"index.csv": "Datei;Titel;Datum;Quelle\na.txt;Port;2031-05-24;Coast\n", "a.txt": BODY}
    article = one(folder(tmp_path, files))
    assert (article.title, article.publisher) == ("Port", "Coast")
    assert article.published == dt.date(2031, 5, 24)


@pytest.mark.parametrize(
    "index", ["when,who\n2031-05-24,Coast\n", "file,when\na.txt,2031-05-24\n", "published\n2031\n"]
)
def test_an_index_without_columns_that_are_known_says_so(tmp_path: Path, index: str) -> None:
    skipped, article = read([folder(tmp_path, {"index.csv": index, "a.txt": BODY})])
    assert isinstance(article, Article)
    assert isinstance(skipped, Skipped) and skipped.reason == "index"
    assert "file" in skipped.message and "published" in skipped.message
    assert f'"{index.split(",")[0].split()[0]}"' in skipped.message


def test_an_index_of_files_that_are_not_there_names_them(tmp_path: Path) -> None:
    index = "file,published\na.txt,2031-05-24\ngone.txt,2031-05-25\n"
    skipped, article = read([folder(tmp_path, {"index.csv": index, "a.txt": BODY})])
    assert isinstance(skipped, Skipped) and isinstance(article, Article)
    assert "gone.txt" in skipped.message and "a.txt" not in skipped.message
    assert str(article.published) == "2031-05-24"


GERMAN = "Der Hafen von Sund ist seit Montag geschlossen, teilte der Rat der Stadt mit. "


@pytest.mark.parametrize(
    ("text", "skipped"), [(GERMAN * 3, True), (GERMAN, False), (f"{GERMAN}{BODY * 3}", False)]
)
def test_what_is_not_in_english_is_not_read(tmp_path: Path, text: str, skipped: bool) -> None:
    (found,) = read([folder(tmp_path, {"a.txt": text})])
    assert (getattr(found, "reason", "") == "language") is skipped


def test_an_index_that_holds_the_articles_is_read(tmp_path: Path) -> None:
    files = {"index.csv": f'id,title,text\n7,Port,"{BODY}"\n'}
    assert found_in(folder(tmp_path, files)) == {"index.csv#7": ""}


def test_a_doubtful_date_does_not_wipe_out_a_sure_one(tmp_path: Path) -> None:
    index = "file,published\na.txt,10/11/2025\nb.json,2031-05-24\n"
    row = json.dumps({"id": "7", "text": f"Twice so. {BODY}", "date": "10/11/2025"})
    text = f"Port closed\n\nPublished: 12 March 2025\n\n{BODY}"
    found = list(read([folder(tmp_path, {"index.csv": index, "a.txt": text, "b.json": row})]))
    dates = [item.published for item in found if isinstance(item, Article)]
    assert dates == [dt.date(2025, 3, 12), dt.date(2031, 5, 24)]
    assert all("10/11/2025" in str(getattr(item, "notes", "")) for item in found)


# Who published it


@pytest.mark.parametrize(
    "line",
    [
        "(Island Herald)",
        "Source: Island Herald",
        "Publisher: Island Herald",
        "Published by the Island Herald",
        "24 May 2031 (Island Herald)",
        "By Ann Lind (Island Herald)",
        f"(Island Herald) - {BODY}",
        f"SUND (Island Herald) — {BODY}",
    ],
)
def test_a_line_tells_the_publisher(tmp_path: Path, line: str) -> None:
    article = one(folder(tmp_path, {"a.txt": f"Port closed in Sund\n\n{line}\n\n{BODY}\n"}))
    assert article.title == "Port closed in Sund"
    assert article.publisher.removeprefix("the ") == "Island Herald"


@pytest.mark.parametrize("line", ["(Island Herald)", "Source: Island Herald"])
def test_such_a_line_is_no_title(tmp_path: Path, line: str) -> None:
    article = one(folder(tmp_path, {"a.txt": f"{line}\n\nPort closed in Sund\n\n{BODY}\n"}))
    assert (article.title, article.publisher) == ("Port closed in Sund", "Island Herald")


@pytest.mark.parametrize(
    "line",
    [
        "(Updated)",
        "(File photo)",
        "(in millions)",
        "24 May 2031 (Saturday)",
        "Published: 24 May 2031, 11:05 (GMT)",
        "At least 12 ferries wait in Sund (Norland)",
        "Source: https://coast.example",
        "The Harbour Pact (HP)",
        "Ferries stay in the docks (Sund and Norhaven)",
        "The source: a clerk",
    ],
)
def test_other_lines_tell_none(tmp_path: Path, line: str) -> None:
    article = one(folder(tmp_path, {"a.txt": f"Port closed in Sund\n\n{line}\n\n{BODY}\n"}))
    assert article.publisher == ""


# Saved pages, old output


@pytest.mark.parametrize("beside", ["Port_files", "Port-Dateien", "Port_fichiers", "Port_archivos"])
def test_a_page_saved_complete_is_one_article(tmp_path: Path, beside: str) -> None:
    files = {"Port.html": PAGE, f"{beside}/frame.html": PAGE, f"{beside}/a.js": "x()"}
    assert found_in(folder(tmp_path, files)) == {"Port.html": ""}


@pytest.mark.parametrize("name", ["Port_files", "Port-2031"])
def test_another_folder_is_read(tmp_path: Path, name: str) -> None:
    files = {f"{name}/a.txt": BODY} | ({"Port.html": PAGE} if name == "Port-2031" else {})
    assert "a.txt" in found_in(folder(tmp_path, files))


OUTPUT = {
    "graph.ttl": "",
    "graph.html": PAGE,
    "graph.jsonld": "{}",
    "nodes.csv": f"id,text\n1,{BODY}\n",
    "report.json": json.dumps({"text": BODY}),
    "text/a.txt": BODY,
}


def test_what_a_build_wrote_is_known_wherever_it_lies(tmp_path: Path) -> None:
    files = {f"old/{name}": content for name, content in OUTPUT.items()}
    assert found_in(folder(tmp_path, files | {"b.txt": BODY})) == {"b.txt": ""}
    for given in ("old", "old/text", "old/text/a.txt", "old/graph.html"):
        assert set(found_in(tmp_path / "articles" / given).values()) == {"own_output"}


def test_articles_among_what_a_build_wrote_are_read(tmp_path: Path) -> None:
    here = folder(tmp_path, OUTPUT | {"b.txt": BODY})
    assert found_in(here) == {"b.txt": ""}


def test_a_folder_called_text_is_read(tmp_path: Path) -> None:
    files = {"text/a.txt": BODY, "nodes.csv": f"id,text\n1,Another one. {BODY}\n"}
    assert found_in(folder(tmp_path, files)) == {"a.txt": "", "nodes.csv#1": ""}


# Arrays, stubs, and records that are no articles


def test_an_array_may_be_longer_than_an_article(tmp_path: Path) -> None:
    padding = " " * 1_000_000
    rows = [{"id": str(i), "text": f"{i} times so. {BODY}", "pad": padding} for i in range(25)]
    here = folder(tmp_path, {"a.json": json.dumps(rows)})
    assert (here / "a.json").stat().st_size > LONGEST_BYTES
    assert found_in(here) == {f"a.json#{i}": "" for i in range(25)}


def test_a_broken_array_is_read_up_to_where_it_breaks(tmp_path: Path) -> None:
    text = f'[{json.dumps({"id": "a", "text": BODY})}, {{"id": "b", "te'
    *_, last = found = list(read([folder(tmp_path, {"a.json": text})]))
    assert [item.name for item in found] == ["a.json#a", "a.json"]
    assert isinstance(last, Skipped) and "after its article 1" in last.message


@pytest.mark.parametrize("depth", [40, 300, 600, 900])
def test_a_value_that_is_nested_without_end_stops_no_other(tmp_path: Path, depth: int) -> None:
    deep = "[" * depth + json.dumps({"text": "7"}) + "]" * depth
    row = json.dumps({"id": "a", "text": BODY})
    found = found_in(folder(tmp_path, {"a.jsonl": f"{deep}\n{row}", "b.json": f"[{deep},{row}]"}))
    assert set(found) == {"a.jsonl#1", "a.jsonl#a", "b.json#1", "b.json#a"}
    assert [name for name, reason in found.items() if not reason] == ["a.jsonl#a", "b.json#a"]


def test_values_one_after_another_are_an_array_too(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": BODY}, {"id": "b", "text": f"Twice so. {BODY}"}]
    text = "\n".join(json.dumps(row, indent=1) for row in rows)
    assert found_in(folder(tmp_path, {"a.json": text})) == {"a.json#a": "", "a.json#b": ""}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"title": "[Removed]", "content": "[Removed]", "url": "https://x.example"}, "removed"),
        ({"title": "[Removed]", "description": "[Removed]", "publishedAt": "2031"}, "removed"),
        ({"name": "kit", "version": "1.2", "description": "Parses all of it. Fast."}, "no_text"),
        ({"text": "12345", "date": "2031-05-24"}, "no_prose"),
        ({"text": "Home | Sport | Weather"}, "no_prose"),
        ({"text": "https://coast.example/port-of-sund-closed.html"}, "no_prose"),
    ],
)
def test_what_is_no_article_is_refused_with_a_word(
    tmp_path: Path, row: dict[str, str], reason: str
) -> None:
    here = folder(tmp_path, {"a.jsonl": json.dumps(row), "b.txt": BODY})
    assert found_in(here) == {"a.jsonl#1": reason, "b.txt": ""}


@pytest.mark.parametrize("field", ["description", "abstract"])
def test_a_teaser_is_an_article_where_there_is_no_more(tmp_path: Path, field: str) -> None:
    row = {field: BODY, "url": "https://coast.example/a"}
    assert one(folder(tmp_path, {"a.json": json.dumps(row)})).text == BODY


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("a.zip", "unpack"),
        ("a.tar.gz", "unpack"),
        ("a.doc", ".docx"),
        ("a.xlsx", "CSV"),
        ("a.jpg", "picture"),
        ("a.msg", ".eml"),
        ("a.xyz", "convert"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(tmp_path: Path, name: str, word: str) -> None:
    (item,) = read([folder(tmp_path, {name: "x"})])
    assert isinstance(item, Skipped) and item.reason == "unknown_format"
    assert word in item.message and "rename" not in item.message
