import assert from "node:assert/strict";
import test from "node:test";
import { watchedHours } from "../src/map/effort.ts";
import { quarterOf, shapesOf, tellsOf, type CoverageMap } from "../src/map/ground.ts";
import { chosen, EVERYTHING, within } from "../src/map/chosen.ts";
import { NOWHERE } from "../src/api/columns.ts";
import { incidentsOf } from "../src/map/columns.ts";
import { gathered } from "../src/map/gathered.ts";
import { histogram } from "../src/map/histogram.ts";
import { mercatorX, mercatorY } from "../src/map/mercator.ts";
import { painted, pick } from "../src/map/pick.ts";

const DAY = 86_400;
const incidents = incidentsOf({
  incident_id: ["a", "b", "c", "d"],
  lon_e6: [30_000_000, 30_000_000, 31_000_000, NOWHERE],
  lat_e6: [50_000_000, 50_000_000, 50_000_000, NOWHERE],
  radius_m: [10_000, 500, 500, NOWHERE],
  start_s: [0, DAY, 2 * DAY, 3 * DAY],
  end_s: [600, DAY + 600, 2 * DAY + 600, 3 * DAY + 600],
  event_type: [0, 1, 1, 0],
  types: ["fire", "fire.shot"],
  status: [0, 1, 1, 0],
  statuses: ["breach", "none"],
  existence_ppm: [1, 2, 3, 4],
  complete: true,
  as_of: 1,
});
const all = chosen(incidents, EVERYTHING);

test("a family is also its kinds, and a span is half-open", () => {
  assert.deepEqual([...chosen(incidents, { ...EVERYTHING, type: "fire" })], [0, 1, 2, 3]);
  assert.deepEqual([...chosen(incidents, { ...EVERYTHING, type: "fire.shot", status: "none" })], [1, 2]);
  assert.deepEqual([...chosen(incidents, { ...EVERYTHING, from: DAY, until: 2 * DAY })], [1]);
});

test("of the circles that hold a point the most exact is picked, and lies on top", () => {
  const [x, y] = [mercatorX(30_000_000), mercatorY(50_000_000)];
  assert.equal(pick(incidents, all, x, y, 0), 1);
  assert.equal(pick(incidents, all, mercatorX(30_100_000), y, 0), 0);
  assert.equal(pick(incidents, all, mercatorX(20_000_000), y, 0), null);
  assert.deepEqual([...painted(incidents, all)], [0, 1, 2]);
});

test("groups hold every incident that has a place, once", () => {
  for (const zoom of [0, 3, 8]) assert.equal(gathered(incidents, all, zoom).reduce((sum, { count }) => sum + count, 0), 3);
  assert.deepEqual(gathered(incidents, all, 0)[0]?.byStatus, [1, 2]);
});

test("a circle is in a box that it touches; what has no place may lie in any", () => {
  const box = (west: number, east: number) => [mercatorX(west), mercatorY(51e6), mercatorX(east), mercatorY(49e6)] as const;
  assert.deepEqual([...within(incidents, all, box(30_050_000, 30_500_000))], [0, 3]);
  assert.deepEqual([...within(incidents, all, box(29e6, 32e6))], [0, 1, 2, 3]);
});

test("the hours of watching are shared out over the spans they fall in", () => {
  const days = histogram(incidents, all, 5);
  assert.deepEqual([days.step, days.bins.length], [DAY, 4]);
  const watches = [
    { start_s: DAY / 2, end_s: 1.5 * DAY, status: "on" },
    { start_s: 0, end_s: DAY, status: "outage" },
    { day: "1970-01-03", observer_minutes: 90 },
    { start_s: -DAY, end_s: 0, status: "on" },
    { start_s: 3.5 * DAY, end_s: 9 * DAY, status: "on" },
  ];
  assert.deepEqual(watchedHours(days, watches), [12, 12, 1.5, 12]);
});

test("what was released by the day is drawn by the day", () => {
  const released = { ...incidents, n: 2, start: [0, DAY] };
  const [few, noon] = [Uint32Array.of(0, 1), 9 * 3_600];
  assert.equal(histogram(released, few, 120).step, DAY);
  assert.equal(histogram(released, few, 120, noon).step, 3_600);
  assert.equal(histogram({ ...released, start: [-noon, DAY - noon] }, few, 120, noon).step, DAY);
});

const told = (change: Partial<CoverageMap> = {}): CoverageMap => ({
  from_s: 0, until_s: 7 * DAY, lon_e6: [0, 1_000_000, 1_000_000, 0], lat_e6: [0, 0, 1_000_000, 1_000_000],
  cells: [[0, 1, 2], [0, 2, 3]], day_ppm: [1_000_000, 0], night_ppm: [260_000, null], heard_ppm: [0, 0],
  area_day_ppm: null, area_night_ppm: null, area_heard_ppm: null, watched_min: 1, lost_min: 0, unmapped_min: 0, exact: true, as_of: 1,
  ...change,
});

test("watched ground is drawn by quarters of the time, and what nobody watched is not drawn", () => {
  const day = shapesOf(told(), "day").features;
  assert.deepEqual(day.map(({ properties }) => properties?.["quarter"]), [3]);
  assert.deepEqual(day[0]?.geometry, { type: "MultiPolygon", coordinates: [[[[0, 0], [1, 0], [1, 1], [0, 0]]]] });
  assert.deepEqual(shapesOf(told(), "night").features.map(({ properties }) => properties?.["quarter"]), [1]);
  assert.equal(shapesOf(told(), "heard").features.length, 0);
  assert.equal(quarterOf(0, false), 0, "of what is released 0 is the lower end of a quarter");
  assert.equal(quarterOf(null, false), null);
});

test("what is told of other weeks says nothing of the chosen time", () => {
  assert.ok(tellsOf(told(), 6 * DAY, Infinity));
  assert.ok(!tellsOf(told(), 7 * DAY, Infinity));
  assert.ok(!tellsOf(told({ cells: [] }), -Infinity, Infinity));
});

test("incidents without a place are listed wherever one looks, and can be chosen by themselves", () => {
  const every = chosen(incidents, EVERYTHING);
  assert.deepEqual([...within(incidents, every, [0, 0, 0.0001, 0.0001])], [3]);
  assert.deepEqual([...chosen(incidents, { ...EVERYTHING, place: "unknown" })], [3]);
  assert.deepEqual([...chosen(incidents, { ...EVERYTHING, place: "known" })], [0, 1, 2]);
});
