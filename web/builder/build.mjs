// Builds the pages: `node builder/build.mjs [--out FOLDER] [--boundaries PROFILE]`. What it writes is served as it is.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { billOf, packagesOf } from "./bundled.mjs";
import { filesOf, offline } from "./offline.mjs";
import { settings } from "./settings.mjs";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "../src/truceline/service/pages" },
    boundaries: { type: "string", default: "unga-68-262" },
  },
});
const web = path.join(import.meta.dirname, "..");
const out = path.resolve(web, values.out);

const common = { ...settings(values.boundaries), outdir: out, write: false, metafile: true };
const pages = await build({ ...common, entryPoints: { app: "src/main.tsx", look: "src/style/look.css" } });
// scripts that stand alone: one runs before the page is drawn, one makes the map's tiles in a worker
const first = await build({
  ...common,
  entryPoints: { theme: "src/shell/theme_first.ts" },
  format: "iife",
  splitting: false,
});
const worker = await build({
  ...common,
  entryPoints: { map_worker: "maplibre-gl/dist/maplibre-gl-worker.mjs" },
  entryNames: "[name]", // the map's module names it
  splitting: false,
});
const made = [...pages.outputFiles, ...first.outputFiles, ...worker.outputFiles];
const shell = await offline(common, pages.metafile, made);
made.push(...shell.outputFiles);
const bill = await billOf(web, packagesOf([pages, first, worker, shell].map(({ metafile }) => metafile)));

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const file of made) await writeFile(file.path, file.contents);

const named = (start, end) =>
  path.basename(made.find(({ path: p }) => path.basename(p).startsWith(start) && p.endsWith(end)).path);
const parts = filesOf(pages.metafile, [/src\/main\.tsx$/]).filter((name) => name !== named("app-", ".js"));
const page = (await readFile(path.join(web, "src/index.html"), "utf-8"))
  .replace("{app}", named("app-", ".js"))
  .replace("{parts}", parts.map((name) => `<link rel="modulepreload" href="/pages/${name}">`).join("\n"))
  .replace("{look}", named("look-", ".css"))
  .replace("{theme}", named("theme-", ".js"));
await writeFile(path.join(out, "index.html"), page);
await writeFile(path.join(out, "bundled.cdx.json"), JSON.stringify(bill, null, 1));
