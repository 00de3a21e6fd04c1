import { useEffect, useState } from "preact/hooks";

/** Where the browser is: path, question and fragment, as in the address. */
export interface Here {
  readonly path: string;
  readonly search: string;
  readonly hash: string;
}

const MOVED = "truceline:moved";

export const here = (): Here => ({ path: location.pathname, search: location.search, hash: location.hash });

const asAddress = ({ path, search, hash }: Here): string => path + search + hash;

/** Goes to an address of these pages; `replace` where the way back should not lead through every filter tried. */
export function go(address: string, replace = false): void {
  if (address === asAddress(here())) return;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  dispatchEvent(new Event(MOVED));
}

export function useHere(): Here {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const moved = () => setPlace((old) => (asAddress(old) === asAddress(here()) ? old : here()));
    addEventListener("popstate", moved);
    addEventListener(MOVED, moved);
    moved(); // the address may have changed between the first drawing and this
    return () => {
      removeEventListener("popstate", moved);
      removeEventListener(MOVED, moved);
    };
  }, []);
  return place;
}

/** Links to pages of ours change the page without loading it anew; all others are the browser's. */
export function followLinks(ours: (path: string) => boolean): () => void {
  const clicked = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute("download") || !ours(link.pathname)) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  };
  document.addEventListener("click", clicked);
  return () => document.removeEventListener("click", clicked);
}
