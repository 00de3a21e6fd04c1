import type { Sector } from "../api/types.ts";
import { latOf, lonOf } from "./mercator.ts";

type Corner = readonly number[];

/** The zones in which a point of the unit square lies. */
export function zonesAt(sectors: readonly Sector[], x: number, y: number): readonly Sector[] {
  if (Number.isNaN(x)) return [];
  const [lon, lat] = [lonOf(x), latOf(y)];
  return sectors.filter(({ geometry }) => {
    if (geometry.type === "Polygon") return holds(geometry.coordinates, lon, lat);
    return geometry.type === "MultiPolygon" && geometry.coordinates.some((polygon) => holds(polygon, lon, lat));
  });
}

/** Inside of the outer ring and of no hole: an odd number of edges lies to the west. */
function holds(rings: readonly (readonly Corner[])[], lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (let at = 1; at < ring.length; at += 1) {
      const [ax, ay] = ring[at - 1] as [number, number];
      const [bx, by] = ring[at] as [number, number];
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}
