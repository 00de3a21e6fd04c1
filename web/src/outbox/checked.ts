import type { Key } from "../words/en/book.ts";
import type { Draft, DraftPlace, Hindrance, Sight } from "./draft.ts";
import { isoOf, momentOf } from "./local_time.ts";
import type { ReportBody, SeenBody } from "./report.ts";

/** What keeps a report from being sent: the field, and what is to be done in words. */
export interface Lack {
  readonly field: string;
  readonly words: Key;
}

export interface Checked {
  readonly lacks: readonly Lack[];
  /** What will be sent; only of use where nothing is lacking. */
  readonly body: ReportBody;
}

/** Clocks may differ by so much before a time is said to lie ahead. */
const CLOCKS_DIFFER_S = 120;

interface Limits {
  readonly zone: string;
  readonly now_s: number;
}

/** A draft held against all that a report must have. */
export function checked(draft: Draft, limits: Limits): Checked {
  const lacks: Lack[] = [];
  const lack = (field: string, words: Key) => void lacks.push({ field, words });
  const body: ReportBody = {
    report_id: draft.id,
    ...watch(draft, limits, lack),
    observations: draft.sights.map((one) => seen(one, limits, lack)),
    restrictions: draft.hindrances.map((one) => kept(one, limits, lack)),
  };
  if (!draft.from && !draft.until && !draft.sights.length && !draft.hindrances.length) lack("from", "report.lack_nothing");
  return { lacks, body };
}

type Say = (field: string, words: Key) => void;

function watch(draft: Draft, limits: Limits, lack: Say): Partial<ReportBody> {
  const span = interval(draft.from, draft.until, ["from", "until"], limits, lack, draft.from !== "" || draft.until !== "");
  const range = whole(draft.range_m, "range_m", 1, 100_000, lack);
  return {
    ...span,
    ...(draft.place.by === "coordinates" ? point(draft.place, "watch", lack) : {}),
    ...(range === undefined ? {} : { range_m: range }),
    ...(draft.sector ? { sector: draft.sector } : {}),
  };
}

function seen(one: Sight, limits: Limits, lack: Say): SeenBody {
  const field = (name: string) => `${one.id}.${name}`;
  if (!one.type) lack(field("type"), "report.lack_type");
  if (!one.verb) lack(field("verb"), "report.lack_verb");
  const at = moment(one.at, field("at"), limits, lack, true);
  const end = moment(one.end, field("end"), limits, lack, false);
  if (at !== null && end !== null && end < at) lack(field("end"), "report.lack_order");
  const number = (name: "count" | "killed" | "wounded") => {
    const value = whole(one[name], field(name), 0, 1_000_000, lack);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    type: one.type,
    at: at === null ? "" : isoOf(at, limits.zone),
    ...(end === null ? {} : { end: isoOf(end, limits.zone) }),
    ...where(one.place, one.id, lack),
    ...(one.verb ? { verb: one.verb } : {}),
    ...number("count"),
    ...(one.count && one.unit ? { unit: one.unit } : {}),
    ...(one.weapon ? { weapon: one.weapon } : {}),
    ...number("killed"),
    ...number("wounded"),
    ...(one.text.trim() ? { text: one.text.trim() } : {}),
    ...(one.pictures?.length ? { photos: one.pictures.map(({ name: sent }) => sent) } : {}),
  };
}

function kept(one: Hindrance, limits: Limits, lack: Say): ReportBody["restrictions"][number] {
  if (!one.type) lack(`${one.id}.type`, "report.lack_restriction");
  const span = interval(one.start, one.end, [`${one.id}.start`, `${one.id}.end`], limits, lack, true);
  const reason = one.reason.trim();
  return { type: one.type, start: span.start ?? "", end: span.end ?? "", ...(reason ? { reason } : {}) };
}

function interval(
  from: string,
  until: string,
  [first, last]: readonly [string, string],
  limits: Limits,
  lack: Say,
  needed: boolean,
): { start?: string; end?: string } {
  const start = moment(from, first, limits, lack, needed);
  const end = moment(until, last, limits, lack, needed);
  if (start === null || end === null) return {};
  if (end <= start) lack(last, "report.lack_order");
  return { start: isoOf(start, limits.zone), end: isoOf(end, limits.zone) };
}

function moment(local: string, field: string, { zone, now_s }: Limits, lack: Say, needed: boolean): number | null {
  const found = local ? momentOf(local, zone) : null;
  if (found === null) {
    if (needed || local) lack(field, "report.lack_time");
  } else if (found > now_s + CLOCKS_DIFFER_S) lack(field, "report.lack_ahead");
  return found;
}

function where(place: DraftPlace, id: string, lack: Say): Partial<SeenBody> {
  if (place.by === "none") return {};
  if (place.by === "words") {
    if (!place.words.trim()) lack(`${id}.words`, "report.lack_place");
    return { place: place.words.trim() };
  }
  const found = point(place, id, lack);
  const radius = whole(place.radius_m, `${id}.radius_m`, 1, 1_000_000, lack);
  if (!place.radius_m.trim()) lack(`${id}.radius_m`, "report.lack_radius");
  return { ...found, ...(radius === undefined ? {} : { radius_m: radius }) };
}

function point(place: DraftPlace, id: string, lack: Say): { lat?: number; lon?: number } {
  const lat = degrees(place.lat, 90);
  const lon = degrees(place.lon, 180);
  if (lat === null) lack(`${id}.lat`, "report.lack_lat");
  if (lon === null) lack(`${id}.lon`, "report.lack_lon");
  return lat === null || lon === null ? {} : { lat, lon };
}

/** Degrees with a point or a comma; null where they are none. */
export function degrees(typed: string, most: number): number | null {
  const words = typed.trim().replace(",", ".").replace("−", "-");
  if (!/^[+-]?\d+(\.\d+)?$/.test(words)) return null;
  const value = Number(words);
  return Math.abs(value) <= most ? value : null;
}

function whole(typed: string, field: string, least: number, most: number, lack: Say): number | undefined {
  const words = typed.replace(/[\s\u00a0]/g, "");
  if (!words) return undefined;
  const value = /^\d+$/.test(words) ? Number(words) : NaN;
  if (value >= least && value <= most) return value;
  lack(field, "report.lack_number");
  return undefined;
}
