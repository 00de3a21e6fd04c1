/** The middle of a cell in degrees, and how far its farthest corner is from there, in metres. The ring's last corner is its first. */
export function roundOf(ring: readonly (readonly [number, number])[]): { lon: number; lat: number; radius: number } {
  const first = ring[0]?.[0] ?? 0;
  const corners = ring.slice(0, -1).map(([lon, lat]) => [((lon - first + 540e6) % 360e6) - 180e6 + first, lat] as const); // across the date line too
  const mean = (at: 0 | 1) => corners.reduce((sum, corner) => sum + corner[at], 0) / Math.max(corners.length, 1) / 1e6;
  const [lon, lat] = [mean(0), mean(1)];
  const metres = corners.map(([x, y]) => DEGREE_M * Math.hypot((x / 1e6 - lon) * Math.cos((lat * Math.PI) / 180), y / 1e6 - lat));
  return { lon: ((lon + 540) % 360) - 180, lat, radius: Math.max(0, ...metres) };
}

/** Metres of a degree of latitude. */
export const DEGREE_M = 111_195;
