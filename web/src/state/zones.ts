import type { Mission } from "../api/types.ts";
import type { Box, Zones } from "../map/base_map.ts";

/** The agreement's zones and lines for a map. */
export function zonesOf(mission: Mission): Zones {
  return {
    type: "FeatureCollection",
    features: mission.sectors.map(({ sector_id, kind, name, geometry }) => ({
      type: "Feature",
      id: sector_id,
      properties: { kind, name },
      geometry,
    })),
  };
}

const WORLD: Box = [-170, -58, 170, 75];

/** What the map shows first: the mission's area. */
export function boxOf(mission: Mission): Box {
  if (!mission.area_e6) return WORLD;
  const [west, south, east, north] = mission.area_e6;
  return [west / 1e6, south / 1e6, east / 1e6, north / 1e6];
}
