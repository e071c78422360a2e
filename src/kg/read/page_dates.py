"""When a web page was published: what its marks declare, else what it shows.

A page is changed years after it came out (a new design, a corrected comma), and the machine that
does it notes only that. So a date of change counts where nothing else tells a date.
"""

from __future__ import annotations

import re
from typing import Any

from kg.read.dates import is_date_line, published_in

PAGE_DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2199-12-31",
}
"""Without a fixed latest date the answer would depend on the day of the build."""
_CHANGED = re.compile(r"modif|updat|revis|last-?_?mod", re.IGNORECASE)
_NAMES = ("name", "property", "itemprop", "http-equiv", "class", "id")
_CHANGED_FIELD = re.compile(r'"(?:dateModified|dateUpdated)"\s*:\s*"[^"]*"', re.IGNORECASE)
_LONGEST_MARK = 100
_TOP_LINES = 6
_BYLINE = re.compile(r"(?:by|from) .{3,80}", re.IGNORECASE)


def page_date(page: str, text: str) -> str:
    """The day, in ISO form, that a page was published; `text` is what it shows. "" for none.

    >>> page_date('<html><head><meta name="last-modified" content="2026-02-10"></head><body><p>'
    ...           'Published 12 June 2024</p></body></html>', "Published 12 June 2024")
    '2024-06-12'
    """
    return _declared(page) or _shown(text)


def _declared(page: str) -> str:
    """What the marks of the page tell, those of changes left out."""
    import htmldate  # slow to import, and only web pages need it
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.fromstring(page.encode())
    except (ValueError, lxml.etree.LxmlError):
        return ""
    for node in list(tree.iter("meta", "time", "script", "span", "p", "div")):
        if node.tag == "script":
            node.text = _CHANGED_FIELD.sub('"":""', node.text or "")
        elif len(node.text_content()) < _LONGEST_MARK and any(
            _CHANGED.search(node.get(name) or "") for name in _NAMES
        ):
            node.drop_tree()
    found: str | None = htmldate.find_date(tree, **PAGE_DATES)
    return found or ""


def _shown(text: str) -> str:
    """The first line at the top that tells of publication and of nothing else but who wrote it."""
    lines = [line for line in (raw.strip() for raw in text.split("\n")) if line][:_TOP_LINES]
    dates = [published_in(line) for line in lines if is_date_line(line) or _BYLINE.fullmatch(line)]
    return next((date.isoformat() for date in dates if date), "")
