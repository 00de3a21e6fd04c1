import { useCallback, useMemo } from "preact/hooks";
import { go, useHere } from "../router/router.ts";
import { searchOf } from "../router/url.ts";

export type Filters = Readonly<Record<string, string>>;

/** The filters in the address, and how to change some of them (an empty one is taken away). */
export function useAsked(): readonly [Filters, (change: Filters) => void] {
  const { path, search, hash } = useHere();
  const filters = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search]);
  const change = useCallback(
    (changed: Filters) => go(path + searchOf({ ...filters, ...changed }) + hash, true),
    [path, filters, hash],
  );
  return [filters, change];
}
