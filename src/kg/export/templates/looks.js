"use strict";
/* How a node and an edge look. Colours come from page.css, so that light and dark are one switch. */
(function () {
  /* Never colour alone: an arrow also differs by dash and by its end. */
  const STYLES = {
    positive: { name: "supports", colour: "--positive", arrow: "arrow", width: 2 },
    negative: { name: "opposes", colour: "--negative", arrow: "bar", width: 2.2 },
    neutral: { name: "neutral", colour: "--neutral", arrow: "circle", dashes: [2, 4], width: 1.6 },
    proposing: { name: "proposes", colour: "--proposing", arrow: "arrow", dashes: [10, 3], width: 1.8 },
    territorial: { name: "territory, reported", colour: "--territorial", arrow: "vee", width: 2.4 },
    "territorial-said": {
      name: "territory, claimed by somebody",
      colour: "--territorial",
      arrow: "vee",
      dashes: [6, 5],
      width: 2,
    },
    spoken: { name: "speaks about", colour: "--plain", arrow: "vee", dashes: [1, 4], width: 1 },
    plain: { name: "other tie", colour: "--plain", arrow: "arrow", width: 1 },
  };
  const SHAPES = ["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star"];

  /** r, g, b of any colour that a style sheet knows; grey for what it does not. */
  function channels(colour) {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    pen.fillStyle = "#777777";
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }
  const luminance = (rgb) =>
    rgb
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (a, b) =>
    (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

  /** A colour moved towards the ink until it stands out from the paper. */
  function legible(colour) {
    const [paper, ink] = [channels(KG.colour("--paper")), channels(KG.colour("--ink"))];
    let rgb = channels(colour);
    for (let step = 0; step < 20 && contrast(rgb, paper) < (luminance(paper) < 0.2 ? 5 : 3.6); step++)
      rgb = rgb.map((value, at) => Math.round(value + (ink[at] - value) * 0.08));
    return "#" + rgb.map((value) => value.toString(16).padStart(2, "0")).join("");
  }

  const colours = new Map();
  KG.colour = function (name) {
    if (!colours.has(name))
      colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
    return colours.get(name);
  };
  KG.newColours = function () {
    colours.clear();
    KG.nodeKinds.forEach((kind, at) =>
      document.documentElement.style.setProperty("--kind-" + at, legible(kind.colour || "#5b6470")),
    );
  };

  /** The ontology's shape where the canvas has it; a box, which would hold text, becomes a hexagon. */
  KG.shape = (kind) => (SHAPES.includes(kind.shape) ? kind.shape : "hexagon");
  KG.look = (edge) =>
    edge.said && STYLES[edge.style + "-said"]
      ? edge.style + "-said"
      : STYLES[edge.style]
        ? edge.style
        : "plain";
  KG.styles = STYLES;

  const heaviest = () => Math.max(1, ...KG.nodes.map((node) => node.weight));
  let top = 0;
  KG.nodeSize = function (node) {
    top = top || heaviest();
    return 8 + 15 * Math.sqrt(node.weight / top);
  };

  KG.nodeLook = function (node, dim) {
    const colour = KG.colour("--kind-" + KG.nodeKinds.indexOf(node.kind));
    return {
      id: node.at,
      x: node.x,
      y: node.y,
      shape: KG.shape(node.kind),
      size: KG.nodeSize(node) * KG.grown,
      color: {
        background: colour,
        border: KG.colour("--paper"),
        highlight: { background: colour, border: KG.colour("--ink") },
        hover: { background: colour, border: KG.colour("--paper") },
      },
      borderWidth: 1.5 * KG.grown,
      borderWidthSelected: 2 * KG.grown,
      opacity: dim ? 0.18 : 1,
    };
  };

  /** The n-th of several edges between two nodes bends more. */
  function bend(order) {
    if (order === 0) return { enabled: true, type: "curvedCW", roundness: 0.08 };
    return { enabled: true, type: order % 2 ? "curvedCCW" : "curvedCW", roundness: 0.1 + 0.1 * order };
  }

  KG.edgeLook = function (edge, order, dim) {
    const style = STYLES[KG.look(edge)];
    const colour = KG.colour(style.colour);
    const width = (style.width + Math.min(2.5, Math.log2(edge.facts.length))) * KG.grown;
    return {
      id: edge.at,
      from: edge.from.at,
      to: edge.to.at,
      width,
      smooth: bend(order),
      dashes: style.dashes ? style.dashes.map((length) => length * KG.grown) : false,
      color: {
        color: colour,
        highlight: colour,
        hover: colour,
        opacity: dim ? 0.08 : KG.look(edge) === "plain" ? 0.55 : 0.9,
      },
      arrows: { to: { enabled: true, type: style.arrow, scaleFactor: style.arrow === "bar" ? 0.7 : 0.55 } },
      selectionWidth: 2,
      hoverWidth: 1,
    };
  };

  /** A small picture of a kind's shape or a style's arrow, for legends and lists. */
  const svg = (width, name, fill, ...paths) =>
    KG.svg(
      "svg",
      {
        width,
        height: 16,
        viewBox: `0 0 ${width} 16`,
        "aria-hidden": "true",
        class: name,
        vars: fill ? { fill } : {},
      },
      paths.map((attributes) => KG.svg("path", attributes)),
    );
  KG.kindIcon = (kind) =>
    svg(16, "icon", `var(--kind-${KG.nodeKinds.indexOf(kind)})`, { d: KG.SHAPES[KG.shape(kind)] });
  KG.styleIcon = function (name) {
    const style = STYLES[name] || STYLES.plain;
    const ends = {
      arrow: "M20 3l8 5-8 5z",
      vee: "M20 3l8 5-8 5 3-5z",
      bar: "M24 2h3v12h-3z",
      circle: "M24 5a3 3 0 1 1 0 6a3 3 0 1 1 0-6z",
    };
    const line = { d: "M1 8H23", fill: "none", "stroke-width": 2.5 };
    if (style.dashes) line["stroke-dasharray"] = style.dashes[0] > 4 ? "5 3" : "2 3";
    return svg(30, "arrow style-" + name, "", line, { d: ends[style.arrow], stroke: "none" });
  };
})();
