import assert from "node:assert/strict";
import { test } from "node:test";
import { roundOf } from "../src/map/cell.ts";

const around = (lon: number, lat: number, half: number): [number, number][] =>
  [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]].map(([x, y]) => [((lon + x! * half + 540e6) % 360e6) - 180e6, lat + y! * half]);

test("a cell is as wide as its farthest corner, also across the date line", () => {
  for (const lon of [-30e6, 0, 179.99e6]) {
    const round = roundOf(around(lon, 0, 50_000));
    assert.ok(Math.abs(round.lon - lon / 1e6) < 1e-6 && Math.abs(round.lat) < 1e-6, JSON.stringify(round));
    assert.ok(Math.abs(round.radius - 111_195 * Math.hypot(0.05, 0.05)) < 5);
  }
});
