"use strict";
/* The drawing: vis-network with the places of the build, physics off. */
(function () {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let order = [];

  const options = {
    autoResize: true,
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: { hover: true, keyboard: false, selectConnectedEdges: false, zoomSpeed: 0.6 },
    nodes: { font: { size: 0 } },
    edges: { font: { size: 0 } },
  };

  KG.network = null;
  KG.shown = { nodes: [], edges: [], of: 0 };

  /** The edges that something picked is about: itself, a fact's, or all of a node. */
  function held(picked) {
    if (picked.edge) return [picked.edge];
    if (picked.fact) return picked.fact.edges;
    return KG.shown.edges.filter((edge) => edge.from === picked.node || edge.to === picked.node);
  }

  /** The nodes and edges that stay bright when something is picked; null when nothing is. */
  function bright() {
    const picked = KG.picked(KG.state);
    if (!picked || picked.kind === "article") return null;
    const edges = held(picked);
    const ends = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    if (picked.node) ends.add(picked.node);
    return ends.size ? { nodes: ends, edges: new Set(edges) } : null;
  }

  /** For each edge how many there are before it between the same two nodes. */
  function places(list) {
    const between = new Map();
    return list.map(({ from, to }) => {
      const key = Math.min(from.at, to.at) + "/" + Math.max(from.at, to.at);
      between.set(key, (between.get(key) ?? -1) + 1);
      return between.get(key);
    });
  }

  function sync(set, looks) {
    const ids = new Set(looks.map((look) => look.id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    set.update(looks);
  }

  function select() {
    const picked = KG.picked(KG.state) || {};
    const id = (list, one) => (one && list.includes(one) ? [one.at] : []);
    const selection = { nodes: id(KG.shown.nodes, picked.node), edges: id(KG.shown.edges, picked.edge) };
    if (KG.network) KG.network.setSelection(selection, { highlightEdges: false });
  }

  /** A test for what steps back while something is picked: faded("nodes", node), faded("edges", edge). */
  KG.fading = function () {
    const light = bright();
    return (set, one) => Boolean(light && !light[set].has(one));
  };

  /** Gives vis-network what is shown, as it looks now. */
  KG.paint = function () {
    const light = bright();
    const first = light ? light.nodes : new Set();
    order = [...KG.shown.nodes].sort(
      (a, b) => first.has(b) - first.has(a) || b.weight - a.weight || a.at - b.at,
    );
    const bends = places(KG.shown.edges);
    const dim = KG.fading();
    const edgeLook = (edge, at) => KG.edgeLook(edge, bends[at], dim("edges", edge));
    sync(
      nodes,
      KG.shown.nodes.map((node) => KG.nodeLook(node, dim("nodes", node))),
    );
    sync(edges, KG.shown.edges.map(edgeLook));
    select();
  };

  function names(ctx) {
    const light = bright();
    const picked = KG.picked(KG.state) || {};
    KG.drawLabels(ctx, KG.network, order, light ? light.nodes : new Set(), picked.node);
  }

  function start() {
    const place = KG.byId("canvas");
    KG.network = new vis.Network(place, { nodes, edges }, options);
    KG.network.on("afterDrawing", names);
    KG.listen(KG.network);
    place.querySelector("canvas").setAttribute("aria-hidden", "true");
    select();
  }

  /** How much is shown of how much, in words. */
  function amount({ nodes, of }, { only, path }) {
    if (path.length) return `${KG.count(nodes.length, "node")} on the ways`;
    const others = KG.count(nodes.length - 1, "neighbour");
    if (only) return [KG.say(KG.nodeById.get(only).label, 40), ` and ${others}`];
    if (nodes.length < of) return `${nodes.length} of ${KG.count(of, "linked node")}`;
    return KG.count(nodes.length, "node");
  }

  function describe(state) {
    KG.fill(KG.byId("drawn"), amount(KG.shown, state));
    KG.byId("more").disabled =
      state.only !== "" || state.path.length > 0 || KG.shown.nodes.length >= KG.shown.of;
    KG.byId("empty").hidden = KG.shown.nodes.length > 0;
    const used = new Set(KG.shown.edges.map(KG.look));
    for (const item of document.querySelectorAll("#legend [data-style]"))
      item.hidden = !used.has(item.dataset.style);
  }

  const same = (a, b) => a.length === b.length && a.every((one, at) => one === b[at]);

  KG.drawGraph = function (state, sieve, before) {
    const last = KG.shown;
    KG.shown = KG.choose(state, sieve);
    const changed = !same(last.nodes, KG.shown.nodes);
    KG.arrange(KG.shown, KG.filtered() || state.only !== "" || state.path.length > 0);
    describe(state);
    if (changed) KG.growFor(KG.shown.nodes);
    KG.paint();
    if (!KG.network) start();
    if (!before || (changed && before.pick === state.pick)) KG.fit(Boolean(before));
    const light = bright();
    if (light && (!before || before.pick !== state.pick)) KG.lookAt([...light.nodes]);
  };

  const first = new Map(KG.home);
  /** Every node back to where the build put it. */
  KG.unpin = function () {
    for (const [node, at] of first) KG.home.set(node, at);
  };

  KG.repaint = function () {
    KG.paint();
    if (KG.network) KG.network.redraw();
  };
})();
