"use strict";
/* Words that are searched for: which facts hold them, and what a misspelt one means. */
(function () {
  const texts = new Map();

  /** All that a fact is about: its name, who and what takes part under all their names, and its sentences. */
  KG.textOf = function (fact) {
    if (!texts.has(fact)) {
      const nodes = [fact.node, fact.by, ...fact.parts.map((part) => part.node)].filter(Boolean);
      const all = [
        fact.label,
        ...nodes.flatMap((node) => [node.label, ...node.aliases]),
        ...fact.parts.map((part) => part.text),
        ...fact.evidence.map((one) => one.sentence.text),
      ];
      texts.set(fact, KG.fold(all.join("\n")));
    }
    return texts.get(fact);
  };

  let known = null;
  const everything = () => [
    ...KG.facts.map(KG.textOf),
    ...KG.nodes.map((node) => KG.fold([node.label, ...node.aliases].join("\n"))),
    ...KG.articles.map((article) => KG.fold([article.title, article.name, article.publisher].join("\n"))),
    ...KG.sentences.filter((sentence) => sentence.marks.length).map((sentence) => KG.fold(sentence.text)),
  ];

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
    known = known || { texts: everything(), words: null };
    if (word.length < 4 || known.texts.some((text) => text.includes(word))) return word;
    known.words =
      known.words || [...new Set(known.texts.flatMap((text) => text.match(/[\p{L}\d]{4,}/gu) || []))].sort();
    return known.words.find((one) => near(one, word)) || word;
  }

  /** The words of a query, in small letters without accents, as they are written here. */
  KG.asked = (query) => KG.fold(query.slice(0, 300)).split(/\s+/).filter(Boolean).map(meant);
})();
