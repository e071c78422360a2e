"use strict";
/* Which facts pass the filters, and how many would pass each choice of each filter. */
(function () {
  const PUB = 1,
    ART = 2,
    CERT = 4,
    DATE = 8,
    KIND = 16,
    STANCE = 32,
    CORR = 64,
    HIDE = 128,
    HAPPENED = 256,
    WORDS = 512;

  const misses = (chosen, value) => chosen.length > 0 && !chosen.includes(value);

  function evidenceMiss(state, one) {
    const day = one.article.published || "";
    const early = state.from && (!day || day < state.from);
    const late = state.to && (!day || day > state.to);
    return (
      (misses(state.pub, one.article.source) ? PUB : 0) |
      (misses(state.art, one.article.name) ? ART : 0) |
      (one.certainty < state.cert ? CERT : 0) |
      (early || late ? DATE : 0)
    );
  }

  function hidden(state, fact) {
    const ends = fact.edges.length
      ? fact.edges.flatMap((edge) => [edge.from, edge.to])
      : [fact.node, ...fact.parts.map((part) => part.node)];
    const nodes = ends.filter(Boolean);
    return nodes.length > 0 && nodes.every((node) => state.hide.includes(node.kind.key));
  }

  /** By its own date, as far as it tells one: what has none stays, unless only dated facts are asked for. */
  function outside(state, fact) {
    if (!fact.date) return Boolean(state.dated);
    const [day, earliest, latest] = fact.date;
    const early = state.since && (latest || day) < state.since;
    return Boolean(early || (state.until && (earliest || day) > state.until));
  }

  function factMiss(state, fact, asked) {
    return (
      (misses(state.kind, fact.kind.key) ? KIND : 0) |
      (misses(state.stance, fact.stance ? fact.stance.key : "") ? STANCE : 0) |
      (fact.sources.length < state.corr ? CORR : 0) |
      (outside(state, fact) ? HAPPENED : 0) |
      (asked.every((word) => KG.textOf(fact).includes(word)) ? 0 : WORDS) |
      (state.hide.length && hidden(state, fact) ? HIDE : 0)
    );
  }

  /** One count more for each value, once a fact. */
  function add(counts, values) {
    for (const value of new Set(values)) counts.set(value, (counts.get(value) || 0) + 1);
  }

  /** {facts, passes(evidence), counts: {pub, art, kind, stance, corr, day}}: each filter's counts ignore its own choice. */
  KG.sieve = function (state) {
    const counts = {
      pub: new Map(),
      art: new Map(),
      kind: new Map(),
      stance: new Map(),
      corr: new Map(),
      day: new Map(),
      happened: new Map(),
    };
    const facts = [];
    const asked = KG.asked(state.words);
    for (const fact of KG.facts) {
      const miss = factMiss(state, fact, asked);
      const evidence = fact.evidence.map((one) => [one, evidenceMiss(state, one)]);
      const but = (dimension) =>
        evidence.filter(([, lost]) => ((miss | lost) & ~dimension) === 0).map(([one]) => one);
      if (but(0).length || (!fact.evidence.length && !miss)) facts.push(fact);
      add(
        counts.pub,
        but(PUB).map((one) => one.article.source),
      );
      add(
        counts.art,
        but(ART).map((one) => one.article.name),
      );
      add(
        counts.day,
        but(DATE).map((one) => one.article.published || ""),
      );
      if (fact.date && but(HAPPENED).length) add(counts.happened, [fact.date[1] || fact.date[0]]);
      if (but(KIND).length) add(counts.kind, [fact.kind.key]);
      if (but(STANCE).length && fact.stance) add(counts.stance, [fact.stance.key]);
      if (but(CORR).length)
        add(
          counts.corr,
          fact.sources.map((_, at) => at + 1),
        );
    }
    return { facts, has: new Set(facts), counts, passes: (one) => evidenceMiss(state, one) === 0 };
  };
})();
