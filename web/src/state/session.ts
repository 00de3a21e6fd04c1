import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Session } from "../api/types.ts";

/** Somebody who has not signed in: reads what was released. */
export const PUBLIC: Session = {
  name: "",
  role: "public",
  office: "outside",
  solo: false,
  csrf: "",
  languages: [],
  provider: "",
  may: ["read bulletin released"],
};

/** Whether the table of access lets this session do it; the server asks the same table again. */
export const may = (session: Session, ...rights: readonly string[]): boolean =>
  session.solo || rights.some((right) => session.may.includes(right));

export const signedIn = (session: Session): boolean => session.role !== "public";

export interface Door {
  readonly session: Session;
  /** The server has said that this session holds no more; what is on the page stays there. */
  readonly lapsed: boolean;
  readonly enter: (session: Session) => void;
  readonly leave: () => Promise<void>;
}

export const DoorContext = createContext<Door>({ session: PUBLIC, lapsed: false, enter: () => {}, leave: async () => {} });

export const useDoor = (): Door => useContext(DoorContext);
