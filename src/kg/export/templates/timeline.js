"use strict";
/* Everything with a date: on a line of time in lanes, and in order as a table. */
(function () {
  let mode = "happened";
  let way = "who";

  const told = (fact) =>
    fact.evidence
      .map((one) => one.article.published)
      .filter(Boolean)
      .sort()[0] || "";

  function rows(sieve) {
    const day = mode === "happened" ? (fact) => (fact.date ? fact.date[1] || fact.date[0] : "") : told;
    return sieve.facts
      .map((fact) => ({ fact, day: day(fact) }))
      .filter((row) => row.day)
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.fact.at - b.fact.at));
  }

  const month = (row) => KG.day((mode === "happened" ? row.fact.date[0] : row.day).slice(0, 7));

  const columns = [
    {
      label: "Date",
      value: (row) => (mode === "happened" && row.fact.date ? row.fact.date[0] : row.day),
      key: (row) => row.day,
      cell: (row) =>
        KG.el(
          "time",
          { datetime: row.day },
          KG.day(mode === "happened" && row.fact.date ? row.fact.date[0] : row.day),
        ),
    },
    { label: "Kind", value: (row) => row.fact.kind.label },
    {
      label: "What",
      value: (row) => row.fact.label,
      cell: (row) => [row.fact.stance && KG.stanceChip(row.fact.stance), " ", KG.openFact(row.fact)],
    },
    {
      label: "Who says so",
      value: (row) => (row.fact.by ? row.fact.by.label : ""),
      cell: (row) => row.fact.by && KG.named(row.fact.by),
    },
    { label: "Told by", value: (row) => row.fact.sources.join("; "), cell: (row) => KG.tellers(row.fact) },
  ];

  /* Who acts in a fact, and which land it is about, by the part that they play. */
  const ACTS = [
    "kg:holder",
    "kg:proposedBy",
    "kg:agent",
    "kg:speaker",
    "sem:hasActor",
    "kg:person",
    "kg:subject",
  ];
  const LANDS = ["kg:territory", "sem:hasPlace", "kg:about", "kg:of"];
  const LAND = ["Place", "State"];
  const playing = (fact, roles) =>
    fact.parts.filter((part) => part.node && roles.includes(part.property)).map((part) => part.node);
  const WAYS = {
    who: { label: "by who acts", of: (fact) => [...playing(fact, ACTS), fact.by] },
    land: {
      label: "by land",
      of: (fact) => playing(fact, LANDS).filter((node) => LAND.includes(node.kind.key)),
    },
    kind: { label: "by kind", of: (fact) => [fact.kind] },
  };

  /** A lane for each name, the fullest first. */
  function lanes(list) {
    const found = new Map();
    for (const { fact, day } of list) {
      const own = mode === "happened" ? KG.stretch(fact) : { from: KG.dayNumber(day), to: KG.dayNumber(day) };
      for (const key of new Set(WAYS[way].of(fact).filter(Boolean))) {
        if (!found.has(key))
          found.set(key, { name: key.plural || key.label, node: KG.nodeById.get(key.id), marks: [] });
        found.get(key).marks.push({ ...own, fact, day });
      }
    }
    return [...found.values()].sort((a, b) => b.marks.length - a.marks.length || (a.name < b.name ? -1 : 1));
  }

  let drawn = null;
  let many = 0;

  function drawing(list, again) {
    const found = lanes(list);
    if (!found.length) return null;
    const most = many || (KG.narrow() ? 8 : 12);
    const marks = found.flatMap((one) => one.marks);
    const ends = marks.reduce(
      ([a, b], { from, to }) => [Math.min(a, from), Math.max(b, to)],
      [Infinity, -Infinity],
    );
    const middle = ({ from, to }) => (from + to) / 2;
    const [from, to] = KG.densest(marks.map(middle));
    const pad = Math.max(3, (to - from) * 0.04);
    const seen = (lane) => lane.marks.filter((mark) => middle(mark) >= from && middle(mark) <= to).length;
    const all = found
      .map((lane) => ({ lane, seen: seen(lane) }))
      .sort((a, b) => b.seen - a.seen)
      .map(({ lane }) => lane);
    const sheet = KG.el("div", { class: "sheet" });
    const more = all.length - most;
    return {
      sheet,
      start() {
        drawn = KG.lanes("Timeline; the table below holds the same in order", all.slice(0, most), {
          range: ends,
          window: [from - pad, to + pad],
          gutter: 190,
        });
        sheet.append(drawn.element);
        drawn.draw();
      },
      more:
        more > 0 &&
        KG.button(
          `Show ${more} more lanes`,
          () => {
            many = Infinity;
            again();
          },
          { class: "quiet" },
        ),
    };
  }

  const MARKS = [
    ["triangle", "positive", "supports"],
    ["triangleDown", "negative", "opposes"],
    ["hexagon", "proposing", "proposes"],
    ["diamond", "territorial", "land"],
    ["flag", "spoken", "says"],
    ["square", "plain", "event"],
    ["dot", "plain", "other"],
  ];
  const legend = (list) =>
    KG.el(
      "div",
      { class: "maplegend" },
      MARKS.filter(([shape]) => list.some(({ fact }) => KG.factShape(fact) === shape)).map(
        ([shape, style, label]) =>
          KG.el(
            "span",
            {},
            KG.svg(
              "svg",
              { width: 14, height: 14, viewBox: "0 0 14 14", class: "icon", "aria-hidden": "true" },
              KG.symbol(shape, 7, 7, 12, { class: `factmark style-${style}` }),
            ),
            label,
          ),
      ),
      KG.el("span", {}, "hollow: as somebody says"),
      mode === "happened" && KG.el("span", {}, "bar: no exact day is told"),
    );

  KG.showTimeline = function (place, sieve) {
    const again = () => KG.showTimeline(place, KG.current);
    const choose = (on, label, act) =>
      KG.button(
        label,
        () => {
          act();
          again();
        },
        { "aria-pressed": String(on) },
      );
    const list = rows(sieve);
    const picture = drawing(list, again);
    const undated = mode === "happened" ? sieve.facts.length - list.length : 0;
    KG.fill(
      place,
      KG.el("h2", {}, "What happened, what was said"),
      KG.el(
        "div",
        { class: "tools", role: "group", "aria-label": "Timeline" },
        choose(mode === "happened", "By the date it happened", () => (mode = "happened")),
        choose(mode === "told", "By the day it was published", () => (mode = "told")),
        KG.el("span", { class: "gap" }),
        Object.entries(WAYS).map(([name, { label }]) => choose(way === name, label, () => (way = name))),
        KG.el("span", { class: "gap" }),
        picture && [
          KG.button("+", () => drawn.zoom(1.6), { "aria-label": "Zoom in" }),
          KG.button("−", () => drawn.zoom(1 / 1.6), { "aria-label": "Zoom out" }),
          KG.button("All", () => drawn.all()),
          KG.pictureButtons(
            "timeline",
            () => drawn.element,
            () => place.querySelector(".maplegend"),
          ),
        ],
      ),
      picture && legend(list),
      picture && picture.sheet,
      picture && picture.more,
      undated > 0 &&
        KG.el(
          "p",
          { class: "note" },
          `${KG.count(undated, "fact")} without a day of their own; by the day of publication they are all here.`,
        ),
      list.length
        ? KG.table("timeline", columns, list, { group: month })
        : KG.el("p", { class: "none" }, "Nothing with a date passes the filters."),
    );
    if (picture) picture.start();
  };
  window.addEventListener("resize", () => KG.state.view === "timeline" && drawn && drawn.draw());
})();
