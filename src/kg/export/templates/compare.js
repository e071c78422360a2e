"use strict";
/* Where articles, speakers or days differ: both sides stay, each with its source. */
(function () {
  const passing = (edge, sieve) => edge.facts.filter((fact) => sieve.has.has(fact));
  const day = (fact) =>
    fact.evidence
      .map((one) => one.article.published)
      .filter(Boolean)
      .sort()[0] || "";
  const signs = { positive: "for", negative: "against" };

  /** One line: who or when, then the sentence that opens the fact. */
  function line(fact, ...first) {
    const told = fact.evidence[0];
    return KG.el(
      "li",
      {},
      first,
      " ",
      told && KG.openFact(fact, KG.say(`“${told.sentence.text.trim()}”`, 170)),
      " ",
      KG.el("span", { class: "note" }, KG.tellers(fact), day(fact) && `, ${KG.day(day(fact))}`),
    );
  }

  const card = (title, ...inside) => KG.el("section", { class: "card" }, KG.el("h4", {}, title), inside);

  function stances(sieve) {
    const rows = KG.edges
      .filter((edge) => signs[edge.style])
      .flatMap((edge) =>
        passing(edge, sieve)
          .filter((fact) => fact.stance)
          .map((fact) => ({ edge, fact })),
      );
    const groups = new Map();
    for (const row of rows) groups.set(row.edge.to, [...(groups.get(row.edge.to) || []), row]);
    return groups;
  }

  function turned(groups) {
    const cards = [];
    for (const [to, rows] of groups)
      for (const from of new Set(rows.map((row) => row.edge.from))) {
        const own = rows
          .filter((row) => row.edge.from === from)
          .sort((a, b) => day(a.fact).localeCompare(day(b.fact)));
        if (new Set(own.map((row) => row.edge.style)).size < 2) continue;
        cards.push(
          card(
            [KG.named(from), " on ", KG.thing(to)],
            KG.el(
              "ol",
              {},
              own.map(({ fact, edge }) =>
                line(
                  fact,
                  KG.el("b", {}, KG.day(day(fact)) || "no date"),
                  " ",
                  KG.el("span", { class: "stance-" + edge.style }, signs[edge.style]),
                ),
              ),
            ),
          ),
        );
      }
    return cards;
  }

  function divided(groups) {
    const both = [...groups].filter(
      ([, rows]) =>
        new Set(rows.map((row) => row.edge.style)).size > 1 &&
        new Set(rows.map((row) => row.edge.from)).size > 1,
    );
    const side = (rows, style) =>
      KG.el(
        "div",
        {},
        KG.el("b", { class: "stance-" + style }, KG.styleIcon(style), " ", signs[style]),
        KG.el(
          "ul",
          {},
          rows
            .filter((row) => row.edge.style === style)
            .map(({ fact, edge }) => line(fact, KG.named(edge.from))),
        ),
      );
    return both
      .sort((a, b) => b[1].length - a[1].length)
      .map(([to, rows]) =>
        card(KG.thing(to), KG.el("div", { class: "sides" }, side(rows, "positive"), side(rows, "negative"))),
      );
  }

  function lands(sieve) {
    const groups = new Map();
    for (const edge of KG.edges)
      if (edge.style === "territorial") {
        for (const fact of passing(edge, sieve))
          groups.set(edge.from, [...(groups.get(edge.from) || []), { edge, fact }]);
      }
    const several = [...groups].filter(([, rows]) => new Set(rows.map((row) => row.edge.to)).size > 1);
    return several
      .sort((a, b) => b[1].length - a[1].length)
      .map(([land, rows]) =>
        card(
          KG.named(land),
          KG.el(
            "div",
            { class: "sides" },
            [...new Set(rows.map((row) => row.edge.to))].map((to) =>
              KG.el(
                "div",
                {},
                KG.el("b", {}, KG.named(to)),
                KG.el(
                  "ul",
                  {},
                  rows
                    .filter((row) => row.edge.to === to)
                    .map(({ fact, edge }) =>
                      line(
                        fact,
                        KG.styleIcon(KG.look(edge)),
                        KG.say(edge.label),
                        fact.date && ` (${KG.day(fact.date[0])})`,
                        fact.by && [", says ", KG.named(fact.by)],
                      ),
                    ),
                ),
              ),
            ),
          ),
        ),
      );
  }

  const worded = (sieve) =>
    sieve.facts
      .filter(
        (fact) =>
          fact.sources.length > 1 && fact.parts.filter((part) => part.property === "kg:text").length > 1,
      )
      .map((fact) => card(KG.openFact(fact), KG.quotes(fact, sieve.passes)));

  /** A part says what it would show even where there is nothing to show. */
  const part = (title, note, cards) => [
    KG.el("h3", {}, title),
    KG.el("p", { class: "note" }, note, !cards.length && KG.el("b", {}, none())),
    cards.slice(0, 60),
  ];
  const none = () =>
    KG.current.facts.length < KG.facts.length ? " None passes the filters." : " None in these articles.";

  KG.showCompare = function (place, sieve) {
    const groups = stances(sieve);
    return KG.fill(
      place,
      KG.el("h2", {}, "Where they differ"),
      part(
        "Positions that changed",
        "The same actor for and against the same thing, in order of publication.",
        turned(groups),
      ),
      part("Both sides", "Things that some are for and others against.", divided(groups)),
      part(
        "Land told of as more than one's",
        "Who holds, takes or claims it, and who says so.",
        lands(sieve),
      ),
      part(
        "One utterance in several wordings",
        "The same words as two or more publishers give them.",
        worded(sieve),
      ),
    );
  };
})();
