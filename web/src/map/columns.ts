import { mercatorLength, mercatorX, mercatorY } from "./mercator.ts";

/** `GET /v1/incidents/map`: one list for each field; codes point into `types` and `statuses`. */
export interface MapColumns {
  readonly incident_id: readonly string[];
  readonly lon_e6: readonly (number | null)[];
  readonly lat_e6: readonly (number | null)[];
  readonly radius_m: readonly (number | null)[];
  readonly start_s: readonly number[];
  readonly end_s: readonly number[];
  readonly event_type: readonly number[];
  readonly types: readonly string[];
  readonly status: readonly number[];
  readonly statuses: readonly string[];
  readonly existence_ppm: readonly number[];
  readonly complete: boolean;
  readonly as_of: number;
}

/** The same in typed arrays, projected once. Where there is no place, x is NaN. */
export interface Incidents {
  readonly n: number;
  readonly ids: readonly string[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Radius of the circle that holds the true place with p = .95, in units of the square. */
  readonly reach: Float64Array;
  readonly radius: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly type: Uint16Array;
  readonly status: Uint8Array;
  readonly existence: Uint32Array;
  readonly types: readonly string[];
  readonly statuses: readonly string[];
  readonly complete: boolean;
  readonly asOf: number;
}

export function incidentsOf(columns: MapColumns): Incidents {
  const n = columns.incident_id.length;
  const made = {
    x: new Float64Array(n).fill(NaN),
    y: new Float64Array(n).fill(NaN),
    reach: new Float64Array(n),
    radius: new Float64Array(n).fill(NaN),
  };
  for (let at = 0; at < n; at += 1) {
    const [lon, lat, radius] = [columns.lon_e6[at], columns.lat_e6[at], columns.radius_m[at]];
    if (typeof lon !== "number" || typeof lat !== "number") continue;
    made.x[at] = mercatorX(lon);
    made.y[at] = mercatorY(lat);
    made.radius[at] = radius ?? 0;
    made.reach[at] = mercatorLength(radius ?? 0, lat);
  }
  return {
    n,
    ids: columns.incident_id,
    ...made,
    start: Float64Array.from(columns.start_s),
    end: Float64Array.from(columns.end_s),
    type: Uint16Array.from(columns.event_type),
    status: Uint8Array.from(columns.status),
    existence: Uint32Array.from(columns.existence_ppm),
    types: columns.types,
    statuses: columns.statuses,
    complete: columns.complete,
    asOf: columns.as_of,
  };
}

export const NONE: Incidents = incidentsOf({
  incident_id: [], lon_e6: [], lat_e6: [], radius_m: [], start_s: [], end_s: [], event_type: [], types: [],
  status: [], statuses: [], existence_ppm: [], complete: true, as_of: 0,
});
