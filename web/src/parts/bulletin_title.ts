import type { Words } from "../words/words.ts";

/** The day that it ends with; of a weekly or a special one its folder says so: 2026-01-04-weekly. */
export const titleOf = (folder: string, words: Words): string => {
  const [, iso = folder, kind] = /^(\d{4}-\d\d-\d\d)(?:-(weekly|special).*)?$/.exec(folder) ?? [];
  const said = day(iso, words.language);
  return kind ? words.say(`bulletins.${kind as "weekly" | "special"}`, { day: said }) : said;
};

/** A calendar day is the same day in every zone. */
const day = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${iso}T00:00:00Z`),
  );
