"use strict";
/* What the corpus is about, before anything is picked: the most told things of each sort. */
(function () {
  const item = (node, facts, note) =>
    KG.el(
      "li",
      {},
      KG.kindIcon(node.kind),
      KG.named(node),
      KG.el("span", { class: "n" }, note || KG.count(facts, "fact")),
    );

  /** For each thing with positions on it: who is for it, who against. */
  function sides(sieve) {
    const counts = new Map();
    for (const edge of KG.edges) {
      const stances = edge.facts
        .filter((fact) => sieve.has.has(fact))
        .map((fact) => fact.stance && fact.stance.style);
      if (!stances.some(Boolean)) continue;
      const of = counts.get(edge.to) || { node: edge.to, plus: new Set(), minus: new Set() };
      if (stances.includes("positive")) of.plus.add(edge.from);
      if (stances.includes("negative")) of.minus.add(edge.from);
      counts.set(edge.to, of);
    }
    return [...counts.values()].map(({ node, plus, minus }) => ({
      node,
      plus: [...plus],
      minus: [...minus],
    }));
  }

  const names = (nodes, word, style) =>
    nodes.length > 0 &&
    KG.el(
      "span",
      { class: "side" },
      KG.el("b", { class: style }, word),
      nodes.slice(0, 3).map((node, at) => [at ? ", " : " ", KG.named(node)]),
      nodes.length > 3 && ` and ${nodes.length - 3} more`,
    );

  /** A name of one plain word ("step", "idea itself") says nothing at first sight. */
  const lone = (node) => KG.bare(node) && !node.label.replace(/ (itself|themselves)$/, "").includes(" ");

  /** The `most` most argued about, each with at least `least` sides taken, as lines of a list. */
  KG.argued = function (sieve, most, least) {
    const list = sides(sieve)
      .filter(({ plus, minus }) => plus.length + minus.length >= least)
      .sort(
        (a, b) =>
          lone(a.node) - lone(b.node) ||
          Math.min(b.plus.length, b.minus.length) - Math.min(a.plus.length, a.minus.length) ||
          b.plus.length + b.minus.length - (a.plus.length + a.minus.length) ||
          KG.bare(a.node) - KG.bare(b.node) ||
          a.node.at - b.node.at,
      )
      .slice(0, most);
    return list.map(({ node, plus, minus }) =>
      KG.el(
        "li",
        {},
        KG.kindIcon(node.kind),
        KG.el("div", {}, KG.thing(node), names(plus, "for", "plus"), names(minus, "against", "minus")),
      ),
    );
  };

  const passing = (node) => node.facts.filter((fact) => KG.current.has.has(fact)).length;

  function heaviest(key, most) {
    return KG.nodes
      .filter((node) => node.kind.key === key)
      .map((node) => ({ node, facts: passing(node) }))
      .filter(({ facts }) => facts)
      .sort((a, b) => b.facts - a.facts || a.node.at - b.node.at)
      .slice(0, most);
  }

  const list = (title, items, all) =>
    items.length > 0 && [KG.el("h3", {}, title, all), KG.el("ul", { class: "plainlist" }, items)];

  function all(kind) {
    const number = KG.nodes.filter((node) => node.kind === kind && passing(node)).length;
    const on = KG.state.all.includes(kind.key);
    return KG.button(
      on ? "fewer in graph" : `all ${number.toLocaleString("en")} in graph`,
      () => KG.toggle("all", kind.key),
      { class: "plain n" },
    );
  }

  KG.overview = function (sieve) {
    const told = new Set(
      sieve.facts.flatMap((fact) => fact.evidence.filter(sieve.passes).map((one) => one.article)),
    );
    const articles = KG.filtered() ? [...told] : KG.articles;
    const days = articles
      .map((article) => article.published)
      .filter(Boolean)
      .sort();
    const publishers = new Set(articles.map((article) => article.publisher).filter(Boolean));
    return [
      KG.el("h2", { tabindex: -1 }, "What these articles say"),
      KG.el(
        "p",
        {},
        `${KG.count(sieve.facts.length, "fact")} from ${KG.count(articles.length, "article")}`,
        publishers.size > 0 && ` by ${KG.count(publishers.size, "publisher")}`,
        days.length > 0 && `, ${[...new Set([days[0], days[days.length - 1]])].map(KG.day).join(" to ")}`,
        KG.filtered() ? ", as the filters leave it" : "",
        ". Pick a name, an arrow or a line below to read the sentences behind it.",
      ),
      KG.note && KG.el("p", { class: "builders" }, KG.say(KG.note, 2000)),
      KG.leftOut.nodes + KG.leftOut.facts > 0 &&
        KG.el(
          "p",
          { class: "warn" },
          `Left out of this page for its size: ${KG.count(KG.leftOut.nodes, "node")}, ${KG.count(KG.leftOut.facts, "fact")}. They are in the graph file.`,
        ),
      list("Most argued about", KG.argued(sieve, 6, 1)),
      KG.nodeKinds
        .filter((kind) => kind.key !== "Issue")
        .map((kind) =>
          list(
            kind.plural || kind.label,
            heaviest(kind.key, 5).map(({ node, facts }) => item(node, facts)),
            all(kind),
          ),
        ),
    ];
  };
})();
