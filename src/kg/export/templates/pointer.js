"use strict";
/* Pointer and keys on the graph. */
(function () {
  const place = KG.byId("canvas");
  let cursor = -1;

  function click({ nodes: [node], edges: [edge], pointer }) {
    const under = node !== undefined ? KG.nodes[node] : KG.labelAt(pointer.DOM);
    if (under) KG.go({ pick: "node:" + under.id });
    else if (edge !== undefined) KG.go({ pick: "edge:" + KG.edges[edge].facts[0].id });
    else if (KG.state.pick) KG.go({ pick: "" });
  }

  function expand({ nodes: [node] }) {
    if (node !== undefined) KG.go({ open: [...new Set([...KG.state.open, KG.nodes[node].id])] });
  }

  function drop({ nodes }) {
    for (const at of nodes) {
      Object.assign(KG.nodes[at], KG.network.getPosition(at));
      KG.home.set(KG.nodes[at], KG.network.getPosition(at));
    }
    KG.paint();
  }

  /** What the pointer is on, in words beside it; without words the box goes away. */
  function hint(event, words) {
    const box = KG.byId("hint");
    box.hidden = !words;
    if (!words) return;
    KG.fill(box, words);
    const { clientX = 0, clientY = 0 } = event || {};
    box.style.setProperty("inset-inline-start", Math.max(4, Math.min(clientX + 14, innerWidth - 330)) + "px");
    box.style.setProperty("top", Math.max(4, Math.min(clientY + 16, innerHeight - 150)) + "px");
  }

  KG.hint = hint;
  place.addEventListener("pointerleave", () => hint(null, ""));
  document.addEventListener("scroll", () => hint(null, ""), true);
  KG.onchange.push(() => hint(null, ""));

  const facts = (one) => KG.count(one.facts.length, "fact");
  const told = (one) => one && KG.el("q", {}, KG.say(one.sentence.text.trim(), 200));
  const nodeWords = (node) => [
    KG.say(node.label, 160),
    ` · ${node.kind.label}, ${facts(node)}`,
    told(KG.heard(node)),
  ];
  const edgeWords = (edge) => [
    KG.say(edge.from.label, 60),
    ` ${KG.cut(edge.label, 60)} `,
    KG.say(edge.to.label, 90),
    ` · ${facts(edge)}`,
    told(edge.facts[0].evidence[0]),
  ];

  /** Listens to a network that has just been made. */
  KG.listen = function (network) {
    network.on("click", click);
    network.on("doubleClick", expand);
    network.on("dragEnd", drop);
    const over = (event, words) => {
      place.style.setProperty("cursor", words ? "pointer" : "");
      hint(event, words);
    };
    network.on("hoverNode", ({ event, node }) => over(event, nodeWords(KG.nodes[node])));
    network.on("hoverEdge", ({ event, edge }) => over(event, edgeWords(KG.edges[edge])));
    for (const gone of ["blurNode", "blurEdge", "click", "dragStart", "zoom"])
      network.on(gone, () => over(null, ""));
    for (const moved of ["zoom", "animationFinished"]) network.on(moved, KG.regrow);
  };

  /** The next node in order of weight, picked and told to a screen reader. */
  function walk(step) {
    const list = [...KG.shown.nodes].sort((a, b) => b.weight - a.weight || a.at - b.at);
    if (!list.length) return;
    cursor = (cursor + step + list.length) % list.length;
    const node = list[cursor];
    KG.go({ pick: "node:" + node.id }, false);
    const place = `${cursor + 1} of ${list.length}`;
    KG.tell(`${KG.isolate(node.label)}, ${node.kind.label}, ${facts(node)}. ${place}`);
  }

  const keys = {
    ArrowRight: () => walk(1),
    ArrowDown: () => walk(1),
    ArrowLeft: () => walk(-1),
    ArrowUp: () => walk(-1),
    Enter: () => KG.byId("panel").focus(),
    "+": () => KG.zoom(1.3),
    "=": () => KG.zoom(1.3),
    "-": () => KG.zoom(1 / 1.3),
    0: () => KG.fit(),
    Escape: () => KG.go({ pick: "" }),
  };

  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    keys[event.key]();
    event.preventDefault();
  });
})();
