import assert from "node:assert/strict";
import test from "node:test";
import type { Sector } from "../src/api/types.ts";
import { lonOf, mercatorX, mercatorY } from "../src/map/mercator.ts";
import { layNames, namesOf, townsOf } from "../src/map/names.ts";
import type { Pen } from "../src/map/draw.ts";
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

/** A pen whose letters are seven pixels wide. */
const pen = { font: "", measureText: (text: string) => ({ width: 7 * text.length }) } as unknown as Pen;

test("settlements are named beside what is taken, the largest where two have no room, and none outside", () => {
  const frame = { x: 0.5, y: 0.5, width: 400, height: 300, world: 512 };
  const town = (name: string, x: number, y: number) => ({ name, kind: "town", x: 0.5 + x / 512, y: 0.5 + y / 512, across: Infinity });
  const written = (taken: readonly (readonly [number, number, number, number])[] = []) =>
    layNames(pen, frame, [town("Large", 0, 0), town("Beside", 20, 3), town("Apart", 0, 80), town("Outside", 300, 0)], taken).map(({ of, box }) => [of.name, (box[1] + box[3]) / 2]);
  assert.deepEqual(written(), [["Large", 140], ["Beside", 163], ["Apart", 220]]);
  assert.deepEqual(written([[190, 130, 210, 146]]), [["Large", 160], ["Apart", 220]]);
  assert.deepEqual(written([[0, 0, 400, 300]]), []);
});

test("a settlement is called as in the page's language, or else by the gazetteer's own name", () => {
  const alder = { name: "Alder", names: { uk: "Олдер" }, lat_e6: 50_000_000, lon_e6: 36_000_000, population: 9 };
  const called = (language: string) => townsOf([alder], language).map(({ name }) => name);
  assert.deepEqual([called("uk"), called("ru"), called("en")], [["Олдер"], ["Alder"], ["Alder"]]);
  assert.ok(Math.abs(lonOf(townsOf([alder], "uk")[0]!.x) - 36) < 1e-9);
});
