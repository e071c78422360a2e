"use strict";
/* A fact as a card: what it says, and each sentence that says it, the span marked. */
(function () {
  const EDGES = 3;

  KG.chip = (text, kind) => KG.el("span", { class: "chip " + (kind || "") }, text);

  const sure = (certainty) => (certainty >= 0.85 ? "certain" : certainty >= 0.6 ? "likely" : "uncertain");
  KG.certainty = (value) =>
    KG.el(
      "span",
      { class: "certainty", title: "How certain the reading of the sentence is" },
      `${sure(value)} (${Math.round(value * 100)} %)`,
    );

  /** The sentence with the span between start and end marked. */
  KG.marked = function (sentence, start, end) {
    const text = sentence.text;
    if (!(end > start)) return KG.el("bdi", {}, text);
    return KG.el("bdi", {}, text.slice(0, start), KG.el("mark", {}, text.slice(start, end)), text.slice(end));
  };

  KG.stanceChip = (stance) =>
    KG.el("span", { class: "chip stance-" + stance.style }, KG.styleIcon(stance.style), stance.label);

  KG.source = function (article) {
    const open = KG.button(
      KG.say(article.title || article.name, 90),
      () => KG.go({ view: "articles", pick: "article:" + article.name }),
      { class: "plain", title: KG.isolate("Read it in the page: " + (article.title || article.name)) },
    );
    const web = KG.address(article.url) && KG.link("original", article.url, { class: "web" });
    return KG.el(
      "span",
      { class: "source" },
      KG.el("b", {}, KG.say(article.publisher || article.name, 60)),
      article.published && KG.el("time", { datetime: article.published }, KG.day(article.published)),
      article.copyOf && KG.chip("copy", "soft"),
      open,
      web,
    );
  };

  function quote(one, dim) {
    return KG.el(
      "figure",
      { class: "quote" + (dim ? " dim" : "") },
      KG.el("blockquote", {}, KG.marked(one.sentence, one.start, one.end)),
      KG.el(
        "figcaption",
        {},
        KG.source(one.article),
        KG.el(
          "span",
          { class: "how" },
          KG.certainty(one.certainty),
          one.rule &&
            KG.el(
              "span",
              { class: "rule", title: "The rule that read it" },
              "rule ",
              KG.el("code", {}, KG.say(one.rule, 60)),
            ),
        ),
      ),
    );
  }

  /** All evidence; side by side when outlets word it differently. */
  KG.quotes = function (fact, passes) {
    const groups = KG.byPublisher(fact.evidence);
    const figures = (evidence) => evidence.map((one) => quote(one, passes && !passes(one)));
    if (groups.length < 2) return KG.el("div", { class: "quotes" }, figures(fact.evidence));
    return KG.el(
      "div",
      { class: "quotes beside" },
      groups.map(([source, evidence]) =>
        KG.el("section", { "aria-label": KG.isolate("As told by " + source) }, figures(evidence)),
      ),
    );
  };

  const named = (node) =>
    KG.button(KG.say(node.label, 80), () => KG.go({ pick: "node:" + node.id }), { class: "plain" });
  KG.named = named;

  function parts(fact) {
    const more = fact.parts.filter(
      (part) => !fact.label.includes((part.node ? part.node.label : part.text).slice(0, 80)),
    );
    return KG.el(
      "dl",
      { class: "parts" },
      more.map((part) => [
        KG.el("dt", {}, part.role),
        KG.el("dd", {}, part.node ? named(part.node) : KG.say(part.text, 400)),
      ]),
    );
  }

  /** One fact; `open` shows its sentences at once. */
  KG.factCard = function (fact, { open = true, passes = KG.current && KG.current.passes } = {}) {
    const told = fact.sources.length > 1 && KG.chip(`told by ${fact.sources.length}`, "soft");
    const summary = KG.el(
      "summary",
      {},
      fact.stance && KG.stanceChip(fact.stance),
      KG.el("span", { class: "says" }, KG.say(fact.label, 220)),
      fact.date && KG.chip(KG.day(fact.date[0]), "soft"),
      fact.by && KG.chip([" says ", KG.say(fact.by.label, 40)], "by"),
      told,
    );
    const body = KG.el("div", { class: "body" });
    const card = KG.el("details", { class: "fact", "data-fact": fact.id, open }, summary, body);
    const build = () => card.open && !body.firstChild && KG.fill(body, KG.quotes(fact, passes), parts(fact));
    card.addEventListener("toggle", build);
    card.addEventListener("kg-open", () => {
      card.open = true;
      build();
    });
    build();
    return card;
  };

  /** Facts under one heading each kind; the first few open, long lists cut behind a button. */
  KG.factList = function (facts, heading) {
    const list = KG.el("div", { class: "facts" });
    let from = 0;
    const more = KG.button("", add, { class: "quiet" });
    function add() {
      facts
        .slice(from, from + 12)
        .forEach((fact, at) => list.append(KG.factCard(fact, { open: from + at < EDGES })));
      from += 12;
      more.textContent = `Show ${facts.length - from} more`;
      more.hidden = from >= facts.length;
    }
    add();
    return [heading && KG.el("h3", {}, heading, KG.el("span", { class: "n" }, facts.length)), list, more];
  };
})();
