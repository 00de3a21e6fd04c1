import assert from "node:assert/strict";
import { test } from "node:test";
import { whereabouts } from "../src/map/whereabouts.ts";
import { openBook } from "../src/words/languages.ts";
import { wordsOf } from "../src/words/words.ts";

const square = (lon: number, lat: number, half: number): { readonly lon_lat_e6: [number, number][] } => ({
  lon_lat_e6: [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]].map(([x, y]) => [lon + x! * half, lat + y! * half]),
});
const CELL = square(37_912_340, -48_512_340, 50_000);

test("what was released of a place is told in each language, and no nearer", async () => {
  const told = {
    en: "North bank: 48.5° S, 37.9° E ±\u00a07\u00a0km",
    uk: "North bank: 48,5° пд. ш., 37,9° сх. д. ±\u00a07\u00a0км",
    ru: "North bank: 48,5° ю. ш., 37,9° в. д. ±\u00a07\u00a0км",
  } as const;
  for (const language of ["en", "uk", "ru"] as const) {
    const words = wordsOf(language, await openBook(language), "UTC");
    assert.equal(whereabouts({ area: "North bank", cell_outline: CELL }, words), told[language]);
    assert.equal(whereabouts({ area: null, cell_outline: CELL }, words), told[language].replace("North bank: ", ""));
    assert.equal(whereabouts({ area: "North bank", cell_outline: null }, words), "North bank");
    assert.equal(whereabouts({ area: null, cell_outline: null }, words), words.say("situation.no_place"));
  }
});
