import type { Sector } from "../api/types.ts";
import { DEGREE_M } from "./cell.ts";

/** A place with the radius of the circle that holds the true one. */
export interface Spot {
  readonly lat_e6: number | null;
  readonly lon_e6: number | null;
  readonly radius_m: number | null;
}

/** Metres east and south of the middle of the map; metres of radius. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** A line of the agreement, and how far a place is from it. */
interface Line {
  readonly name: string;
  readonly metres: number;
}

/** What a small map of one incident draws: it is square, `half` metres to each side of the incident's place. */
export interface Locator {
  readonly half: number;
  readonly incident: Placed;
  /** Circles of the reports, one for each place. */
  readonly reports: readonly Placed[];
  /** Reports that name a place less exactly than this map shows. */
  readonly wider: number;
  readonly zones: readonly { readonly kind: string; readonly name: string; readonly path: string }[];
  /** The nearest line of the agreement, on the map or beyond it; null where there is none. */
  readonly line: Line | null;
  /** A round length for the bar of the scale. */
  readonly bar: number;
}

const NEAREST_M = 1_000;
/** A line that is no farther is on the map. */
const NEAR_LINE_M = 12_000;

type Ring = readonly (readonly number[])[];
type Project = (lon: number, lat: number) => readonly [number, number];

/** The map around an incident; null where it has no place that may be shown. */
export function locatorOf(incident: Spot, reports: readonly Spot[], sectors: readonly Sector[], least = NEAREST_M): Locator | null {
  const project = around(incident);
  if (!project) return null;
  const radius = incident.radius_m ?? 0;
  const placed = distinct(reports.flatMap((one) => (one.lat_e6 === null || one.lon_e6 === null ? [] : [place(one, project)])));
  const farthest = Math.max(0, ...placed.map(({ x, y, r }) => Math.hypot(x, y) + r));
  const line = nearestLine(incident, sectors);
  const toLine = line?.metres ?? Infinity;
  const half = Math.max(least, 2 * radius, Math.min(5 * radius, 1.15 * farthest), toLine < NEAR_LINE_M ? 1.2 * toLine : 0);
  const reports_in = placed.filter(({ r }) => r <= half);
  return {
    half,
    incident: { x: 0, y: 0, r: radius },
    reports: reports_in,
    wider: placed.length - reports_in.length,
    zones: sectors.map(({ kind, name, geometry }) => ({ kind, name, path: pathOf(geometry, project) })).filter(({ path }) => path),
    line,
    bar: rounded(0.6 * half),
  };
}

/** How far a place is from the nearest line of the agreement, and which line that is; null where there is none. */
export function nearestLine(spot: Spot, sectors: readonly Sector[]): Line | null {
  const project = around(spot);
  if (!project) return null;
  const lines = sectors.filter(({ kind }) => kind === "line");
  const found = lines.map(({ name, geometry }) => ({ name, metres: Math.min(...ringsOf(geometry).map((ring) => fromRing(ring, project))) }));
  return found.sort((a, b) => a.metres - b.metres).find(({ metres }) => Number.isFinite(metres)) ?? null;
}

/** Flat around the spot: over what such a map shows, the earth's curve is less than a line's width. */
function around({ lat_e6, lon_e6 }: Spot): Project | null {
  if (lat_e6 === null || lon_e6 === null) return null;
  const [lat0, lon0] = [lat_e6 / 1e6, lon_e6 / 1e6];
  const shrink = Math.cos((lat0 * Math.PI) / 180);
  return (lon, lat) => [(lon - lon0) * DEGREE_M * shrink, (lat0 - lat) * DEGREE_M];
}

function place(spot: Spot, project: Project): Placed {
  const [x, y] = project(spot.lon_e6! / 1e6, spot.lat_e6! / 1e6);
  return { x, y, r: spot.radius_m ?? 0 };
}

function distinct(spots: readonly Placed[]): readonly Placed[] {
  return [...new Map(spots.map((one) => [`${one.x} ${one.y} ${one.r}`, one])).values()];
}

function ringsOf(geometry: GeoJSON.Geometry): readonly Ring[] {
  if (geometry.type === "LineString") return [geometry.coordinates];
  if (geometry.type === "MultiLineString" || geometry.type === "Polygon") return geometry.coordinates;
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(ringsOf);
  return [];
}

function pathOf(geometry: GeoJSON.Geometry, project: Project): string {
  return ringsOf(geometry)
    .map((ring) => `M${ring.map(([lon, lat]) => project(lon!, lat!).map(Math.round).join(" ")).join("L")}`)
    .join("");
}

/** The least distance of the origin from a line through these points. */
function fromRing(ring: Ring, project: Project): number {
  const points = ring.map(([lon, lat]) => project(lon!, lat!));
  let least = Infinity;
  for (let at = 1; at < points.length; at += 1) {
    const [[ax, ay], [bx, by]] = [points[at - 1]!, points[at]!];
    const [dx, dy] = [bx - ax, by - ay];
    const along = dx || dy ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy))) : 0;
    least = Math.min(least, Math.hypot(ax + along * dx, ay + along * dy));
  }
  return least;
}

/** 1, 2 or 5 with zeros: the largest that is no longer than this. */
function rounded(metres: number): number {
  const ten = 10 ** Math.floor(Math.log10(metres));
  return [5, 2, 1].map((by) => by * ten).find((length) => length <= metres) ?? ten;
}
