import type { ToldIncident } from "../api/cases.ts";
import type { Words } from "../words/words.ts";
import { roundOf } from "./cell.ts";

/** Where something was, as far as that may be told: the cell as a circle; a degree's tenth is as exact as it is. */
export function whereabouts({ area, cell_outline: cell }: Pick<ToldIncident, "area" | "cell_outline">, words: Words): string {
  if (!cell) return area ?? words.say("situation.no_place");
  const { lon, lat, radius } = roundOf(cell.lon_lat_e6);
  const degrees = (value: number, plus: "incident.north" | "incident.east", minus: "incident.south" | "incident.west") =>
    words.say(value < 0 ? minus : plus, { n: words.number(Math.abs(value), 1) });
  const place = `${degrees(lat, "incident.north", "incident.south")}, ${degrees(lon, "incident.east", "incident.west")}`;
  const told = `${place} ${words.say("situation.within", { distance: words.distance(1000 * Math.ceil(radius / 1000)) })}`;
  return area ? `${area}: ${told}` : told;
}
