"""Columns by the names that people and databases give them, in several languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SEPARATORS = ",;\t|"
_NAMES = {
    "file": "file, filename, path, datei, dateiname, fichier, archivo, ficheiro, arquivo, bestand, "
    "plik, файл",
    "id": "id, article id, uuid, guid, accession number, document id, nr, no",
    "title": "title, headline, article title, titel, überschrift, schlagzeile, titre, título, "
    "titular, titolo, kop, tytuł, nagłówek, rubrik, otsikko, titulek, başlık, τίτλος, заголовок, "
    "назва, name",
    "text": "text, full text, article text, body, body text, article body, main text, content, "
    "article, story, artikeltext, volltext, inhalt, artikel, texte, texte intégral, contenu, "
    "corps, texto, texto completo, contenido, cuerpo, conteúdo, corpo, testo, contenuto, articolo, "
    "tekst, inhoud, treść, innehåll, brödtext, teksti, obsah, metin, içerik, κείμενο, текст, "
    "содержание, вміст",
    "description": "description, summary, abstract, snippet, lead, lead paragraph, excerpt, "
    "beschreibung, zusammenfassung, résumé, chapô, resumen, entradilla, resumo, sommario, "
    "riassunto, samenvatting, streszczenie, описание",
    "published": "published, published at, publication date, publish date, date published, "
    "date published at, published date, date publish, pub date, erscheinungsdatum, veröffentlicht, "
    "veröffentlichungsdatum, date de publication, date de parution, fecha de publicación, "
    "data de publicação, data di pubblicazione, data pubblicazione, publicatiedatum, "
    "data publikacji, publicerad, julkaistu, дата публикации, date, datetime, seendate, timestamp, "
    "datum, fecha, tarih, ημερομηνία, дата, data",
    "publisher": "publisher, source, source name, outlet, newspaper, news source, media name, "
    "media outlet, publication, publication title, site, site name, sitename, domain, "
    "quelle, zeitung, medium, herausgeber, source du média, média, journal, éditeur, fuente, "
    "medio, periódico, diario, fonte, jornal, veículo, testata, giornale, bron, krant, "
    "źródło, gazeta, källa, tidning, lähde, kaynak, gazete, zdroj, noviny, πηγή, "
    "источник, издание, джерело",
    "url": "url, link, web url, article url, permalink, uri, web address, adresse, webadresse, "
    "lien, adresse url, enlace, dirección, endereço, collegamento, indirizzo, adres, łącze, länk, "
    "linkki, bağlantı, odkaz, σύνδεσμος, ссылка, адрес, посилання",
}


def _key(name: str) -> str:
    """
    >>> _key("Veröffentlicht_am "), _key("publishedAt")
    ('veroffentlichtam', 'publishedat')
    """
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(c for c in letters if c.isalnum())


_FIELDS = {field: tuple(_key(name) for name in names.split(",")) for field, names in _NAMES.items()}


def fields_of(columns: Iterable[str]) -> dict[str, str]:
    """The columns that are known, by field; where several would do, the likeliest.

    >>> fields_of(["Überschrift", "Date", "Erscheinungsdatum", "Body", "Pages"])
    {'title': 'Überschrift', 'text': 'Body', 'published': 'Erscheinungsdatum'}
    """
    by_key = {_key(column): column for column in reversed(list(columns))}
    likeliest = {
        field: next((by_key[name] for name in names if name in by_key), "")
        for field, names in _FIELDS.items()
    }
    return {field: column for field, column in likeliest.items() if column}


def separator(heading: str) -> str:
    """What stands between the columns of a table whose first line is this.

    >>> separator("Datum;Titel;Text, ganz")
    ';'
    """
    return max(_SEPARATORS, key=lambda one: (_known(heading, one), heading.count(one)))


def holds_texts(heading: bytes) -> bool:
    """Whether one of the columns in this first line of a table holds the texts of articles.

    >>> holds_texts(b"file,published,url"), holds_texts(b"Headline;Body")
    (False, True)
    """
    line = heading.decode("utf-8-sig", "replace")
    return "text" in fields_of(_cells(line, separator(line)))


def listed(columns: Iterable[str]) -> str:
    """Columns as a sentence names them, so many as a person reads.

    >>> listed(["a", " ", "b"])
    '"a", "b"'
    """
    named = [f'"{" ".join(column.split())[:40]}"' for column in columns if column.strip()]
    more = f" and {len(named) - 12} more" if len(named) > 12 else ""
    return ", ".join(named[:12]) + more


def _known(heading: str, one: str) -> int:
    return len(fields_of(_cells(heading, one)))


def _cells(line: str, one: str) -> list[str]:
    return [re.sub(r"^[\"'\s]+|[\"'\s]+$", "", cell) for cell in line.split(one)]
