"use strict";
/* Names and notes beside points of a drawing: the first ones with most, none over another. */
(function () {
  const apart = (a, b) => a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
  const NEAR = 9;

  const FAR = [
    [0, 14, 30],
    [0, 14, 30, 48],
    [0, 14, 30, 48, 80],
  ];

  /** Boxes of a size around a point, the nearest first; what says less may stand further off. */
  function around([x, y], { width, height }, level) {
    const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
    return (FAR[level] || FAR[2]).flatMap((off) => {
      const [far, slant] = [NEAR + off, NEAR + off * 0.75];
      return [
        box(x + far, y - height / 2),
        box(x - far - width, y - height / 2),
        box(x + slant, y - slant - height),
        box(x + slant, y + slant),
        box(x - slant - width, y - slant - height),
        box(x - slant - width, y + slant),
        box(x - width / 2, y - far - height),
        box(x - width / 2, y + far),
      ];
    });
  }

  /** items: {at: [x, y], sizes: [{width, height}, …] from most to least}; gives each its `box` and `level`.
      `taken` are boxes that stay free; what finds no place has no box. */
  KG.placeCallouts = function (items, width, height, taken = []) {
    const points = items.map(({ at: [x, y] }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
    const boxes = [...taken];
    const inside = (box) => box.left > 4 && box.top > 4 && box.right < width - 4 && box.bottom < height - 4;
    items.forEach((item, own) => {
      item.sizes.some((size, level) => {
        const box = around(item.at, size, level).find(
          (one) =>
            inside(one) &&
            boxes.every((other) => apart(one, other)) &&
            points.every((point, at) => at === own || apart(one, point)),
        );
        if (box) {
          Object.assign(item, { box, level });
          boxes.push(box);
        }
        return Boolean(box);
      });
    });
    return boxes;
  };
  KG.apart = apart;

  /** From a point to the nearest edge of its box; nothing where they are side by side. */
  KG.leader = function ([x, y], box) {
    const to = [Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top), box.bottom)];
    if (Math.hypot(to[0] - x, to[1] - y) < NEAR + 6) return null;
    return KG.svg("line", { class: "leader", x1: x, y1: y, x2: to[0], y2: to[1] });
  };
})();
