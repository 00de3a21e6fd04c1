import type { Incidents } from "./columns.ts";
import { sortedBy } from "./sorted.ts";

/** What can be chosen without asking the server again. Times are UTC seconds, half-open. */
export interface Choice {
  readonly from: number;
  readonly until: number;
  readonly type: string;
  readonly status: string;
  /** "known": with a place that may be shown; "unknown": without one. */
  readonly place: string;
}

export const EVERYTHING: Choice = { from: -Infinity, until: Infinity, type: "", status: "", place: "" };

/** The places in the columns of the incidents chosen, in the columns' order. */
export function chosen(incidents: Incidents, choice: Choice): Uint32Array {
  const wantedType = incidents.types.map((type) => fits(type, choice.type));
  const wantedStatus = incidents.statuses.map((status) => !choice.status || status === choice.status);
  const found = new Uint32Array(incidents.n);
  let count = 0;
  for (let at = 0; at < incidents.n; at += 1) {
    if (incidents.start[at]! >= choice.until || incidents.end[at]! < choice.from) continue;
    if (!wantedType[incidents.type[at]!] || !wantedStatus[incidents.status[at]!]) continue;
    if (choice.place && (choice.place === "unknown") !== Number.isNaN(incidents.x[at]!)) continue;
    found[count] = at;
    count += 1;
  }
  return found.subarray(0, count);
}

/** A family ("fire") is also each of its kinds ("fire.shot"). */
const fits = (type: string, wanted: string): boolean => !wanted || type === wanted || type.startsWith(`${wanted}.`);

export type Order = "newest" | "oldest" | "surest" | "vaguest" | "nearest_known";

/** Further than any radius. */
const NOWHERE_M = 2 ** 30;

/** The chosen in an order of reading; equal ones as the server tells them, newest first. */
export function ordered(incidents: Incidents, places: Uint32Array, order: Order): Uint32Array {
  const { start, existence, radius } = incidents;
  const by: Readonly<Record<Order, (at: number) => number>> = {
    newest: (at) => -start[at]!,
    oldest: (at) => start[at]!,
    surest: (at) => -existence[at]!,
    vaguest: (at) => existence[at]!,
    nearest_known: (at) => (Number.isNaN(radius[at]!) ? NOWHERE_M : radius[at]!),
  };
  return sortedBy(places, by[order]);
}

/** Those whose circle touches a box of the unit square (west, north, east, south), and those that may lie anywhere. */
export function within(
  incidents: Incidents,
  places: Uint32Array,
  [west, north, east, south]: readonly [number, number, number, number],
): Uint32Array {
  const { x, y, reach } = incidents;
  const found = new Uint32Array(places.length);
  let count = 0;
  for (const at of places) {
    const r = reach[at]!;
    const outside = x[at]! + r < west || x[at]! - r > east || y[at]! + r < north || y[at]! - r > south;
    if (!outside) found[count++] = at; // what has no place (NaN) is never outside
  }
  return found.subarray(0, count);
}
