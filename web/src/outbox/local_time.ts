import { ahead } from "../words/zone.ts";

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;

/** The moment that a clock of a zone shows as "2026-03-01T09:10"; null where that is no time. */
export function momentOf(local: string, zone: string): number | null {
  const found = LOCAL.exec(local);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const shown = Date.UTC(year, month - 1, day, hour, minute) / 1000;
  // the clock may be changed between the first guess and the moment itself
  return shown - ahead(zone, shown - ahead(zone, shown));
}

/** What a clock of the zone shows, for a field of date and time. */
export const localOf = (seconds: number, zone: string): string =>
  new Date((seconds + ahead(zone, seconds)) * 1000).toISOString().slice(0, 16);

/** "2026-03-01T09:10:00+02:00": the clock's words with its distance from UTC. */
export function isoOf(seconds: number, zone: string): string {
  const minutes = Math.round(ahead(zone, seconds) / 60);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return `${localOf(seconds, zone)}:00${minutes < 0 ? "-" : "+"}${two(hours)}:${two(rest)}`;
}
