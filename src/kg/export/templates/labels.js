"use strict";
/* Names on the canvas, as on a map: always readable, the heavy ones first, none over another. */
(function () {
  const wrapped = new Map();
  let boxes = [];

  function lines(ctx, node, size) {
    const key = node.at + "/" + size;
    if (wrapped.has(key)) return wrapped.get(key);
    const label = KG.gist(node) || node.label;
    const words = KG.cut(label.replace(/\s+/g, " "), 56).split(" ");
    const rows = [""];
    for (const word of words) {
      const row = (rows[rows.length - 1] + " " + KG.cut(word, 26)).trim();
      if (ctx.measureText(row).width > 11 * size && rows[rows.length - 1]) rows.push(word);
      else rows[rows.length - 1] = row;
    }
    const most = size < 12 ? 2 : 3;
    if (rows.length > most)
      rows[most - 1] = KG.cut(rows[most - 1] + " " + rows[most], 24).replace(/…?$/, "…");
    const kept = rows.slice(0, most).map((row) => "\u2068" + row + "\u2069");
    const shape = {
      rows: kept,
      width: Math.max(...kept.map((row) => ctx.measureText(row).width)),
      height: kept.length * (size + 2),
    };
    wrapped.set(key, shape);
    return shape;
  }

  const apart = (a, b) => a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;

  function places(point, radius, { width, height }) {
    const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
    return [
      box(point.x - width / 2, point.y + radius + 3),
      box(point.x - width / 2, point.y - radius - 3 - height),
      box(point.x + radius + 5, point.y - height / 2),
      box(point.x - radius - 5 - width, point.y - height / 2),
      box(point.x + radius * 0.7, point.y + radius * 0.8),
      box(point.x - radius * 0.7 - width, point.y + radius * 0.8),
      box(point.x + radius * 0.7, point.y - radius * 0.8 - height),
      box(point.x - radius * 0.7 - width, point.y - radius * 0.8 - height),
    ];
  }

  /** Further off, for a heavy node in a crowd; a line leads from such a name to its node. */
  function further(point, radius, { width, height }) {
    const box = (x, y) => ({ left: x, top: y, right: x + width, bottom: y + height, point });
    return [20, 34].flatMap((off) => [
      box(point.x - width / 2, point.y - radius - off - height),
      box(point.x - width / 2, point.y + radius + off),
      box(point.x + radius + off / 2, point.y - height / 2 - off),
      box(point.x - radius - off / 2 - width, point.y - height / 2 - off),
      box(point.x + radius + off / 2, point.y - height / 2 + off),
      box(point.x - radius - off / 2 - width, point.y - height / 2 + off),
    ]);
  }

  function lead(ctx, box) {
    const x = Math.min(Math.max(box.point.x, box.left), box.right);
    const y = Math.min(Math.max(box.point.y, box.top), box.bottom);
    ctx.save();
    Object.assign(ctx, { lineWidth: 1, strokeStyle: KG.colour("--ink") });
    ctx.beginPath();
    ctx.moveTo(box.point.x, box.point.y);
    ctx.lineTo(x, y);
    ctx.stroke();
    ctx.restore();
  }

  function write(ctx, shape, box, size) {
    shape.rows.forEach((row, at) => {
      const [x, y] = [(box.left + box.right) / 2, box.top + (at + 0.5) * (size + 2)];
      ctx.strokeText(row, x, y);
      ctx.fillText(row, x, y);
    });
  }

  /** Where buttons and legend lie over the canvas. */
  function covered(canvas) {
    const own = canvas.getBoundingClientRect();
    return [...document.querySelectorAll("#view-graph > .tools, #legendbox")].map((one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return { left: left - own.left, top: top - own.top, right: right - own.left, bottom: bottom - own.top };
    });
  }

  /** Wholly inside the canvas, under no button, and over no name already written. */
  const fits = (box, wide, high, under) =>
    box.left > 2 &&
    box.right < wide - 2 &&
    box.top > 2 &&
    box.bottom < high - 2 &&
    [...under, ...boxes].every((other) => apart(box, other));

  /** Draws the names of `nodes` (heaviest first); `loud` ones are bold and always drawn. */
  KG.drawLabels = function (ctx, network, nodes, loud, picked) {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    const crowded = nodes.length > 90;
    const [wide, high] = [ctx.canvas.clientWidth, ctx.canvas.clientHeight];
    const scale = network.getScale();
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(ctx, {
      textAlign: "center",
      textBaseline: "middle",
      lineJoin: "round",
      lineWidth: 3.5,
      direction: "inherit",
    });
    ctx.strokeStyle = KG.colour("--paper");
    const points = nodes.map((node) => ({
      node,
      point: network.canvasToDOM({ x: node.x, y: node.y }),
      radius: KG.nodeSize(node) * KG.grown * scale,
    }));
    const seen = points.filter(
      ({ point }) => point.x > -60 && point.y > -40 && point.x < wide + 60 && point.y < high + 40,
    );
    const symbols = seen.map(({ node, point, radius }) => ({
      node,
      left: point.x - radius,
      right: point.x + radius,
      top: point.y - radius,
      bottom: point.y + radius,
    }));
    const own = symbols.find((symbol) => symbol.node === picked);
    boxes = [];
    const under = covered(ctx.canvas);
    for (const [at, { node, point, radius }] of seen.slice(0, 300).entries()) {
      const size = loud.has(node) || radius > 11 ? 13 : 11;
      ctx.font = `${node === picked || radius > 13 ? 600 : 400} ${size}px ${KG.FONT}`;
      const shape = lines(ctx, node, size);
      const free = (box) => fits(box, wide, high, under) && (!own || node === picked || apart(box, own));
      const off = (list) => (box) => list.every((other) => other.node === node || apart(box, other));
      const near = places(point, radius, shape).filter(free);
      const heavy = !crowded || loud.has(node) || boxes.length < nodes.length / 6;
      const box =
        near.find(off(symbols)) ||
        (heavy && near.find(off(symbols.slice(0, Math.max(at, 12))))) ||
        (heavy &&
          further(point, radius, shape)
            .filter(free)
            .find(off(symbols.slice(0, Math.max(at, 12))))) ||
        (node === picked && near[0]);
      if (!box) continue;
      ctx.fillStyle = KG.colour(loud.size && !loud.has(node) ? "--faint" : "--ink");
      if (box.point) lead(ctx, box);
      write(ctx, shape, box, size);
      boxes.push({
        ...box,
        node,
        rows: shape.rows,
        size,
        bold: node === picked || radius > 13,
        ink: ctx.fillStyle,
      });
    }
    ctx.restore();
  };

  /** The node whose name lies under a point of the canvas. */
  KG.labelAt = function ({ x, y }) {
    const hit = boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    return hit ? hit.node : null;
  };
  /** The names as they were drawn last: boxes with their rows, size and colour. */
  KG.labelBoxes = () => boxes;
  KG.labelled = () => boxes.map((box) => box.node);
})();
