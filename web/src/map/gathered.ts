import type { Incidents } from "./columns.ts";

/** Incidents of one square of a grid: how many, of which status, and a place between their middle and the square's. */
export interface Group {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  /** Number by status, in the order of the columns' statuses. */
  readonly byStatus: readonly number[];
}

/** Squares along the side of the world at a whole zoom: some 70 pixels each. */
const SQUARES = 512 / 70;

/** How far a number stands from the middle of its square towards that of its incidents: neighbours stay apart. */
const PULL = 0.4;

/** Every incident with a place is in exactly one group: the numbers add up. */
export function gathered(incidents: Incidents, places: Uint32Array, zoom: number): readonly Group[] {
  const side = Math.max(1, Math.round(2 ** Math.floor(zoom) * SQUARES));
  const kinds = incidents.statuses.length;
  const sums = new Map<number, Float64Array>(); // x, y, then one number for each status
  for (const at of places) {
    const [x, y] = [incidents.x[at]!, incidents.y[at]!];
    if (Number.isNaN(x)) continue;
    const square = Math.floor(y * side) * side + Math.floor(x * side);
    let sum = sums.get(square);
    if (!sum) sums.set(square, (sum = new Float64Array(2 + kinds)));
    sum[0]! += x;
    sum[1]! += y;
    sum[2 + incidents.status[at]!]! += 1;
  }
  return [...sums].map(([square, sum]) => {
    const byStatus = [...sum.subarray(2)];
    const count = byStatus.reduce((a, b) => a + b, 0);
    const pulled = (at: number, cell: number) => (cell + 0.5) / side + PULL * (sum[at]! / count - (cell + 0.5) / side);
    return { x: pulled(0, square % side), y: pulled(1, Math.floor(square / side)), count, byStatus };
  });
}
