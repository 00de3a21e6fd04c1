import assert from "node:assert/strict";
import test from "node:test";
import type { Sector } from "../src/api/types.ts";
import { lonOf, mercatorX, mercatorY } from "../src/map/mercator.ts";
import { namesOf } from "../src/map/names.ts";
import { zonesAt } from "../src/map/zones_at.ts";

const square = (west: number, side: number): GeoJSON.Position[] => [[west, 10], [west + side, 10], [west + side, 10 + side], [west, 10 + side], [west, 10]];
const sector = (name: string, geometry: GeoJSON.Geometry, kind = "zone"): Sector => ({ sector_id: name, kind, name, geometry });
const at = (lon: number, lat: number) => [mercatorX(lon * 1e6), mercatorY(lat * 1e6)] as const;

test("a zone's name stands inside of its largest part, a line's on the line", () => {
  const [zone, line] = namesOf({
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: { kind: "zone", name: "Z" }, geometry: { type: "MultiPolygon", coordinates: [[square(0, 1)], [square(20, 4)]] } },
      { type: "Feature", properties: { kind: "line", name: "L" }, geometry: { type: "LineString", coordinates: [[0, 0], [5, 1], [6, 2]] } },
    ],
  });
  assert.ok(Math.abs(lonOf(zone!.x) - 22) < 1e-6, String(lonOf(zone!.x)));
  assert.ok(Math.abs(lonOf(line!.x) - 5) < 1e-6);
});

test("a place is in the zones that hold it: not in a hole, not on a line, and nowhere if it has none", () => {
  const holed = sector("holed", { type: "Polygon", coordinates: [square(0, 10), [[4, 14], [6, 14], [6, 16], [4, 16], [4, 14]]] });
  const parts = sector("parts", { type: "MultiPolygon", coordinates: [[square(0, 2)], [square(50, 2)]] });
  const line = sector("line", { type: "LineString", coordinates: [[0, 11], [10, 11]] }, "line");
  const named = (lon: number, lat: number) => zonesAt([holed, parts, line], ...at(lon, lat)).map(({ name }) => name);
  assert.deepEqual(named(1, 11), ["holed", "parts"]);
  assert.deepEqual(named(5, 15), []);
  assert.deepEqual(named(51, 11), ["parts"]);
  assert.deepEqual(zonesAt([holed], NaN, NaN), []);
});
