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

/** Paper is light whatever the screen is: drawn maps and charts follow as they follow any choice of colours. */
export function printLight(): void {
  const shown = (theme: Theme) => () => {
    applyTheme(theme);
    dispatchEvent(new Event("truceline:theme"));
  };
  addEventListener("beforeprint", shown("light"));
  addEventListener("afterprint", () => shown(keptTheme())());
}

export function chooseTheme(theme: Theme): void {
  keep("theme", theme === "auto" ? null : theme);
  applyTheme(theme);
  dispatchEvent(new Event("truceline:theme"));
}
