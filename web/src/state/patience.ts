import { useEffect } from "preact/hooks";
import type { Got } from "./get.ts";

const ASK_AGAIN_MS = 3_000;

/** Asks again by itself while the server says that it is still preparing the answer; until then it is on its way. */
export function usePatience<T>(got: Got<T>): Got<T> {
  const early = got.problem?.status === 503;
  useEffect(() => {
    if (!early || got.loading) return;
    const timer = setTimeout(got.again, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [early, got.loading, got.again]);
  return early ? { ...got, problem: null, loading: true } : got;
}
