"""The text of HTML that is one article and nothing around it: a newsletter, a field of a record."""

from __future__ import annotations

import re
from typing import Any

from kg.read.files import Unreadable

# fmt: off
_BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "td", "th", "tr", "ul",
}
# fmt: on
_SILENT = {"figure", "head", "noscript", "script", "style", "template", "title"}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(html: str) -> str:
    """Its text, a paragraph for each block; what is hidden or no text is left out.

    >>> plain("<p>One <b>port</b> &amp; two<br>quays.</p><script>x()</script><![ x")
    'One port & two\\n\\nquays.'
    """
    parts: list[str] = []
    walk = _walk(html)
    for event, node in walk:
        block = "\n" if node.tag in _BLOCKS else ""
        if event == "end":
            parts += [block, node.tail or ""]
        elif node.tag in _SILENT or _HIDDEN.search(node.get("style") or ""):
            walk.skip_subtree()
        else:
            parts += [block, node.text or ""]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _walk(html: str) -> Any:
    import lxml.etree  # slow to import, and only markup needs it
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        data = _NOT_XML.sub("\ufffd", html).encode("utf-8")
        tree = lxml.html.document_fromstring(data, parser=parser)
    except lxml.etree.LxmlError as error:
        raise Unreadable("no_text", "holds markup and no text; look at it") from error
    return lxml.etree.iterwalk(tree, events=("start", "end"))
