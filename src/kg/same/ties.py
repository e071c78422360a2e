"""What facts of a whole corpus have to do with each other: which contradict, which revise which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model import EntityKey, Fact, Resolved
from kg.same.company import Company
from kg.same.opposed import Opposed
from kg.same.plans import Plans
from kg.same.revised import revised
from kg.same.sides import Sides
from kg.wording import Wording


def compared(resolved: Resolved) -> Plans:
    """By what the facts of a whole corpus are compared."""
    told: dict[EntityKey, set[str]] = defaultdict(set)
    for mention in resolved.mentions:
        told[mention.entity].add(mention.passage.article)
    days = {article.name: article.published for article in resolved.articles}
    said = Wording(resolved.mentions, resolved.articles)
    company = Company(resolved.entities, told, days)
    return Plans(said, company, Sides(resolved.entities, resolved.facts), resolved.articles)


def ties(resolved: Resolved, plans: Plans | None = None) -> Iterator[tuple[Fact, str, Fact]]:
    """Facts, the property that leads from one to the other, and the other."""
    plans = plans or compared(resolved)
    articles = {article.name: article for article in resolved.articles}
    facts = resolved.facts
    for i, j in Opposed(plans.said, plans.company, plans.sides).pairs(facts):
        yield facts[i], "kg:contradicts", facts[j]
    for i, j in revised(facts, plans, articles):
        yield facts[j], "kg:revises", facts[i]
