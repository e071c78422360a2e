"use strict";
/* Which land stands in which relation to whom, since when, and who says so. */
(function () {
  const when = (fact) => (fact.date ? fact.date[1] || fact.date[0] : "");
  const who = (fact) => (fact.by ? fact.by.label : "reported as fact");

  const columns = [
    { label: "Territory", value: ({ land }) => land.label, cell: ({ land }) => KG.named(land) },
    {
      label: "Is",
      value: ({ edge }) => edge.label,
      cell: ({ edge }) => [KG.styleIcon(KG.look(edge)), KG.say(edge.label)],
    },
    { label: "Whom", value: ({ holder }) => holder.label, cell: ({ holder }) => KG.named(holder) },
    {
      label: "When",
      value: ({ fact }) => (fact.date ? fact.date[0] : ""),
      key: ({ fact }) => when(fact),
      cell: ({ fact }) => (fact.date ? KG.day(fact.date[0]) : KG.el("span", { class: "faint" }, "no date")),
    },
    {
      label: "Who says so",
      value: ({ fact }) => who(fact),
      cell: ({ fact }) =>
        fact.by ? [KG.chip("claim", "by"), " ", KG.named(fact.by)] : KG.chip("reported", "soft"),
    },
    { label: "Told by", value: ({ fact }) => fact.sources.join("; "), cell: ({ fact }) => KG.tellers(fact) },
    {
      label: "Sentence",
      value: ({ fact }) => (fact.evidence[0] || { sentence: { text: "" } }).sentence.text,
      cell: ({ fact }) => fact.evidence[0] && KG.openFact(fact, KG.say(fact.evidence[0].sentence.text, 140)),
    },
  ];

  function mark({ fact, edge, holder }) {
    return KG.button(
      [
        KG.svg(
          "svg",
          { width: 14, height: 14, viewBox: "0 0 14 14", class: "icon", "aria-hidden": "true" },
          KG.landSymbol(edge, 7, 7, 12),
        ),
        KG.el(
          "span",
          { class: "words" },
          KG.say(edge.label),
          " ",
          KG.say(holder.label, 40),
          KG.el("span", { class: "faint" }, fact.by ? [", says ", KG.say(fact.by.label, 40)] : ", reported"),
        ),
      ],
      () => KG.go({ pick: "fact:" + fact.id }),
      {
        class: "step",
        "aria-label": KG.isolate(`${fact.date ? KG.day(fact.date[0]) : "no date"}: ${fact.label}`),
      },
    );
  }

  const HOLDS = ["controlled by", "occupied by", "annexed by", "ceded to"];

  /** Until when a holder is told: the next day on which another is reported for the same land. */
  function until(row, own, last) {
    if (!HOLDS.includes(row.edge.label)) return 0;
    const next = own
      .filter((other) => !other.fact.by && HOLDS.includes(other.edge.label) && other.holder !== row.holder)
      .map((other) => KG.stretch(other.fact).from)
      .filter((day) => day > KG.stretch(row.fact).to);
    return Math.min(last, ...next);
  }

  let drawn = null;

  /** Lanes of land over time, what tells no date beside them. */
  function spans(rows) {
    const dated = rows.filter((row) => row.fact.date);
    if (!dated.length) return null;
    const days = dated.flatMap(({ fact }) => [KG.stretch(fact).from, KG.stretch(fact).to]);
    const published = KG.articles
      .map((article) => article.published)
      .filter(Boolean)
      .map(KG.dayNumber);
    const [first, last] = [Math.min(...days), Math.max(...days, ...published)];
    const pad = Math.max(20, (last - first) * 0.03);
    const lands = [...new Set(dated.map((row) => row.land))];
    const lanes = lands.map((land) => {
      const own = dated.filter((row) => row.land === land);
      const facts = [...new Set(own.map((row) => row.fact))];
      const marks = facts.map((fact) => {
        const row = own.find((one) => one.fact === fact);
        return { ...KG.stretch(fact), fact, row, until: until(row, own, last + pad) };
      });
      return { name: land.label, node: land, marks };
    });
    return { lanes, range: [first, last], window: [first - pad, last + pad], lands };
  }

  function undated(rows, lands) {
    const lost = rows.filter((row) => !row.fact.date);
    const order = [...lands, ...lost.map((row) => row.land).filter((land) => !lands.includes(land))];
    if (!lost.length) return null;
    return KG.el(
      "div",
      { class: "undated" },
      KG.el("h4", {}, "Without a date"),
      KG.el(
        "dl",
        { class: "steps" },
        [...new Set(order)]
          .map((land) => [land, lost.filter((row) => row.land === land)])
          .filter(([, own]) => own.length)
          .map(([land, own]) => [
            KG.el("dt", {}, KG.named(land)),
            KG.el("dd", {}, own.slice(0, 12).map(mark)),
          ]),
      ),
    );
  }

  /** In this view the shape tells the relation, and the colour the holder, as on the map. */
  const symbol = ({ row }, x, y, size) => KG.landSymbol(row.edge, x, y, size);

  KG.showTerritories = function (place, sieve) {
    const rows = KG.landRows(sieve);
    const time = spans(rows);
    if (!rows.length)
      return KG.fill(place, KG.el("p", { class: "none" }, "No territorial facts pass the filters."));
    const sheet = KG.el("div", { class: "sheet" });
    KG.fill(
      place,
      KG.el("h2", {}, "Who holds, takes or claims which land"),
      KG.el(
        "p",
        { class: "note" },
        "Reported: the article itself says so. Claim: somebody says so, and the article reports that they do.",
      ),
      time && [
        KG.el(
          "div",
          { class: "row wrap" },
          KG.el("h3", {}, "Over time"),
          KG.el(
            "div",
            { class: "tools", role: "group", "aria-label": "Over time" },
            KG.button("+", () => drawn.zoom(1.6), { "aria-label": "Zoom in" }),
            KG.button("−", () => drawn.zoom(1 / 1.6), { "aria-label": "Zoom out" }),
            KG.button("All", () => drawn.all()),
            KG.pictureButtons("territories", () => drawn.element),
          ),
        ),
        KG.el(
          "p",
          { class: "note" },
          "A bar is as long as the date is vague. A line goes on until another holder is reported; whether that holds in between the articles need not say.",
        ),
        KG.el("div", { class: "beside" }, sheet, undated(rows, time.lands)),
      ],
      KG.el("h3", {}, "Everything told of each, one a line"),
      KG.table("territories", columns, rows, { group: ({ land }) => land.label }),
    );
    if (!time) return;
    drawn = KG.lanes("Land over time; the table below holds the same", time.lanes, {
      ...time,
      gutter: 230,
      symbol,
    });
    sheet.append(drawn.element);
    drawn.draw();
  };
  window.addEventListener("resize", () => KG.state.view === "territories" && drawn && drawn.draw());
})();
