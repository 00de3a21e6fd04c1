import { useCallback, useEffect, useState } from "preact/hooks";
import { dropKey, keepKey, kept } from "../signing/shelf.ts";
import type { Key } from "../signing/note.ts";
import { useDoor } from "./session.ts";

/** The key of whoever is signed in, as this browser keeps it. */
export interface OwnKey {
  /** Whether this browser's shelf was looked into: before, nobody knows whether there is a key. */
  readonly known: boolean;
  readonly key: Key | null;
  readonly take: (key: Key) => Promise<void>;
  readonly drop: () => Promise<void>;
}

export function useOwnKey(): OwnKey {
  const { session } = useDoor();
  const [{ known, key }, set] = useState<{ known: boolean; key: Key | null }>({ known: false, key: null });
  const setKey = (found: Key | null) => set({ known: true, key: found });
  useEffect(() => {
    let gone = false;
    void kept(session.name).then((found) => !gone && setKey(found));
    return () => void (gone = true);
  }, [session.name]);
  const take = useCallback(async (taken: Key) => {
    await keepKey(taken);
    setKey(taken);
  }, []);
  const drop = useCallback(async () => {
    await dropKey(session.name);
    setKey(null);
  }, [session.name]);
  return { known, key, take, drop };
}
