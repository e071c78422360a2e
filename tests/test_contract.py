"""Components need and give what they say, and an order that does not heed it is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from tests.hand_built import PUBLISHED

from kg.annotate import COMPONENTS, load_pipeline
from kg.errors import PipelineError
from kg.language.contract import PARTS, check
from kg.language.reading import Reading
from kg.ontology import load_entities

TEXT = (
    "Paris said on Monday that its foreign ministry had met President Ada Voss of Norland. "
    "The president told reporters: “We will stay.” Moscow, Idaho, is a town. Voss, who took office "
    "in 2019, said that the Norland government and its army opposed the plan. She left on Friday. "
    "“It is over,” said Ilan Reh, Norland's former foreign minister, a week after the vote."
)


class Watched(Reading):
    """A reading that notes which of its parts somebody looked at."""

    __slots__ = ("looked",)

    def __getattribute__(self, name: str) -> Any:
        if name in PARTS:
            object.__getattribute__(self, "looked").add(name)
        return object.__getattribute__(self, name)


def state(reading: Reading) -> dict[str, str]:
    return {part: repr(object.__getattribute__(reading, part)) for part in PARTS}


def test_components_look_at_what_they_require_and_fill_what_they_assign() -> None:
    nlp = load_pipeline()
    doc = nlp(TEXT)
    reading = Watched(base=load_entities(), published=PUBLISHED, frames=doc._.frames)
    reading.looked = set()
    doc._.reading = reading
    looked, changed, regrown = {}, {}, []
    for name in COMPONENTS:
        before, tree = state(reading), doc.to_array(["DEP", "HEAD"])
        reading.looked.clear()
        doc = nlp.create_pipe(name)(doc)
        looked[name] = set(reading.looked)
        changed[name] = {part for part, was in before.items() if state(reading)[part] != was}
        regrown += [name] if (doc.to_array(["DEP", "HEAD"]) != tree).any() else []
    metas = {name: Language.get_factory_meta(name) for name in COMPONENTS}
    gives = {name: stated(meta.assigns) for name, meta in metas.items()}
    needs = {name: stated(meta.requires) | gives[name] for name, meta in metas.items()}
    assert {n: parts - needs[n] for n, parts in looked.items() if parts - needs[n]} == {}
    assert {n: parts - gives[n] for n, parts in changed.items() if parts - gives[n]} == {}
    assert all("token.dep" in metas[name].assigns for name in regrown)
    assert set().union(*changed.values()) == set(PARTS)


def stated(attributes: Iterable[str]) -> set[str]:
    """The parts of the reading among attributes in spaCy's terms."""
    return {attribute.removeprefix("doc._.") for attribute in attributes} & set(PARTS)


def test_the_order_that_ships_is_right() -> None:
    check(COMPONENTS)


def test_all_that_is_wrong_with_an_order_is_told() -> None:
    with pytest.raises(PipelineError) as caught:
        check(["kg_roles", "kg_attribution"])
    assert str(caught.value) == (
        "kg_roles: requires doc._.dates, doc._.mentions, which none before it assigns; "
        "kg_attribution assigns token.dep, token.head after kg_roles has made the tree final"
    )


def test_the_table_of_the_docs_is_what_components_say() -> None:
    page = Path(__file__).parents[1] / "docs" / "how-it-works.md"
    rows = re.findall(
        r"^\| `(kg_\w+)` \|.*\| ([^|]*) \| ([^|]*) \|$", page.read_text("utf-8"), re.M
    )
    told = [(name, needs.split(", "), gives.split(", ")) for name, needs, gives in rows]
    assert [name for name, *_ in told] == ["kg_frame_finder", *COMPONENTS]
    for name, needs, gives in told[1:]:
        meta = Language.get_factory_meta(name)
        short = [attribute.split(".")[-1] for attribute in meta.requires]
        assert (needs, gives) == (short, [a.split(".")[-1] for a in meta.assigns]), name
