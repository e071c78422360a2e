"""How long the page takes: `python docs/images/timing.py` prints a table, best of three.

*Ready* is from the start of navigation to the first drawn graph that answers; *filter* from a click
on a filter to the next drawn picture; *all drawn* from asking for every node to its picture.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rdflib import Graph

from kg.export.arrows import Arrow
from kg.export.facts import FactCard, Part
from kg.export.html import render
from kg.export.network import Kind, Network, Node, read_network
from kg.export.passages import Sentence, Source, Span
from kg.ontology import load_ontology

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STYLES = ("positive", "negative", "plain", "plain")


def invented(count: int) -> Network:
    """A network of `count` nodes with three arrows a node, one fact and one sentence an arrow."""
    ends = [(i * (k + 2) // 7 % count, i) for i in range(1, count) for k in range(3)]
    ends = [(a, b) for a, b in ends if a != b]
    nodes = [_node(i, count) for i in range(count)]
    sources = [_source(i) for i in range(max(3, count // 20))]
    sentences = [
        Sentence(iri=f"s{i}", article=sources[i % len(sources)].iri, begin=i * 90, text=_text(i))
        for i in range(len(ends))
    ]
    facts = [_fact(i, a, b) for i, (a, b) in enumerate(ends)]
    arrows = [_arrow(i, a, b) for i, (a, b) in enumerate(ends)]
    empty = read_network(Graph(), load_ontology())
    return replace(
        empty,
        kinds=(Kind(key="Thing", label="Thing", colour="#2c6cb0", shape="dot"),),
        fact_kinds=(Kind(key="Position", label="Position"),),
        nodes=tuple(nodes),
        arrows=tuple(arrows),
        facts=tuple(facts),
        sources=tuple(sources),
        sentences=tuple(sorted(sentences, key=lambda one: (one.article, one.begin))),
    )


def _node(at: int, count: int) -> Node:
    return Node(
        iri=f"n{at}", kind="Thing", label=f"Thing number {at}", weight=round(count / (at + 1), 2)
    )


def _source(at: int) -> Source:
    day = f"2024-{at % 12 + 1:02}-{at % 28 + 1:02}"
    return Source(
        iri=f"a{at}",
        name=f"{at}.txt",
        title=f"Report {at}",
        publisher=f"Paper {at % 9}",
        published=day,
    )


def _text(at: int) -> str:
    return (
        f"In sentence {at} somebody of weight said what somebody else would rather not have heard."
    )


def _fact(at: int, a: int, b: int) -> FactCard:
    span = Span(sentence=f"s{at}", start=0, end=20, rule="r", certainty=0.5 + at % 50 / 100)
    parts = (Part(role="holder", property="kg:holder", text=f"Thing number {a}", node=f"n{a}"),)
    stance = {"positive": "supports", "negative": "opposes"}.get(STYLES[at % 4], "")
    label = f"Thing number {a} on thing number {b}"
    return FactCard(
        iri=f"f{at:06}", kind="Position", label=label, stance=stance, parts=parts, evidence=(span,)
    )


def _arrow(at: int, a: int, b: int) -> Arrow:
    return Arrow(
        source=f"n{a}",
        target=f"n{b}",
        style=STYLES[at % 4],
        label=STYLES[at % 4],
        said=False,
        facts=(f"f{at:06}",),
        strength=round(1e6 / (at + 1), 3),
    )


DRAWN = """() => new Promise((done) => {
  KG.network.once("afterDrawing", () => done(performance.now()));
  KG.network.redraw();
})"""
TIMED = "async () => {{ const t = performance.now(); {act}; return await ({drawn})() - t; }}"
FILTER = TIMED.format(
    act="document.querySelector('input[data-filter=stance]').click()", drawn=DRAWN
)
ALL = TIMED.format(act="KG.go({stance: [], size: 5000})", drawn=DRAWN)


def measure(browser: Browser, path: Path) -> tuple[float, float, float]:
    """Milliseconds until ready, for a filter, and for all nodes."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True).new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("body.ready")
    times = [page.evaluate(script) for script in (DRAWN, FILTER, ALL)]
    page.context.close()
    return times[0], times[1], times[2]


def main() -> None:
    print("| nodes | facts | file | ready | filter | all drawn |")
    print("|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for count in (50, 500, 5000):
            network = invented(count)
            path = Path(folder) / "page.html"
            path.write_text(render(network), encoding="utf-8")
            best = [
                min(times)
                for times in zip(*(measure(browser, path) for _ in range(3)), strict=True)
            ]
            cells = " | ".join(f"{time / 1000:.2f} s" for time in best)
            size = path.stat().st_size / 1e6
            print(f"| {count:,} | {len(network.facts):,} | {size:.1f} MB | {cells} |")
        browser.close()


if __name__ == "__main__":
    main()
