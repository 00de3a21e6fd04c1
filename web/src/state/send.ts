import { useCallback, useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import { useClient } from "./client.ts";

/** Something sent: while it is on its way nothing else is, and a refusal stays to be read. */
export interface Sending {
  readonly working: boolean;
  readonly problem: Problem | null;
  readonly send: <T>(path: string, body: unknown) => Promise<T | null>;
}

export function useSend(): Sending {
  const client = useClient();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = useCallback(
    async <T,>(path: string, body: unknown): Promise<T | null> => {
      setWorking(true);
      setProblem(null);
      try {
        return await client.send<T>("POST", path, body);
      } catch (reason) {
        if (!(reason instanceof Problem)) throw reason;
        setProblem(reason);
        return null;
      } finally {
        setWorking(false);
      }
    },
    [client],
  );
  return { working, problem, send };
}
