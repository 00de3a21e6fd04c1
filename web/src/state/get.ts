import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import type { Reading } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { searchOf, type Asked } from "../router/url.ts";
import { WordsContext } from "../words/words.ts";
import { useClient } from "./client.ts";

/** An answer on its way, there, or refused; `value` stays while a newer one is on its way. */
export interface Got<T> {
  readonly value: T | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly again: () => void;
}

/**
 * Asks for a path (null: nothing is asked), and again when the question or the language changes or `again` is called.
 * `reading`: for an answer that is not JSON; the same object at every call.
 */
export function useGet<T>(path: string | null, asked: Asked = {}, reading?: Reading<T>): Got<T> {
  const client = useClient();
  const language = useContext(WordsContext)?.language;
  const [turn, setTurn] = useState(0);
  const [held, setHeld] = useState<{ value: T | null; problem: Problem | null; loading: boolean; of: string | null }>({
    value: null,
    problem: null,
    loading: path !== null,
    of: path,
  });
  const question = path === null ? null : path + searchOf(asked);
  useEffect(() => {
    if (question === null) return;
    const stop = new AbortController();
    setHeld((old) => ({ ...old, value: old.of === path ? old.value : null, of: path, loading: true }));
    const answer = reading ? client.getAs(reading, question, {}, stop.signal) : client.get<T>(question, {}, stop.signal);
    answer.then(
      (value) => setHeld({ value, problem: null, loading: false, of: path }),
      (reason: unknown) => {
        if (stop.signal.aborted) return;
        const problem = reason instanceof Problem ? reason : new Problem(500, { detail: String(reason) });
        setHeld((old) => ({ ...old, problem, loading: false }));
      },
    );
    return () => stop.abort();
  }, [client, language, path, question, turn, reading]);
  const again = useCallback(() => setTurn((old) => old + 1), []);
  return { value: held.of === path ? held.value : null, problem: held.problem, loading: held.loading, again };
}
