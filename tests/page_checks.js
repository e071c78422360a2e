/* What the tests ask of an open page; handed to the browser by test_html.py. */
({
  /** How many different colours the canvas holds: one or two when nothing is drawn. */
  colours() {
    const canvas = document.querySelector("#canvas canvas");
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return seen.size;
  },

  /** Where on the screen the middle of an arrow is. */
  middle(label) {
    const edge = KG.shown.edges.find((one) => one.label === label);
    const point = KG.network.canvasToDOM(KG.network.body.edges[edge.at].edgeType.getPoint(0.5));
    const box = document.querySelector("#canvas").getBoundingClientRect();
    return [point.x + box.left, point.y + box.top];
  },

  /** How far a node is from the middle of the canvas. */
  away(id) {
    const at = KG.network.canvasToDOM(KG.network.getPosition(KG.nodeById.get(id).at));
    const box = document.querySelector("#canvas");
    return [Math.abs(at.x - box.clientWidth / 2), Math.abs(at.y - box.clientHeight / 2)];
  },

  /** Visible controls without a name for a screen reader. */
  nameless() {
    return [...document.querySelectorAll("button, a, input, [role=button]")]
      .filter(
        (one) =>
          one.checkVisibility() &&
          !(one.innerText || one.getAttribute("aria-label") || (one.labels && one.labels.length)),
      )
      .map((one) => one.outerHTML);
  },

  /** Attributes that could run something or lead anywhere but to the web. */
  strange() {
    const harmless = /^(https?:|#|data:,$)/;
    return [...document.querySelectorAll("*")].flatMap((one) =>
      [...one.attributes]
        .filter(
          (a) =>
            a.name.startsWith("on") ||
            a.name === "srcdoc" ||
            (a.name === "style" && /url\(/.test(a.value)) ||
            (a.name === "href" && !harmless.test(a.value)),
        )
        .map((a) => `${a.name}=${a.value}`),
    );
  },

  /** Shows everything there is, once. */
  visit() {
    const see = (pick) => KG.go({ pick }, false);
    for (const node of KG.nodes) see("node:" + node.id);
    for (const fact of KG.facts) {
      see("fact:" + fact.id);
      see("edge:" + fact.id);
    }
    for (const view of ["map", "positions", "territories", "timeline", "compare", "paths", "articles"]) {
      KG.go({ view, pick: "", a: KG.nodes[0].id, b: KG.nodes[KG.nodes.length - 1].id }, false);
      for (const article of KG.articles) see("article:" + article.name);
    }
  },

  /** Texts whose contrast with what is behind them is below 4.5. */
  faint() {
    const rgba = (text) =>
      text.match(/[\d.]+/g).map((n, i) => (text.startsWith("color(srgb") && i < 3 ? n * 255 : Number(n)));
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) =>
      0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
    const above = (one) => {
      const all = [];
      for (; one; one = one.parentElement) all.push(one);
      return all;
    };
    const ground = (one) =>
      above(one)
        .map((each) => rgba(getComputedStyle(each).backgroundColor))
        .find((c) => c.length < 4 || c[3] > 0.85) || [255, 255, 255];
    const dimmed = (one) => above(one).some((each) => getComputedStyle(each).opacity < 1);
    const bad = new Set();
    for (const one of document.querySelectorAll("body *")) {
      const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!own || !one.checkVisibility() || one.closest("script, .hidden, .skip") || dimmed(one)) continue;
      const [a, b] = [light(rgba(getComputedStyle(one).color)), light(ground(one))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) bad.add(`${one.tagName}.${one.className}: ${ratio.toFixed(2)}`);
    }
    return [...bad];
  },
});
