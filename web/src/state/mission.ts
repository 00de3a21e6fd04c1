import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Mission } from "../api/types.ts";

export const MissionContext = createContext<Mission | null>(null);

/** The mission; null until it is known, or to whom it is not told. */
export const useMission = (): Mission | null => useContext(MissionContext);
