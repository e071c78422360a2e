"use strict";
/* Who stands where: actors down, what they take positions on across. */
(function () {
  const CELLS = { positive: "for", negative: "against", neutral: "neutral", proposing: "proposes" };

  function collect(sieve) {
    const cells = new Map();
    for (const edge of KG.edges) {
      const style = edge.facts.some((fact) => fact.stance) || edge.style === "proposing" ? edge.style : "";
      const facts = edge.facts.filter((fact) => sieve.has.has(fact));
      if (!CELLS[style] || !facts.length) continue;
      if (!cells.has(edge.to)) cells.set(edge.to, new Map());
      const row = cells.get(edge.to);
      row.set(edge.from, [...(row.get(edge.from) || []), edge]);
    }
    return cells;
  }

  const most = (counts, limit) =>
    [...counts]
      .sort((a, b) => b[1] - a[1] || a[0].at - b[0].at)
      .slice(0, limit)
      .map(([node]) => node);

  function axes(cells, wide) {
    const actors = new Map();
    const things = new Map();
    for (const [to, row] of cells) {
      const sides = new Set([...row.values()].flat().map((edge) => edge.style));
      things.set(to, row.size + (sides.has("positive") && sides.has("negative") ? 2 : 0));
    }
    const columns = most(things, wide);
    for (const to of columns)
      for (const from of cells.get(to).keys()) actors.set(from, (actors.get(from) || 0) + 1);
    return { columns, rows: most(actors, 60), all: things.size };
  }

  function mark(edge) {
    const label = `${KG.isolate(edge.from.label, 60)} ${CELLS[edge.style]}: ${KG.isolate(edge.to.label, 90)}`;
    return KG.button(
      [KG.styleIcon(KG.look(edge)), KG.el("span", {}, CELLS[edge.style])],
      () => KG.go({ pick: "edge:" + edge.facts[0].id }),
      { class: "cell stance-" + edge.style, "aria-label": label },
    );
  }

  function lines(cells) {
    return [...cells].flatMap(([to, row]) =>
      [...row.values()].flat().flatMap((edge) => edge.facts.map((fact) => ({ edge, fact, to }))),
    );
  }

  const columns = [
    { label: "Who", value: ({ edge }) => edge.from.label, cell: ({ edge }) => KG.named(edge.from) },
    { label: "Stands", value: ({ edge }) => CELLS[edge.style], cell: ({ edge }) => mark(edge) },
    { label: "On what", value: ({ to }) => to.label, cell: ({ to }) => KG.named(to) },
    { label: "First told", value: ({ fact }) => first(fact), cell: ({ fact }) => KG.day(first(fact)) },
    { label: "Told by", value: ({ fact }) => fact.sources.join("; "), cell: ({ fact }) => KG.tellers(fact) },
    {
      label: "Sentence",
      value: ({ fact }) => (fact.evidence[0] || { sentence: { text: "" } }).sentence.text,
      cell: ({ fact }) => fact.evidence[0] && KG.openFact(fact, KG.say(fact.evidence[0].sentence.text, 140)),
    },
  ];
  const first = (fact) =>
    fact.evidence
      .map((one) => one.article.published)
      .filter(Boolean)
      .sort()[0] || "";

  KG.showMatrix = function (place, sieve) {
    const cells = collect(sieve);
    if (!cells.size) return KG.fill(place, KG.el("p", { class: "none" }, "No positions pass the filters."));
    const { columns: things, rows, all } = axes(cells, 14);
    const head = KG.el(
      "tr",
      {},
      KG.el("td", { class: "corner" }, "who \\ on what"),
      things.map((to) => KG.el("th", { scope: "col" }, KG.kindIcon(to.kind), KG.named(to))),
    );
    const body = rows.map((from) =>
      KG.el(
        "tr",
        {},
        KG.el("th", { scope: "row" }, KG.kindIcon(from.kind), KG.named(from)),
        things.map((to) => KG.el("td", {}, (cells.get(to).get(from) || []).map(mark))),
      ),
    );
    return KG.fill(
      place,
      KG.el("h2", {}, "Who stands where"),
      things.length < all &&
        KG.el(
          "p",
          { class: "note" },
          `The ${things.length} most argued about of ${all}; all of them in the list below.`,
        ),
      KG.el(
        "div",
        {
          class: "scroll matrix",
          tabindex: 0,
          role: "region",
          "aria-label": "Actors and what they stand on",
        },
        KG.el("table", {}, KG.el("thead", {}, head), KG.el("tbody", {}, body)),
      ),
      KG.el("h3", {}, "Every position, one a line"),
      KG.table("positions", columns, lines(cells), { limit: 100 }),
    );
  };
})();
