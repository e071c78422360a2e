/* Outlines of land and states for the map of the page, from Natural Earth (public domain).

   npm install world-atlas@2.0.2 topojson-client@3.1.0 topojson-simplify@3.0.3
   node docs/make_outlines.mjs > src/kg/data/outlines.json

   world-atlas brings Natural Earth 4.1, 1:50m, as TopoJSON. Lines are simplified, small islands left out unless a
   state has nothing else. Natural Earth draws who holds a stretch of land, not who claims it; lines that are in
   dispute (below) stand apart, and the page draws them dashed. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const DETAIL = 0.007; // square degrees of the triangle that a point has to make to stay
const ISLAND = 0.25; // square degrees below which an island is left out
const STEPS = 20; // places a degree

/* Two neighbours, and where (west, south, east, north) the line between them is disputed. */
const WORLD = [-180, -90, 180, 90];
const DISPUTED = [
  ["Russia", "Ukraine", [32.4, 45, 36.8, 46.5]],
  ["India", "Pakistan", [73, 32.4, 78, 37]],
  ["India", "China", WORLD],
  ["Israel", "Syria", WORLD],
  ["Israel", "Palestine", WORLD],
  ["Jordan", "Palestine", WORLD],
];
const ALWAYS = ["Kosovo", "N. Cyprus", "Somaliland", "Siachen Glacier", "W. Sahara"];

const source = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
const world = JSON.parse(readFileSync(source, "utf8"));
delete world.objects.land;

/* Area of a ring of degrees, narrower towards the poles as on a globe. */
const area = (ring) =>
  Math.abs(
    ring.reduce((sum, [x, y], at) => {
      const [u, v] = ring[(at + 1) % ring.length];
      return sum + (x * v - u * y) / 2;
    }, 0) * Math.cos((ring[0][1] * Math.PI) / 180),
  );
const rings = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

const parts = (shape) => (shape.type === "Polygon" ? [shape.arcs] : shape.arcs || []);
/* Keeps of each state the islands that are large enough, and its largest. */
for (const shape of world.objects.countries.geometries) {
  const sizes = rings(feature(world, shape).geometry).map(([outer]) => area(outer));
  const most = Math.max(...sizes);
  shape.arcs = parts(shape).filter((_, at) => sizes[at] >= ISLAND || sizes[at] === most);
  shape.type = "MultiPolygon";
}
const thin = filter(simplify(presimplify(world), DETAIL), filterWeight(world, 0));

const grid = ([x, y]) => [Math.round(x * STEPS), Math.round(y * STEPS)];
const flat = (arc) => {
  const points = arc
    .map(grid)
    .filter(([x, y], at, all) => !at || x !== all[at - 1][0] || y !== all[at - 1][1]);
  if (points.length === 1) points.push([...points[0]]);
  return points.flatMap(([x, y], at) => (at ? [x - points[at - 1][0], y - points[at - 1][1]] : [x, y]));
};

const owners = new Map();
for (const shape of thin.objects.countries.geometries)
  for (const arc of parts(shape).flat(2)) {
    const own = arc < 0 ? ~arc : arc;
    owners.set(own, [...(owners.get(own) || []), shape.properties.name]);
  }
const inside = (arc, [west, south, east, north]) => {
  const [x, y] = arc[Math.floor(arc.length / 2)];
  return x >= west && x <= east && y >= south && y <= north;
};
const disputed = (at) => {
  const two = owners.get(at);
  return (
    two.some((name) => ALWAYS.includes(name)) ||
    DISPUTED.some(([a, b, box]) => two.includes(a) && two.includes(b) && inside(thin.arcs[at], box))
  );
};
const shared = [...owners.keys()].filter((at) => owners.get(at).length > 1).sort((a, b) => a - b);

/* Where a name stands: the middle of the widest stretch of the largest part, half way up or near to it. */
function middle(polygon) {
  const outer = polygon[0].map(([x, y]) => [x < 0 && polygon[0].some(([u]) => u - x > 180) ? x + 360 : x, y]);
  const ys = outer.map(([, y]) => y);
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  let best = { width: 0, at: outer[0] };
  for (let step = 2; step <= 8; step++) {
    const y = low + ((high - low) * step) / 10;
    const xs = outer
      .flatMap(([x, v], at) => {
        const [u, w] = outer[(at + 1) % outer.length];
        return v > y !== w > y ? [x + ((u - x) * (y - v)) / (w - v)] : [];
      })
      .sort((a, b) => a - b);
    for (let at = 0; at + 1 < xs.length; at += 2) {
      const width = (xs[at + 1] - xs[at]) * (1 - Math.abs(step - 5) / 12);
      if (width > best.width) best = { width, at: [(xs[at] + xs[at + 1]) / 2, y] };
    }
  }
  return best.at;
}

const states = thin.objects.countries.geometries
  .filter((shape) => shape.properties.name !== "Antarctica")
  .map((shape) => {
    const polygons = rings(feature(thin, shape).geometry);
    const largest = polygons.reduce((a, b) => (area(a[0]) >= area(b[0]) ? a : b));
    return {
      name: shape.properties.name.replace("eSwatini", "Eswatini").replace(/^Macedonia$/, "N. Macedonia"),
      at: grid(middle(largest)),
      size: Math.round(10 * polygons.reduce((sum, [outer]) => sum + area(outer), 0)) / 10,
      parts: parts(shape),
    };
  })
  .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));

/* Arcs that something uses, numbered anew. */
const used = [
  ...new Set(states.flatMap((one) => one.parts.flat(2)).map((arc) => (arc < 0 ? ~arc : arc))),
].sort((a, b) => a - b);
const number = new Map(used.map((old, at) => [old, at]));
const renamed = (arc) => (arc < 0 ? ~number.get(~arc) : number.get(arc));
const out = {
  source: "Natural Earth 4.1, 1:50m, public domain",
  steps: STEPS,
  arcs: used.map((at) => flat(thin.arcs[at])),
  borders: shared.filter((at) => number.has(at) && !disputed(at)).map(renamed),
  disputed: shared.filter((at) => number.has(at) && disputed(at)).map(renamed),
  states: states.map(({ name, at, size, parts }) => [
    name,
    ...at,
    size,
    parts.map((one) => one.map((ring) => ring.map(renamed))),
  ]),
};
process.stdout.write(JSON.stringify(out) + "\n");
