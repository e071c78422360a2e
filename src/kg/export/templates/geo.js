"use strict";
/* The globe on paper: outlines of states as lines to draw, and the projection that suits what is shown. */
(function () {
  const DEGREE = Math.PI / 180;
  const read = JSON.parse(KG.byId("kg-outlines").textContent);
  let lines = null;

  /** The outlines' lines as longitudes and latitudes. */
  function arcs() {
    lines =
      lines ||
      read.arcs.map((flat) => {
        const points = [];
        for (let at = 0, x = 0, y = 0; at < flat.length; at += 2) {
          x += flat[at];
          y += flat[at + 1];
          points.push([x / read.steps, y / read.steps]);
        }
        return points;
      });
    return lines;
  }
  /** A line that crosses the 180th meridian goes on beyond it, with most of it on the map's side. */
  function unbroken(points) {
    let turn = 0;
    const on = points.map(([x, y], at) => {
      if (at && x - points[at - 1][0] > 180) turn -= 360;
      if (at && points[at - 1][0] - x > 180) turn += 360;
      return [x + turn, y];
    });
    const mean = on.reduce((sum, [x]) => sum + x, 0) / on.length;
    const back = mean > 180 ? -360 : mean < -180 ? 360 : 0;
    return back ? on.map(([x, y]) => [x + back, y]) : on;
  }

  const arc = (at) => (at < 0 ? [...arcs()[~at]].reverse() : arcs()[at]);
  const ring = (list) => list.flatMap((at, place) => (place ? arc(at).slice(1) : arc(at)));

  /** Lambert's equal-area projection around a point: shapes near it are as on a globe. */
  function around(longitude, latitude) {
    const [sin0, cos0] = [Math.sin(latitude * DEGREE), Math.cos(latitude * DEGREE)];
    const RIM = 2.2;
    return ([lon, lat]) => {
      const [l, p] = [(lon - longitude) * DEGREE, lat * DEGREE];
      const cosine = sin0 * Math.sin(p) + cos0 * Math.cos(p) * Math.cos(l);
      const x = Math.cos(p) * Math.sin(l);
      const y = cos0 * Math.sin(p) - sin0 * Math.cos(p) * Math.cos(l);
      const far = cosine < Math.cos(RIM);
      const scale = far ? (2 * Math.sin(RIM / 2)) / (Math.hypot(x, y) || 1) : Math.sqrt(2 / (1 + cosine));
      return [(scale * x) / DEGREE, (-scale * y) / DEGREE, cosine];
    };
  }

  /** Equal Earth (Šavrič, Patterson, Jenny 2018): the whole globe, each land as large as it is. */
  function world([lon, lat]) {
    const [A, B, C, D] = [1.340264, -0.081106, 0.000893, 0.003796];
    const t = Math.asin((Math.sqrt(3) / 2) * Math.sin(lat * DEGREE));
    const [t2, t6] = [t * t, t ** 6];
    const x = (2 * Math.sqrt(3) * lon * Math.cos(t)) / (3 * (9 * D * t6 * t2 + 7 * C * t6 + 3 * B * t2 + A));
    return [x, (-t * (D * t6 * t2 + C * t6 + B * t2 + A)) / DEGREE, 1];
  }

  function middle(points) {
    const sum = [0, 0, 0];
    for (const [lon, lat] of points) {
      const [l, p] = [lon * DEGREE, lat * DEGREE];
      [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)].forEach((v, at) => (sum[at] += v));
    }
    const [x, y, z] = sum;
    return [Math.atan2(y, x) / DEGREE, Math.atan2(z, Math.hypot(x, y)) / DEGREE];
  }

  /** How points of the globe lie on paper: [x, y, …] in about degrees, y downwards. */
  KG.projection = function (points) {
    const centre = middle(points);
    const project = around(...centre);
    const wide = points.some((point) => project(point)[2] < Math.cos(52 * DEGREE));
    return wide ? world : project;
  };

  const place = ([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`;
  const path = (points) => "M" + points.map(place).join("L");

  /** {land, borders, disputed, states}: paths of all outlines in a projection; the states by size, the largest
      first, with the middle, the size in square degrees and the outer lines of each. */
  KG.outlines = function (project) {
    const near = (points) => points.some((point) => point[2] > -0.17);
    const states = read.states.map(([name, x, y, size, polygons]) => ({
      name,
      size,
      middle: project([x / read.steps, y / read.steps]),
      rings: polygons
        .flat()
        .map((list) => unbroken(ring(list)).map(project))
        .filter(near),
    }));
    const rings = states.flatMap((state) => state.rings);
    const line = (list) => list.map((at) => path(unbroken(arc(at)).map(project))).join("");
    return {
      land: rings.map((points) => path(points) + "Z").join(""),
      borders: line(read.borders),
      disputed: line(read.disputed),
      states,
    };
  };

  /** Whether a point lies within a closed line. */
  KG.within = ([x, y], points) =>
    points.reduce((inside, [u, v], at) => {
      const [s, t] = points[(at + 1) % points.length];
      return v > y !== t > y && x < u + ((s - u) * (y - v)) / (t - v) ? !inside : inside;
    }, false);
  KG.hasMap = Boolean(read);
})();
