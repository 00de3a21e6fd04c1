import type { Incidents } from "./columns.ts";
import { sortedBy } from "./sorted.ts";

/** The most certain incident at a point: of the circles that hold it, the smallest. `slack`: how near is near enough. */
export function pick(incidents: Incidents, places: Uint32Array, x: number, y: number, slack: number): number | null {
  let best: number | null = null;
  let smallest = Infinity;
  for (const at of places) {
    const reach = Math.max(incidents.reach[at]!, slack);
    const [dx, dy] = [incidents.x[at]! - x, incidents.y[at]! - y];
    if (!(dx * dx + dy * dy <= reach * reach) || reach > smallest) continue;
    if (reach === smallest && best !== null && incidents.existence[at]! <= incidents.existence[best]!) continue;
    best = at;
    smallest = reach;
  }
  return best;
}

/** The order of drawing: the vaguest place first, so that the most certain lies on top. */
export function painted(incidents: Incidents, places: Uint32Array): Uint32Array {
  const { radius, existence } = incidents;
  const placed = places.filter((at) => !Number.isNaN(radius[at]!));
  return sortedBy(sortedBy(placed, (at) => existence[at]!), (at) => -radius[at]!);
}
