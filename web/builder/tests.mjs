// Compiles test/*.test.ts and gives them to node's own test runner.
import { mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { settings } from "./settings.mjs";

const web = path.join(import.meta.dirname, "..");
const out = await mkdtemp(path.join(os.tmpdir(), "truceline-web-"));
const tests = (await readdir(path.join(web, "test"))).filter((name) => name.endsWith(".test.ts"));
await build({
  ...settings("unga-68-262"),
  entryPoints: tests.map((name) => `test/${name}`),
  outdir: out,
  minify: false,
  sourcemap: "inline",
  splitting: false,
  entryNames: "[name]",
  outExtension: { ".js": ".mjs" },
  platform: "node",
  packages: "external",
});
await symlink(path.join(web, "node_modules"), path.join(out, "node_modules"));
const files = tests.map((name) => path.join(out, name.replace(/\.ts$/, ".mjs")));
const run = spawnSync(process.execPath, ["--test", "--enable-source-maps", ...files], {
  stdio: "inherit",
  env: { ...process.env, TRUCELINE_WEB: web },
});
await rm(out, { recursive: true });
process.exit(run.status ?? 1);
