"use strict";
/* Elements of drawings, made as those of text are: attributes and text nodes, never markup. */
(function () {
  KG.FONT = '"Inter", "Segoe UI", system-ui, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';
  const SVG = "http://www.w3.org/2000/svg";

  /** KG.svg("path", {d: "M0 0", onclick: f}, child): as `KG.el`, for drawings. */
  KG.svg = function (tag, props, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(props || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (name === "vars")
        for (const [key, to] of Object.entries(value)) element.style.setProperty(key, to);
      else element.setAttribute(name, String(value));
    }
    for (const child of children.flat(Infinity))
      if (child !== null && child !== undefined && child !== false) element.append(child);
    return element;
  };

  /** Shapes in a box of 16 by 16, by name. */
  KG.SHAPES = {
    dot: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z",
    square: "M3 3h10v10H3z",
    hexagon: "M8 1.5l5.8 3.2v6.6L8 14.5l-5.8-3.2V4.7z",
    triangle: "M8 2l6.5 11.5h-13z",
    diamond: "M8 1l6.5 7L8 15 1.5 8z",
    star: "M8 1l2 4.8 5.2.4-4 3.3 1.3 5L8 11.8 3.5 14.5l1.3-5-4-3.3L6 5.8z",
    triangleDown: "M8 14L1.5 2.5h13z",
    cross: "M3.2 1.5L8 6.2l4.8-4.7 1.7 1.7L9.8 8l4.7 4.8-1.7 1.7L8 9.8l-4.8 4.7-1.7-1.7L6.2 8 1.5 3.2z",
    flag: "M2.5 1.5h2v.8h9l-2.4 3.4 2.4 3.4h-9v5.4h-2z",
    arrow: "M1.5 6h6V2L15 8l-7.5 6v-4h-6z",
  };

  /** A shape with its middle at a point; hollow where somebody only says so. */
  KG.symbol = (shape, x, y, size, props) =>
    KG.svg("path", {
      d: KG.SHAPES[shape] || KG.SHAPES.dot,
      transform: `translate(${(x - size / 2).toFixed(1)} ${(y - size / 2).toFixed(1)}) scale(${(size / 16).toFixed(3)})`,
      ...props,
    });

  const pen = document.createElement("canvas").getContext("2d");
  /** How wide a text is, in pixels. */
  KG.textWidth = function (text, size, bold) {
    pen.font = `${bold ? 600 : 400} ${size}px ${KG.FONT}`;
    return pen.measureText(text).width;
  };

  /** The text cut so that it fits a width. */
  KG.fitText = function (text, width, size, bold) {
    let limit = text.length;
    while (limit > 4 && KG.textWidth(KG.cut(text, limit), size, bold) > width) limit -= 1;
    return KG.isolate(KG.cut(text, limit));
  };
})();
