"use strict";
/* Where the graph is looked at from, and how large things are drawn there. */
(function () {
  const place = KG.byId("canvas");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const glide = { duration: 350, easingFunction: "easeInOutQuad" };

  /** How much larger symbols and lines are drawn, so that they stay visible when many nodes are shown. */
  KG.grown = 1;
  const grownAt = (scale) => Math.min(2.4, Math.max(0.7, 0.72 / scale));

  /** What must stay free: names at the sides, tools above, the legend (on a phone the panel) below. */
  function margins() {
    const [wide, high] = [place.clientWidth, place.clientHeight];
    const covered = innerWidth < 900 && KG.state.pick;
    const bottom = covered ? high * 0.6 : KG.byId("legendbox").offsetHeight + 34;
    return { side: Math.min(80, wide / 8), top: 78, bottom };
  }

  /** From where all of the nodes, with their names, lie between the margins. */
  function frame(nodes) {
    const { side, top, bottom } = margins();
    const xs = nodes.map((node) => node.x);
    const ys = nodes.map((node) => node.y);
    const [left, right, above, below] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min(
      1.1,
      (place.clientWidth - 2 * side) / Math.max(1, right - left),
      Math.max(80, place.clientHeight - top - bottom) / Math.max(1, below - above),
    );
    const shift = (bottom - top) / 2 / scale;
    return { scale, position: { x: (left + right) / 2, y: (above + below) / 2 + shift } };
  }

  /** Prepares the size of symbols for a look at these nodes. */
  KG.growFor = function (nodes) {
    if (nodes.length) KG.grown = grownAt(frame(nodes).scale);
  };

  /** Draws symbols anew when the scale has changed enough to matter. */
  KG.regrow = function () {
    const grown = grownAt(KG.network.getScale());
    if (Math.abs(grown / KG.grown - 1) < 0.12) return;
    KG.grown = grown;
    KG.paint();
  };

  /** Moves the view so that these nodes fill it. */
  KG.lookAt = function (nodes, animate = true) {
    if (!KG.network || !nodes.length) return;
    const gliding = animate && !still;
    KG.network.moveTo({ ...frame(nodes), animation: gliding ? glide : false });
    if (!gliding) KG.regrow();
  };

  KG.fit = (animate) => KG.lookAt(KG.shown.nodes, animate);

  KG.zoom = function (factor) {
    KG.network.moveTo({ scale: KG.network.getScale() * factor, animation: false });
    KG.regrow();
  };
})();
