"""The page in a real browser, offline: drawn, quiet, searchable, filterable, deaf to hostility."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from tests.browsing import Browser, check, drawn, panel, styles
from tests.conftest import seen

from kg.errors import OutputError
from kg.export.html import write_html
from kg.mapping import to_graph
from kg.model import Position, Resolved
from kg.ontology import Ontology

VIEWS = (
    "graph",
    "map",
    "positions",
    "territories",
    "timeline",
    "compare",
    "paths",
    "articles",
)
HOSTILE = [
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror='window.hit=1'>",
    '<a href="javascript:window.hit=1">href</a>',
    "javascript:window.hit=1",
    "\"'`><svg onload=window.hit=1>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnol\u2066 name\u2028with\u2029breaks",
    "<!-- <script>",
    "__proto__",
    "x" * 10_000,
]


def stand(holder: str, stance: str, target: str) -> Position:
    """A position that the headline of the corpus tells."""
    told = seen("position.verb", ("a.txt", "Ostmark rejects the patrol plan"))
    return Position(holder=holder, stance=stance, target=target, evidence=told)


@pytest.fixture
def argued(
    browser: Browser, write: Callable[[Graph], Path], resolved: Resolved, ontology: Ontology
) -> Any:
    """The page of the corpus with two more positions, each the only one on its issue."""
    alone = [stand("reh", "opposes", "plan"), stand("norland", "neutral", "patrols in the strait")]
    facts = (*resolved.facts, *alone)
    return browser.open(write(to_graph(replace(resolved, facts=facts), ontology)))


# ------------------------------------------------------------------------------- the file by itself


def test_the_file_names_no_address_that_it_would_fetch(
    write: Callable[[Graph], Path], graph: Graph
) -> None:
    text = write(graph).read_text(encoding="utf-8")
    assert not re.search(
        r"<(script|link|img|iframe|source)[^>]+(src|href)=[\"']?(https?:)?//", text
    )
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy and "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1] and "http" not in policy[1]


def test_the_same_graph_gives_the_same_bytes(
    write: Callable[[Graph], Path], graph: Graph, renamed: Resolved, ontology: Ontology
) -> None:
    first = write(graph).read_bytes()
    assert write(to_graph(renamed, ontology)).read_bytes() == first


def test_what_cannot_be_written_is_said_and_leaves_nothing(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=r"graph\.html"):
        write_html(graph, ontology, tmp_path / "missing" / "graph.html")
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------------------- the graph


def test_nodes_and_arrows_are_drawn(page: Any) -> None:
    assert {"Ada Voss", "Ostmark", "Cape Sela", "Harbour Pact"} <= drawn(page)
    assert {"positive", "negative", "proposing", "territorial", "territorial-said"} <= styles(page)
    assert check(page, "colours") > 20, "the canvas is blank"
    assert page.evaluate("KG.labelled().length") >= 5


def test_positions_come_from_the_build(page: Any) -> None:
    moved = page.evaluate(
        "KG.shown.nodes.filter((node) => { const at = KG.network.getPosition(node.at);"
        " return at.x !== node.x || at.y !== node.y; }).length"
    )
    assert moved == 0
    assert page.evaluate("KG.network.physics.physicsEnabled") is False


def test_a_click_on_an_arrow_shows_its_sentence_with_the_mark(page: Any) -> None:
    page.mouse.click(*check(page, "middle", "annexed by"))
    page.wait_for_selector("#panel.picked")
    marks = page.locator("#panel blockquote mark").all_inner_texts()
    assert marks == ["Ostmark annexed Cape Sela in 2014", "Cape Sela was annexed by Ostmark"]
    assert "The Coastal Post" in panel(page) and "territory.annex" in panel(page)
    assert "95 %" in panel(page) and "1 Mar 2024" in panel(page)
    assert page.locator("#panel .quotes.beside > section").count() == 2


def test_a_click_on_a_node_shows_all_its_facts(page: Any) -> None:
    page.evaluate("KG.go({pick: 'node:cape-sela'})")
    assert "Cape Sela annexed by Ostmark" in panel(page)
    assert "Cape Sela part of Norland" in panel(page)
    assert "also the cape" in panel(page)


def test_links_lead_to_the_web_or_nowhere(page: Any) -> None:
    page.evaluate("KG.go({pick: 'node:norland'})")
    wikidata = page.locator("#panel a", has_text="Wikidata")
    assert wikidata.get_attribute("href") == "http://www.wikidata.org/entity/Q900001"
    assert "noopener" in (wikidata.get_attribute("rel") or "")
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.href)")
    assert all(href.startswith(("http:", "https:", "file:")) for href in hrefs)


# ------------------------------------------------------------------------------- search and filters


def test_search_suggests_and_centres_an_entity(page: Any) -> None:
    page.fill("#search", "vos")
    options = page.locator("#suggestions [role=option]")
    assert options.first.inner_text().startswith("Ada Voss")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert page.evaluate("location.hash").endswith("pick=node%3Aada-voss")
    sideways, upright = check(page, "away", "ada-voss")
    assert sideways < 320 and upright < 260
    assert page.evaluate("KG.network.getSelectedNodes().length") == 1


def test_search_finds_sentences_and_says_when_there_is_nothing(page: Any) -> None:
    page.fill("#search", "never leave")
    assert "never leave the cape" in page.inner_text("#suggestions")
    page.fill("#search", "zzzz")
    assert page.inner_text("#suggestions") == "Nothing found"


@pytest.mark.parametrize(
    ("box", "gone", "left"),
    [
        ("stance/opposes", {"positive", "territorial"}, {"negative"}),
        ("kind/TerritoryClaim", {"positive", "negative"}, {"territorial", "territorial-said"}),
        ("pub/Inland Mirror", {"negative"}, {"positive", "territorial"}),
        ("art/c.txt", {"positive", "territorial"}, {"negative"}),
    ],
)
def test_each_filter_changes_what_is_drawn(
    page: Any, box: str, gone: set[str], left: set[str]
) -> None:
    name, value = box.split("/")
    row = page.locator(f'#filters input[data-filter="{name}"][data-value="{value}"]')
    page.evaluate("document.querySelectorAll('.facet').forEach((one) => { one.open = true; })")
    row.check()
    assert left <= styles(page)
    assert not gone & styles(page)
    row.uncheck()
    assert gone <= styles(page)


def test_certainty_corroboration_and_time_filter_too(page: Any) -> None:
    page.evaluate("KG.go({cert: 0.94})")
    assert styles(page) == {"territorial"}
    page.evaluate("KG.go({cert: 0, corr: 2})")
    assert "territorial" in styles(page) and "negative" not in styles(page), "a copy is no source"
    page.evaluate("KG.go({corr: 1, from: '2024-03-04'})")
    assert "negative" not in styles(page) and "positive" in styles(page)
    page.evaluate("KG.go({from: '', to: '2024-03-01'})")
    assert "positive" not in styles(page)


def test_the_time_slider_moves_the_state(page: Any) -> None:
    page.locator("#time-from").focus()
    page.keyboard.press("End")
    assert page.evaluate("KG.state.from") == "2024-03-05"
    assert "positive" in styles(page) and "negative" not in styles(page)


def test_counts_stand_beside_each_choice(page: Any) -> None:
    row = page.locator("label.option", has=page.locator('input[data-value="opposes"]'))
    assert row.locator(".n").inner_text() == "1"
    page.evaluate("KG.go({kind: ['TerritoryClaim']})")
    assert row.locator(".n").inner_text() == "0"


def test_a_class_is_hidden_by_its_legend(page: Any) -> None:
    page.click('#legend button[data-kind="Person"]')
    assert "Ada Voss" not in drawn(page)
    page.click("#clear")
    assert "Ada Voss" in drawn(page)


def test_the_address_brings_back_the_same_view(
    browser: Browser, write: Callable[[Graph], Path], graph: Graph
) -> None:
    path = write(graph)
    page = browser.open(path)
    page.evaluate(
        "KG.go({view: 'territories', pub: ['Inland Mirror'], cert: 0.5, pick: 'node:cape-sela'})"
    )
    again = browser.open(path, page.evaluate("location.hash"))
    assert again.evaluate("KG.state") == page.evaluate("KG.state")
    assert again.inner_text("#panel h2") == "Cape Sela"
    assert again.locator("#view-territories").is_visible()
    again.evaluate("KG.go({view: 'graph', pick: ''})")
    again.go_back()
    again.wait_for_function("KG.state.view === 'territories'")


def test_an_address_with_nonsense_is_harmless(
    browser: Browser, write: Callable[[Graph], Path], graph: Graph
) -> None:
    page = browser.open(
        write(graph), "#view=__proto__&pick=node:<b>&pub=x&cert=NaN&size=1e9&kind=%00"
    )
    assert page.evaluate("KG.state.view") == "graph" and page.evaluate("KG.state.pub") == []
    assert len(drawn(page)) > 5


# ------------------------------------------------------------------------------------- other views


def test_positions_tell_who_opposes_what(page: Any) -> None:
    page.click("#tab-positions")
    row = page.locator("#view-positions .matrix tbody tr", has_text="Ostmark")
    assert (
        row.locator(".stance-negative").count() == 1
        and row.locator(".stance-positive").count() == 1
    )
    row.locator(".stance-negative").click()
    assert page.locator("#panel mark").first.inner_text() == "Ostmark rejects the patrol plan"


def test_the_matrix_holds_what_several_stand_on(argued: Any) -> None:
    argued.click("#tab-positions")
    matrix = argued.locator("#view-positions .matrix")
    assert "plan" not in matrix.locator("thead th").all_inner_texts()
    assert matrix.locator("tbody tr").count() == 2
    assert matrix.locator("tbody tr:not(:has(.cell))").count() == 0


def test_where_each_stands_alone_there_is_no_matrix(argued: Any) -> None:
    argued.evaluate("KG.go({view: 'positions', from: '2024-03-09'})")
    assert argued.locator("#view-positions .matrix").count() == 0
    argued.evaluate("KG.go({from: '', stance: ['neutral']})")
    text = argued.inner_text("#view-positions")
    assert "Nothing here has two who take a side" in text and "Norland" in text


def test_each_actor_is_told_with_its_sides(argued: Any) -> None:
    argued.click("#tab-positions")
    table = argued.locator("#view-positions .tablebox").first
    row = table.locator("tbody tr", has_text="Ilan Reh")
    assert " ".join(row.inner_text().split()) == "Ilan Reh “Ostmark rejects the patrol plan”"
    row.locator('td[data-label="Against"] button').click()
    assert "Ostmark rejects the patrol plan" in argued.locator("#panel mark").all_inner_texts()


def test_a_bare_issue_is_shown_with_the_words_around_it(argued: Any) -> None:
    plan = "KG.nodes.find((node) => node.label === 'plan')"
    assert argued.evaluate(f"KG.gist({plan})") == "“Ostmark rejects the patrol plan”"
    assert argued.evaluate("KG.gist(KG.nodeById.get('cape-sela'))") == ""
    argued.fill("#search", "plan")
    suggestion = argued.locator("#suggestions li", has_text="Issue").first
    assert "plan “Ostmark rejects the patrol plan”" in suggestion.inner_text()


def test_the_first_sight_tells_who_is_for_and_against(argued: Any) -> None:
    lines = [
        " ".join(text.split())
        for text in argued.locator("#panel .plainlist").first.locator("li").all_inner_texts()
    ]
    assert lines[0].endswith("for Ostmark against Ostmark")
    assert lines[-1] == "plan “Ostmark rejects the patrol plan” against Ilan Reh"


def test_a_lone_plain_word_comes_last_of_what_is_argued_about(
    browser: Browser, write: Callable[[Graph], Path], resolved: Resolved, ontology: Ontology
) -> None:
    stands = (("reh", "opposes"), ("voss", "opposes"), ("norland", "supports"))
    both = [stand(holder, stance, "plan itself") for holder, stance in stands]
    facts = (*resolved.facts, *both)
    page = browser.open(write(to_graph(replace(resolved, facts=facts), ontology)))
    lines = page.locator("#panel .plainlist").first.locator("li").all_inner_texts()
    assert len(lines) > 1
    assert [line.startswith("plan itself") for line in lines] == [False] * (len(lines) - 1) + [True]


def test_an_arrow_tells_its_sentence_under_the_pointer(page: Any) -> None:
    page.mouse.move(*check(page, "middle", "annexed by"))
    page.wait_for_selector("#hint q")
    assert "Cape Sela" in page.inner_text("#hint q")


def test_a_long_panel_leads_to_what_somebody_said(page: Any) -> None:
    page.evaluate("KG.go({pick: 'node:ada-voss'})")
    page.locator(".jumps button", has_text="Statements").click()
    heading = page.evaluate("document.activeElement.innerText")
    assert heading.startswith("Statements") and "that name it" not in heading


def test_what_is_told_of_land_stays_on_one_line(page: Any) -> None:
    page.click("#tab-territories")
    cell = page.locator('td[data-label="Is"]', has_text="annexed by").first
    assert cell.bounding_box()["height"] < 2 * page.locator(".step").first.bounding_box()["height"]
    assert "part of Norland, says Ada Voss" in page.inner_text(".undated")


def test_compare_says_what_it_would_show(page: Any) -> None:
    page.click("#tab-compare")
    assert page.inner_text("#view-compare").count("None in these articles.") == 1
    page.evaluate("KG.go({stance: ['opposes']})")
    text = page.inner_text("#view-compare")
    assert "in order of publication. None passes the filters." in text


def test_an_article_without_a_publisher_has_no_stray_dot(page: Any) -> None:
    page.click("#tab-articles")
    notes = page.locator(".articlecard .note").all_inner_texts()
    assert "2 Mar 2024 · 1 fact · copy" in notes


def test_territories_tell_who_when_and_who_says_so(page: Any) -> None:
    page.click("#tab-territories")
    rows = [
        " ".join(text.split())
        for text in page.locator("#view-territories tbody tr").all_inner_texts()
    ]
    assert any("annexed by Ostmark 2014 reported" in row for row in rows)
    assert any("part of Norland no date claim Ada Voss" in row for row in rows)


def test_the_timeline_is_in_order(page: Any) -> None:
    page.click("#tab-timeline")
    days = page.locator("#view-timeline time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert days == sorted(days) and len(days) >= 2


def test_compare_shows_a_turn_and_two_wordings(page: Any) -> None:
    page.click("#tab-compare")
    text = page.inner_text("#view-compare")
    assert re.search(
        r"Ostmark on put the strait .*?1 Mar 2024 against.*?5 Mar 2024 for", text, re.DOTALL
    )
    assert "We will never leave the cape" in text and "We shall never leave the cape" in text


def test_articles_show_facts_in_their_text(page: Any) -> None:
    page.click("#tab-articles")
    page.locator(".articlecard", has_text="Voss calls for patrols").click()
    marks = page.locator("#view-articles mark").all_inner_texts()
    assert "Ostmark annexed Cape Sela in 2014" in marks
    page.locator("#view-articles mark", has_text="Ostmark rejects").click()
    assert "opposes" in panel(page)


def test_tables_sort_and_save(page: Any, tmp_path: Path) -> None:
    page.click("#tab-positions")
    with page.expect_download() as download:
        page.locator("#view-positions .save").last.click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Who,Stands,On what,First told,Told by,Sentence" and len(lines) == 4
    table = page.locator("#view-positions .tablebox").last
    table.locator(".sort", has_text="Who").click()
    first = table.locator("tbody tr").first
    assert first.inner_text().startswith("Ada Voss")


def test_csv_cells_do_not_become_formulas(page: Any) -> None:
    cells = page.evaluate("""["=1+1", "+1", "-1", "@x", 'a"b', "a,b", "plain"].map(KG.csvCell)""")
    assert cells == ["'=1+1", "'+1", "'-1", "'@x", '"a""b"', '"a,b"', "plain"]


# ----------------------------------------------------------------------------- everybody can use it


def test_the_keyboard_is_enough(page: Any) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel h2")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#panel h2") != first
    assert "of" in page.inner_text("#live")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate("KG.state.pick") == ""
    page.locator("#tab-graph").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("KG.state.view") == "map"


def test_paper_gets_every_sentence_and_light_colours(browser: Browser, written: Path) -> None:
    page = browser.open(written, "#pick=node:ostmark", color_scheme="dark")
    page.evaluate(
        "document.querySelectorAll('details.fact').forEach((one) => { one.open = false; })"
    )
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    facts = page.locator("#panel details.fact").count()
    assert page.locator("#panel details.fact[open]:has(blockquote)").count() == facts > 3
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_only_a_node_and_its_neighbours(page: Any) -> None:
    page.evaluate("KG.go({pick: 'node:cape-sela'})")
    page.click("text=Only its neighbours")
    assert drawn(page) == {"Cape Sela", "Ostmark", "Norland"}
    page.click("#less")
    assert "Ada Voss" in drawn(page)


def test_everything_pressable_has_a_name(page: Any) -> None:
    for view in VIEWS:
        page.evaluate(f"KG.go({{view: '{view}', pick: 'node:ostmark'}})")
        assert check(page, "nameless") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, written: Path, scheme: str) -> None:
    page = browser.open(written, "#pick=node:ostmark", color_scheme=scheme)
    for view in VIEWS:
        page.evaluate(f"KG.go({{view: '{view}'}})")
        assert page.locator(f"#tab-{view}").get_attribute("aria-selected") == "true", view
        assert check(page, "faint") == [], view


def test_a_phone_has_the_graph_and_the_panel(browser: Browser, written: Path) -> None:
    page = browser.open(written, viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.locator("#panel").is_visible()
    page.fill("#search", "Cape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    page.locator("#panel .close").click()
    assert not page.locator("#panel").is_visible()
    page.click("#filter-switch")
    assert page.locator("#filters").is_visible()


def test_a_phone_lists_what_a_matrix_would_hold(browser: Browser, written: Path) -> None:
    page = browser.open(written, "#view=positions", viewport={"width": 390, "height": 844})
    assert page.locator("#view-positions .matrix").count() == 0
    lines = page.locator("#view-positions .plainlist li").all_inner_texts()
    assert len(lines) == 1 and "against Ostmark" in " ".join(lines[0].split())


# ------------------------------------------------------------------------------------ hostile text


def hostile(resolved: Resolved, payload: str) -> Resolved:
    """The corpus with a payload in every name, title, text and code that comes from outside."""
    text = payload[:2000].replace("\n", " ")
    articles = tuple(
        replace(
            one,
            title=payload,
            publisher=payload,
            name=f"{text[:200]}{at}.txt",
            copy_of="",
            text=text + one.text[len(text) :] if len(text) < 300 else one.text,
            url=payload,
        )
        for at, one in enumerate(resolved.articles)
    )
    names = {old.name: new.name for old, new in zip(resolved.articles, articles, strict=True)}
    moved = [
        replace(one, passage=replace(one.passage, article=names[one.passage.article]))
        for one in resolved.mentions
    ]
    facts = []
    for fact in resolved.facts:
        evidence = tuple(
            replace(
                one,
                rule=payload[:500],
                passage=replace(one.passage, article=names[one.passage.article]),
            )
            for one in fact.evidence
        )
        words = {
            name: payload
            for name in ("title", "target", "content", "label", "condition")
            if hasattr(fact, name)
        }
        if hasattr(fact, "texts"):
            words["texts"] = (payload, payload + "!")
        if fact.kind == "position":
            words["proposal"] = None
        facts.append(replace(fact, evidence=evidence, **words))
    entities = {
        key: replace(one, name=f"{payload} {key}", aliases=(payload,))
        for key, one in resolved.entities.items()
    }
    return replace(
        resolved, articles=articles, mentions=tuple(moved), facts=tuple(facts), entities=entities
    )


@pytest.mark.parametrize("payload", HOSTILE, ids=lambda text: re.sub(r"\W+", "-", text)[:20])
def test_hostile_text_stays_text(
    browser: Browser,
    resolved: Resolved,
    ontology: Ontology,
    write: Callable[[Graph], Path],
    payload: str,
) -> None:
    page = browser.open(write(to_graph(hostile(resolved, payload), ontology)))
    assert len(drawn(page)) > 3
    kinds = "script:not([type]), script[type='application/json']"
    scripts = page.locator(kinds).count()
    check(page, "visit")
    page.fill("#search", payload[:60])
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert page.locator(kinds).count() == scripts
    assert page.locator("img, iframe, object, embed, form, base, svg[onload]").count() == 0
    assert check(page, "strange") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400
    assert page.evaluate("({}).polluted") is None
