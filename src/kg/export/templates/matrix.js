"use strict";
/* Who stands where: what several stand on as a matrix, then each actor, then every position. */
(function () {
  const CELLS = { positive: "for", negative: "against", neutral: "neutral", proposing: "proposes" };
  const WIDE = 8;
  const LONG = 5;

  /** Thing -> actor -> arrows, of what passes the filters. */
  function collect(sieve) {
    const cells = new Map();
    for (const edge of KG.edges) {
      const style = edge.facts.some((fact) => fact.stance) || edge.style === "proposing" ? edge.style : "";
      if (!CELLS[style] || !edge.facts.some((fact) => sieve.has.has(fact))) continue;
      if (!cells.has(edge.to)) cells.set(edge.to, new Map());
      const row = cells.get(edge.to);
      row.set(edge.from, [...(row.get(edge.from) || []), edge]);
    }
    return cells;
  }

  /** What two or more stand on, or one on both sides: divided ones first, bare names last. */
  function shared(cells) {
    const worth = ([to, row]) => {
      const sides = new Set([...row.values()].flat().map((edge) => edge.style));
      return row.size + (sides.has("positive") && sides.has("negative") ? 2 : 0) - (KG.bare(to) ? 0.5 : 0);
    };
    return [...cells]
      .filter(([, row]) => [...row.values()].flat().length > 1)
      .sort((a, b) => worth(b) - worth(a) || a[0].at - b[0].at)
      .map(([to]) => to);
  }

  /** Columns with actors in common stand side by side; rows follow the columns. */
  function axes(cells) {
    const rest = shared(cells);
    const all = rest.length;
    const rows = new Set();
    const columns = [];
    const common = (to) => [...cells.get(to).keys()].filter((from) => rows.has(from)).length;
    while (rest.length && columns.length < WIDE) {
      const next = rest.reduce((best, to) => (common(to) > common(best) ? to : best));
      rest.splice(rest.indexOf(next), 1);
      columns.push(next);
      for (const from of cells.get(next).keys()) rows.add(from);
    }
    return { columns, rows: [...rows], all };
  }

  const open = (edge) => () => KG.go({ pick: "edge:" + edge.facts[0].id });
  const tell = (edge) =>
    `${KG.isolate(edge.from.label, 60)} ${CELLS[edge.style]}: ${KG.isolate(edge.to.label, 90)}`;
  const mark = (edge) =>
    KG.button([KG.styleIcon(KG.look(edge)), KG.el("span", {}, CELLS[edge.style])], open(edge), {
      class: "cell stance-" + edge.style,
      "aria-label": tell(edge),
    });

  /** The matrix; on a phone, which is too narrow for it, a list of what is argued about. */
  function matrix(cells, sieve) {
    const lines = KG.narrow() ? KG.argued(sieve, 12, 2) : [];
    if (lines.length) return KG.el("ul", { class: "plainlist" }, lines);
    const { columns, rows, all } = axes(cells);
    if (!columns.length)
      return KG.el("p", { class: "note" }, "Nothing here has two who take a side; each stands alone below.");
    const head = KG.el(
      "tr",
      {},
      KG.el("td", { class: "corner" }, "who \\ on what"),
      columns.map((to) => KG.el("th", { scope: "col" }, KG.kindIcon(to.kind), KG.thing(to))),
    );
    const body = rows.map((from) =>
      KG.el(
        "tr",
        {},
        KG.el("th", { scope: "row" }, KG.kindIcon(from.kind), KG.named(from)),
        columns.map((to) => KG.el("td", {}, (cells.get(to).get(from) || []).map(mark))),
      ),
    );
    const place = { class: "scroll matrix", tabindex: 0, role: "region" };
    return [
      KG.el(
        "p",
        { class: "note" },
        columns.length < all ? `The ${columns.length} most argued about of ${all}. ` : "",
        "A word in a cell opens the sentence.",
      ),
      KG.el(
        "div",
        { ...place, "aria-label": "Actors and what they stand on" },
        KG.el("table", {}, KG.el("thead", {}, head), KG.el("tbody", {}, body)),
      ),
    ];
  }

  /** One row an actor: what it is for, against, neutral on, and what it proposes. */
  function actors(edges) {
    const rows = new Map();
    for (const edge of edges) rows.set(edge.from, [...(rows.get(edge.from) || []), edge]);
    const sides = ({ of }) => of.filter((edge) => edge.style !== "proposing").length;
    const list = [...rows].map(([from, of]) => ({ from, of }));
    return list.sort(
      (a, b) => sides(b) - sides(a) || b.of.length - a.of.length || a.from.at - b.from.at,
    );
  }

  function actorColumns(edges) {
    const used = Object.keys(CELLS).filter((style) => edges.some((edge) => edge.style === style));
    const labels = { positive: "For", negative: "Against", neutral: "Neutral on", proposing: "Proposes" };
    const of = (row, style) => row.of.filter((edge) => edge.style === style);
    const whole = (row) => () => KG.go({ pick: "node:" + row.from.id });
    const item = (edge) =>
      KG.el(
        "li",
        {},
        KG.button(KG.say(KG.gist(edge.to) || edge.to.label, 90), open(edge), { class: "plain" }),
      );
    return [
      { label: "Who", value: ({ from }) => from.label, cell: ({ from }) => KG.named(from) },
      ...used.map((style) => ({
        label: labels[style],
        value: (row) => of(row, style).map((edge) => edge.to.label).join("; "),
        cell: (row) => {
          const all = of(row, style);
          const more = all.length > LONG && [
            KG.el("li", {}, KG.button(`${all.length - LONG} more`, whole(row), { class: "plain" })),
          ];
          return all.length > 0 && KG.el("ul", { class: "stands" }, all.slice(0, LONG).map(item), more);
        },
      })),
    ];
  }

  const first = (fact) =>
    fact.evidence
      .map((one) => one.article.published)
      .filter(Boolean)
      .sort()[0] || "";
  const columns = [
    { label: "Who", value: ({ edge }) => edge.from.label, cell: ({ edge }) => KG.named(edge.from) },
    { label: "Stands", value: ({ edge }) => CELLS[edge.style], cell: ({ edge }) => mark(edge) },
    { label: "On what", value: ({ edge }) => edge.to.label, cell: ({ edge }) => KG.named(edge.to) },
    { label: "First told", value: ({ fact }) => first(fact), cell: ({ fact }) => KG.day(first(fact)) },
    { label: "Told by", value: ({ fact }) => fact.sources.join("; "), cell: ({ fact }) => KG.tellers(fact) },
    {
      label: "Sentence",
      value: ({ fact }) => (fact.evidence[0] || { sentence: { text: "" } }).sentence.text,
      cell: ({ fact }) => fact.evidence[0] && KG.openFact(fact, KG.say(fact.evidence[0].sentence.text, 140)),
    },
  ];

  KG.showMatrix = function (place, sieve) {
    const cells = collect(sieve);
    if (!cells.size) return KG.fill(place, KG.el("p", { class: "none" }, "No positions pass the filters."));
    const edges = [...cells.values()].flatMap((row) => [...row.values()].flat());
    const lines = edges.flatMap((edge) =>
      edge.facts.filter((fact) => sieve.has.has(fact)).map((fact) => ({ edge, fact })),
    );
    return KG.fill(
      place,
      KG.el("h2", {}, "Who stands where"),
      KG.el("h3", {}, "What two or more take a side on"),
      matrix(cells, sieve),
      KG.el("h3", {}, "Each actor"),
      KG.table("actors", actorColumns(edges), actors(edges), { limit: 25 }),
      KG.el("h3", {}, "Every position, one a line"),
      KG.table("positions", columns, lines, { limit: 100 }),
    );
  };
})();
