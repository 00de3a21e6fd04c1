import assert from "node:assert/strict";
import test from "node:test";
import { columnsOf, NOWHERE } from "../src/api/columns.ts";
import { incidentsOf } from "../src/map/columns.ts";
import { ordered } from "../src/map/chosen.ts";
import { sortedBy } from "../src/map/sorted.ts";

/** Two incidents as the server writes them, the first without a place. */
function written(): ArrayBuffer {
  const kinds = [["incident_id", "text", 0], ["lon_e6", "i32", 16], ["lat_e6", "i32", 24], ["radius_m", "i32", 32],
    ["start_s", "f64", 40], ["end_s", "f64", 56], ["event_type", "u16", 72], ["status", "u8", 80], ["existence_ppm", "i32", 88]];
  const told = { n: 2, id_width: 6, columns: kinds, types: ["fire"], statuses: ["none"], complete: true, as_of: 3 };
  const json = JSON.stringify(told);
  const head = json.padEnd(json.length + 7 - ((4 + json.length + 7) % 8));
  const bytes = new ArrayBuffer(4 + head.length + 96);
  new DataView(bytes).setUint32(0, head.length, true);
  new Uint8Array(bytes, 4).set(new TextEncoder().encode(head));
  const first = 4 + head.length;
  new Uint8Array(bytes, first).set(new TextEncoder().encode("inc_12inc_3 "));
  new Int32Array(bytes, first + 16, 6).set([NOWHERE, 30e6, NOWHERE, 50e6, NOWHERE, 500]);
  new Float64Array(bytes, first + 40, 4).set([5e9, -5e9, 5e9 + 60, -5e9 + 60]);
  new Int32Array(bytes, first + 88, 2).set([1, 2]);
  return bytes;
}

test("columns are read where they lie; names are found by their turn and their turn by their name", () => {
  const incidents = incidentsOf(columnsOf(written()));
  assert.deepEqual([incidents.n, incidents.ids.at(0), incidents.ids.at(1), incidents.ids.at(2)], [2, "inc_12", "inc_3", undefined]);
  assert.deepEqual(["inc_12", "inc_3", "inc_", "2inc_3"].map((id) => incidents.ids.indexOf(id)), [0, 1, -1, -1]);
  assert.ok(Number.isNaN(incidents.x[0]!) && Number.isNaN(incidents.radius[0]!) && incidents.x[1]! > 0.5);
  assert.deepEqual([incidents.start[0], incidents.start[1]], [5e9, -5e9]);
  assert.deepEqual([...ordered(incidents, Uint32Array.of(0, 1), "nearest_known")], [1, 0]);
});

test("places are sorted by whole numbers, also negative ones, and equal ones stay in their order", () => {
  const keys = [3, -1, 3, 2 ** 30, -(2 ** 33), 3];
  assert.deepEqual([...sortedBy(Uint32Array.of(5, 0, 1, 2, 3, 4), (at) => keys[at]!)], [4, 1, 5, 0, 2, 3]);
  assert.deepEqual([...sortedBy(new Uint32Array(), () => 0)], []);
});
