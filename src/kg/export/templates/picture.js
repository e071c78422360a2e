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

  /** A drawing of the page as a file of its own: title below, nothing that needs the page. */
  function alone(drawing) {
    const seen = drawing.isConnected;
    const [width, height] = seen
      ? [drawing.clientWidth, drawing.clientHeight]
      : [drawing.width.baseVal.value, drawing.height.baseVal.value];
    const copy = drawing.cloneNode(true);
    if (seen) settle(drawing, copy);
    for (const [name, value] of Object.entries({
      width,
      height: height + 26,
      viewBox: `0 0 ${width} ${height + 26}`,
      "font-family": KG.FONT,
      direction: "ltr",
    }))
      copy.setAttribute(name, value);
    const ground = KG.svg("rect", { width: "100%", height: "100%", fill: KG.colour("--paper") });
    copy.prepend(ground);
    const said = { x: 10, y: height + 17, "font-size": 11, fill: KG.colour("--soft") };
    copy.append(KG.svg("text", said, KG.isolate(KG.title)));
    return { copy, width, height: height + 26 };
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

  /** Two buttons that save what `draw()` gives, an SVG element, under a name. */
  KG.pictureButtons = (name, draw) => [
    KG.button("PNG", () => png(alone(draw()), name), { class: "quiet", "aria-label": "Save the picture as PNG" }),
    KG.button(
      "SVG",
      () => KG.saveBlob(name + ".svg", new Blob([text(alone(draw()).copy)], { type: "image/svg+xml" })),
      { class: "quiet", "aria-label": "Save the picture as SVG" },
    ),
  ];
})();
