import { useCallback } from "preact/hooks";
import { useMission } from "./mission.ts";

/** The name of a party of the agreement; its id where it has none. */
export function useParty(): (id: string) => string {
  const mission = useMission();
  return useCallback((id) => mission?.parties.find((one) => one.party_id === id)?.name ?? id, [mission]);
}
