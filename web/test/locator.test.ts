import assert from "node:assert/strict";
import test from "node:test";
import type { Sector } from "../src/api/types.ts";
import { locatorOf, nearestLine } from "../src/map/locator.ts";

const spot = (lat: number, lon: number, radius_m: number) => ({ lat_e6: lat * 1e6, lon_e6: lon * 1e6, radius_m });
const NOWHERE = { lat_e6: null, lon_e6: null, radius_m: null };
const line: Sector = { sector_id: "l", kind: "line", name: "The line", geometry: { type: "LineString", coordinates: [[29, 50.01], [31, 50.01]] } };
const far: Sector = { sector_id: "f", kind: "line", name: "Another", geometry: { type: "LineString", coordinates: [[29, 52], [31, 52]] } };
const zone: Sector = { sector_id: "z", kind: "zone", name: "Zone", geometry: { type: "Polygon", coordinates: [[[29, 49], [31, 49], [31, 51], [29, 49]]] } };

test("what has no place has no map, and is near no line", () => {
  assert.equal(locatorOf(NOWHERE, [spot(50, 30, 100)], []), null);
  assert.equal(nearestLine(NOWHERE, [line]), null);
});

test("the map holds the circle, and never shows less than a kilometre to each side", () => {
  assert.equal(locatorOf(spot(50, 30, 50), [], [])!.half, 1_000);
  assert.equal(locatorOf(spot(50, 30, 3_000), [], [])!.half, 6_000);
});

test("reports are drawn where they put it, once a place; what is wider than the map is counted instead", () => {
  const near = spot(50.01, 30, 400);
  const made = locatorOf(spot(50, 30, 1_000), [near, near, spot(50, 30, 80_000), NOWHERE], [zone])!;
  assert.equal(made.reports.length, 1);
  assert.ok(Math.abs(made.reports[0]!.y + 1_112) < 1, `north is up: ${made.reports[0]!.y}`);
  assert.equal(made.wider, 1);
  assert.equal(made.zones[0]!.kind, "zone");
});

test("the bar is a round length that fits", () => {
  for (const radius of [10, 700, 2_300, 49_000]) {
    const { bar, half } = locatorOf(spot(50, 30, radius), [], [])!;
    assert.match(String(bar), /^[125]0*$/);
    assert.ok(bar <= half && bar >= half / 10, `${bar} of ${half}`);
  }
});

test("the nearest line of the agreement, by its nearest point", () => {
  const found = nearestLine(spot(50, 30, 100), [far, zone, line])!;
  assert.equal(found.name, "The line");
  assert.ok(Math.abs(found.metres - 1_112) < 1, String(found.metres));
  assert.equal(nearestLine(spot(50, 30, 100), [zone]), null);
});
