import type { Sector } from "../api/types.ts";
import type { Incidents } from "../map/columns.ts";
import { zonesAt } from "../map/zones_at.ts";
import { addressOf } from "../router/url.ts";
import { useWords } from "../words/words.ts";
import { Chip } from "./chip.tsx";

interface ChosenCardProps {
  readonly incidents: Incidents;
  readonly at: number;
  readonly sectors: readonly Sector[];
  readonly onClose: () => void;
}

/** What was chosen on the map, beside it: on a phone the list is far below. */
export function ChosenCard({ incidents, at, sectors, onClose }: ChosenCardProps) {
  const words = useWords();
  const radius = incidents.radius[at]!;
  const zones = zonesAt(sectors, incidents.x[at]!, incidents.y[at]!).map(({ name }) => name);
  const place = Number.isNaN(radius) ? words.say("situation.no_place") : words.say("situation.within", { distance: words.distance(radius) });
  return (
    <aside class="chosen-card" aria-label={words.say("situation.chosen")}>
      <p>
        <a href={addressOf("incident", incidents.ids.at(at)!)}>{words.name("event_type", incidents.types[incidents.type[at]!])}</a>{" "}
        <Chip status={incidents.statuses[incidents.status[at]!] ?? "none"} />
      </p>
      <p>{words.began(incidents.start[at]!, incidents.end[at]!)}</p>
      <p>{[...zones, place].join(" · ")}</p>
      <p>{words.say("situation.happened", { share: words.percent(incidents.existence[at]!) })}</p>
      <button type="button" class="quiet" aria-label={words.say("situation.key_none")} onClick={onClose}>
        ×
      </button>
    </aside>
  );
}
