import { useEffect, useState } from "preact/hooks";
import type { Page } from "../api/types.ts";
import type { Watch, WatchedDay } from "../map/effort.ts";
import { Problem } from "../api/problem.ts";
import { useClient } from "./client.ts";

const MOST = 20_000;

type Watched = Watch | WatchedDay;

/** All stretches of watching, page by page; null until they are known, or where they are not told. */
export function useEffort(wanted: boolean): readonly Watched[] | null {
  const client = useClient();
  const [found, setFound] = useState<readonly Watched[] | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    const all = async () => {
      const rows: Watched[] = [];
      for (let next: string | null = "/v1/effort?limit=1000"; next; ) {
        const page: Page<Watched> = await client.get<Page<Watched>>(next, {}, stop.signal);
        rows.push(...page.items);
        next = page.next;
        if (next && rows.length >= MOST) return; // part of the effort would look like less effort
      }
      setFound(rows);
    };
    all().catch((reason: unknown) => {
      if (!(reason instanceof Problem) && !stop.signal.aborted) throw reason;
    });
    return () => stop.abort();
  }, [client, wanted]);
  return found;
}
