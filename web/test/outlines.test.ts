import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import test from "node:test";
import { feature } from "topojson-client";

const web = process.env["TRUCELINE_WEB"] ?? ".";
const { contains, draw, treated } = await import(path.join(web, "builder/outlines.mjs"));
const file = path.join(web, "node_modules/world-atlas/countries-50m.json");
const topology = JSON.parse(await readFile(file, "utf-8"));

const SIMFEROPOL = [34.1, 44.95];
const holders = (profile: string, place: number[]) =>
  treated(topology, profile)
    .filter((country: never) => contains((feature(topology, country) as unknown as { geometry: unknown }).geometry, place))
    .map((country: { properties: { name: string } }) => country.properties.name);

test("Simferopol lies in Ukraine, as the General Assembly's resolution 68/262 has it", () => {
  assert.deepEqual(holders("unga-68-262", SIMFEROPOL), ["Ukraine"]);
});

test("the data as published say otherwise, and the profile says so", () => {
  assert.deepEqual(holders("natural-earth", SIMFEROPOL), ["Russia"]);
});

test("everything else stays where it was", () => {
  for (const [place, country] of [[[37.62, 55.75], "Russia"], [[30.52, 50.45], "Ukraine"], [[37.8, 48.0], "Ukraine"], [[38.98, 45.04], "Russia"]] as const)
    assert.deepEqual(holders("unga-68-262", [...place]), [country]);
});

test("no border is drawn across the isthmus", () => {
  const border = (profile: string) => draw(topology, profile).features[1].geometry.coordinates as number[][][];
  const near = (profile: string) => border(profile).flat().filter(([lon, lat]) => lon! > 33.3 && lon! < 34.9 && lat! > 45.7 && lat! < 46.3).length;
  assert.ok(near("natural-earth") > 0);
  assert.equal(near("unga-68-262"), 0);
});

test("an unknown profile is refused", () => {
  assert.throws(() => draw(topology, "nobody"), /unga-68-262/);
});
