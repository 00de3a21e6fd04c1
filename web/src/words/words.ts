import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Key } from "./en/book.ts";
import type { Book, Language } from "./languages.ts";
import { filled, formFor, type Values } from "./plural.ts";

/** Everything a page says, in one language; times are the mission's own. */
export interface Words {
  readonly language: Language;
  /** One of the pages' own words; with `n`, the form for that number, which is also `{n}`. */
  say(key: Key, values?: Values, n?: number): string;
  /** A word of the taxonomy ("event_type", "fire.shot"); the bare name where the bulletin has none. */
  name(section: string, name: string | null | undefined, n?: number): string;
  number(value: number, digits?: number): string;
  /** A share in parts per million as a percentage. */
  percent(ppm: number): string;
  day(seconds: number): string;
  /** A day that was written as YYYY-MM-DD: the same in every zone. */
  date(day: string): string;
  /** The same without its year, for an axis. */
  shortDate(day: string): string;
  /** From one such day to another. */
  span(from: string, until: string): string;
  /** A moment's day for an axis: without its year, or the month with it. */
  shortDay(seconds: number, withYear?: boolean): string;
  moment(seconds: number): string;
  /** From one moment to another; a day that both are of is said once. */
  period(from: number, until: number): string;
  /** When something began; the day alone, where no more than the day is known. */
  began(from: number, until: number): string;
  clock(seconds: number): string;
  /** Metres, or kilometres from a thousand on. */
  distance(metres: number): string;
}

const DAY_S = 86_400;
const MIDNIGHT = "00:00";

/** Of a day that was written as YYYY-MM-DD, in UTC, in milliseconds. */
const beginOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export function wordsOf(language: Language, book: Book, zone: string): Words {
  const rules = new Intl.PluralRules(language);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: zone, ...options });
  // a month's name is short in English alone
  const date = { year: "numeric", month: language === "en" ? "short" : "2-digit", day: "2-digit" } as const;
  const days = format(date);
  const dates = format({ year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
  const shortDates = format({ month: "short", day: "numeric", timeZone: "UTC" });
  const shortDays = format({ month: "short", day: "numeric" });
  const months = format({ month: "short", year: "numeric" });
  const clocks = format({ hour: "2-digit", minute: "2-digit" });
  const moments = format({ ...date, hour: "2-digit", minute: "2-digit" });
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const phrase = (key: string, n: number): string | undefined => {
    const found = book[key];
    return found === undefined ? undefined : formFor(found, n, rules);
  };
  const say: Words["say"] = (key, values = {}, n) =>
    filled(phrase(key, n ?? 1) ?? key, n === undefined ? values : { n: number(n), ...values });
  return {
    language,
    say,
    name: (section, name, n = 1) => (name ? (phrase(`${section}.${name}`, n) ?? name) : say("shell.not_stated")),
    number,
    percent: (ppm) => new Intl.NumberFormat(language, { style: "percent" }).format(ppm / 1e6),
    day: (seconds) => days.format(seconds * 1000),
    date: (day) => dates.format(beginOf(day)),
    shortDate: (day) => shortDates.format(beginOf(day)),
    span: (from, until) => dates.formatRange(beginOf(from), beginOf(until)),
    shortDay: (seconds, withYear = false) => (withYear ? months : shortDays).format(seconds * 1000),
    moment: (seconds) => moments.format(seconds * 1000),
    period: (from, until) => (until - from < 60 ? moments.format(from * 1000) : moments.formatRange(from * 1000, until * 1000)),
    began: (from, until) => {
      const [begins, ends] = [from, until].map((seconds) => clocks.format(seconds * 1000));
      const oneDay = begins === MIDNIGHT && ends === MIDNIGHT && until > from && until - from < 1.5 * DAY_S;
      return (oneDay ? days : moments).format(from * 1000);
    },
    clock: (seconds) => clocks.format(seconds * 1000),
    distance: (metres) =>
      metres < 1000 ? `${number(metres)}\u00a0${say("shell.metres")}` : `${number(metres / 1000, 1)}\u00a0${say("shell.kilometres")}`,
  };
}

export const WordsContext = createContext<Words | null>(null);

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("no words: the page stands outside the shell");
  return words;
}
