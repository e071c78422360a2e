"use strict";
/* The filters: each value with the number of facts it would leave, stretches of time. */
(function () {
  const place = KG.byId("filters");
  const days = [...new Set(KG.articles.map((article) => article.published).filter(Boolean))].sort();
  const boxes = new Map();

  function option(list, value, label, icon) {
    const n = KG.el("span", { class: "n" });
    const input = KG.el("input", {
      type: "checkbox",
      onchange: () => KG.toggle(list, value),
      "data-filter": list,
      "data-value": value,
    });
    boxes.set(list + "\n" + value, { input, n, row: null });
    const row = KG.el(
      "label",
      { class: "option" },
      input,
      icon,
      KG.el("span", { class: "says" }, KG.say(label, 70)),
      n,
    );
    boxes.get(list + "\n" + value).row = row;
    return row;
  }

  function facet(title, rows, { open = true } = {}) {
    if (!rows.length) return null;
    const body = KG.el("div", { class: "options" }, rows);
    return KG.el("details", { class: "facet", open }, KG.el("summary", {}, title), body);
  }

  function range(id, title, min, max, step, show, change) {
    const { element, input, output } = KG.slider(id, title, [min, max], step, change);
    boxes.set(id, { input, output, show });
    return element;
  }

  const published = KG.period("time", ["from", "to"], days);
  const dated = KG.el("input", {
    type: "checkbox",
    id: "dated",
    onchange: () => KG.go({ dated: dated.checked ? 1 : 0 }),
  });
  const happened = KG.period(
    "own",
    ["since", "until"],
    KG.ownDays(KG.facts),
    KG.el("label", { class: "option" }, dated, "only what tells a date"),
  );

  const publishers = [...new Set(KG.articles.map((article) => article.source))].sort();
  const most = Math.max(1, ...KG.facts.map((fact) => fact.sources.length));

  const words = KG.el("p", { id: "words", class: "row" });
  function showWords(asked) {
    words.hidden = !asked;
    const away = KG.button("×", () => KG.go({ words: "" }), {
      class: "quiet",
      "aria-label": "Without these words",
    });
    KG.fill(words, KG.el("span", {}, "with the words ", KG.el("b", {}, KG.say(asked, 80))), away);
  }

  KG.fill(
    place,
    KG.el(
      "div",
      { class: "row" },
      KG.el("h2", {}, "Filter"),
      KG.button("Clear", KG.unfiltered, { id: "clear", class: "quiet" }),
    ),
    KG.el("p", { id: "passing", class: "note", role: "status" }),
    words,
    facet(
      "Stance",
      KG.stances.map((stance) => option("stance", stance.key, stance.label, KG.styleIcon(stance.style))),
    ),
    facet(
      "Kind of fact",
      KG.factKinds.map((kind) => option("kind", kind.key, kind.plural || kind.label)),
    ),
    published && facet("Published", [published.element]),
    happened && facet("Happened", [happened.element]),
    facet(
      "Told by at least",
      most > 1
        ? [range("corr", "sources", 1, most, 1, String, (value) => KG.go({ corr: value }, false))]
        : [],
    ),
    facet("Certainty at least", [
      range(
        "cert",
        "percent",
        0,
        1,
        0.05,
        (value) => `${Math.round(value * 100)} %`,
        (value) => KG.go({ cert: value }, false),
      ),
    ]),
    facet(
      "Publisher",
      (KG.published ? publishers : []).map((name) => option("pub", name, name)),
      { open: publishers.length <= 12 },
    ),
    facet(
      "Article",
      KG.articles.map((article) => option("art", article.name, article.title || article.name)),
      { open: !KG.published && KG.articles.length <= 12 },
    ),
  );

  const legend = KG.byId("legend");
  KG.fill(
    legend,
    KG.el(
      "div",
      { class: "kinds", role: "group", "aria-label": "Sorts of node: press to hide or show" },
      KG.nodeKinds.map((kind) =>
        KG.button([KG.kindIcon(kind), kind.plural || kind.label], () => KG.toggle("hide", kind.key), {
          class: "kindswitch",
          "data-kind": kind.key,
          "aria-pressed": "true",
        }),
      ),
    ),
    KG.el(
      "ul",
      { class: "styles", "aria-label": "Arrows" },
      Object.keys(KG.styles)
        .filter((style) => KG.edges.some((edge) => KG.look(edge) === style))
        .map((style) => KG.el("li", { "data-style": style }, KG.styleIcon(style), KG.styles[style].name)),
    ),
  );

  function tick(list, counts) {
    for (const [key, { input, n, row }] of boxes) {
      if (!key.startsWith(list + "\n")) continue;
      const count = counts.get(input.dataset.value) || 0;
      input.checked = KG.state[list].includes(input.dataset.value);
      n.textContent = count.toLocaleString("en");
      row.classList.toggle("zero", count === 0 && !input.checked);
    }
  }

  function slide(id, value) {
    const box = boxes.get(id);
    if (!box) return;
    box.input.value = value;
    box.output.textContent = box.show(value);
    box.input.setAttribute("aria-valuetext", box.show(value));
  }

  KG.showFilters = function (state, sieve) {
    for (const list of ["pub", "art", "kind", "stance"]) tick(list, sieve.counts[list]);
    if (published) published.show(state, sieve.counts.day);
    if (happened) happened.show(state, sieve.counts.happened);
    dated.checked = Boolean(state.dated);
    showWords(state.words);
    slide("corr", state.corr);
    slide("cert", state.cert);
    for (const key of legend.querySelectorAll(".kindswitch"))
      key.setAttribute("aria-pressed", String(!state.hide.includes(key.dataset.kind)));
    KG.byId("passing").textContent =
      sieve.facts.length === KG.facts.length
        ? KG.count(KG.facts.length, "fact")
        : `${sieve.facts.length.toLocaleString("en")} of ${KG.count(KG.facts.length, "fact")}`;
    KG.byId("clear").hidden = !KG.filtered();
  };
})();
