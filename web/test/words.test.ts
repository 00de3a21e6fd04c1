import assert from "node:assert/strict";
import test from "node:test";
import { filled, formFor } from "../src/words/plural.ts";
import { firstLanguage, LANGUAGES, openBook, type Book } from "../src/words/languages.ts";
import { wordsOf } from "../src/words/words.ts";

const books = Object.fromEntries(await Promise.all(LANGUAGES.map(async (one) => [one, await openBook(one)]))) as Record<
  (typeof LANGUAGES)[number],
  Book
>;

test("every language has the same words", () => {
  const wanted = Object.keys(books.en).sort();
  for (const language of LANGUAGES) assert.deepEqual(Object.keys(books[language]).sort(), wanted, language);
});

test("every language names the same blanks", () => {
  const blanks = (phrase: Book[string]) =>
    [...new Set((typeof phrase === "string" ? [phrase] : Object.values(phrase ?? {})).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
  for (const [key, phrase] of Object.entries(books.en))
    for (const language of LANGUAGES) assert.deepEqual(blanks(books[language][key]!), blanks(phrase), `${language} ${key}`);
});

test("what has forms has every form of its language", () => {
  for (const language of LANGUAGES) {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, phrase] of Object.entries(books[language])) {
      if (typeof phrase === "string" || key.startsWith("unit.")) continue;
      for (const form of wanted) assert.ok(phrase[form], `${language} ${key} has no ${form}`);
    }
  }
});

test("no word is empty, and no foreign word was left in", () => {
  for (const language of LANGUAGES)
    for (const [key, phrase] of Object.entries(books[language]))
      for (const form of typeof phrase === "string" ? [phrase] : Object.values(phrase)) {
        assert.ok(form.trim(), `${language} ${key}`);
        if (language === "uk") assert.doesNotMatch(form, /[ыэъё]/i, key);
        if (language === "ru") assert.doesNotMatch(form, /[іїєґ]/i, key);
      }
});

test("numbers take the form of their language", () => {
  const uk = new Intl.PluralRules("uk");
  const forms = { one: "{n} запис", few: "{n} записи", many: "{n} записів", other: "{n} запису" };
  assert.deepEqual(
    [1, 2, 5, 11, 21, 22].map((n) => filled(formFor(forms, n, uk), { n })),
    ["1 запис", "2 записи", "5 записів", "11 записів", "21 запис", "22 записи"],
  );
});

test("a blank without a value stays to be seen", () => {
  assert.equal(filled("{a} and {b}", { a: 1 }), "1 and {b}");
});

test("the first language: what was chosen, else what the browser speaks, else English", () => {
  assert.equal(firstLanguage("uk", ["ru"]), "uk");
  assert.equal(firstLanguage(null, ["de-DE", "ru-RU"]), "ru");
  assert.equal(firstLanguage("xx", ["de"]), "en");
});

test("times are the mission's own", () => {
  const words = wordsOf("en", books.en, "America/Noronha");
  assert.equal(words.moment(Date.UTC(2025, 6, 30, 21, 30) / 1000), "30 Jul 2025, 19:30");
});

test("a day that a beginning and an end share is said once", () => {
  for (const language of ["en", "uk", "ru"] as const) {
    const words = wordsOf(language, books[language], "UTC");
    const at = Date.UTC(2025, 6, 30, 10) / 1000;
    assert.equal(words.period(at, at + 7_200).match(/2025/g)!.length, 1, words.period(at, at + 7_200));
    assert.equal(words.period(at, at + 86_400).match(/2025/g)!.length, 2);
    assert.equal(words.period(at, at), words.moment(at));
  }
});

test("where only the day is known no hour is told", () => {
  for (const language of ["en", "uk", "ru"] as const) {
    const words = wordsOf(language, books[language], "America/Noronha"); // two hours behind
    const midnight = Date.UTC(2025, 6, 30, 2) / 1000;
    assert.equal(words.began(midnight, midnight + 86_400), words.day(midnight));
    assert.equal(words.began(midnight, midnight + 3_600), words.moment(midnight));
    assert.equal(words.began(midnight + 60, midnight + 86_460), words.moment(midnight + 60));
  }
});

test("the taxonomy's words come from the bulletin", () => {
  const words = wordsOf("en", books.en, "UTC");
  assert.equal(words.name("status", "no_breach"), "no breach");
  assert.equal(words.name("unit", "shot", 2), "shots");
  assert.equal(words.name("event_type", "of.no.such.kind"), "of.no.such.kind");
});
