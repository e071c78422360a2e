"use strict";
/* Search over names, facts, sentences and articles, with suggestions; a combobox in ARIA's sense. */
(function () {
  const box = KG.byId("search");
  const list = KG.byId("suggestions");
  let options = [];
  let active = -1;

  let index = null;
  const build = () => [
    ...KG.nodes.map((node) => ({
      text: KG.fold([node.label, ...node.aliases].join("\n")),
      label: [node.label, KG.gist(node)].filter(Boolean).join(" "),
      note: node.kind.label,
      icon: () => KG.kindIcon(node.kind),
      rank: 3,
      weight: node.weight,
      node,
      changes: { view: "graph", pick: "node:" + node.id },
    })),
    ...KG.articles.map((article) => ({
      text: KG.fold(article.title + "\n" + article.name + "\n" + article.publisher),
      label: article.title || article.name,
      note: article.publisher || "article",
      rank: 1,
      weight: 0,
      changes: { view: "articles", pick: "article:" + article.name },
    })),
    ...KG.facts.map((fact) => ({
      text: KG.fold(fact.label),
      more: KG.textOf(fact),
      fact,
      label: fact.label,
      note: fact.kind.label,
      rank: 2,
      weight: fact.sources.length,
      changes: { pick: "fact:" + fact.id },
    })),
    ...KG.sentences
      .filter((sentence) => sentence.marks.length)
      .map((sentence) => ({
        text: KG.fold(sentence.text),
        label: sentence.text,
        note: sentence.article.source,
        rank: 0,
        weight: 0,
        changes: { pick: "fact:" + sentence.marks[0].fact.id },
      })),
  ];

  /** Whether a fact is a thing of its own that is called the same: an event, which is found as that thing. */
  const same = ({ label, node }) => KG.fold(label) === KG.fold(node.label);

  const first = (text, at) => at === 0 || text[at - 1] === "\n";

  /** How well an entry holds the words, each of them somewhere; -1 where one is missing. */
  function score(entry, asked) {
    let total = entry.rank * 3;
    for (const word of asked) {
      const at = entry.text.indexOf(word);
      if (at >= 0) total += first(entry.text, at) ? 6 : /\W/.test(entry.text[at - 1]) ? 4 : 0;
      else if (entry.more && entry.more.includes(word)) total -= 2;
      else return -1;
    }
    return Math.max(0, total);
  }

  /** The best 12 entries for a query, at most 7 of one sort. */
  KG.search = function (query) {
    const asked = KG.asked(query);
    if (!asked.length) return [];
    index = index || build();
    const found = index
      .map((entry) => ({ entry, score: score(entry, asked) }))
      .filter((hit) => hit.score > -1);
    const named = new Set(found.map(({ entry }) => entry.node).filter(Boolean));
    const hits = found
      .filter(({ entry }) => !(entry.fact && named.has(entry.fact.node) && same(entry.fact)))
      .sort((a, b) => b.score - a.score || b.entry.weight - a.entry.weight);
    const taken = new Map();
    return hits
      .filter(({ entry }) => {
        taken.set(entry.rank, (taken.get(entry.rank) || 0) + 1);
        return taken.get(entry.rank) <= 7;
      })
      .slice(0, 12)
      .map((hit) => hit.entry);
  };

  /** The words in the box. */
  KG.typed = () => box.value.slice(0, 300).trim();

  KG.clearSearch = () => {
    box.value = "";
    hide();
  };

  function show() {
    options = KG.search(box.value);
    active = -1;
    KG.fill(
      list,
      options.map((entry, at) =>
        KG.el(
          "li",
          {
            id: "option-" + at,
            role: "option",
            "aria-selected": "false",
            onmousedown: (event) => {
              event.preventDefault();
              choose(at);
            },
          },
          entry.icon && entry.icon(),
          KG.el("span", { class: "says" }, KG.say(entry.label, 110)),
          KG.el("span", { class: "n" }, KG.say(entry.note, 30)),
        ),
      ),
    );
    const none = box.value.trim() && !options.length;
    if (none) KG.fill(list, KG.el("li", { class: "none" }, "Nothing found"));
    list.hidden = !options.length && !none;
    const below = document.querySelector("nav").getBoundingClientRect().bottom;
    list.style.setProperty("top", `${below - list.parentElement.getBoundingClientRect().top}px`);
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
    if (box.value) KG.tell(none ? "Nothing found" : KG.count(options.length, "suggestion"));
  }

  function hide() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }

  function choose(at) {
    const entry = options[at];
    if (!entry) return;
    hide();
    const words = KG.typed() === KG.state.words ? KG.state.words : "";
    box.value = words;
    KG.go({ ...entry.changes, words });
    KG.tell("Shown: " + KG.isolate(entry.label));
  }

  function mark(step) {
    active = (active + step + options.length) % options.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", "option-" + active);
  }

  /** Leaves in all views only what holds the words that stand in the box. */
  function keep() {
    hide();
    KG.go({ words: KG.typed() });
    KG.tell(KG.count(KG.current.facts.length, "fact"));
  }

  KG.onchange.push((state, before) => {
    if (state.words !== before.words) box.value = state.words;
  });
  box.addEventListener("input", () => {
    if (!box.value && KG.state.words) KG.go({ words: "" });
    show();
  });
  box.addEventListener("focus", () => box.value && show());
  box.addEventListener("blur", hide);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && options.length) mark(1);
    else if (event.key === "ArrowUp" && options.length) mark(-1);
    else if (event.key === "Enter" && active >= 0 && !list.hidden) choose(active);
    else if (event.key === "Enter") keep();
    else if (event.key === "Escape") hide();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      box.focus();
    }
  });
})();
