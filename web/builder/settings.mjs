// What the pages, their tests and their fixtures are compiled with.
import path from "node:path";
import { outlines } from "./outlines.mjs";
import { palette } from "./palette.mjs";
import { taxonomy } from "./taxonomy.mjs";

export const settings = (boundaries) => ({
  absWorkingDir: path.join(import.meta.dirname, ".."),
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "linked",
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  publicPath: "/pages/",
  logLevel: "warning",
  plugins: [palette(), taxonomy(), outlines(boundaries)],
});
