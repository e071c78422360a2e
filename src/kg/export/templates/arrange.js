"use strict";
/* Where nodes stand when only some are shown: from their places in the whole, drawn together. No chance in it. */
(function () {
  const UNIT = 120;
  const BOX = { x: 112, y: 54 };

  /** Steps between nodes over the edges shown; unlinked ones count as far apart, and weigh little. */
  function distances(nodes, edges) {
    const at = new Map(nodes.map((node, index) => [node, index]));
    const near = nodes.map(() => []);
    for (const { from, to } of edges) {
      near[at.get(from)].push(at.get(to));
      near[at.get(to)].push(at.get(from));
    }
    return nodes.map((_, start) => {
      const steps = new Array(nodes.length).fill(0);
      const queue = [start];
      const seen = new Set(queue);
      for (const here of queue)
        for (const next of near[here])
          if (!seen.has(next)) {
            seen.add(next);
            steps[next] = steps[here] + 1 + 0.12 * Math.sqrt(near[here].length + near[next].length);
            queue.push(next);
          }
      return steps;
    });
  }

  function pull(points, steps) {
    const apart = 0.9 * Math.sqrt(points.length) + 2;
    return points.map((p, i) => {
      let [x, y, total] = [0, 0, 0];
      points.forEach((q, j) => {
        if (i === j) return;
        const want = (steps[i][j] || apart) * UNIT;
        const weight = (steps[i][j] ? 1 : 0.04) / (want * want);
        const length = Math.hypot(p.x - q.x, p.y - q.y) || 1;
        x += weight * (q.x + ((p.x - q.x) * want) / length);
        y += weight * (q.y + ((p.y - q.y) * want) / length);
        total += weight;
      });
      return total ? { x: (p.x + x / total) / 2, y: (p.y + y / total) / 2 } : p;
    });
  }

  function push(points) {
    return points.map((p, i) => {
      const moved = { ...p };
      points.forEach((q, j) => {
        const [dx, dy] = [p.x - q.x, p.y - q.y];
        const [ox, oy] = [BOX.x - Math.abs(dx), BOX.y - Math.abs(dy)];
        if (i === j || ox <= 0 || oy <= 0) return;
        if (ox < oy) moved.x += 0.25 * ox * (Math.sign(dx) || Math.sign(i - j));
        else moved.y += 0.25 * oy * (Math.sign(dy) || Math.sign(i - j));
      });
      return moved;
    });
  }

  /** Gives every node of a picture its place: its own, or a new one when the picture is but a part. */
  KG.arrange = function ({ nodes, edges }, part) {
    for (const node of nodes) Object.assign(node, KG.home.get(node));
    if (!part || nodes.length > 200 || nodes.length < 2) return;
    const steps = distances(nodes, edges);
    let points = nodes.map(({ x, y }) => ({ x, y }));
    for (let round = 0; round < 90; round++) points = pull(points, steps);
    for (let round = 0; round < 60; round++) points = push(points);
    points.forEach(({ x, y }, at) => Object.assign(nodes[at], { x: Math.round(x), y: Math.round(y) }));
  };
})();
