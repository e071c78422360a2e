"""Map, lines of time, ways between two, search, reset and pictures, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from tests.browsing import Browser, drawn, panel, styles

from kg.dataset import entitle
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology

PHONE = {"width": 390, "height": 844}


def lines(page: Any, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_text_contents()]


def everything(page: Any, view: str) -> None:
    """Shows all of the time there is."""
    page.locator(f"#view-{view}").get_by_role("button", name="All", exact=True).click()


def plain(text: str) -> str:
    """Without the characters that keep directions apart."""
    return re.sub("[\u2066-\u2069]", "", text)


# ------------------------------------------------------------------------------------------ the map


def test_the_map_tells_who_holds_land_and_who_says_so(page: Any) -> None:
    page.click("#tab-map")
    told = [plain(text) for text in lines(page, "#view-map .callout text")]
    assert "Cape Sela" in told
    assert "annexed by Ostmark · 2014" in told
    assert "part of Norland · says Ada Voss" in told
    assert page.locator("#view-map .land").get_attribute("d").count("M") > 100, "no outlines"


def test_every_mark_of_the_map_leads_to_its_sentence(page: Any) -> None:
    page.click("#tab-map")
    page.locator("#view-map .callout .told", has_text="annexed by Ostmark").click()
    assert "Ostmark annexed Cape Sela in 2014" in page.locator("#panel mark").all_inner_texts()
    page.locator("#view-map .anchor").first.click()
    assert page.inner_text("#panel h2") == "Cape Sela"


def test_a_claim_is_hollow_on_the_map(page: Any) -> None:
    page.click("#tab-map")
    fills = {
        name: page.locator("#view-map .told", has_text=name)
        .locator(".landmark")
        .evaluate("(mark) => [getComputedStyle(mark).fill, getComputedStyle(mark).stroke]")
        for name in ("annexed by", "part of")
    }
    assert fills["annexed by"][0] == fills["annexed by"][1]
    assert fills["part of"][0] != fills["part of"][1]


def test_the_map_follows_filters_and_time(page: Any) -> None:
    page.click("#tab-map")
    page.evaluate("KG.go({until: '2013-06-01'})")
    told = " ".join(lines(page, "#view-map .callout text"))
    assert "annexed" not in told and "part of" in told, "what has no date stays"
    page.evaluate("KG.go({dated: 1})")
    assert page.locator("#view-map .anchor").count() == 0
    page.evaluate("KG.go({until: '', dated: 0, pub: ['The Coastal Post']})")
    told = " ".join(lines(page, "#view-map .callout text"))
    assert "annexed" in told and "part of" not in told


def test_the_map_zooms_and_moves(page: Any) -> None:
    page.click("#tab-map")
    place = page.locator("#view-map .anchor circle").first

    def at() -> tuple[float, float]:
        return float(place.get_attribute("cx")), float(place.get_attribute("cy"))

    first = at()
    page.mouse.move(500, 700)
    page.mouse.down()
    page.mouse.move(540, 690, steps=3)
    page.mouse.up()
    moved = at()
    assert moved[0] - first[0] == pytest.approx(40, abs=4)
    page.click('#view-map button[aria-label="Zoom in"]')
    ground = page.locator("#view-map .ground").get_attribute("transform")
    page.click('#view-map button[aria-label="Zoom out"]')
    assert page.locator("#view-map .ground").get_attribute("transform") != ground


def test_part_of_a_land_stands_at_the_whole_and_no_name_inside_a_word_counts(page: Any) -> None:
    where = "(label) => (KG.whereabouts({label}) || {}).exact"
    assert page.evaluate(where, "most of Cape Sela") is False
    assert page.evaluate(where, "Norland's claims") is None
    assert page.evaluate(where, "West Norland") is None


def test_without_coordinates_there_is_no_map(
    browser: Browser, write: Callable[[Graph], Path], resolved: Resolved, ontology: Ontology
) -> None:
    lost = {key: replace(one, point=None) for key, one in resolved.entities.items()}
    page = browser.open(write(to_graph(replace(resolved, entities=lost), ontology)), "#view=map")
    assert "No place in these articles" in page.inner_text("#view-map")


def test_land_without_a_place_is_told_below_the_map(
    browser: Browser, write: Callable[[Graph], Path], resolved: Resolved, ontology: Ontology
) -> None:
    cape = replace(resolved.entities["cape"], point=None)
    entities = {**resolved.entities, "cape": cape}
    path = write(to_graph(replace(resolved, entities=entities), ontology))
    page = browser.open(path, "#view=map")
    page.locator("#view-map .elsewhere .step", has_text="annexed by Ostmark").click()
    assert "Ostmark annexed Cape Sela in 2014" in panel(page)


# ----------------------------------------------------------------------------------- lines of time


def marks(page: Any) -> list[tuple[str, float]]:
    """The marks of the line of time: what they say, and where they stand."""
    found = page.locator("#view-timeline .told[aria-label]:has(.factmark)").evaluate_all(
        "all => all.map((one) => [one.getAttribute('aria-label'),"
        " one.getBoundingClientRect().x + one.getBoundingClientRect().width / 2])"
    )
    return [(plain(label), x) for label, x in found]


def test_time_is_a_line(page: Any) -> None:
    page.click("#tab-timeline")
    everything(page, "timeline")
    ticks = page.locator("#view-timeline .ticklabel").evaluate_all(
        "all => all.map((one) => [Number(one.textContent), Number(one.getAttribute('x'))])"
    )
    steps = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(ticks)]
    assert len(steps) >= 3 and max(steps) == pytest.approx(min(steps), rel=0.01)


def test_lanes_hold_what_each_did_and_a_mark_opens_its_sentence(page: Any) -> None:
    page.click("#tab-timeline")
    names = [plain(text) for text in lines(page, "#view-timeline .lanename")]
    assert {"Ada Voss", "Ilan Reh", "Ostmark"} <= set(names)
    everything(page, "timeline")
    page.locator('#view-timeline .told[aria-label*="annexed by"]').first.click()
    assert "Ostmark annexed Cape Sela in 2014" in panel(page)
    page.locator("#view-timeline button", has_text="by land").click()
    assert [plain(text) for text in lines(page, "#view-timeline .lanename")] == ["Cape Sela"]


def test_the_line_of_time_zooms(page: Any) -> None:
    page.click("#tab-timeline")
    page.locator("#view-timeline button", has_text="By the day it was published").click()
    before = dict(marks(page))
    page.click('#view-timeline button[aria-label="Zoom in"]')
    after = dict(marks(page))
    both = sorted(before.keys() & after.keys())
    assert len(both) > 2
    spread = [
        max(x[label] for label in both) - min(x[label] for label in both) for x in (before, after)
    ]
    assert spread[1] >= spread[0]
    assert page.locator("#view-timeline .beyond").count() > 0 or spread[1] > spread[0] * 1.2


def test_a_vague_date_is_a_bar(page: Any) -> None:
    page.click("#tab-territories")
    everything(page, "territories")
    bar = page.locator("#view-territories .vague").bounding_box()
    tail = page.locator("#view-territories .tail").bounding_box()
    assert bar["width"] > 20
    assert tail["x"] + tail["width"] > bar["x"] + bar["width"] * 2, "it goes on until another"
    assert "part of Norland" in page.inner_text(".undated")


def test_days_of_the_facts_are_a_filter_of_their_own(page: Any) -> None:
    page.evaluate("document.querySelector('#own-from').focus()")
    page.keyboard.press("End")
    assert page.evaluate("KG.state.since") == "2024-03-04"
    assert (
        page.evaluate("KG.current.facts.some((fact) => fact.date && fact.date[0] === '2014')")
        is False
    )
    assert page.evaluate("KG.current.facts.some((fact) => !fact.date)") is True
    page.click("#dated")
    assert page.evaluate("KG.current.facts.every((fact) => fact.date)") is True


# ---------------------------------------------------------------------------------------- the ways


def test_a_way_between_two_is_shown_with_its_sentences(page: Any) -> None:
    page.click("#tab-paths")
    for end, name in (("a", "Ostmark"), ("b", "Harbour Pact")):
        page.fill(f"#path-{end}", name)
        page.keyboard.press("Tab")
    assert page.evaluate("[KG.state.a, KG.state.b]") == ["ostmark", "harbour-pact"]
    first = page.locator("#view-paths .way").first
    assert first.locator("li > .tie").count() == 2
    assert first.locator("blockquote").count() >= 2
    page.locator("#view-paths button", has_text="Show in graph").click()
    assert {"Ostmark", "Harbour Pact"} <= drawn(page)
    page.click("#less")
    assert page.evaluate("KG.state.path") == [] and len(drawn(page)) > 5


def test_ways_keep_to_what_passes_the_filters(page: Any) -> None:
    page.evaluate(
        "KG.go({view: 'paths', a: 'ostmark', b: 'harbour-pact', kind: ['TerritoryClaim']})"
    )
    assert "Nothing ties Ostmark and Harbour Pact under these filters." in page.inner_text(
        "#view-paths"
    )


def test_a_direct_tie_is_the_first_way(page: Any) -> None:
    page.evaluate("KG.go({view: 'paths', a: 'cape-sela', b: 'ostmark'})")
    ways = page.locator("#view-paths .way h3").all_inner_texts()
    assert ways[0] == "Directly" and all(way.startswith("Through") for way in ways[1:])


# -------------------------------------------------------------------- reset, counts, search, names


def test_reset_takes_back_everything(page: Any) -> None:
    opened = page.evaluate("JSON.stringify(KG.state)")
    home = page.evaluate("KG.network.getPosition(0)")
    page.fill("#search", "cape")
    page.keyboard.press("Escape")
    page.evaluate(
        "KG.go({stance: ['opposes'], cert: 0.5, since: '2020-01-01', pick: 'node:ostmark'})"
    )
    page.evaluate("KG.go({size: 9, open: ['ostmark']})")
    page.evaluate("KG.home.set(KG.nodes[0], {x: 900, y: 900})")
    page.evaluate("KG.zoom(3)")
    page.click("#less")
    assert page.evaluate("JSON.stringify(KG.state)") == opened
    assert page.evaluate("KG.network.getPosition(0)") == home
    assert page.input_value("#search") == ""
    assert page.evaluate("location.hash") in ("", "#")


def drag_the_cape(page: Any) -> None:
    x, y = page.evaluate("""() => {
      const at = KG.network.canvasToDOM(KG.network.getPosition(KG.nodeById.get('cape-sela').at));
      const box = document.querySelector('#canvas').getBoundingClientRect();
      return [at.x + box.left, at.y + box.top];
    }""")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 70, y + 50, steps=5)
    page.mouse.up()


def test_a_node_that_was_dragged_keeps_its_colours(page: Any) -> None:
    looks = """() => {
      const node = KG.network.body.nodes[KG.nodeById.get('cape-sela').at];
      const { color, borderColor } = node.getFormattingValues();
      return [color, borderColor];
    }"""
    first = page.evaluate(looks)
    drag_the_cape(page)
    assert page.evaluate(looks) == first
    page.evaluate("document.querySelector('#less').click()")
    assert page.evaluate(looks) == first


def test_a_node_stays_where_it_was_dragged_to(page: Any) -> None:
    first = page.evaluate("KG.network.getPosition(KG.nodeById.get('cape-sela').at)")
    drag_the_cape(page)
    there = page.evaluate("KG.network.getPosition(KG.nodeById.get('cape-sela').at)")
    assert there["x"] > first["x"] + 20 and there["y"] > first["y"] + 10
    page.evaluate("KG.go({size: 9})")
    page.evaluate("KG.go({size: 0})")
    assert page.evaluate("KG.network.getPosition(KG.nodeById.get('cape-sela').at)") == there


def test_the_summary_follows_the_filters(page: Any) -> None:
    assert "10 facts from 3 articles by 2 publishers" in panel(page)
    page.evaluate("KG.go({pub: ['Inland Mirror'], kind: ['TerritoryClaim']})")
    text = " ".join(panel(page).split())
    assert "2 facts from 1 article by 1 publisher, 5 Mar 2024, as the filters leave it" in text
    assert "Cape Sela 2 facts" in text and "Ada Voss 1 fact" in text and "Ilan Reh" not in text
    page.evaluate("KG.go({pick: 'node:ostmark'})")
    assert "1 fact in 1 article" in panel(page)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("voss mirror", ""),
        ("Reh summit", "Port Sela summit"),
        ("norland annexed", ""),
        ("Ostmark welcomes", "Ostmark supports patrol plan"),
        ("cape Ada belongs", "Cape Sela part of Norland"),
        ("ostmrak", "Ostmark"),
        ("óstmárk", "Ostmark"),
        ("Nordland", "Norland"),
    ],
)
def test_search_takes_words_wherever_they_stand_and_forgives_a_letter(
    page: Any, asked: str, found: str
) -> None:
    page.fill("#search", asked)
    options = page.locator("#suggestions [role=option]").all_inner_texts()
    assert any(found in option for option in options) if found else not options


def test_the_words_of_the_search_filter_every_view(page: Any) -> None:
    page.fill("#search", "annexed sela")
    page.keyboard.press("Enter")
    assert page.input_value("#search") == "annexed sela"
    assert page.evaluate("KG.current.facts.map((fact) => fact.label)") == [
        "Cape Sela annexed by Ostmark"
    ]
    assert styles(page) == {"territorial"}
    assert "with the words annexed sela" in page.inner_text("#words")
    page.click("#tab-map")
    told = " ".join(lines(page, "#view-map .callout text"))
    assert "annexed by" in told and "part of" not in told
    page.click("#tab-positions")
    assert "No positions pass the filters." in page.inner_text("#view-positions")
    page.reload()
    assert page.input_value("#search") == "annexed sela" and page.locator("#words").is_visible()
    page.click("#words button")
    assert page.input_value("#search") == "" and not page.locator("#words").is_visible()
    assert page.evaluate("KG.filtered()") is False


def test_words_typed_hold_in_the_view_that_is_opened_then(page: Any) -> None:
    page.fill("#search", "annexed")
    page.keyboard.press("Escape")
    assert page.input_value("#search") == "annexed"
    assert not page.locator("#suggestions").is_visible()
    page.click("#tab-territories")
    assert page.evaluate("KG.state.words") == "annexed"
    assert page.locator("#view-territories tbody tr:not(.group)").count() == 1
    page.click("#tab-graph")
    page.click("#less")
    assert page.evaluate("[KG.state.words, location.hash.length < 2]") == ["", True]


def test_a_suggestion_is_given_once_and_covers_no_tab(page: Any) -> None:
    page.fill("#search", "summit")
    options = page.locator("#suggestions [role=option] .says").all_inner_texts()
    assert len(options) == len(set(options)) > 0
    tabs, shown = (page.locator(one).bounding_box() for one in ("nav", "#suggestions"))
    assert shown["y"] >= tabs["y"] + tabs["height"]


def test_the_filters_need_no_scroll_bar_across(page: Any) -> None:
    wide = page.evaluate(
        "[...document.querySelectorAll('.options')].filter((one) =>"
        " one.scrollWidth > one.clientWidth).length"
    )
    assert wide == 0


def test_scroll_bars_and_sliders_follow_the_theme(page: Any) -> None:
    scheme = "getComputedStyle(document.querySelector('#own-from')).colorScheme"
    assert page.evaluate(scheme) == "light"
    page.click("#theme")
    assert page.evaluate(scheme) == "dark"


def test_a_name_is_never_cut_by_the_edge_nor_under_the_tools(page: Any) -> None:
    for zoom in (1, 1.6, 2.2):
        page.evaluate(f"KG.zoom({zoom})")
        page.wait_for_timeout(100)
        cut = page.evaluate(
            """() => {
              const place = document.querySelector('#canvas').getBoundingClientRect();
              const over = [...document.querySelectorAll('#view-graph > .tools, #legendbox')]
                .map((one) => one.getBoundingClientRect());
              return KG.labelBoxes().filter(({ left, right, top, bottom }) =>
                left < 0 || top < 0 || right > place.width || bottom > place.height ||
                over.some((o) => left + place.left < o.right && right + place.left > o.left &&
                  top + place.top < o.bottom && bottom + place.top > o.top)).length;
            }"""
        )
        assert cut == 0


def test_the_words_beside_the_pointer_go_away(page: Any) -> None:
    page.evaluate("KG.hint({clientX: 400, clientY: 300}, 'words')")
    assert page.locator("#hint").is_visible()
    page.evaluate("KG.go({view: 'articles'})")
    assert not page.locator("#hint").is_visible()


def test_all_views_print_and_link_are_within_reach_of_a_thumb(
    browser: Browser, written: Path
) -> None:
    page = browser.open(written, viewport=PHONE, has_touch=True)
    for one in page.locator("[role=tab], #copy, #print, #theme").all():
        box = one.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390, one.inner_text()
    for view in ("map", "timeline", "paths", "territories"):
        page.tap(f"#tab-{view}")
        assert page.locator(f"#view-{view}").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


# ------------------------------------------------------------------------------ pictures and words


@pytest.mark.parametrize("view", ["graph", "map", "timeline", "territories"])
def test_a_picture_can_be_saved(page: Any, view: str) -> None:
    page.click(f"#tab-{view}")
    with page.expect_download() as png:
        page.click(f'#view-{view} button[aria-label="Save the picture as PNG"]')
    assert (
        Path(png.value.path()).read_bytes().startswith(b"\x89PNG")
        and png.value.suggested_filename == f"{view}.png"
    )
    with page.expect_download() as svg:
        page.click(f'#view-{view} button[aria-label="Save the picture as SVG"]')
    text = Path(svg.value.path()).read_text(encoding="utf-8")
    assert text.startswith("<svg") and "Ostmark" in text and "class=" not in text


def test_a_picture_of_the_graph_has_its_legend_and_what_steps_back(page: Any) -> None:
    def saved() -> str:
        with page.expect_download() as svg:
            page.click('#view-graph button[aria-label="Save the picture as SVG"]')
        return Path(svg.value.path()).read_text(encoding="utf-8")

    everything = saved()
    assert all(f">{name}</text>" in everything for name in ("supports", "opposes", "Persons"))
    assert 'opacity="0.18"' not in everything and 'opacity="0.08"' not in everything
    page.evaluate("KG.go({pick: 'node:ada-voss'})")
    picked = saved()
    assert picked.count('opacity="0.18"') > 0 and picked.count('opacity="0.08"') > 0


def test_a_picture_opens_by_itself_and_asks_for_nothing(
    page: Any, browser: Browser, tmp_path: Path
) -> None:
    page.click("#tab-map")
    with page.expect_download() as svg:
        page.click('#view-map button[aria-label="Save the picture as SVG"]')
    svg.value.save_as(tmp_path / "map.svg")
    alone = browser.chromium.new_context(offline=True).new_page()
    alone.on(
        "request",
        lambda request: browser.faults.append(request.url) if "svg" not in request.url else None,
    )
    alone.goto((tmp_path / "map.svg").as_uri())
    assert alone.evaluate("document.documentElement.tagName") == "svg"
    assert "url(" not in (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_the_page_has_the_title_and_the_note_of_its_builder(
    browser: Browser, write: Callable[[Graph], Path], resolved: Resolved, ontology: Ontology
) -> None:
    note = "Two papers, <b>one</b> summit."
    graph = to_graph(resolved, ontology)
    entitle(graph, ontology, "The cape", note)
    page = browser.open(write(graph))
    assert page.inner_text("h1") == "The cape" and page.title() == "The cape"
    assert note in panel(page)
