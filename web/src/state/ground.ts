import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import type { CoverageMap } from "../map/ground.ts";
import { useClient } from "./client.ts";
import { useNews } from "./news.ts";

/** A server that is still preparing the answer is asked again. */
const PATIENCE_MS = 2_000;

export interface GroundTold {
  readonly told: CoverageMap | null;
  readonly problem: Problem | null;
  /** What the exact places are needed for; empty: coarse cells, as everybody may see them. */
  readonly purpose: string;
  readonly state: (purpose: string) => void;
}

/** What was watched in the chosen time, asked for while it is shown. The purpose is forgotten on signing out. */
export function useGround(wanted: boolean, from: number, until: number): GroundTold {
  const client = useClient();
  const [purpose, setPurpose] = useState(client.purpose);
  const [told, setTold] = useState<CoverageMap | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  useNews(["effort"], () => setTurn((old) => old + 1));
  const span = purpose ? { from: hour(from), until: hour(until) } : {};
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    let later: ReturnType<typeof setTimeout> | undefined;
    client.get<CoverageMap>("/v1/effort/coverage", span, stop.signal, purpose).then(
      (found) => {
        setTold(found);
        setProblem(null);
      },
      (reason: unknown) => {
        if (stop.signal.aborted) return;
        if (!(reason instanceof Problem)) throw reason;
        if (reason.status === 503) later = setTimeout(() => setTurn((old) => old + 1), PATIENCE_MS);
        else {
          setTold(null);
          setProblem(reason);
        }
      },
    );
    return () => {
      stop.abort();
      clearTimeout(later);
    };
  }, [client, wanted, purpose, span.from, span.until, turn]);
  const state = (words: string) => {
    client.purpose = words;
    setPurpose(words);
  };
  return { told: wanted ? told : null, problem: wanted ? problem : null, purpose, state };
}

const hour = (time: number): string | undefined =>
  Number.isFinite(time) ? new Date(Math.round(time / 3600) * 3_600_000).toISOString().replace(".000Z", "Z") : undefined;
