import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { follow, type LiveState } from "../api/live.ts";

/** Something that changed on the server: "incident", "finding", "case", "bulletin" or "intake", and whose ids. */
export interface News {
  readonly event: string;
  readonly ids: readonly string[];
}

type Ear = (news: News) => void;

export class Newsroom {
  readonly #ears = new Set<Ear>();

  hear(ear: Ear): () => void {
    this.#ears.add(ear);
    return () => void this.#ears.delete(ear);
  }

  tell(news: News): void {
    for (const ear of this.#ears) ear(news);
  }
}

export const NewsContext = createContext(new Newsroom());

/** Calls back for each piece of news of these kinds. */
export function useNews(kinds: readonly string[], ear: Ear): void {
  const room = useContext(NewsContext);
  const newest = useRef(ear);
  newest.current = ear;
  const wanted = kinds.join(" ");
  useEffect(
    () => room.hear((news) => (wanted.split(" ").includes(news.event) ? newest.current(news) : undefined)),
    [room, wanted],
  );
}

/** Keeps the line to the server's news open while `on`. */
export function useLine(room: Newsroom, on: boolean): LiveState {
  const [state, setState] = useState<LiveState>("connecting");
  useEffect(() => {
    if (!on) return;
    return follow("/v1/events", {
      onState: setState,
      onSent: ({ event, data }) => room.tell({ event, ids: idsIn(data) }),
    });
  }, [room, on]);
  return state;
}

function idsIn(data: string): readonly string[] {
  try {
    const body: unknown = JSON.parse(data);
    const ids = typeof body === "object" && body !== null && "ids" in body ? body.ids : [];
    return Array.isArray(ids) ? ids.map(String) : [];
  } catch {
    return []; // news in a form we do not know is still news
  }
}
