"use strict";
/* The graph as it is seen, as lines and text: what the canvas shows, for a picture that can be printed at any size. */
(function () {
  const STEPS = 24;

  /** The line of an arrow between the rims of its nodes, on the screen. */
  function line(edge, scale) {
    const drawn = KG.network.body.edges[edge.at];
    const at = (node) => KG.network.canvasToDOM({ x: node.x, y: node.y });
    const radius = (node) => KG.nodeSize(node) * KG.grown * scale;
    const [from, to] = [at(edge.from), at(edge.to)];
    const off = (point, other) => Math.hypot(point.x - other.x, point.y - other.y);
    return Array.from({ length: STEPS + 1 }, (_, step) =>
      KG.network.canvasToDOM(drawn.edgeType.getPoint(step / STEPS)),
    ).filter((point) => off(point, from) >= radius(edge.from) && off(point, to) >= radius(edge.to) + 1);
  }

  const HEADS = {
    arrow: "M0 0L-8 -4V4z",
    vee: "M0 0L-8 -4L-6 0L-8 4z",
    bar: "M-1 -5H1V5H-1z",
    circle: "M-6 0a3 3 0 1 1 6 0a3 3 0 1 1 -6 0z",
  };

  function arrow(edge, scale, faded) {
    const points = line(edge, scale);
    if (points.length < 2) return null;
    const look = KG.edgeLook(edge, 0, faded("edges", edge));
    const style = KG.styles[KG.look(edge)];
    const [before, end] = points.slice(-2);
    const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
    const size = Math.max(0.7, 1.1 * KG.grown * scale);
    const colour = look.color.color;
    return KG.svg(
      "g",
      { opacity: look.color.opacity },
      KG.svg("path", {
        d: "M" + points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L"),
        fill: "none",
        stroke: colour,
        "stroke-width": (look.width * scale).toFixed(2),
        "stroke-dasharray": look.dashes
          ? look.dashes.map((one) => (one * scale).toFixed(1)).join(" ")
          : "none",
      }),
      KG.svg("path", {
        d: HEADS[style.arrow],
        fill: colour,
        transform: `translate(${end.x.toFixed(1)} ${end.y.toFixed(1)}) rotate(${angle.toFixed(0)}) scale(${size.toFixed(2)})`,
      }),
    );
  }

  function symbol(node, scale, faded) {
    const { x, y } = KG.network.canvasToDOM({ x: node.x, y: node.y });
    const look = KG.nodeLook(node, faded("nodes", node));
    return KG.symbol(KG.shape(node.kind), x, y, 2.4 * look.size * scale, {
      fill: look.color.background,
      stroke: look.color.border,
      opacity: look.opacity,
    });
  }

  const name = ({ rows, left, right, top, size, bold, ink }) =>
    rows.map((row, at) =>
      KG.svg(
        "text",
        {
          x: ((left + right) / 2).toFixed(1),
          y: (top + (at + 0.5) * (size + 2) + size * 0.35).toFixed(1),
          "text-anchor": "middle",
          "font-size": size,
          "font-weight": bold ? 600 : 400,
          fill: ink,
          stroke: KG.colour("--paper"),
          "stroke-width": 3,
          "paint-order": "stroke",
        },
        row,
      ),
    );

  /** What the canvas shows now, as an SVG element of the same size. */
  KG.graphDrawing = function () {
    const place = KG.byId("canvas");
    const scale = KG.network.getScale();
    const faded = KG.fading();
    return KG.svg(
      "svg",
      { width: place.clientWidth, height: place.clientHeight },
      KG.shown.edges.map((edge) => arrow(edge, scale, faded)),
      KG.shown.nodes.map((node) => symbol(node, scale, faded)),
      KG.labelBoxes().map(name),
    );
  };
})();
