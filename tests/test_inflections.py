"""Base forms and -ing forms: by rule where the networks know, by list where they do not; the data
of both is plain, and reading an article unpickles nothing.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections import Counter

import numpy as np
import pytest

from kg.language.inflections import EXCEPTIONS, GERUND, NETWORKS, Inflections, read_inflections
from kg.language.lemmas import gerund, lemma

# As lemminflect 0.2.3 tells them, from whose tables these were made.
LEMMAS = {
    "VERB": "annexed:annex ceded:cede said:say fought:fight lay:lie laid:lay withdrew:withdraw "
    "vowing:vow died:die controlled:control backs:back wrote:write is:be has:have re-armed:re-arm "
    "deescalated:deescalate blorped:blorp panicked:panic quizzes:quiz occupies:occupy",
    "NOUN": "armies:army parties:party crises:crisis criteria:criterion media:medium men:man "
    "geese:goose statuses:status series:series shoals:shoal ministers:minister wolves:wolf "
    "children:child forces:force blorps:blorp news:news police:police",
    "ADJ": "bigger:big worst:bad further:further unlikelier:unlikely larger:large free:free",
    "AUX": "was:be 'd:will had:have did:do might:may blorped:blorped",
}
GERUNDS = (
    "annex:annexing cede:ceding lie:lying die:dying stop:stopping cut:cutting control:controlling "
    "picnic:picnicking agree:agreeing dye:dyeing seize:seizing begin:beginning blorp:blorping "
    "withdraw:withdrawing patrol:patrolling veto:vetoing occupy:occupying see:seeing be:being "
    "marvel:marveling defer:deferring offer:offering argue:arguing"
)


@pytest.fixture(scope="module")
def inflections() -> Inflections:
    return read_inflections()


@pytest.mark.parametrize("word_class", LEMMAS)
def test_base_forms(word_class: str) -> None:
    pairs = [pair.rpartition(":") for pair in LEMMAS[word_class].split()]
    assert {word: lemma(word, word_class) for word, _, _ in pairs} == {
        word: form for word, _, form in pairs
    }


def test_ing_forms() -> None:
    pairs = [pair.partition(":") for pair in GERUNDS.split()]
    assert {verb: gerund(verb) for verb, _, _ in pairs} == {verb: form for verb, _, form in pairs}


@pytest.mark.parametrize("word", ["é", "ß", "1914", "’s", "x" * 10_000, "日本", "-", "'"])
def test_any_word_has_a_form(word: str) -> None:
    for word_class in ("VERB", "NOUN", "ADJ", "AUX"):
        assert isinstance(lemma(word, word_class), str)
    assert gerund(word).endswith("ing")


def test_only_exceptions_are_listed(inflections: Inflections) -> None:
    bare = Inflections(listed={}, lemmas=inflections.lemmas, styles=inflections.styles)
    for (word_class, word), form in inflections.listed.items():
        ruled = bare.gerund(word) if word_class == GERUND else bare.lemma(word, word_class)
        assert ruled != form, f"{word} need not stand in {EXCEPTIONS.name}"
    assert Counter(word_class for word_class, _ in inflections.listed)["VERB"] > 500


def test_the_data_is_plain_numbers_and_text() -> None:
    with np.load(NETWORKS, allow_pickle=False) as arrays:
        assert {arrays[name].dtype.kind for name in arrays.files} == {"f", "U"}
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    assert {line.count("\t") for line in lines if not line.startswith("#")} == {2}


def test_reading_an_article_unpickles_nothing() -> None:
    """Python tells whoever listens when a pickle names something to be made of it."""
    program = textwrap.dedent("""
        import sys

        found = []
        sys.addaudithook(lambda event, args: event == "pickle.find_class" and found.append(args))
        from kg.annotate import annotate, load_pipeline
        from kg.extract import extract
        from kg.lexicon import load_lexicon
        from kg.model import Article
        from kg.ontology import load_entities

        text = "Norland's minister rejected ceding the islands. Ostmark blorped them in 1951."
        for read in annotate([Article(name="a", text=text)], load_pipeline(), load_entities()):
            extract(read, load_lexicon())
        print(found)
        import pickle
        pickle.loads(pickle.dumps(Article))
        print(len(found))
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]", "1"]
