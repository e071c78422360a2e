"use strict";
/* How two are tied: the shortest ways between two names, each step with its sentences. */
(function () {
  const MOST = 4;
  const COST = {
    positive: 1,
    negative: 1,
    territorial: 1,
    proposing: 1.1,
    neutral: 1.2,
    plain: 1.4,
    spoken: 2.2,
  };

  /** What a step over an edge costs: less where more is told, more through what all are linked to. */
  const cost = (edge, to) =>
    (COST[edge.style] || 1.4) -
    0.2 * Math.min(2, Math.log2(edge.facts.length)) +
    0.12 * Math.log2(1 + to.edges.length);

  /** The cheapest way from a to b over edges that pass, round the nodes and edges to avoid; null if there is none. */
  function cheapest(a, b, passes, avoid) {
    const best = new Map([[a, { cost: 0, way: null }]]);
    const open = new Set([a]);
    const done = new Set();
    while (open.size) {
      const here = [...open].reduce((x, y) => (best.get(y).cost < best.get(x).cost ? y : x));
      if (here === b) break;
      open.delete(here);
      done.add(here);
      for (const edge of here.edges) {
        const next = edge.from === here ? edge.to : edge.from;
        if (done.has(next) || avoid.has(edge) || (next !== b && avoid.has(next)) || !passes(edge)) continue;
        const price = best.get(here).cost + cost(edge, next);
        if (best.has(next) && best.get(next).cost <= price) continue;
        best.set(next, { cost: price, way: { edge, from: here } });
        open.add(next);
      }
    }
    if (!best.has(b)) return null;
    const steps = [];
    for (let at = b; at !== a; at = best.get(at).way.from) steps.unshift({ ...best.get(at).way, to: at });
    return steps;
  }

  /** Ways from a to b that share nothing but their ends, the closest first. */
  KG.paths = function (a, b, sieve, most = MOST) {
    const passes = (edge) => edge.facts.some((fact) => sieve.has.has(fact));
    const avoid = new Set();
    const found = [];
    while (found.length < most) {
      const steps = cheapest(a, b, passes, avoid);
      if (!steps || steps.length > 7) break;
      found.push(steps);
      for (const { edge, to } of steps) {
        if (to !== b) avoid.add(to);
        if (steps.length === 1) avoid.add(edge);
      }
    }
    return found;
  };

  const names = new Map();
  for (const node of KG.nodes)
    if (node.edges.length) for (const name of [...node.aliases, node.label]) names.set(KG.fold(name), node);

  /** The node that a text names, exactly or as the best match of the search. */
  function named(text) {
    const exact = names.get(KG.fold(text.trim()));
    if (exact) return exact;
    const hit = KG.search(text).find((entry) => entry.node && entry.node.edges.length);
    return hit ? hit.node : null;
  }

  function chooser(end, title, node) {
    const input = KG.el("input", {
      id: "path-" + end,
      type: "text",
      list: "path-names",
      value: node ? KG.cut(node.label, 120) : "",
      autocomplete: "off",
      placeholder: "a name",
      onchange: () => {
        const found = named(input.value);
        KG.go({ [end]: found ? found.id : "" });
        if (!found && input.value) KG.tell("No such name");
      },
    });
    return KG.el("p", { class: "chooser" }, KG.el("label", { for: "path-" + end }, title), input);
  }

  const likely = () =>
    KG.el(
      "datalist",
      { id: "path-names" },
      KG.nodes
        .filter((node) => node.edges.length && node.kind.key !== "Issue" && node.kind.key !== "Proposal")
        .slice(0, 400)
        .map((node) => KG.el("option", { value: KG.cut(node.label, 120) })),
    );

  function step({ edge, from, to }, sieve) {
    const facts = edge.facts.filter((fact) => sieve.has.has(fact));
    const forth = edge.from === from;
    return KG.el(
      "li",
      {},
      KG.el(
        "p",
        { class: "tie" },
        KG.named(edge.from),
        KG.styleIcon(KG.look(edge)),
        KG.el("span", { class: "to" }, KG.say(edge.label, 80)),
        KG.thing(edge.to),
        !forth && KG.el("span", { class: "hidden" }, `, from ${KG.isolate(to.label)}`),
      ),
      facts.slice(0, 2).map((fact, at) => KG.factCard(fact, { open: at === 0 })),
      facts.length > 2 &&
        KG.button(`All ${facts.length} facts`, () => KG.openEdge({ edge, facts }), { class: "plain" }),
    );
  }

  function way(steps, at, sieve) {
    const between = steps.slice(0, -1).map(({ to }) => to);
    return KG.el(
      "section",
      { class: "card way", "aria-label": `Way ${at + 1}` },
      KG.el(
        "h3",
        {},
        between.length
          ? ["Through ", between.map((node, n) => [n ? ", " : "", KG.say(KG.gist(node) || node.label, 60)])]
          : "Directly",
      ),
      KG.el(
        "ol",
        {},
        steps.map((one) => step(one, sieve)),
      ),
    );
  }

  const CLEAR = { a: "", b: "" };

  KG.showPaths = function (place, sieve, state) {
    const [a, b] = [KG.nodeById.get(state.a), KG.nodeById.get(state.b)];
    const ways = a && b && a !== b ? KG.paths(a, b, sieve) : [];
    const ends = (node) => KG.say(node.label, 60);
    return KG.fill(
      place,
      KG.el("h2", {}, "How two are tied"),
      KG.el(
        "div",
        { class: "choosers" },
        chooser("a", "From", a),
        KG.button("⇄", () => KG.go({ a: state.b, b: state.a }), { "aria-label": "Change round" }),
        chooser("b", "to", b),
        (a || b) && KG.button("Clear", () => KG.go(CLEAR), { class: "quiet" }),
      ),
      likely(),
      ways.length > 0 && [
        KG.el(
          "div",
          { class: "tools" },
          KG.button("Show in graph", () => {
            const all = new Set(ways.flat().flatMap(({ edge }) => [edge.from.id, edge.to.id]));
            KG.go({ view: "graph", path: [...all] });
          }),
        ),
        KG.el(
          "div",
          { class: "ways" },
          ways.map((steps, at) => way(steps, at, sieve)),
        ),
      ],
      !(a && b) &&
        KG.el(
          "p",
          { class: "none" },
          "Choose two names: a person, a state, an organisation, a land, an event. Each way between them is shown with the sentences behind every step.",
        ),
      a && b && a === b && KG.el("p", { class: "none" }, "These are one and the same."),
      a &&
        b &&
        a !== b &&
        !ways.length &&
        KG.el(
          "p",
          { class: "none" },
          "Nothing ties ",
          ends(a),
          " and ",
          ends(b),
          KG.filtered() ? " under these filters." : " in these articles.",
        ),
    );
  };
})();
