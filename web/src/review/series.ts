import type { Said } from "../api/review.ts";

/** One decision in a series: on its way, in the record, or not taken, with the reason. */
export interface Decision {
  readonly verdict: Said;
  readonly state: "sending" | "taken" | "refused";
  readonly why: string;
  readonly problem?: string;
  /** Somebody ruled on the same since it was shown: what they said stays unless it is said again. */
  readonly overtaken?: boolean;
}

/** A series of questions: which one is shown, and what was decided on each. */
export interface Series {
  readonly size: number;
  readonly at: number;
  readonly decided: ReadonlyMap<number, Decision>;
  /** In the order in which they were made, for undoing. */
  readonly order: readonly number[];
}

export const seriesOf = (size: number): Series => ({ size, at: 0, decided: new Map(), order: [] });

export const moved = (series: Series, by: number): Series => ({
  ...series,
  at: Math.min(Math.max(series.at + by, 0), Math.max(series.size - 1, 0)),
});

/** A decision on the one that is shown; then the next one that is open is shown. */
export function decide(series: Series, decision: Decision): Series {
  const at = series.at;
  const decided = new Map(series.decided).set(at, decision);
  return { ...series, decided, order: [...series.order.filter((one) => one !== at), at], at: nextOpen({ ...series, decided }, at) };
}

/** What the server said of a decision. */
export function told(series: Series, at: number, change: Partial<Decision>): Series {
  const old = series.decided.get(at);
  return old ? { ...series, decided: new Map(series.decided).set(at, { ...old, ...change }) } : series;
}

/** The last decision taken back: it is shown again, undecided. */
export function undone(series: Series): { readonly series: Series; readonly at: number; readonly decision: Decision } | null {
  const at = series.order.at(-1);
  const decision = at === undefined ? undefined : series.decided.get(at);
  if (at === undefined || !decision) return null;
  const decided = new Map(series.decided);
  decided.delete(at);
  return { series: { ...series, decided, order: series.order.slice(0, -1), at }, at, decision };
}

export const taken = (series: Series): number => [...series.decided.values()].filter(({ state }) => state === "taken").length;

export const refused = (series: Series): readonly number[] =>
  [...series.decided].filter(([, { state }]) => state === "refused").map(([at]) => at);

/** After `from`, then from the beginning; where all is decided it stays. */
function nextOpen(series: Series, from: number): number {
  for (let step = 1; step <= series.size; step += 1) {
    const at = (from + step) % series.size;
    if (!series.decided.has(at)) return at;
  }
  return from;
}
