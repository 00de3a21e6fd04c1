import type { Incidents } from "./columns.ts";

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

/** The chosen in an order of reading; equal ones by their ids, so that the order is the same everywhere. */
export function ordered(incidents: Incidents, places: Uint32Array, order: Order): Uint32Array {
  const { start, existence, radius, ids } = incidents;
  const known = (at: number) => (Number.isNaN(radius[at]!) ? Infinity : radius[at]!);
  const by: Readonly<Record<Order, (a: number, b: number) => number>> = {
    newest: (a, b) => start[b]! - start[a]!,
    oldest: (a, b) => start[a]! - start[b]!,
    surest: (a, b) => existence[b]! - existence[a]!,
    vaguest: (a, b) => existence[a]! - existence[b]!,
    nearest_known: (a, b) => known(a) - known(b) || 0,
  };
  const compare = by[order];
  return places.slice().sort((a, b) => compare(a, b) || (ids[a]! < ids[b]! ? -1 : 1));
}

/** Those whose circle touches a box of the unit square (west, north, east, south), and those that may lie anywhere. */
export function within(
  incidents: Incidents,
  places: Uint32Array,
  [west, north, east, south]: readonly [number, number, number, number],
): Uint32Array {
  const { x, y, reach } = incidents;
  return places.filter((at) => {
    const r = reach[at]!;
    return Number.isNaN(x[at]!) || (x[at]! + r >= west && x[at]! - r <= east && y[at]! + r >= north && y[at]! - r <= south);
  });
}
