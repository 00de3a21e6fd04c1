// The base map: land and borders of Natural Earth (public domain), under a stated treatment of boundaries.
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { merge, mergeArcs, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const ATLAS = "world-atlas/countries-50m.json";

/**
 * A profile moves parts of one country's outline to another's, each named by a place inside it [longitude, latitude].
 * `unga-68-262`: the General Assembly's resolution 68/262 affirms the territorial integrity of Ukraine within its
 * internationally recognised borders, Crimea and Sevastopol included. `natural-earth` draws what the data draw.
 */
export const PROFILES = {
  "unga-68-262": [{ from: "Russia", to: "Ukraine", at: [34.1, 44.95] }],
  "natural-earth": [],
};

export const outlines = (boundaries) => ({
  name: "outlines",
  setup(build) {
    build.onResolve({ filter: /^basemap:outlines$/ }, () => ({
      path: ATLAS,
      namespace: "outlines",
    }));
    build.onLoad({ filter: /.*/, namespace: "outlines" }, async ({ path: name }) => {
      const drawn = draw(JSON.parse(await readFile(require.resolve(name), "utf-8")), boundaries);
      // four decimals are some ten metres: finer than the data
      const short = JSON.stringify(drawn, (_, value) => (typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value));
      return { contents: short, loader: "file" };
    });
  },
});

/** Land as one shape, and the borders between countries as lines. */
export function draw(topology, boundaries) {
  const countries = treated(topology, boundaries);
  const all = { type: "GeometryCollection", geometries: countries };
  return {
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: { kind: "land" }, geometry: merge(topology, countries) },
      { type: "Feature", properties: { kind: "border" }, geometry: mesh(topology, all, (a, b) => a !== b) },
    ],
  };
}

/** The countries' geometries (arcs) after the profile's moves. */
export function treated(topology, boundaries) {
  const moves = PROFILES[boundaries];
  if (!moves) throw new Error(`no boundary profile ${boundaries}: there are ${Object.keys(PROFILES).join(", ")}`);
  return moves.reduce((countries, move) => moved(topology, countries, move), topology.objects.countries.geometries);
}

function moved(topology, countries, { from, to, at }) {
  const giver = countries.find((country) => country.properties.name === from);
  const taker = countries.find((country) => country.properties.name === to);
  const polygons = giver.arcs.map((arcs) => ({ type: "Polygon", arcs }));
  const part = polygons.find((polygon) => contains(merge(topology, [polygon]), at));
  if (!part) throw new Error(`no polygon of ${from} holds ${at}: the data have changed, and the profile must too`);
  const smaller = { ...giver, arcs: giver.arcs.filter((arcs) => arcs !== part.arcs) };
  const larger = { ...taker, ...mergeArcs(topology, [taker, part]) };
  return countries.map((country) => (country === giver ? smaller : country === taker ? larger : country));
}

/** Whether a place lies inside (even-odd rule over all rings). */
export function contains(geometry, [lon, lat]) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().reduce((inside, ring) => (crossings(ring, lon, lat) % 2 ? !inside : inside), false);
}

function crossings(ring, lon, lat) {
  let count = 0;
  for (let at = 1; at < ring.length; at += 1) {
    const [[ax, ay], [bx, by]] = [ring[at - 1], ring[at]];
    if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) count += 1;
  }
  return count;
}
