"use strict";
/* Which land stands in which relation to whom, since when, and who says so. */
(function () {
  function collect(sieve) {
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
  }

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
        KG.el("b", {}, fact.date ? KG.day(fact.date[0]) : "no date"),
        KG.styleIcon(KG.look(edge)),
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

  /** One line a piece of land with what is dated, in order. */
  function steps(rows) {
    const dated = rows
      .filter((row) => row.fact.date)
      .sort((a, b) => when(a.fact).localeCompare(when(b.fact)) || a.fact.at - b.fact.at);
    const lands = [...new Set(dated.map((row) => row.land))];
    if (!lands.length) return null;
    return [
      KG.el("h3", {}, "Over time"),
      dated.length < rows.length &&
        KG.el(
          "p",
          { class: "note" },
          `${KG.count(rows.length - dated.length, "line")} without a date in the list below.`,
        ),
      KG.el(
        "dl",
        { class: "steps" },
        lands.map((land) => [
          KG.el("dt", {}, KG.named(land)),
          KG.el("dd", {}, dated.filter((row) => row.land === land).map(mark)),
        ]),
      ),
    ];
  }

  KG.showTerritories = function (place, sieve) {
    const rows = collect(sieve);
    if (!rows.length)
      return KG.fill(place, KG.el("p", { class: "none" }, "No territorial facts pass the filters."));
    return KG.fill(
      place,
      KG.el("h2", {}, "Who holds, takes or claims which land"),
      KG.el(
        "p",
        { class: "note" },
        "Reported: the article itself says so. Claim: somebody says so, and the article reports that they do.",
      ),
      steps(rows),
      KG.el("h3", {}, "Everything told of each, one a line"),
      KG.table("territories", columns, rows, { group: ({ land }) => land.label }),
    );
  };
})();
