"use strict";
/* Search over names, facts, sentences and articles, with suggestions; a combobox in ARIA's sense. */
(function () {
  const box = KG.byId("search");
  const list = KG.byId("suggestions");
  let options = [];
  let active = -1;

  /** All that a fact is about: who and what takes part under all their names, and its sentences. */
  function around(fact) {
    const nodes = [fact.node, fact.by, ...fact.parts.map((part) => part.node)].filter(Boolean);
    return KG.fold(
      [
        ...nodes.flatMap((node) => [node.label, ...node.aliases]),
        ...fact.parts.map((part) => part.text),
        ...fact.evidence.map((one) => one.sentence.text),
      ].join("\n"),
    );
  }

  let index = null;
  let words = null;
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
      more: around(fact),
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

  /** Whether one letter more, less, other, or two in the other order make the same word. */
  function near(a, b) {
    if (Math.abs(a.length - b.length) > 1 || a === b) return a === b;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const [restA, restB] = [a.slice(at), b.slice(at)];
    return (
      restA.slice(1) === restB.slice(1) ||
      restA.slice(1) === restB ||
      restA === restB.slice(1) ||
      (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
    );
  }

  /** A word as it is written here: itself where it occurs, else one that differs by a letter. */
  function meant(word) {
    if (
      word.length < 4 ||
      index.some((entry) => entry.text.includes(word) || (entry.more || "").includes(word))
    )
      return word;
    words =
      words ||
      [
        ...new Set(
          index.flatMap((entry) => (entry.text + " " + (entry.more || "")).match(/[\p{L}\d]{4,}/gu) || []),
        ),
      ].sort();
    return words.find((one) => near(one, word)) || word;
  }

  /** The best 12 entries for a query, at most 7 of one sort. */
  KG.search = function (query) {
    const asked = KG.fold(query.slice(0, 300)).split(/\s+/).filter(Boolean);
    if (!asked.length) return [];
    index = index || build();
    const found = asked.map(meant);
    const hits = index
      .map((entry) => ({ entry, score: score(entry, found) }))
      .filter((hit) => hit.score > -1)
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
    box.value = KG.cut(entry.label, 80);
    KG.go(entry.changes);
    KG.tell("Shown: " + KG.isolate(entry.label));
  }

  function mark(step) {
    active = (active + step + options.length) % options.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", "option-" + active);
  }

  box.addEventListener("input", show);
  box.addEventListener("focus", () => box.value && show());
  box.addEventListener("blur", hide);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && options.length) mark(1);
    else if (event.key === "ArrowUp" && options.length) mark(-1);
    else if (event.key === "Enter") choose(Math.max(0, active));
    else if (event.key === "Escape") {
      hide();
      return;
    } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      box.focus();
    }
  });
})();
