import type { Sector } from "../api/types.ts";
import type { Incidents } from "../map/columns.ts";
import { zonesAt } from "../map/zones_at.ts";
import { addressOf } from "../router/url.ts";
import type { Words } from "../words/words.ts";

/** What a row of the list and the card on the map say of an incident. */
export interface Brief {
  readonly to: string;
  readonly name: string;
  readonly status: string;
  readonly began: string;
  /** How exactly its place is known. */
  readonly place: string;
  readonly happened: string;
  /** Names of the zones in which it lies. */
  readonly zones: readonly string[];
}

export function briefOf(incidents: Incidents, at: number, sectors: readonly Sector[], words: Words): Brief {
  const radius = incidents.radius[at]!;
  return {
    to: addressOf("incident", incidents.ids.at(at)!),
    name: words.name("event_type", incidents.types[incidents.type[at]!]),
    status: incidents.statuses[incidents.status[at]!] ?? "none",
    began: words.began(incidents.start[at]!, incidents.end[at]!),
    place: Number.isNaN(radius) ? words.say("situation.no_place") : words.say("situation.within", { distance: words.distance(radius) }),
    happened: words.say("situation.happened", { share: words.percent(incidents.existence[at]!) }),
    zones: zonesAt(sectors, incidents.x[at]!, incidents.y[at]!).map(({ name }) => name),
  };
}
