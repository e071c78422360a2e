"""Paragraphs of a web page that only lead to another article: "Also on Courier: <a>...</a>"."""

from __future__ import annotations

from typing import Any

_BLOCKS = ("p", "li")
_MOST_BESIDE = 5
"""Words at most beside a link in such a paragraph: a label, and no sentence with a link in it."""
_LEAST_LINKED = 4
_SENTENCE_ENDS = ".…\"'”’»"
_LEADS = (":", "|", ">", "»", "→", "–", "—", "-")


def without_links_elsewhere(page: str) -> str:
    """The page less those paragraphs; as it is where there is none, or where it cannot be parsed.

    >>> without_links_elsewhere("<html><body><p>It rained.</p><p>Also: <a href='/b'>The port of "
    ...                         "Sund is closed</a></p></body></html>")
    '<html><body><p>It rained.</p></body></html>'
    """
    import lxml.etree  # slow to import, and only web pages need it
    import lxml.html

    try:
        tree = lxml.html.fromstring(page.encode())
    except (ValueError, lxml.etree.LxmlError):
        return page
    leading = [block for block in tree.iter(*_BLOCKS) if _leads_elsewhere(block)]
    for block in leading:
        block.drop_tree()
    return str(lxml.html.tostring(tree, encoding="unicode")) if leading else page


def _leads_elsewhere(block: Any) -> bool:
    """A label that ends like one, then a link that goes on to the end of the paragraph."""
    links = list(block.iter("a"))
    text = " ".join(block.text_content().split())
    linked = " ".join(links[-1].text_content().split()) if len(links) == 1 else ""
    label = text.removesuffix(linked).strip()
    led = label.endswith(_LEADS) and len(label.split()) <= _MOST_BESIDE
    headline = len(linked.split()) >= _LEAST_LINKED and linked[-1] not in _SENTENCE_ENDS
    return led and headline and text.endswith(linked)
