import type { Settlement } from "../api/types.ts";
import type { Pen } from "./draw.ts";
import type { Look } from "./look.ts";
import { edges, mercatorX, mercatorY, type Frame } from "./mercator.ts";
import type { Zones } from "./base_map.ts";

/** The name of a zone, a line or a settlement, and where it is written, in the unit square. */
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

/** Settlements, the largest first, as they come, in the page's language as far as they have a name in it: a point is as wide as its name. */
export const townsOf = (settlements: readonly Settlement[], language: string): readonly Name[] =>
  settlements.map(({ name, names, lat_e6, lon_e6 }) => ({ name: names[language] ?? name, kind: TOWN, x: mercatorX(lon_e6), y: mercatorY(lat_e6), across: Infinity }));

/** Left, top, right and bottom in pixels. */
export type Taken = readonly [number, number, number, number];

/** A name where it has room, and the point that it belongs to, in pixels. */
export interface Label {
  readonly of: Name;
  readonly point: readonly [number, number];
  readonly box: Taken;
}

const TOWN = "town";
const HIGH = 15;
const ROOM = 1.4;
/** Settlements' names stand apart: they are to show where one is, not to fill the map. */
const APART = { zone: [4, 0], town: [18, 4] } as const;

/** The names that have room, in the order given: none over another or over what is taken, and none much wider than what it names. */
export function layNames(pen: Pen, frame: Frame, names: readonly Name[], taken: readonly Taken[] = []): readonly Label[] {
  const [west, north] = edges(frame);
  const labels: Label[] = [];
  const written: Taken[] = [...taken];
  for (const of of names) {
    const [x, y] = [(of.x - west) * frame.world, (of.y - north) * frame.world];
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
    const half = widthOf(pen, of) / 2;
    if (2 * half > ROOM * of.across * frame.world) continue;
    const apart = of.kind === TOWN ? APART.town : APART.zone;
    const box = (at: number): Taken => [x - half, at - HIGH / 2, x + half, at + HIGH / 2];
    const heights = of.kind === TOWN ? [y - 10, y + 10] : [y, y - HIGH, y + HIGH];
    const free = heights.find((at) => !written.some((other) => meet(box(at), other, apart)));
    if (free === undefined) continue;
    labels.push({ of, point: [x, y], box: box(free) });
    written.push(box(free));
  }
  return labels;
}

/** Writes names where they were laid; a settlement's with its point. */
export function writeNames(pen: Pen, labels: readonly Label[], look: Look): void {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  pen.strokeStyle = look.land;
  for (const { of, point, box } of labels) {
    const [x, y] = [point[0], (box[1] + box[3]) / 2];
    pen.font = fontOf(of);
    pen.fillStyle = of.kind === TOWN ? look.soft : of.kind === "line" ? look.line : look.zone;
    if (of.kind === TOWN) {
      pen.beginPath();
      pen.arc(point[0], point[1], 1.8, 0, 2 * Math.PI);
      pen.fill();
    }
    pen.strokeText(of.name, x, y);
    pen.fillText(of.name, x, y);
  }
}

const fontOf = ({ kind }: Name): string =>
  `${kind === TOWN ? "" : kind === "line" ? "italic 600 " : "600 "}${kind === TOWN ? 11 : 12}px system-ui, sans-serif`;

const widths = new WeakMap<Name, number>();

function widthOf(pen: Pen, of: Name): number {
  const known = widths.get(of);
  if (known !== undefined) return known;
  pen.font = fontOf(of);
  const { width } = pen.measureText(of.name);
  widths.set(of, width);
  return width;
}

const meet = (a: Taken, b: Taken, [beside, above]: readonly [number, number]): boolean =>
  a[0] < b[2] + beside && b[0] < a[2] + beside && a[1] < b[3] + above && b[1] < a[3] + above;

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
