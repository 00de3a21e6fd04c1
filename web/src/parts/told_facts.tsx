import type { ToldIncident } from "../api/cases.ts";
import { roundOf } from "../map/cell.ts";
import { locatorOf } from "../map/locator.ts";
import { whereabouts } from "../map/whereabouts.ts";
import { useMission } from "../state/mission.ts";
import { useWords } from "../words/words.ts";
import { LocatorMap } from "./locator_map.tsx";

/** An incident as far as it may be told: a day, a coarse place, numbers. */
export function ToldFacts({ incident }: { readonly incident: ToldIncident }) {
  const words = useWords();
  const mission = useMission();
  const range = (low: number | null, high: number | null) => {
    if (high === null) return low === null ? words.say("shell.not_stated") : `≥ ${words.number(low)}`;
    return low === high ? words.number(high) : `${words.number(low ?? 0)}–${words.number(high)}`;
  };
  const rows: readonly (readonly [string, string])[] = [
    [words.say("commission.day"), words.date(incident.day)],
    [words.say("incident.where"), whereabouts(incident, words)],
    [words.say("commission.origins"), range(incident.origins_min, incident.origins_max)],
    [words.say("commission.claimants"), incident.claimants.join(", ") || words.say("shell.not_stated")],
    [words.say("commission.killed"), range(incident.killed_low, incident.killed_high)],
    [words.say("commission.wounded"), range(incident.wounded_low, incident.wounded_high)],
    [words.say("commission.happened"), words.percent(incident.existence_ppm)],
  ];
  const cell = incident.cell_outline && roundOf(incident.cell_outline.lon_lat_e6);
  const locator = cell && locatorOf({ lat_e6: cell.lat * 1e6, lon_e6: cell.lon * 1e6, radius_m: cell.radius }, [], mission?.sectors ?? []);
  return (
    <div class="told">
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {locator && <LocatorMap locator={locator}>{words.say("incident.locator_told")}</LocatorMap>}
    </div>
  );
}
