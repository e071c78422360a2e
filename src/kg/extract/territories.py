"""Territorial claims: who controls, occupies, annexed, claims, was ceded or attacked which land."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.assertion import wished
from kg.extract.context import Context
from kg.extract.cue_dates import date_of
from kg.extract.hedges import left_open
from kg.extract.homes import home
from kg.extract.land_antecedents import land_meant
from kg.extract.land_names import described
from kg.extract.land_nouns import definite
from kg.extract.land_sorts import is_state
from kg.extract.lands import lands
from kg.extract.over import bygone, ended
from kg.extract.told import Told
from kg.extract.voices import kept_away, voice_at
from kg.extract.worlds import imagined, unreal_here
from kg.language.actors import government
from kg.language.reading import GROUP
from kg.language.tokens import Span, Token
from kg.language.trees import antecedent, case, head, heads, is_relative
from kg.lexicon import Words
from kg.model import EntityKey, TerritoryClaim
from kg.partial_dates import PartialDate

_HELD = ("controlled_by", "occupied_by")


def territories(context: Context) -> Iterator[TerritoryClaim]:
    """One claim a frame, land and agent."""
    claims = [c for told in context.of_kind("territory") for c in _claims(context, told)]
    yield from dated(claims)


def _claims(context: Context, told: Told) -> Iterator[TerritoryClaim]:
    if not _is_so(context, told):
        return
    told = replace(told, who=_holders(told))
    agents = _agents(context, told)
    voice = voice_at(context, told.anchor)
    by = _named_for_it(context, told) if voice.speaker is None else voice.speaker
    if voice.denied or (by is None and voice.embedded):
        return
    gone = bygone(told.anchor, told.label, context.lexicon.words)
    date = date_of(told.anchor, context)
    if gone and date is None:
        return  # without a time it would be read as so today
    over = gone or ended(context, told.anchor, told.label)
    for span in _inside(told, context.lexicon.words):
        for place in _lands(context, span, agents):
            for agent in agents:
                if place == agent or _larger(place, agent, told, context):
                    continue
                yield TerritoryClaim(
                    territory=str(place),
                    relation=told.label,
                    agent=str(agent),
                    date=date,
                    asserted_by=by,
                    over=over,
                    evidence=context.evidence_of(told),
                )


def _is_so(context: Context, told: Told) -> bool:
    """Told as a fact, and not as lost: the time of a loss is not that of holding it."""
    words, anchor = context.lexicon.words, told.anchor
    for token in (anchor, _brings_about(anchor, words)):
        unreal = unreal_here(token, words) or imagined(token, words) or left_open(token, words)
        if unreal:
            return False
    lost = anchor.lemma_.lower() in words["territories", "losing"] and told.label in _HELD
    return not (lost or kept_away(context, told) or wished(context, anchor))


def _brings_about(anchor: Token, words: Words) -> Token:
    """The verb that tells whether what the noun tells came about: "to bring the isle under its
    control", "failed to gain control of it"; else the word itself.
    """
    verb = anchor.head
    comes = anchor.dep_.startswith("obl") and case(anchor) in ("under", "into")
    gains = anchor.dep_ == "obj" and verb.lemma_.lower() in words["territories", "gaining"]
    return verb if anchor.pos_ == "NOUN" and verb.pos_ == "VERB" and (comes or gains) else anchor


def _agents(context: Context, told: Told) -> list[int]:
    """Who may hold the land."""
    if any(
        t.lemma_.lower() in _no_holders(context.lexicon.words) for s in told.who for t in heads(s)
    ):
        return []
    unfit = ("person", GROUP) if told.label == "part_of" else ("person",)
    agents = [_agent(context, told, int(key)) for key in context.who(told)]
    fit = [a for a in agents if context.reading.entities[a].type not in unfit]
    return _without_land(context, told, fit)


def _named_for_it(context: Context, told: Told) -> EntityKey | None:
    """Who says so, by the frame's own words."""
    named = [s for s in told.more if not any(t.pos_ == "VERB" for t in s)]
    return next((key for span in named for key in context.actors(heads(span))), None)


def _no_holders(words: Words) -> frozenset[str]:
    """Nouns for those who hold and claim no land: firms and parties, whatever they run; papers."""
    called = words.table("descriptions", "called")
    firms = words["descriptions", "firms"] | {*called["company"]}
    return firms | words["actors", "documents"] | {"party"}


def _holders(told: Told) -> tuple[Span, ...]:
    """The words for who holds the land, not from whom it was taken. A participle before its noun
    tells no more than that phrase does: in "Norland ceded occupied lands" nobody, in "its occupied
    lands" not whose they are.
    """
    noun = told.anchor.head
    told = replace(told, who=tuple(s for s in told.who if case(head(s)) != "from"))
    if told.anchor.dep_ != "amod" or told.anchor.tag_ not in ("VBN", "VBD", "JJ"):
        return told.who
    first, last = noun.left_edge.i, noun.right_edge.i
    inside = [s for s in told.who if first <= s.start and s.end <= last + 1]
    return tuple(s for s in inside if s.root.tag_ != "PRP$")


def _without_land(context: Context, told: Told, agents: list[int]) -> list[int]:
    """Of several agents those that the pronoun for the land does not mean: "Coast, a part of
    Norland, which has held it".
    """
    pronouns = [t for s in told.what for t in heads(s) if t.pos_ == "PRON"]
    if len(agents) < 2 or not pronouns:
        return agents
    meant = {land_meant(t, context) for t in pronouns}
    return [a for a in agents if a not in meant] or agents


def _agent(context: Context, told: Told, agent: int) -> int:
    """A person acts for the state of the office held, a capital for its state; what a land is part
    of does nothing.
    """
    if told.label == "part_of":
        return agent
    return government(home(agent, told.who[0].root, context), context.reading)


def _lands(context: Context, span: Span, agents: list[int]) -> list[int]:
    """The lands that the span names or means; what is no known land, by its words."""
    tops = [antecedent(t) if is_relative(t) else t for t in heads(span)]
    found = [place for top in tops for place in lands(top, context, agents)]
    if found:
        return list(dict.fromkeys(found))
    bodies = context.lexicon.words["actors", "bodies"]
    for token in span if not any(t.lemma_.lower() in bodies for t in tops) else ():
        mention = context.reading.mention_at(token.i)
        if mention is None or mention.how == "demonym":
            continue  # "Norlander" in "the Norlander residents"
        if context.reading.entities[mention.entity].type == "place":
            return [mention.entity]
    meant = (land_meant(t, context, agents) for t in tops if definite(t) or t.pos_ == "PRON")
    found = [place for place in meant if place is not None]
    return found or [described(t, context) for t in tops if _is_land(t, context)][:1]


def _is_land(noun: Token, context: Context) -> bool:
    """A noun for a sort of land: "the belt south of the town"."""
    words, forms = context.lexicon.words, {noun.lower_, noun.lemma_.lower()}
    sorts = words["land", "nouns"] | words["naming", "place_words"] | words["land", "part_words"]
    return bool(forms & sorts) or (noun.pos_ == "PROPN" and context.reading.at(noun) is None)


def _inside(told: Told, words: Words) -> list[Span]:
    """The words for the land; nobody holds what something was held near: "drills held around the
    isle".
    """
    beside, held = words["territories", "beside"], told.anchor.i

    def apart(span: Span) -> bool:
        top = head(span)
        return case(top) in beside and any(t.i == held for t in top.ancestors)

    return [s for s in told.what if told.label not in _HELD or not apart(s)]


def _larger(place: int, agent: int, told: Told, context: Context) -> bool:
    """A state is no part of a province, no known land of a capital, and nothing is told by a part
    of Norland in Norland.
    """
    if told.label != "part_of":
        return False
    part, whole = (context.reading.entities[e] for e in (place, agent))
    if part.name.endswith(f" of {whole.name}"):
        return True
    if whole.type != "place":
        return False
    capital = context.reading.base.entities.get(whole.known)
    in_capital = bool(part.known) and capital is not None and capital.capital_of is not None
    return in_capital or (is_state(place, context) and not is_state(agent, context))


def dated(claims: Iterable[TerritoryClaim]) -> Iterator[TerritoryClaim]:
    """The claims; what is told once with a date and again without is told twice with it."""
    claims = list(claims)
    dates: dict[TerritoryClaim, set[PartialDate | None]] = defaultdict(set)
    for claim in claims:
        dates[_bare(claim)].add(claim.date)
    for claim in claims:
        known = dates[_bare(claim)] - {None}
        yield replace(claim, date=known.pop()) if claim.date is None and len(known) == 1 else claim


def _bare(claim: TerritoryClaim) -> TerritoryClaim:
    return replace(claim, date=None, evidence=())
