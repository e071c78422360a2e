"""The entity base: what `ontology/entities/` says, and that nobody reading it is misled."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from kg.entity_base import EntityBase, KnownEntity, Term
from kg.ontology import load_entities, ontology_file

FILES = ("states", "regions", "organisations", "people")


@pytest.fixture(scope="module")
def base() -> EntityBase:
    return load_entities()


def names(entity: KnownEntity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases, *entity.demonyms, *entity.metonyms)


def meant(base: EntityBase, name: str, type_: str) -> list[str]:
    """The keys of the entities of a type that a name may mean."""
    return [e.key for e in base.entities.values() if e.type == type_ and name in names(e)]


def test_every_file_adds_to_the_base(base: EntityBase) -> None:
    types: dict[str, int] = defaultdict(int)
    for entity in base.entities.values():
        types["state" if entity.state else entity.type] += 1
    assert types["state"] >= 200
    assert types["place"] >= 700
    assert types["organization"] >= 600
    assert types["person"] >= 1000
    assert len(base.terms) >= 1000


@pytest.mark.parametrize("file", FILES)
def test_every_entity_is_one_block(file: str) -> None:
    text = ontology_file(f"entities/{file}.ttl").read_text(encoding="utf-8")
    subjects = re.findall(r"^e:(\S+) a ", text, flags=re.MULTILINE)
    assert subjects
    assert len(subjects) == len(set(subjects))
    assert max(len(line) for line in text.splitlines()) <= 120


def test_no_name_means_two_entities_of_one_type(base: EntityBase) -> None:
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in base.entities.values():
        for name in names(entity):
            keys[entity.type, name].add(entity.key)
    assert {name: found for name, found in keys.items() if len(found) > 1} == {}


def test_names_are_clean(base: EntityBase) -> None:
    odd = [
        (entity.key, name)
        for entity in base.entities.values()
        for name in names(entity)
        if name != " ".join(name.split())
        or name.startswith("the ")
        or name[-1] in ",;:"
        or "’" in name
    ]
    assert odd == []


def test_an_entity_says_each_of_its_names_once(base: EntityBase) -> None:
    repeated = [e.key for e in base.entities.values() if len(set(names(e))) < len(names(e))]
    assert repeated == []


def test_wikidata_ids_are_unique(base: EntityBase) -> None:
    ids = [entity.wikidata for entity in base.entities.values() if entity.wikidata]
    assert len(ids) >= 1000
    assert all(re.fullmatch(r"Q[1-9]\d*", id_) for id_ in ids)
    assert len(ids) == len(set(ids))


def test_nearly_every_state_has_a_wikidata_id(base: EntityBase) -> None:
    states = re.findall(
        r"^\w+:(\S+) a [^.;]*kg:State\b",
        ontology_file("entities/states.ttl").read_text(encoding="utf-8"),
        re.M,
    )
    assert len(states) > 190
    without = [key for key in states if not base.entities[key].wikidata]
    assert len(without) <= 3, without


def test_references_lead_to_the_right_kind(base: EntityBase) -> None:
    for entity in base.entities.values():
        if entity.capital_of:
            assert base.entities[entity.capital_of].state, entity.key
        if entity.part_of:
            assert base.entities[entity.part_of].type == "place", entity.key
    for term in base.terms:
        assert base.entities[term.person].type == "person", term
        assert base.entities[term.of].type in {"place", "organization"}, term


def test_places_are_not_part_of_themselves(base: EntityBase) -> None:
    for entity in base.entities.values():
        seen, above = {entity.key}, entity.part_of
        while above:
            assert above not in seen, entity.key
            seen.add(above)
            above = base.entities[above].part_of


def test_terms_end_after_they_start(base: EntityBase) -> None:
    backwards = [t for t in base.terms if t.start and t.end and t.start.earliest > t.end.latest]
    assert backwards == []


SINGLE = {
    "President",
    "Prime Minister",
    "Premier",
    "Chancellor",
    "King",
    "Foreign Minister",
    "Secretary-General",
}


def test_an_office_has_one_holder_at_a_time(base: EntityBase) -> None:
    held: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in base.terms:
        if term.start and term.title in SINGLE:
            held[term.title, term.of].append(term)
    for terms in held.values():
        terms.sort(key=lambda term: term.start.iso if term.start else "")
        for one, next_ in pairwise(terms):
            assert one.end and next_.start, (one, next_)
            assert one.end.earliest <= next_.start.latest, (one, next_)


@pytest.mark.parametrize(
    ("name", "type_", "key"),
    [
        ("Russian", "place", "russia"),
        ("Kremlin", "place", "russia"),
        ("U.S.", "place", "united-states"),
        ("White House", "place", "united-states"),
        ("Britons", "place", "united-kingdom"),
        ("Downing Street", "place", "united-kingdom"),
        ("Czechia", "place", "czech-republic"),
        ("Côte d'Ivoire", "place", "ivory-coast"),
        ("Kosovar", "place", "kosovo"),
        ("Turkish Cypriots", "place", "northern-cyprus"),
        ("Kiev", "place", "kyiv"),
        ("Peking", "place", "beijing"),
        ("Malvinas", "place", "falkland-islands"),
        ("Diaoyu Islands", "place", "senkaku-islands"),
        ("Dokdo", "place", "liancourt-rocks"),
        ("Northern Territories", "place", "kuril-islands"),
        ("West Philippine Sea", "place", "south-china-sea"),
        ("Artsakh", "place", "nagorno-karabakh"),
        ("Congolese", "place", "democratic-republic-of-the-congo"),
        ("Nigeriens", "place", "niger"),
        ("EU", "organization", "european-union"),
        ("Brussels", "organization", "european-union"),
        ("Brussels", "place", "brussels"),
        ("Nato", "organization", "nato"),
        ("Houthis", "organization", "houthi-movement"),
        ("RSF", "organization", "rapid-support-forces"),
        ("AFP", "organization", "agence-france-presse"),
        ("Volodymyr Zelenskiy", "person", "volodymyr-zelenskyy"),
        ("Recep Tayyip Erdogan", "person", "recep-tayyip-erdogan"),
        ("Binyamin Netanyahu", "person", "benjamin-netanyahu"),
    ],
)
def test_a_name_means(base: EntityBase, name: str, type_: str, key: str) -> None:
    assert meant(base, name, type_) == [key]


@pytest.mark.parametrize(
    "name", ["Zelenskyy", "Trump", "Wagner", "Turk", "alliance", "bloc", "president"]
)
def test_surnames_and_descriptions_are_left_to_the_article(base: EntityBase, name: str) -> None:
    assert not any(name in names(entity) for entity in base.entities.values())


DISPUTED = [
    "crimea",
    "donetsk-oblast",
    "kherson-oblast",
    "nagorno-karabakh",
    "kashmir",
    "golan-heights",
    "west-bank",
    "gaza-strip",
    "east-jerusalem",
    "spratly-islands",
    "senkaku-islands",
    "kuril-islands",
    "falkland-islands",
    "gibraltar",
    "essequibo",
    "abyei",
    "western-sahara",
    "taiwan",
    "kosovo",
    "abkhazia",
    "northern-cyprus",
    "somaliland",
    "arunachal-pradesh",
    "ceuta",
]


@pytest.mark.parametrize(
    "key",
    DISPUTED,
)
def test_disputed_land_is_part_of_nobody(base: EntityBase, key: str) -> None:
    assert base.entities[key].part_of is None


@pytest.mark.parametrize(
    ("city", "state"),
    [
        ("kyiv", "ukraine"),
        ("the-hague", "netherlands"),
        ("la-paz", "bolivia"),
        ("washington-d-c", "united-states"),
    ],
)
def test_a_seat_of_government_is_a_capital(base: EntityBase, city: str, state: str) -> None:
    assert base.entities[city].capital_of == state


@pytest.mark.parametrize("key", ["jerusalem", "tel-aviv", "ramallah", "istanbul"])
def test_a_contested_seat_is_no_capital(base: EntityBase, key: str) -> None:
    assert base.entities[key].capital_of is None


@pytest.mark.parametrize(
    ("title", "of", "day", "person"),
    [
        ("President", "ukraine", "2019-01-01", "petro-poroshenko"),
        ("President", "ukraine", "2024-11-29", "volodymyr-zelenskyy"),
        ("President", "united-states", "2018-01-01", "donald-trump"),
        ("President", "united-states", "2024-12-31", "joe-biden"),
        ("Prime Minister", "united-kingdom", "2022-10-01", "liz-truss"),
        ("Prime Minister", "israel", "2021-12-01", "naftali-bennett"),
        ("Secretary-General", "nato", "2024-09-01", "jens-stoltenberg"),
        ("Secretary-General", "nato", "2024-11-01", "mark-rutte"),
        ("Chancellor", "germany", "2024-01-01", "olaf-scholz"),
        ("President", "venezuela", "2010-01-01", "hugo-chavez"),
        ("President", "democratic-republic-of-the-congo", "2012-06-01", "joseph-kabila"),
    ],
)
def test_who_held_an_office(base: EntityBase, title: str, of: str, day: str, person: str) -> None:
    holders = [
        term.person
        for term in base.terms
        if (term.title, term.of) == (title, of)
        and (not term.start or term.start.earliest.isoformat() <= day)
        and (not term.end or day <= term.end.latest.isoformat())
    ]
    assert holders == [person]


def test_a_users_file_adds_to_the_base(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        """
        @prefix e: <https://example.org/kg/entity/> .
        @prefix kg: <https://example.org/kg/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        e:port-lumen a kg:Place ; skos:prefLabel "Port Lumen"@en ; kg:partOf e:france .
        e:france skos:altLabel "La France"@en .
        """,
        encoding="utf-8",
    )
    base = load_entities(mine)
    assert base.entities["port-lumen"].part_of == "france"
    assert "La France" in base.entities["france"].aliases
