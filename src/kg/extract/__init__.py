"""Stage 3: an `Annotated` article becomes an `Extraction`: entities, mentions and facts.

One file a kind of fact; `EXTRACTORS` is all of them, and any order of them gives the same facts.
Each is a function from a `Context` to facts, and says nothing about how a fact becomes RDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.annotate import Annotated
from kg.extract.context import Context
from kg.extract.events import events, events_read
from kg.extract.links import linked
from kg.extract.offices import offices
from kg.extract.pairings import paired
from kg.extract.positions import positions
from kg.extract.proposals import proposals
from kg.extract.relations import relations
from kg.extract.statements import statements
from kg.extract.taught import taught
from kg.extract.territories import territories
from kg.extract.told import learned, together
from kg.language.plain import tokens_of
from kg.language.reading import GROUP, Reading
from kg.lexicon import Lexicon
from kg.model import Entity, Event, Extraction, Fact, Mention
from kg.participants import actors, participants

Extractor = Callable[[Context], Iterator[Fact]]

EXTRACTORS: tuple[Extractor, ...] = (
    offices,
    events,
    statements,
    proposals,
    positions,
    territories,
    relations,
)


def extract(annotated: Annotated, lexicon: Lexicon) -> Extraction:
    """All that one article says, each fact with its evidence. Keys of entities are local to the
    article.
    """
    context = context_of(annotated, lexicon)
    read = (fact for extractor in EXTRACTORS for fact in extractor(context))
    facts = tuple(linked((fact for fact in read if fact.evidence), lexicon))
    named = tuple(_mentions(context, context.reading))
    return Extraction(
        article=annotated.article,
        entities=tuple(_entities(context.reading, facts, {m.entity for m in named})),
        mentions=named,
        facts=facts,
    )


def context_of(annotated: Annotated, lexicon: Lexicon) -> Context:
    """What every extractor gets: the article, what was read in it, and its frames.

    Events are entities as well: they are read first, and then nothing more is mentioned.
    """
    doc, reading = tokens_of(annotated.doc), annotated.doc._.reading
    told = together(learned(doc, reading.frames, lexicon), taught(doc, lexicon))
    context = Context(
        article=annotated.article,
        doc=doc,
        reading=reading,
        lexicon=lexicon,
        told=tuple(paired(told)),
    )
    context.once(events_read)
    reading.finish()
    return context


def _entities(reading: Reading, facts: tuple[Fact, ...], named: set[str]) -> Iterator[Entity]:
    """The entities that are mentioned or take part in a fact."""
    used = named | {key for fact in facts for key in participants(fact)}
    acting = {key for fact in facts for key in actors(fact)}
    events = {f.entity: f for f in facts if isinstance(f, Event) and f.entity is not None}
    for i, entity in enumerate(reading.entities):
        if str(i) in used and str(i) not in events:
            yield Entity(
                key=str(i),
                type=entity.type,
                name=entity.name,
                aliases=tuple(sorted(entity.aliases - {entity.name})),
                wikidata=reading.base.entities[entity.known].wikidata if entity.known else "",
                state=entity.state or (entity.type == "place" and str(i) in acting),
                known=entity.known,
            )
    for key, event in sorted(events.items()):
        yield Entity(key=key, type="event", name=event.label)


def _mentions(context: Context, reading: Reading) -> Iterator[Mention]:
    """Mentions of named things: no groups, and no part of the world that only an adjective tells
    ("European").
    """
    named = {m.entity for m in reading.mentions if m.how != "demonym"}
    for m in sorted(reading.mentions, key=lambda m: (m.start, m.end)):
        entity = reading.entities[m.entity]
        if entity.type != GROUP and (m.entity in named or entity.state or not entity.known):
            passage = context.passage(context.doc[m.start : m.end])
            text = context.article.text[passage.start : passage.end]  # with what was cut within it
            yield Mention(entity=str(m.entity), passage=passage, text=text)
