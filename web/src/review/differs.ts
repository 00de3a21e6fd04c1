import type { FullObservation } from "../api/review.ts";
import { degreesOf } from "../map/whereabouts.ts";
import type { Words } from "../words/words.ts";
import type { Key } from "../words/en/book.ts";

/** A field of two reports, as it is read, and whether they say other things there. */
export interface Row {
  readonly label: Key;
  readonly a: string;
  readonly b: string;
  readonly differs: boolean;
}

/** The name of a party by its id. */
type Party = (id: string) => string;

type Said = (one: FullObservation, words: Words, party: Party) => string;

const FIELDS: readonly (readonly [Key, Said])[] = [
  ["review.kind", (one, words) => words.name("event_type", one.event_type)],
  ["review.from", (one, words) => words.moment(one.start_s)],
  ["review.until", (one, words) => words.moment(one.end_s)],
  ["review.place", (one, words) => place(one, words)],
  ["review.place_words", (one) => one.place_words ?? ""],
  ["review.number", (one, words) => number(one, words)],
  ["review.weapon", (one, words) => (one.weapon ? words.name("weapon", one.weapon) : "")],
  ["review.target", (one, words) => (one.target ? words.name("target", one.target) : "")],
  ["review.killed", (one, words) => (one.killed_low === null ? "" : words.number(one.killed_low))],
  ["review.wounded", (one, words) => (one.wounded_low === null ? "" : words.number(one.wounded_low))],
  ["review.alleged", (one, _, party) => (one.alleged_actor ? party(one.alleged_actor) : "")],
  ["review.claimant", (one, _, party) => (one.claimant ? party(one.claimant) : "")],
  ["review.verb", (one, words) => words.name("verb", one.verb)],
  ["review.class", (one, words) => words.name("source_class", one.source_class)],
];

/** Field by field; what neither says is left out, and what only one says differs in nothing. */
export function rowsOf(a: FullObservation, b: FullObservation, words: Words, party: Party): readonly Row[] {
  return FIELDS.map(([label, said]) => {
    const [left, right] = [said(a, words, party), said(b, words, party)];
    return { label, a: left, b: right, differs: left !== "" && right !== "" && left !== right };
  }).filter((row) => row.a || row.b);
}

function place(one: FullObservation, words: Words): string {
  if (one.lat_e6 === null || one.lon_e6 === null) return "";
  const within = one.radius_m === null ? "" : ` ${words.say("situation.within", { distance: words.distance(one.radius_m) })}`;
  return `${degreesOf(one.lat_e6 / 1e6, one.lon_e6 / 1e6, 4, words)}${within}`;
}

function number(one: FullObservation, words: Words): string {
  if (one.count_low === null) return "";
  const span = one.count_low === one.count_high || one.count_high === null ? words.number(one.count_low) : `${words.number(one.count_low)}–${words.number(one.count_high)}`;
  return one.count_unit ? `${span} ${words.name("unit", one.count_unit, one.count_high ?? one.count_low)}` : span;
}

/** How far apart two places are, in metres; null where one has none. */
export function metresApart(a: FullObservation, b: FullObservation): number | null {
  if (a.lat_e6 === null || a.lon_e6 === null || b.lat_e6 === null || b.lon_e6 === null) return null;
  const radians = Math.PI / 180 / 1e6;
  const mean = ((a.lat_e6 + b.lat_e6) / 2) * radians;
  const east = ((((b.lon_e6 - a.lon_e6 + 540e6) % 360e6) + 360e6) % 360e6 - 180e6) * radians * Math.cos(mean);
  const north = (b.lat_e6 - a.lat_e6) * radians;
  return Math.hypot(east, north) * 6_371_009;
}
