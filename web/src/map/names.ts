import type { Pen } from "./draw.ts";
import type { Look } from "./look.ts";
import { edges, mercatorX, mercatorY, type Frame } from "./mercator.ts";
import type { Zones } from "./base_map.ts";

/** A zone's or a line's name, and where it is written, in the unit square. */
export interface Name {
  readonly name: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  /** How wide what it names is: a name that would be much wider is left out until one is nearer. */
  readonly across: number;
}

type Points = readonly (readonly [number, number])[];

/** Where names stand: in the middle of a zone's largest part, at the middle of a line. */
export function namesOf(zones: Zones): readonly Name[] {
  return zones.features.flatMap(({ geometry, properties }) => {
    const parts = partsOf(geometry).map((part) => part.map(([lon, lat]) => [mercatorX(lon! * 1e6), mercatorY(lat! * 1e6)] as const));
    const largest = parts.sort((a, b) => acrossOf(b) - acrossOf(a))[0];
    if (!largest?.length) return [];
    const kind = String(properties?.["kind"] ?? "zone");
    const [x, y] = kind === "line" ? largest[Math.floor(largest.length / 2)]! : middleOf(largest);
    return [{ name: shortName(String(properties?.["name"] ?? "")), kind, x, y, across: acrossOf(largest) }];
  });
}

/** The name of a zone as far as a map has room: what follows a comma or a bracket explains it. */
export const shortName = (name: string): string => name.split(/[,(]/)[0]!.trim() || name;

const HIGH = 15;
const ROOM = 1.4;

/** Writes the names that have room: none over another, and none much wider than what it names. */
export function drawNames(pen: Pen, frame: Frame, names: readonly Name[], look: Look): void {
  const [west, north] = edges(frame);
  const written: (readonly [number, number, number])[] = [];
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  pen.strokeStyle = look.land;
  for (const one of names) {
    const [x, middle] = [(one.x - west) * frame.world, (one.y - north) * frame.world];
    if (x < 0 || middle < 0 || x > frame.width || middle > frame.height) continue;
    pen.font = one.kind === "line" ? "italic 600 12px system-ui, sans-serif" : "600 12px system-ui, sans-serif";
    const half = pen.measureText(one.name).width / 2;
    if (2 * half > ROOM * one.across * frame.world) continue;
    const free = (at: number) => !written.some(([left, top, wide]) => Math.abs(left - x) < wide + half + 4 && Math.abs(top - at) < HIGH);
    const y = [middle, middle - HIGH, middle + HIGH].find(free);
    if (y === undefined) continue;
    written.push([x, y, half]);
    pen.fillStyle = one.kind === "line" ? look.line : look.zone;
    pen.strokeText(one.name, x, y);
    pen.fillText(one.name, x, y);
  }
}

function partsOf(geometry: GeoJSON.Geometry): readonly (readonly GeoJSON.Position[])[] {
  if (geometry.type === "LineString") return [geometry.coordinates];
  if (geometry.type === "MultiLineString") return geometry.coordinates;
  if (geometry.type === "Polygon") return geometry.coordinates.slice(0, 1);
  if (geometry.type === "MultiPolygon") return geometry.coordinates.map((polygon) => polygon[0] ?? []);
  return [];
}

function acrossOf(points: Points): number {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

/** The middle of an area, by its surface; of what has none, the mean of its corners. */
function middleOf(points: Points): readonly [number, number] {
  let [area, mx, my] = [0, 0, 0];
  const [ox, oy] = points[0]!; // near the origin nothing is lost in rounding
  for (let at = 1; at < points.length; at += 1) {
    const [ax, ay] = [points[at - 1]![0] - ox, points[at - 1]![1] - oy];
    const [bx, by] = [points[at]![0] - ox, points[at]![1] - oy];
    const cross = ax * by - bx * ay;
    area += cross;
    mx += (ax + bx) * cross;
    my += (ay + by) * cross;
  }
  if (area) return [ox + mx / (3 * area), oy + my / (3 * area)];
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [mean(0), mean(1)];
}
