import { degrees } from "../outbox/checked.ts";
import type { DraftPlace } from "../outbox/draft.ts";
import { locatorOf } from "../map/locator.ts";
import { mercatorX, mercatorY } from "../map/mercator.ts";
import { zonesAt } from "../map/zones_at.ts";
import { useMission } from "../state/mission.ts";
import { useWords } from "../words/words.ts";
import { LocatorMap } from "./locator_map.tsx";

/** To each side: wide enough to know the country by its zones and lines. */
const AROUND_M = 12_000;

/** What was typed, drawn: a slip, or latitude and longitude the wrong way round, is seen before it is sent. */
export function PlaceMap({ place }: { readonly place: DraftPlace }) {
  const words = useWords();
  const mission = useMission();
  const [lat, lon] = [degrees(place.lat, 90), degrees(place.lon, 180)];
  if (!mission || lat === null || lon === null) return null;
  const [lat_e6, lon_e6] = [lat * 1e6, lon * 1e6];
  if (mission.area_e6) {
    const [west, south, east, north] = mission.area_e6;
    if (lon_e6 < west || lon_e6 > east || lat_e6 < south || lat_e6 > north) return <p class="place-outside">{words.say("report.place_outside")}</p>;
  }
  const radius_m = Number(place.radius_m) || 0;
  const locator = locatorOf({ lat_e6, lon_e6, radius_m }, [], mission.sectors, AROUND_M);
  if (!locator?.zones.length) return null; // without a line the device has the names of the zones alone
  const zones = zonesAt(mission.sectors, mercatorX(lon_e6), mercatorY(lat_e6)).map(({ name }) => name);
  return (
    <LocatorMap locator={locator}>
      {zones.length ? words.say("report.place_in_zone", { zone: zones.join("; ") }) : words.say("report.place_in_no_zone")}
    </LocatorMap>
  );
}
