"use strict";
/* The panel: what was picked, with every fact and its sentences; without a pick, what the corpus is about. */
(function () {
  const panel = KG.byId("panel");
  const heading = (...inside) => KG.el("h2", { tabindex: -1 }, inside);
  const back = () =>
    KG.button("Close", () => KG.go({ pick: "" }), { class: "close", "aria-label": "Close the panel" });

  /** Facts that pass the filters, the rest behind one line. */
  function visible(facts) {
    const passing = facts.filter((fact) => KG.current.has.has(fact));
    return { passing, lost: facts.length - passing.length };
  }

  const part = (facts, title) => ({ title, many: facts.length, list: KG.factList(facts, title) });

  /** A way to each heading of a long panel. */
  function jumps(parts) {
    const jump = ({ list: [head] }) => {
      head.setAttribute("tabindex", "-1");
      head.scrollIntoView({ block: "start" });
      head.focus({ preventScroll: true });
    };
    return KG.el(
      "div",
      { class: "jumps", role: "group", "aria-label": "Kinds of fact in this panel" },
      parts.map((one) => KG.button(`${one.title} ${one.many}`, () => jump(one), { class: "plain" })),
    );
  }

  /** Facts by kind; those that one node only is a topic of come last. */
  function grouped(facts, one) {
    const { passing, lost } = visible(facts);
    const own = (fact) =>
      !one ||
      fact.node === one ||
      fact.by === one ||
      fact.parts.some((part) => part.node === one && part.property !== "kg:about");
    const kinds = (list) =>
      KG.factKinds
        .map((kind) => [kind, list.filter((fact) => fact.kind === kind)])
        .filter(([, of]) => of.length);
    const parts = [
      ...kinds(passing.filter(own)).map(([kind, of]) => part(of, kind.plural || kind.label)),
      ...kinds(passing.filter((fact) => !own(fact))).map(([kind, of]) =>
        part(of, `${kind.plural || kind.label} that name it`),
      ),
    ];
    return [
      parts.length > 1 && jumps(parts),
      parts.map(({ list }) => list),
      lost > 0 &&
        KG.el(
          "p",
          { class: "note" },
          `${KG.count(lost, "fact")} hidden by the filters. `,
          KG.button("Clear filters", KG.unfiltered, { class: "plain" }),
        ),
    ];
  }

  function mentions(node) {
    if (!node.mentions.length) return null;
    const list = node.mentions
      .slice(0, 200)
      .map(([at, start, end]) => ({ sentence: KG.sentences[at], start, end }));
    const items = list.map((one) =>
      KG.el("li", {}, KG.marked(one.sentence, one.start, one.end), " ", KG.source(one.sentence.article)),
    );
    return KG.el(
      "details",
      { class: "mentions" },
      KG.el("summary", {}, `Named in ${KG.count(node.mentions.length, "place")}`),
      KG.el("ul", {}, items),
    );
  }

  function node(one) {
    const expanded = KG.state.open.includes(one.id);
    const { passing } = visible(one.facts);
    const articles = new Set(
      passing.flatMap((fact) => fact.evidence.filter(KG.current.passes).map((each) => each.article)),
    );
    if (!KG.filtered()) one.mentions.forEach(([at]) => articles.add(KG.sentences[at].article));
    return [
      KG.el("p", { class: "kind" }, KG.kindIcon(one.kind), one.kind.label),
      heading(KG.say(one.label)),
      one.aliases.length > 0 &&
        KG.el(
          "p",
          { class: "aliases" },
          "also ",
          one.aliases.slice(0, 12).map((alias, at) => [at ? ", " : "", KG.say(alias, 60)]),
        ),
      KG.el(
        "p",
        { class: "note" },
        `${KG.count(passing.length, "fact")} in ${KG.count(articles.size, "article")}`,
        KG.address(one.link) && [" · ", KG.link("Wikidata", one.link)],
      ),
      KG.el(
        "p",
        { class: "tools" },
        KG.button(KG.state.only === one.id ? "Show the others again" : "Only its neighbours", () =>
          KG.go({ view: "graph", only: KG.state.only === one.id ? "" : one.id }),
        ),
        KG.state.only !== one.id &&
          KG.button(expanded ? "Fewer neighbours" : "Add all neighbours", () => KG.toggle("open", one.id), {
            "aria-pressed": String(expanded),
          }),
        one.edges.length > 0 &&
          KG.button("How tied to …", () =>
            KG.go({
              view: "paths",
              ...(KG.state.a && KG.state.a !== one.id ? { b: one.id } : { a: one.id }),
            }),
          ),
        KG.state.view !== "graph" && KG.button("Show in graph", () => KG.go({ view: "graph" })),
      ),
      grouped(one.facts, one),
      mentions(one),
    ];
  }

  function edge(one) {
    const style = KG.styleIcon(KG.look(one));
    return [
      KG.el("p", { class: "kind" }, style, KG.say(one.label)),
      heading(
        KG.named(one.from),
        KG.el("span", { class: "to" }, " ", KG.say(one.label), " "),
        KG.named(one.to),
      ),
      grouped(one.facts),
    ];
  }

  const fact = (one) => [
    KG.el("p", { class: "kind" }, one.kind.label),
    heading(KG.say(one.label)),
    KG.factCard(one),
  ];

  function article(one) {
    const facts = KG.facts.filter((each) => each.evidence.some((evidence) => evidence.article === one));
    return [
      KG.el("p", { class: "kind" }, "Article"),
      heading(KG.say(one.title || one.name)),
      KG.el("p", { class: "note" }, KG.source(one)),
      grouped(facts),
    ];
  }

  const shows = {
    node: (picked) => node(picked.node),
    edge: (picked) => edge(picked.edge),
    fact: (picked) => fact(picked.fact),
    article: (picked) => article(picked.article),
  };

  KG.showPanel = function (state, sieve, before) {
    const picked = KG.picked(state);
    panel.classList.toggle("picked", Boolean(picked));
    KG.fill(panel, picked ? [back(), shows[picked.kind](picked)] : KG.overview(sieve));
    if (!before || before.pick !== state.pick) panel.scrollTop = 0;
  };
})();
