"use strict";
/* What a short name is about: the words around it in the sentence, and the sentence itself. */
(function () {
  const words = (text) => text.split(/\s+/).filter(Boolean);
  const BREAK = /[,;:.!?()]+(?=\s|$|[“”"])|[“”"]|\s[–—]\s/;

  /** An issue of one or two plain words says little by itself: "force", "the charge". */
  KG.bare = (node) =>
    node.kind.key === "Issue" && words(node.label).length < 3 && !/\p{Lu}/u.test(node.label);

  /** The evidence of the first position on a thing. */
  KG.heard = function (node) {
    const facts = node.edges.filter((edge) => edge.to === node).flatMap((edge) => edge.facts);
    const fact = facts.find((one) => one.stance && one.evidence.length);
    return fact ? fact.evidence[0] : null;
  };

  /** Some words before and after the name, within its clause; one or two more where that ends it. */
  function around(text, name) {
    for (const clause of text.split(BREAK)) {
      const all = words(clause || "");
      const at = all.findIndex((word) => KG.fold(word).startsWith(name));
      if (at < 0) continue;
      const [from, to] = [at < 6 ? 0 : at - 3, all.length < at + 7 ? all.length : at + 4];
      return (from > 0 ? "… " : "") + all.slice(from, to).join(" ") + (to < all.length ? " …" : "");
    }
    return "";
  }

  const gists = new Map();
  function gist(node) {
    const one = KG.bare(node) && KG.heard(node);
    if (!one) return "";
    const name = KG.fold(words(node.label).pop() || "");
    const span = one.sentence.text.slice(one.start, one.end);
    const found = around(span, name) || around(one.sentence.text, name) || KG.cut(span.trim(), 50);
    return found && `“${KG.cut(found, 70)}”`;
  }

  /** The words around a bare issue's name, quoted; nothing where the name says enough. */
  KG.gist = function (node) {
    if (!gists.has(node)) gists.set(node, gist(node));
    return gists.get(node);
  };

  /** A thing that somebody stands on, by name, with the words around it where the name is bare. */
  KG.thing = (node) => [
    KG.named(node),
    KG.gist(node) && KG.el("span", { class: "gist" }, " ", KG.say(KG.gist(node))),
  ];
})();
