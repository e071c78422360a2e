"""Which word classes `data/words.toml`, `data/forenames.toml` and `data/sameness.toml` must have;
the check of them at load.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.nearest import hint

CLASSES: Mapping[str, str] = {
    "titles": (
        "trades offices modifiers tails chiefs ranks lesser unowned counterparts "
        "abbreviated= synonyms= plurals= leading= appointing leaving succeeding fielded "
        "fields male female plain past"
    ),
    "naming": (
        "event_words persons_have state_nouns organization_words chambers on_subjects "
        "facilities fielded place_words accords foreign_articles no_names locative "
        "of_places visited outlets printed peoples compass statehood state_verbs "
        "person_verbs"
    ),
    "actors": "forces lapsed governments bodies people inert sides documents utterances",
    "institutions": "heads sorted regional personal words fields=",
    "descriptions": (
        "bodies named_so sorts called= firms organization place state land person sole variety"
    ),
    "kin": "male female either",
    "pronouns": "male female plural speaker",
    "land": "held= nouns part_words alone wholes",
    "dates": (
        "months short_months= weekdays before_months feasts fixed_feasts= olden ordinals "
        "seasons= day_words= numbers="
    ),
    "irrealis": (
        "modals subordinators negators planned implied hedges denials false accounts mistaken "
        "exceptions taking_back ways fictions supposing unsure possible"
    ),
    "identity": "courtesy sorts",
    "clauses": "staying",
    "plans": "proposed courtesies",
    "statements": "occasions",
    "topics": "attitudes nouns pronouns plans deeds kin=",
    "territories": (
        "beside lapsed ending bygone gaining losing ceasing eras spans parties continents pronouns "
        "islands rebel waging"
    ),
    "events": "dismissing near open parts_of_time scheduled",
    "relations": "leading employed lead_verbs",
    "reference": "city_cases to_states motion venues befalling",
    "namesakes": "officers units",
    "cities": "offices sorts affairs",
    "saying": "verbs telling",
    "forenames": "male female",
    "sameness": "alike+ bare days= numbers= parts= kin=",
    "opposed": "denying blaming pointing killed hurt arrested marched displaced none",
}
"""By table its classes: lists of words; tables of words, where "=" follows; lists of lists, where
"+" does.
"""


def word_faults(tables: Mapping[str, Any]) -> Iterator[str]:
    """All that is wrong with the tables: what is not known, what is missing, what is no list.

    >>> for fault in word_faults({"plan": {}}):
    ...     print(fault)
    ...     break
    unknown table 'plan'; did you mean 'plans'?
    """
    known = {*CLASSES, "labels"}
    for table in sorted(set(tables) - known):
        yield f"unknown table {table!r}{hint(table, known)}"
    yield from (f"has no table {table!r}" for table in sorted(known - set(tables)))
    for table in (name for name in CLASSES if name in tables):
        yield from _class_faults(table, tables[table])


def _class_faults(table: str, classes: object) -> Iterator[str]:
    if not isinstance(classes, dict):
        yield f"{table}: is no table of word classes"
        return
    told = CLASSES[table].split()
    known = {name.rstrip("=+") for name in told}
    for name in sorted(set(classes) - known):
        yield f"{table}: unknown class {name!r}{hint(name, known)}"
    yield from (f"{table}: has no class {name!r}" for name in sorted(known - set(classes)))
    for name in sorted(set(classes) & known):
        if f"{name}=" in told and not isinstance(classes[name], dict):
            yield f"{table}.{name}: is no table of words"
        elif f"{name}+" in told and not all(map(_words, classes[name])):
            yield f"{table}.{name}: is no list of lists of words in lower case"
        elif name in told and not _words(classes[name]):
            yield f"{table}.{name}: is no list of words in lower case"


def _words(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(word, str) and word and word == word.lower() for word in value
    )
