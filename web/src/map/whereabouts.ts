import type { ToldIncident } from "../api/cases.ts";
import type { Words } from "../words/words.ts";
import { roundOf } from "./cell.ts";

/** Degrees as they are read in each language; a place that is exact has four decimals, some ten metres. */
export function degreesOf(lat: number, lon: number, decimals: number, words: Words): string {
  const north = words.say(lat < 0 ? "incident.south" : "incident.north", { n: words.number(Math.abs(lat), decimals) });
  const east = words.say(lon < 0 ? "incident.west" : "incident.east", { n: words.number(Math.abs(lon), decimals) });
  return `${north}, ${east}`;
}

/** Where something was, as far as that may be told: the cell as a circle; a degree's tenth is as exact as it is. */
export function whereabouts({ area, cell_outline: cell }: Pick<ToldIncident, "area" | "cell_outline">, words: Words): string {
  if (!cell) return area ?? words.say("situation.no_place");
  const { lon, lat, radius } = roundOf(cell.lon_lat_e6);
  const place = degreesOf(lat, lon, 1, words);
  const told = `${place} ${words.say("situation.within", { distance: words.distance(1000 * Math.ceil(radius / 1000)) })}`;
  return area ? `${area}: ${told}` : told;
}
