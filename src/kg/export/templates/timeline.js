"use strict";
/* Everything with a date, in order; and what the articles of each day say. */
(function () {
  let mode = "happened";

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

  KG.showTimeline = function (place, sieve) {
    const choose = (value, label) =>
      KG.button(
        label,
        () => {
          mode = value;
          KG.showTimeline(place, KG.current);
        },
        { "aria-pressed": String(mode === value) },
      );
    const list = rows(sieve);
    return KG.fill(
      place,
      KG.el("h2", {}, "What happened, what was said"),
      KG.el(
        "p",
        { class: "tools", role: "group", "aria-label": "Order by" },
        choose("happened", "By the date it happened"),
        choose("told", "By the day it was published"),
      ),
      list.length
        ? KG.table("timeline", columns, list, { group: month })
        : KG.el("p", { class: "none" }, "Nothing with a date passes the filters."),
    );
  };
})();
