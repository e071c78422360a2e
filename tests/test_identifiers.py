"""Instance IRIs: pure functions of content, accepted by every store, stable."""

from __future__ import annotations

import unicodedata

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.digests import digest
from kg.errors import InputError
from kg.identifiers import Identifiers, checked_iri, slug, web_address
from kg.model import Entity

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TEXT)
def test_any_name_gives_an_iri_that_a_store_takes(name: str) -> None:
    local = slug(name)
    assert ox.NamedNode("https://example.org/" + local).value.endswith(local)
    assert 0 < len(local) <= 120
    assert "_" not in local


@given(TEXT)
def test_composition_does_not_matter(name: str) -> None:
    nfc, nfd = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert slug(nfc) == slug(nfd)
    assert digest(nfc) == digest(nfd)


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("Volodymyr Zelenskyy", "volodymyr-zelenskyy"),
        ("NATO", "nato"),
        ("  Côte  d’Ivoire ", "cote-d-ivoire"),
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da-nang"),
        ("Straße", "strasse"),
        ("Київ", "%D0%BA%D0%B8%D1%97%D0%B2"),
    ],
)
def test_a_name_is_readable_in_its_iri(name: str, local: str) -> None:
    assert slug(name) == local


def test_content_is_not_confused_with_its_parts() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest(["ab", "c"])}) == 4
    assert digest("a", 1) != digest("a", "1")


def entities(*triples: tuple[str, str, str]) -> dict[str, Entity]:
    return {
        f"k{number}": Entity(key=f"k{number}", type=type_, name=name, known=known)
        for number, (type_, name, known) in enumerate(triples)
    }


def local(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def test_an_address_does_not_depend_on_what_else_there_is() -> None:
    found = entities(
        ("place", "Georgia", "georgia"),
        ("place", "Georgia", "georgia-us-state"),
        ("person", "Georgia", ""),
        ("person", "Sofia", ""),
    )
    together = Identifiers().entities(found)
    assert [local(iri) for iri in together.values()] == [
        "georgia",
        "georgia-us-state",
        "georgia_person",
        "sofia_person",
    ]
    for key, entity in found.items():
        assert Identifiers().entities({key: entity}) == {key: together[key]}


def test_what_belongs_to_one_article_is_told_from_its_like() -> None:
    voss = Entity(key="", type="person", name="Voss")
    keys = ("person:voss@1", "person:voss@2")
    here, there = Identifiers().entities(dict.fromkeys(keys, voss)).values()
    assert here != there and local(here).startswith("voss_person_")


def test_equal_entities_under_two_keys_still_have_two_iris() -> None:
    found = entities(("person", "Li Wei", ""), ("person", "Li Wei", ""))
    assert len(set(Identifiers().entities(found).values())) == 2


def test_an_entity_never_has_the_iri_of_a_fact() -> None:
    ids = Identifiers()
    fact = ids.of("territory", "x")
    name = str(fact).rpartition("/")[2]
    assert fact not in ids.entities(entities(("place", name, ""))).values()


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://",
        "//x.example/a",
        "https://x.example/a b",
        'https://x.example/"><script>',
        "https://x.example/{a}",
        "https://x.example/\n<a>",
        "",
    ],
)
def test_only_plain_web_addresses_become_links(bad: str) -> None:
    assert web_address(bad) is None


def test_a_web_address_is_kept_as_it_is() -> None:
    assert str(web_address("https://x.example/ä?b=%20#c")) == "https://x.example/ä?b=%20#c"


@given(TEXT)
def test_what_is_not_an_iri_is_refused(text: str) -> None:
    try:
        checked = checked_iri(text)
    except ValueError:
        return
    assert ox.NamedNode(str(checked)).value == text


@pytest.mark.parametrize(
    "base", ["https://x.example", "x/", "javascript:/", "https://x.example/<>/"]
)
def test_a_bad_base_is_refused(base: str) -> None:
    with pytest.raises(InputError, match="--base-iri"):
        Identifiers(base)


def test_the_base_is_an_option() -> None:
    ids = Identifiers("urn:desk:")
    assert str(ids.entities(entities(("place", "Crimea", "")))["k0"]) == "urn:desk:crimea_place"
