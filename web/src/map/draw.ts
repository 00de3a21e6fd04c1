import type { Incidents } from "./columns.ts";
import type { Group } from "./gathered.ts";
import { strokeOf, type Look } from "./look.ts";
import { edges, type Frame } from "./mercator.ts";

export type Pen = CanvasRenderingContext2D;

/** How much colour a circle of this radius is washed with: a vague place has as much of it as an exact one, spread wide. */
const wash = (radius: number): number => 0.16 * Math.min(1, 24 / radius);
const line = (radius: number): number => (radius < 60 ? 0.9 : 0.4);
/** Beyond this the wash is too faint to be seen, and costs most. */
const FAINTEST_PX = 130;
const DOT_PX = 3.2;
/** On larger circles the dashes are longer, and not more. */
const LONGER_DASHES_PX = 60;

/** Circles of the places' real uncertainty, in the order given (the most certain last). */
export function drawCircles(pen: Pen, frame: Frame, incidents: Incidents, order: Uint32Array, look: Look): void {
  const strokes = incidents.statuses.map((status) => strokeOf(status, look));
  const [west, north] = edges(frame);
  for (const at of order) {
    const [x, y, r] = [incidents.x[at]!, incidents.y[at]!, incidents.reach[at]!];
    const stroke = strokes[incidents.status[at]!]!;
    const radius = r * frame.world;
    const [px, py] = [(x - west) * frame.world, (y - north) * frame.world];
    pen.strokeStyle = pen.fillStyle = stroke.colour;
    if (radius > DOT_PX) {
      pen.beginPath();
      pen.arc(px, py, radius, 0, 2 * Math.PI);
      if (radius < FAINTEST_PX) {
        pen.globalAlpha = wash(radius);
        pen.fill();
      }
      pen.globalAlpha = line(radius);
      pen.lineWidth = stroke.width;
      pen.setLineDash(stroke.dash.map((length) => length * Math.max(1, radius / LONGER_DASHES_PX)));
      pen.stroke();
    }
    pen.globalAlpha = 1;
    pen.beginPath();
    pen.arc(px, py, DOT_PX, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.setLineDash([]);
}

/** A group where it is drawn, with its number in words. */
interface Badge {
  readonly group: Group;
  readonly px: number;
  readonly py: number;
  readonly radius: number;
  readonly words: string;
}

/** The groups in view, as large as they are drawn. */
export function badgesOf(frame: Frame, groups: readonly Group[], write: (count: number) => string): readonly Badge[] {
  const [west, north] = edges(frame);
  return groups.flatMap((group) => {
    const [px, py] = [(group.x - west) * frame.world, (group.y - north) * frame.world];
    if (px < -40 || py < -40 || px > frame.width + 40 || py > frame.height + 40) return [];
    const words = write(group.count);
    return [{ group, px, py, words, radius: Math.max(11 + 3 * Math.log10(group.count), words.length * 3.6 + 6) }];
  });
}

/** Groups with their exact numbers; the ring's parts are the shares of the statuses. */
export function drawGroups(pen: Pen, badges: readonly Badge[], statuses: readonly string[], look: Look): void {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const { group, px, py, radius, words } of badges) {
    pen.fillStyle = look.sheet;
    pen.beginPath();
    pen.arc(px, py, radius, 0, 2 * Math.PI);
    pen.fill();
    drawRing(pen, px, py, radius, group, statuses, look);
    pen.fillStyle = look.ink;
    pen.font = "600 12px system-ui, sans-serif";
    pen.fillText(words, px, py + 0.5);
  }
}

function drawRing(
  pen: Pen,
  px: number,
  py: number,
  radius: number,
  group: Group,
  statuses: readonly string[],
  look: Look,
): void {
  let angle = -Math.PI / 2;
  pen.lineWidth = 4;
  group.byStatus.forEach((count, code) => {
    if (!count) return;
    const next = angle + (2 * Math.PI * count) / group.count;
    pen.strokeStyle = strokeOf(statuses[code] ?? "", look).colour;
    pen.beginPath();
    pen.arc(px, py, radius, angle, next);
    pen.stroke();
    angle = next;
  });
}

/** The one that is chosen: a ring of its own, which no status has. */
export function drawChosen(pen: Pen, frame: Frame, incidents: Incidents, at: number, look: Look): void {
  if (Number.isNaN(incidents.x[at]!)) return;
  const [west, north] = edges(frame);
  const radius = Math.max(incidents.reach[at]! * frame.world, 8);
  pen.beginPath();
  pen.arc((incidents.x[at]! - west) * frame.world, (incidents.y[at]! - north) * frame.world, radius, 0, 2 * Math.PI);
  pen.lineWidth = 6;
  pen.strokeStyle = look.paper;
  pen.stroke();
  pen.lineWidth = 3;
  pen.strokeStyle = look.focus;
  pen.stroke();
}
