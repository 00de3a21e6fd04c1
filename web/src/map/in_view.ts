import type { Incidents } from "./columns.ts";
import { edges, type Frame } from "./mercator.ts";

/** What of the incidents can be drawn in a frame. */
export interface InView {
  /** Those whose circle touches the frame, in the order given; no more than `most` are listed. */
  readonly touching: Uint32Array;
  /** More than `most` touch it. */
  readonly tooMany: boolean;
  /** Those whose circle is wider than the frame: it would cover everything, and is told as a number instead. */
  readonly vague: number;
}

export function inView(incidents: Incidents, places: Uint32Array, frame: Frame, most: number): InView {
  const [west, north, east, south] = edges(frame);
  const widest = Math.max(east - west, south - north) / 2;
  const { x, y, reach } = incidents;
  const touching = new Uint32Array(most);
  let [count, vague] = [0, 0];
  for (const at of places) {
    const px = x[at]!;
    const py = y[at]!;
    const r = reach[at]!;
    const touches = px + r >= west && px - r <= east && py + r >= north && py - r <= south;
    if (!touches) continue; // nor does what has no place (NaN)
    if (r > widest) vague += 1;
    else if (count < most) touching[count++] = at;
    else return { touching, tooMany: true, vague };
  }
  return { touching: touching.subarray(0, count), tooMany: false, vague };
}
