import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** Says a sentence to whoever hears the page rather than sees it. */
export type Announce = (sentence: string) => void;

export const AnnounceContext = createContext<Announce>(() => {});

export const useAnnounce = (): Announce => useContext(AnnounceContext);
