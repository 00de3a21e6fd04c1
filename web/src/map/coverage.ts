import type { Pen } from "./draw.ts";
import type { Look } from "./look.ts";
import { edges, mercatorX, mercatorY, type Frame } from "./mercator.ts";

/** How much of a cell's time was watched, in parts per million. Cells and not posts: a post would locate somebody. */
export interface CoverageCell {
  readonly outline: readonly (readonly [lonE6: number, latE6: number])[];
  readonly share_ppm: number;
}

/** Hatched more closely where more was watched: a place without lines was seen by nobody. */
export function drawCoverage(pen: Pen, frame: Frame, cells: readonly CoverageCell[], look: Look): void {
  const [west, north] = edges(frame);
  pen.strokeStyle = look.effort;
  for (const cell of cells) {
    if (!cell.share_ppm) continue;
    const points = cell.outline.map(
      ([lon, lat]) => [(mercatorX(lon) - west) * frame.world, (mercatorY(lat) - north) * frame.world] as const,
    );
    const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
    const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
    if (right < 0 || bottom < 0 || left > frame.width || top > frame.height) continue;
    pen.save();
    pen.beginPath();
    points.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
    pen.globalAlpha = 0.55;
    pen.lineWidth = 0.8;
    pen.stroke();
    pen.clip();
    hatch(pen, left, top, right, bottom, 22 - 16 * (cell.share_ppm / 1e6));
    pen.restore();
  }
}

function hatch(pen: Pen, left: number, top: number, right: number, bottom: number, gap: number): void {
  const first = Math.floor((left - (bottom - top)) / gap) * gap;
  pen.beginPath();
  for (let x = first; x < right; x += gap) {
    pen.moveTo(x, bottom);
    pen.lineTo(x + (bottom - top), top);
  }
  pen.stroke();
}
