import type { Histogram } from "./histogram.ts";

/** A stretch in which somebody watched, or could not: what `GET /v1/effort` tells without saying who or from where. */
export interface Watch {
  readonly start_s: number;
  readonly end_s: number;
  readonly status: string;
}

/** A released day: all hours of watching together. */
export interface WatchedDay {
  readonly day: string;
  readonly observer_minutes: number | null;
}

/** Observer-hours in each span of a histogram: what could have been seen at all. */
export function watchedHours(histogram: Histogram, watches: readonly (Watch | WatchedDay)[]): readonly number[] {
  const { from, step, bins } = histogram;
  const hours = bins.map(() => 0);
  for (const watch of watches) {
    const [start, end, seconds] = stretch(watch);
    const first = Math.max(0, Math.floor((start - from) / step));
    const last = Math.min(bins.length - 1, Math.ceil((end - from) / step) - 1);
    for (let at = first; at <= last; at += 1) {
      const shared = Math.min(end, from + (at + 1) * step) - Math.max(start, from + at * step);
      hours[at]! += (seconds * shared) / (end - start) / 3_600;
    }
  }
  return hours;
}

/** Begin, end, and the seconds of watching in between. */
function stretch(watch: Watch | WatchedDay): readonly [number, number, number] {
  if ("day" in watch) {
    const start = Date.parse(`${watch.day}T00:00:00Z`) / 1000;
    return [start, start + 86_400, 60 * (watch.observer_minutes ?? 0)];
  }
  return [watch.start_s, watch.end_s, watch.status === "on" ? watch.end_s - watch.start_s : 0];
}
