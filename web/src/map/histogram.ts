import type { Incidents } from "./columns.ts";

/** Incidents by equal spans of time: the number of all, and of those of each status. */
export interface Histogram {
  readonly from: number;
  readonly step: number;
  readonly bins: readonly (readonly number[])[];
  readonly highest: number;
}

const DAY = 86_400;
const STEPS = [3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY];

/**
 * An incident counts in the span in which it may have begun. Spans are whole hours, days or weeks, at most `most`;
 * `ahead`: how many seconds the mission's clocks are ahead of UTC, so that its days begin at its midnight.
 */
export function histogram(incidents: Incidents, places: Uint32Array, most: number, ahead = 0): Histogram {
  let [first, last] = [Infinity, -Infinity];
  let byDay = true; // as it was released: no hour is told
  for (let at = 0; at < incidents.n; at += 1) {
    first = Math.min(first, incidents.start[at]!);
    last = Math.max(last, incidents.start[at]!);
    byDay &&= (incidents.start[at]! + ahead) % DAY === 0;
  }
  if (first > last) return { from: 0, step: DAY, bins: [], highest: 0 };
  const step = STEPS.find((width) => (last - first) / width < most && !(byDay && width < DAY)) ?? STEPS.at(-1)!;
  const from = Math.floor((first + ahead) / step) * step - ahead;
  const bins = Array.from({ length: Math.floor((last - from) / step) + 1 }, () => incidents.statuses.map(() => 0));
  for (const at of places) bins[Math.floor((incidents.start[at]! - from) / step)]![incidents.status[at]!]! += 1;
  const highest = bins.reduce((high, bin) => Math.max(high, total(bin)), 0);
  return { from, step, bins, highest };
}

export const total = (bin: readonly number[]): number => bin.reduce((a, b) => a + b, 0);
