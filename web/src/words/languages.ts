import type { Phrase } from "./plural.ts";

export const LANGUAGES = ["en", "uk", "ru"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language's name in itself: who cannot read this page must find it. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { en: "English", uk: "Українська", ru: "Русский" };

export type Book = Readonly<Record<string, Phrase>>;

const BOOKS: Readonly<Record<Language, () => Promise<{ default: Book }>>> = {
  en: () => import("./en/book.ts"),
  uk: () => import("./uk/book.ts"),
  ru: () => import("./ru/book.ts"),
};

export async function openBook(language: Language): Promise<Book> {
  return (await BOOKS[language]()).default;
}

export const isLanguage = (word: string | null): word is Language => LANGUAGES.some((known) => known === word);

/** The language chosen before, else the browser's first one that we speak, else English. */
export function firstLanguage(chosen: string | null, offered: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return offered.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en";
}

/** The language of a bulletin's file: bulletin.uk.html → uk */
export const languageOf = (name: string): string => name.split(".").at(-2) ?? "en";

export const ownName = (language: string): string => (isLanguage(language) ? OWN_NAMES[language] : language);
