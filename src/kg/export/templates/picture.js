"use strict";
/* A drawing as a file: SVG with all its colours in it, or PNG at twice the size. */
(function () {
  const KEPT = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "paint-order",
    "opacity",
    "font-size",
    "font-weight",
    "font-style",
    "text-anchor",
    "vector-effect",
    "visibility",
  ];

  function settle(from, to) {
    const look = getComputedStyle(from);
    for (const name of KEPT) to.setAttribute(name, look.getPropertyValue(name));
    to.removeAttribute("class");
    to.removeAttribute("style");
    [...from.children].forEach((child, at) => settle(child, to.children[at]));
  }

  const LINE = 19;
  const ENTRIES = 'span, li:not([hidden]), [data-kind][aria-pressed="true"]';

  /** The signs and words of a legend in rows below a picture; gives what they are and how high. */
  function below(legend, width, top) {
    const out = [];
    let [x, y] = [10, top + LINE - 4];
    for (const entry of legend ? legend.querySelectorAll(ENTRIES) : []) {
      const label = entry.textContent;
      const icon = entry.querySelector("svg");
      const broad = icon ? (14 * icon.viewBox.baseVal.width) / icon.viewBox.baseVal.height : 0;
      const wide = KG.textWidth(label, 12) + (icon ? broad + 8 : 4) + 12;
      if (x + wide > width && x > 10) [x, y] = [10, y + LINE];
      if (icon) {
        const sign = icon.cloneNode(true);
        settle(icon, sign);
        for (const [name, value] of Object.entries({ x, y: y - 11, width: broad, height: 14 }))
          sign.setAttribute(name, value);
        out.push(sign);
      }
      out.push(
        KG.svg("text", { x: x + (icon ? broad + 6 : 0), y, "font-size": 12, fill: KG.colour("--ink") }, label),
      );
      x += wide;
    }
    return { out, bottom: out.length ? y + 6 : top };
  }

  /** A drawing of the page as a file of its own, legend and title below it: nothing that needs the page. */
  function alone(drawing, legend) {
    const seen = drawing.isConnected;
    const [width, high] = seen
      ? [drawing.clientWidth, drawing.clientHeight]
      : [drawing.width.baseVal.value, drawing.height.baseVal.value];
    const copy = drawing.cloneNode(true);
    if (seen) settle(drawing, copy);
    const { out, bottom } = below(legend, width, high);
    const height = bottom + 26;
    const attributes = {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "font-family": KG.FONT,
      direction: "ltr",
    };
    for (const [name, value] of Object.entries(attributes)) copy.setAttribute(name, value);
    const sheet = (props) => KG.svg("rect", { x: 0, width: "100%", fill: KG.colour("--paper"), ...props });
    copy.prepend(sheet({ y: 0, height: "100%" }));
    const said = { x: 10, y: height - 9, "font-size": 11, fill: KG.colour("--soft") };
    copy.append(
      sheet({ y: high, height: height - high }),
      ...out,
      KG.svg("text", said, KG.isolate(KG.title)),
    );
    return { copy, width, height };
  }

  const text = (copy) => new XMLSerializer().serializeToString(copy);

  function png({ copy, width, height }, name) {
    const picture = new Image();
    picture.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width * 2, height * 2];
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => KG.saveBlob(name + ".png", blob), "image/png");
    });
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text(copy));
  }

  /** Two buttons that save what `draw()` gives, an SVG element, under a name, with the signs of `legend()` below. */
  KG.pictureButtons = (name, draw, legend = () => null) => [
    KG.button("PNG", () => png(alone(draw(), legend()), name), {
      class: "quiet",
      "aria-label": "Save the picture as PNG",
    }),
    KG.button(
      "SVG",
      () =>
        KG.saveBlob(name + ".svg", new Blob([text(alone(draw(), legend()).copy)], { type: "image/svg+xml" })),
      { class: "quiet", "aria-label": "Save the picture as SVG" },
    ),
  ];
})();
