import { NOWHERE, type Ids, type MapColumns } from "../api/columns.ts";
import { mercatorLength, mercatorX, mercatorY } from "./mercator.ts";

/** The columns of a map, projected once. Where there is no place, x is NaN. */
export interface Incidents {
  readonly n: number;
  readonly ids: Ids;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Radius of the circle that holds the true place with p = .95, in units of the square. */
  readonly reach: Float64Array;
  readonly radius: Float64Array;
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  readonly type: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  readonly existence: ArrayLike<number>;
  readonly types: readonly string[];
  readonly statuses: readonly string[];
  readonly complete: boolean;
  readonly asOf: number;
}

export function incidentsOf(columns: MapColumns): Incidents {
  const n = columns.start_s.length;
  const made = {
    x: new Float64Array(n).fill(NaN),
    y: new Float64Array(n).fill(NaN),
    reach: new Float64Array(n),
    radius: new Float64Array(n).fill(NaN),
  };
  for (let at = 0; at < n; at += 1) {
    const lon = columns.lon_e6[at]!;
    const lat = columns.lat_e6[at]!;
    const radius = Math.max(columns.radius_m[at]!, 0);
    if (lon === NOWHERE || lat === NOWHERE) continue;
    made.x[at] = mercatorX(lon);
    made.y[at] = mercatorY(lat);
    made.radius[at] = radius;
    made.reach[at] = mercatorLength(radius, lat);
  }
  const { incident_id: ids, types, statuses, complete, as_of: asOf } = columns;
  const { start_s: start, end_s: end, event_type: type, status, existence_ppm: existence } = columns;
  return { n, ids, ...made, start, end, type, status, existence, types, statuses, complete, asOf };
}

export const NONE: Incidents = incidentsOf({
  incident_id: [], lon_e6: [], lat_e6: [], radius_m: [], start_s: [], end_s: [], event_type: [], types: [],
  status: [], statuses: [], existence_ppm: [], complete: true, as_of: 0,
});
