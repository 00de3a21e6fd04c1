import { keep, kept } from "../state/kept.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export function keptTheme(): Theme {
  const found = kept("theme");
  return THEMES.find((theme) => theme === found) ?? "auto";
}

/** The look follows the device unless one was chosen. */
export function applyTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function chooseTheme(theme: Theme): void {
  keep("theme", theme === "auto" ? null : theme);
  applyTheme(theme);
  dispatchEvent(new Event("truceline:theme"));
}
