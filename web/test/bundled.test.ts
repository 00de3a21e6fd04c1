import assert from "node:assert/strict";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import test from "node:test";

const { billOf, packagesOf } = await import(path.join(process.env["TRUCELINE_WEB"] ?? ".", "builder/bundled.mjs"));

const metafile = (...inputs: string[]) => ({ outputs: { "a.js": { inputs: Object.fromEntries(inputs.map((name) => [name, {}])) } } });

test("a bill names each package once, whatever of it was taken, and what plugins draw from", () => {
  const found = packagesOf([
    metafile("src/main.tsx", "node_modules/preact/dist/preact.mjs", "node_modules/preact/hooks/dist/hooks.mjs"),
    metafile("node_modules/@scope/part/index.js", "outlines:world-atlas/countries-50m.json", "palette:palette.css"),
  ]);
  assert.deepEqual(found, ["@scope/part", "preact", "world-atlas"]);
});

test("a package that does not say its licence is not shipped", async () => {
  const web = await mkdtemp(path.join(os.tmpdir(), "truceline-bill-"));
  const folder = path.join(web, "node_modules/silent");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "silent", version: "1.0.0", license: "MIT" }));
  await assert.rejects(billOf(web, ["silent"]), /silent does not say/);
  await writeFile(path.join(folder, "LICENSE"), "words");
  const { components } = await billOf(web, ["silent"]);
  assert.equal(components[0].licenses[0].license.text.content, "words");
});
