"""Our spaCy components, registered by name: importing this module makes them known to spaCy.

Add them to any English pipeline with a parser and a name recogniser:

    import kg.annotate
    nlp = spacy.load(...)
    for name in kg.annotate.COMPONENTS:
        nlp.add_pipe(name)
    doc = nlp("...")
    doc._.reading.quotations
"""

from __future__ import annotations

from spacy.language import Language

import kg.language.contract
import kg.language.encoder
import kg.language.frame_finder
import kg.language.heads  # noqa: F401  (its parser and name tagger)
from kg.language.attribution import AttributionRepair
from kg.language.dates import DateFinder
from kg.language.institutions import InstitutionReader
from kg.language.lemmas import Lemmatizer
from kg.language.metonyms import MetonymReader
from kg.language.names import NameLinker
from kg.language.namesakes import NamesakeReader
from kg.language.quotations import QuotationFinder
from kg.language.reference import ReferenceResolver
from kg.language.roles import RoleFinder
from kg.language.universal import UniversalTrees
from kg.lexicon import load_words


@Language.factory(
    "kg_universal",
    requires=["token.dep", "token.head", "token.pos"],
    assigns=["token.dep", "token.head"],
)
def universal(nlp: Language, name: str) -> UniversalTrees:
    """Trees of older pipelines turned into Universal Dependencies."""
    return UniversalTrees()


@Language.factory("kg_lemmas", requires=["token.pos", "token.tag"], assigns=["token.lemma"])
def lemmas(nlp: Language, name: str) -> Lemmatizer:
    """Lemmas of verbs, nouns and adjectives, the same whatever the pipeline."""
    return Lemmatizer()


@Language.factory(
    "kg_attribution",
    requires=["token.dep", "token.head", "token.lemma", "token.pos"],
    assigns=["token.dep", "token.head"],
)
def attribution(nlp: Language, name: str) -> AttributionRepair:
    """Verbs of saying with their own subjects, and with the clauses that they report."""
    return AttributionRepair(load_words())


@Language.factory(
    "kg_names", requires=["doc._.tokens", "doc.ents", "doc._.dates"], assigns=["doc._.mentions"]
)
def names(nlp: Language, name: str) -> NameLinker:
    """Names linked to the entity base and to one another."""
    return NameLinker(load_words())


@Language.factory(
    "kg_namesakes", requires=["doc._.tokens", "doc._.mentions"], assigns=["doc._.mentions"]
)
def namesakes(nlp: Language, name: str) -> NamesakeReader:
    """Places that have the name of a better known one, where the article tells so."""
    return NamesakeReader(load_words())


@Language.factory("kg_dates", requires=["doc._.tokens"], assigns=["doc._.dates"])
def dates(nlp: Language, name: str) -> DateFinder:
    """Date expressions, resolved against the date of publication."""
    return DateFinder(load_words())


@Language.factory(
    "kg_roles",
    requires=["doc._.tokens", "doc._.mentions", "doc._.dates"],
    assigns=["doc._.roles", "doc._.mentions"],
)
def roles(nlp: Language, name: str) -> RoleFinder:
    """Person, title of office, and of what: "Foreign Minister Jane Doe"."""
    return RoleFinder(load_words())


@Language.factory(
    "kg_metonyms",
    requires=["doc._.tokens", "doc._.mentions", "doc._.dates"],
    assigns=["doc._.mentions"],
)
def metonyms(nlp: Language, name: str) -> MetonymReader:
    """Capitals that act, read as their governments."""
    return MetonymReader(load_words())


@Language.factory(
    "kg_reference",
    requires=["doc._.tokens", "doc._.mentions", "doc._.roles", "doc._.dates"],
    assigns=["doc._.roles", "doc._.mentions"],
)
def reference(nlp: Language, name: str) -> ReferenceResolver:
    """Pronouns, roles and definite descriptions, resolved to the entities they mean."""
    return ReferenceResolver(load_words())


@Language.factory(
    "kg_institutions",
    requires=["doc._.tokens", "doc._.mentions", "doc._.roles"],
    assigns=["doc._.mentions"],
)
def institutions(nlp: Language, name: str) -> InstitutionReader:
    """Ministries, armies, offices, told by whose they are."""
    return InstitutionReader(load_words())


@Language.factory(
    "kg_quotations",
    requires=["doc._.tokens", "doc._.mentions"],
    assigns=["doc._.quotations", "doc._.mentions"],
)
def quotations(nlp: Language, name: str) -> QuotationFinder:
    """Quoted words with their speakers."""
    return QuotationFinder(load_words())
