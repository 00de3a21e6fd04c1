/** The colours of the page as they are now, for what is drawn rather than styled. */
export interface Look {
  readonly paper: string;
  readonly sheet: string;
  readonly ink: string;
  readonly soft: string;
  readonly land: string;
  readonly water: string;
  readonly edge: string;
  readonly zone: string;
  readonly line: string;
  readonly focus: string;
  readonly accent: string;
  readonly breach: string;
  readonly open: string;
  readonly calm: string;
  readonly effort: string;
}

const NAMES: Readonly<Record<keyof Look, string>> = {
  paper: "--paper", sheet: "--sheet", ink: "--ink", soft: "--soft", land: "--land", water: "--water", edge: "--edge",
  zone: "--zone", line: "--line", focus: "--focus", accent: "--accent", breach: "--breach", open: "--open",
  calm: "--calm", effort: "--bar-effort",
};

export function lookNow(): Look {
  const style = getComputedStyle(document.documentElement);
  const read = Object.entries(NAMES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]);
  return Object.fromEntries(read) as unknown as Look;
}

/** Calls back when the colours change: by choice, or with the device. */
export function onLook(changed: () => void): () => void {
  const device = matchMedia("(prefers-color-scheme: dark)");
  addEventListener("truceline:theme", changed);
  device.addEventListener("change", changed);
  return () => {
    removeEventListener("truceline:theme", changed);
    device.removeEventListener("change", changed);
  };
}

/** Calls back before the page is printed, in its colours for paper already, and when it has been. */
export function onPrint(changed: (printing: boolean) => void): () => void {
  const [begun, done] = [() => changed(true), () => changed(false)];
  addEventListener("beforeprint", begun);
  addEventListener("afterprint", done);
  return () => {
    removeEventListener("beforeprint", begun);
    removeEventListener("afterprint", done);
  };
}

/** Told apart by line as well as by colour: solid and thick, dashed, thin, dotted. */
export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
}

export function strokeOf(status: string, look: Look): Stroke {
  if (status === "breach") return { colour: look.breach, width: 2, dash: [] };
  if (status === "undetermined") return { colour: look.open, width: 1.8, dash: [6, 4] };
  if (status === "no_breach") return { colour: look.calm, width: 1.2, dash: [] };
  return { colour: look.soft, width: 1.4, dash: [1.5, 3.5] };
}
