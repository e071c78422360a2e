"""What names an article in the graph: all that it says, never its file name, so that two folders
may both hold an `a1.txt`.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.digests import digest
from kg.model import Article


def addresses(articles: Iterable[Article]) -> dict[str, str]:
    """For the name of each article what names it everywhere.

    Of articles that are the same in all but their names, the first has the address that it would
    have alone.

    >>> here, there = (Article(name="a1.txt", text=text) for text in ("One.", "Two."))
    >>> addresses([here]) == addresses([there])
    False
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for article in sorted(articles, key=lambda a: a.name):
        published = article.published.isoformat() if article.published else ""
        told = (article.url, article.publisher, published, article.title, article.text)
        address = digest(*told)
        found[article.name] = digest(*told, article.name) if address in taken else address
        taken.add(address)
    return found
