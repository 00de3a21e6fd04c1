import { useEffect, useRef } from "preact/hooks";
import type { Key } from "../words/en/book.ts";
import { kept } from "./kept.ts";

/** A key of a page: what it does, in words for the list under `?`. */
export interface Shortcut {
  readonly key: string;
  readonly does: Key;
  readonly run: () => void;
}

const active = new Set<{ readonly current: readonly Shortcut[] }>();

/** All keys that work now, for the list. */
export const shortcuts = (): readonly Shortcut[] => [...active].flatMap(({ current }) => current);

/** Single keys can be turned off (WCAG 2.1.4): dictation would press them. */
export const keysWork = (): boolean => kept("keys") !== "off";

/** Keys that work while a page is shown; what each does is always what is shown. */
export function useShortcuts(list: readonly Shortcut[]): void {
  const newest = useRef(list);
  newest.current = list;
  useEffect(() => {
    active.add(newest);
    return () => void active.delete(newest);
  }, []);
}

/** One ear for all keys; nothing is taken from a field that is being written in. */
export function listenForKeys(): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (!keysWork() || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const found = shortcuts().find(({ key }) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found.run();
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}

/** Sliders, boxes and buttons to choose with take no letters: keys go on working there. */
const WRITTEN_IN = "input:not([type=range], [type=checkbox], [type=radio]), select, textarea, dialog[open]";

function writing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest(WRITTEN_IN) !== null;
}
