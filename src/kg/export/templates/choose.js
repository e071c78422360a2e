"use strict";
/* Which nodes and edges the graph shows: the strongest first, never more than fit. */
(function () {
  KG.budget = () => KG.state.size || (KG.narrow() ? 24 : 60);

  /** Edges with at least one fact that passed, strongest first as the build sorted them. */
  function alive(sieve, state) {
    const picked = KG.picked(state);
    const asked = new Set(picked && picked.fact ? picked.fact.edges : []);
    const spoken = state.kind.length > 0 || state.open.length > 0;
    return KG.edges.filter(
      (edge) =>
        asked.has(edge) ||
        (!state.hide.includes(edge.from.kind.key) &&
          !state.hide.includes(edge.to.kind.key) &&
          (edge.style !== "spoken" || spoken) &&
          edge.facts.some((fact) => sieve.has.has(fact))),
    );
  }

  function strongest(edges, budget) {
    const nodes = new Set();
    for (const { from, to } of edges) {
      const more = (nodes.has(from) ? 0 : 1) + (nodes.has(to) ? 0 : 1);
      if (nodes.size + more <= budget) nodes.add(from).add(to);
    }
    return nodes;
  }

  /** The nodes that a picked node, edge or fact needs on the canvas. */
  KG.picked = function (state) {
    const at = state.pick.indexOf(":");
    const [kind, id] = [state.pick.slice(0, at), state.pick.slice(at + 1)];
    if (kind === "node" && KG.nodeById.has(id)) return { kind, node: KG.nodeById.get(id) };
    if ((kind === "fact" || kind === "edge") && KG.factById.has(id)) {
      const fact = KG.factById.get(id);
      return kind === "edge" && fact.edges.length
        ? { kind, fact, edge: fact.edges[0] }
        : { kind: "fact", fact };
    }
    if (kind === "article" && KG.articleByName.has(id)) return { kind, article: KG.articleByName.get(id) };
    return null;
  };

  /** A node and what it is linked to, the strongest first. */
  function around(node, edges) {
    const own = edges.filter((edge) => edge.from === node || edge.to === node);
    return new Set([node, ...own.flatMap((edge) => [edge.from, edge.to])].slice(0, 2 * KG.budget()));
  }

  function wanted(state, edges, nodes) {
    const picked = KG.picked(state);
    const near = (node, most) =>
      edges
        .filter((edge) => edge.from === node || edge.to === node)
        .slice(0, most)
        .forEach((edge) => nodes.add(edge.from).add(edge.to));
    if (picked && picked.node) {
      nodes.add(picked.node);
      near(picked.node, 12);
    }
    if (picked && picked.edge) nodes.add(picked.edge.from).add(picked.edge.to);
    if (picked && picked.kind === "fact")
      for (const edge of picked.fact.edges) nodes.add(edge.from).add(edge.to);
    for (const id of state.open) {
      nodes.add(KG.nodeById.get(id));
      near(KG.nodeById.get(id), Infinity);
    }
    for (const node of KG.nodes)
      if (state.all.includes(node.kind.key) && !state.hide.includes(node.kind.key)) nodes.add(node);
  }

  /** {nodes, edges, of}: what to draw, and of how many linked nodes. */
  KG.choose = function (state, sieve) {
    const edges = alive(sieve, state);
    const only = KG.nodeById.get(state.only);
    const path = state.path.map((id) => KG.nodeById.get(id));
    const nodes = only ? around(only, edges) : path.length ? new Set(path) : strongest(edges, KG.budget());
    if (!only && !path.length) wanted(state, edges, nodes);
    const of = new Set(edges.flatMap((edge) => [edge.from, edge.to])).size;
    return {
      nodes: [...nodes],
      edges: edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to)),
      of,
    };
  };
})();
