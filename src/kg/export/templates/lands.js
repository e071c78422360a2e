"use strict";
/* What is told of land: rows of land, relation and holder; where it lies; how holders and relations are drawn. */
(function () {
  const when = (fact) => (fact.date ? fact.date[1] || fact.date[0] : "");

  /** Each territorial fact that passes, once for each land and holder: {edge, fact, land, holder}. */
  KG.landRows = function (sieve) {
    const rows = [];
    for (const edge of KG.edges) {
      if (edge.style !== "territorial") continue;
      for (const fact of edge.facts)
        if (sieve.has.has(fact)) rows.push({ edge, fact, land: edge.from, holder: edge.to });
    }
    return rows.sort(
      (a, b) =>
        b.land.weight - a.land.weight ||
        a.land.at - b.land.at ||
        when(a.fact).localeCompare(when(b.fact)) ||
        a.fact.at - b.fact.at,
    );
  };

  /* Shape by what the holder is to the land; another relation is a dot. */
  const SHAPES = {
    "controlled by": "square",
    "occupied by": "diamond",
    "annexed by": "triangle",
    "claimed by": "flag",
    "part of": "dot",
    "ceded to": "arrow",
    "attacked by": "star",
  };
  KG.relationShape = (label) => SHAPES[label] || "dot";

  /* Colour by holder: those that most is told of have one of their own. */
  const COLOURS = 7;
  const holders = new Map();
  for (const { edge, fact } of KG.landRows({ has: { has: () => true } }))
    holders.set(edge.to, (holders.get(edge.to) || new Set()).add(fact));
  const ranked = [...holders]
    .sort((a, b) => b[1].size - a[1].size || a[0].at - b[0].at)
    .map(([node]) => node);
  KG.holderColour = function (node) {
    const at = ranked.indexOf(node);
    return at >= 0 && at < COLOURS ? `var(--who-${at})` : "var(--who-other)";
  };

  /** The mark of one relation: shape for what, colour for whom, hollow where somebody says so. */
  KG.landSymbol = (edge, x, y, size) =>
    KG.symbol(KG.relationShape(edge.label), x, y, size, {
      class: edge.said ? "landmark hollow" : "landmark",
      vars: { "--who": KG.holderColour(edge.to) },
    });

  const known = KG.nodes.filter((node) => node.point).sort((a, b) => b.label.length - a.label.length);
  const within = / (?:of|in|on|at|near|off|around) (?:the )?$/;
  const places = new Map();

  function find(node) {
    if (node.point) return { point: node.point, exact: true };
    const whole = known.find(
      ({ label }) => node.label.endsWith(label) && within.test(node.label.slice(0, -label.length)),
    );
    return whole ? { point: whole.point, exact: false } : null;
  }

  /** Where a land lies, {point, exact}: its own point, or that of the whole its name ends with. */
  KG.whereabouts = function (node) {
    if (!places.has(node)) places.set(node, find(node));
    return places.get(node);
  };

  /** What is told in one line: relation, holder, days, who says so. */
  KG.landWords = function ({ edge, holder, facts }) {
    const days = [...new Set(facts.filter((fact) => fact.date).map((fact) => KG.day(fact.date[0])))];
    const says = [...new Set(facts.filter((fact) => fact.by).map((fact) => fact.by.label))];
    return [
      `${edge.label} ${KG.cut(holder.label, 34)}`,
      days.length > 0 && days.slice(0, 2).join(", ") + (days.length > 2 ? " …" : ""),
      says.length > 0 && `says ${KG.cut(says[0], 30)}${says.length > 1 ? " +" + (says.length - 1) : ""}`,
    ]
      .filter(Boolean)
      .join(" · ");
  };

  /** Opens the sentences of facts of one arrow. */
  KG.openEdge = ({ edge, facts }) =>
    KG.go({ pick: (facts.length > 1 && facts[0].edges[0] === edge ? "edge:" : "fact:") + facts[0].id });
})();
