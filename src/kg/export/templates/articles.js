"use strict";
/* The articles, each with the sentences that tell something and the spans marked in them. */
(function () {
  /** The sentence cut at every span's ends; each marked piece opens its facts. */
  KG.markedSentence = function (sentence, sieve) {
    const marks = sentence.marks.filter((mark) => sieve.has.has(mark.fact) && mark.end > mark.start);
    const cuts = [
      ...new Set([0, sentence.text.length, ...marks.flatMap((mark) => [mark.start, mark.end])]),
    ].sort((a, b) => a - b);
    const pieces = cuts.slice(1).map((end, at) => {
      const over = marks.filter((mark) => mark.start <= cuts[at] && mark.end >= end);
      const text = sentence.text.slice(cuts[at], end);
      if (!over.length) return text;
      const facts = [...new Set(over.map((mark) => mark.fact))];
      const stance = facts.map((fact) => fact.stance).find(Boolean);
      return KG.el(
        "mark",
        {
          class: "open " + (stance ? "stance-" + stance.style : ""),
          tabindex: 0,
          role: "button",
          title: KG.isolate(facts.map((fact) => fact.label).join(" · ")),
          onclick: () => KG.go({ pick: "fact:" + facts[0].id }),
          onkeydown: (event) => event.key === "Enter" && KG.go({ pick: "fact:" + facts[0].id }),
        },
        text,
      );
    });
    return KG.el("bdi", {}, pieces);
  };

  function text(article, sieve) {
    const sentences = article.sentences.filter((sentence) => sentence.text);
    const marked = sentences.filter((sentence) =>
      sentence.marks.some((mark) => sieve.has.has(mark.fact)),
    ).length;
    return KG.el(
      "article",
      {},
      KG.el("h2", {}, KG.say(article.title || article.name)),
      KG.el(
        "p",
        { class: "note" },
        KG.source(article),
        KG.el(
          "span",
          {},
          ` ${marked} of ${KG.count(sentences.length, "sentence")} with facts that pass the filters.`,
        ),
      ),
      KG.el(
        "div",
        { class: "text" },
        sentences.map((sentence) =>
          KG.el("p", { class: sentence.marks.length ? "" : "faint" }, KG.markedSentence(sentence, sieve)),
        ),
      ),
    );
  }

  function card(article, sieve) {
    const facts = sieve.facts.filter((fact) => fact.evidence.some((one) => one.article === article)).length;
    return KG.el(
      "li",
      {},
      KG.button(
        [
          KG.el("b", {}, KG.say(article.title || article.name, 110)),
          KG.el(
            "span",
            { class: "note" },
            article.publisher && [KG.say(article.publisher, 40), " · "],
            article.published && `${KG.day(article.published)} · `,
            KG.count(facts, "fact"),
            article.copyOf && " · copy",
          ),
        ],
        () => KG.go({ pick: "article:" + article.name }),
        { class: "articlecard" },
      ),
    );
  }

  KG.showArticles = function (place, sieve, state) {
    const picked = KG.picked(state);
    const article =
      picked &&
      (picked.article || (picked.fact && picked.fact.evidence[0] && picked.fact.evidence[0].article));
    const told = new Set(sieve.facts.flatMap(KG.articlesOf));
    const list = KG.el(
      "ul",
      { class: "articlelist" },
      KG.articles.filter((one) => !state.words || told.has(one)).map((one) => card(one, sieve)),
    );
    return KG.fill(
      place,
      article
        ? [KG.button("All articles", () => KG.go({ pick: "" }), { class: "quiet" }), text(article, sieve)]
        : [KG.el("h2", {}, "Articles"), list],
    );
  };
})();
