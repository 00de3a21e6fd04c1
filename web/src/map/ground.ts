/** `GET /v1/effort/coverage`: cells as rings of shared corners, and how much of the time each was watched. */
export interface CoverageMap {
  readonly from_s: number;
  readonly until_s: number;
  readonly lon_e6: readonly number[];
  readonly lat_e6: readonly number[];
  readonly cells: readonly (readonly number[])[];
  readonly day_ppm: readonly (number | null)[];
  readonly night_ppm: readonly (number | null)[];
  readonly heard_ppm: readonly (number | null)[];
  readonly area_day_ppm: number | null;
  readonly area_night_ppm: number | null;
  readonly area_heard_ppm: number | null;
  readonly watched_min: number | null;
  readonly lost_min: number | null;
  readonly unmapped_min: number | null;
  readonly exact: boolean;
  readonly as_of: number;
}

/** By day, by night, or by ear. */
export const PARTS = ["day", "night", "heard"] as const;
export type Part = (typeof PARTS)[number];

export const QUARTERS = 4;

/** Which quarter of the time: 0 for a little, 3 for more than three quarters; null where nothing is told, or nobody watched. */
export function quarterOf(ppm: number | null, exact: boolean): number | null {
  if (ppm === null || (exact && ppm === 0)) return null;
  return Math.min(QUARTERS - 1, Math.floor((ppm * QUARTERS) / 1e6));
}

/** One shape for each quarter, for the base map; quarters without a cell are left out. */
export function shapesOf(told: CoverageMap, part: Part): GeoJSON.FeatureCollection {
  const shares = told[`${part}_ppm`];
  const rings: GeoJSON.Position[][][][] = Array.from({ length: QUARTERS }, () => []);
  told.cells.forEach((corners, at) => {
    const quarter = quarterOf(shares[at] ?? null, told.exact);
    if (quarter === null) return;
    const ring = [...corners, corners[0]!].map((corner) => [told.lon_e6[corner]! / 1e6, told.lat_e6[corner]! / 1e6]);
    rings[quarter]!.push([ring]);
  });
  return {
    type: "FeatureCollection",
    features: rings.flatMap((coordinates, quarter) =>
      coordinates.length
        ? [{ type: "Feature" as const, properties: { quarter }, geometry: { type: "MultiPolygon" as const, coordinates } }]
        : [],
    ),
  };
}

export const NO_SHAPES: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** Whether what is told overlaps the chosen time at all. */
export const tellsOf = (told: CoverageMap, from: number, until: number): boolean =>
  told.cells.length > 0 && told.from_s < until && told.until_s > from;
