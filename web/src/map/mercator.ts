/** Web Mercator in the unit square: x from 180° W to 180° E, y from north to south. */

const EQUATOR_M = 40_075_016.686;

export const mercatorX = (lonE6: number): number => (lonE6 / 1e6 + 180) / 360;

export function mercatorY(latE6: number): number {
  const sine = Math.sin((latE6 / 1e6) * (Math.PI / 180));
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** A length on the ground at this latitude, in units of the square. */
export const mercatorLength = (metres: number, latE6: number): number =>
  metres / (EQUATOR_M * Math.cos((latE6 / 1e6) * (Math.PI / 180)));

export const lonOf = (x: number): number => x * 360 - 180;

export const latOf = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** What a map shows: the middle in the unit square, its size in CSS pixels, and how many pixels the whole square has. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly world: number;
}

/** West, north, east and south of a frame in the unit square. */
export function edges(frame: Frame): readonly [number, number, number, number] {
  const [halfX, halfY] = [frame.width / frame.world / 2, frame.height / frame.world / 2];
  return [frame.x - halfX, frame.y - halfY, frame.x + halfX, frame.y + halfY];
}
