// The colours of the bulletin, as CSS variables: one look, told in one place.
import { readFile } from "node:fs/promises";
import path from "node:path";

export const PALETTE = path.join(import.meta.dirname, "../../src/truceline/publish/templates/palette.css");

export const palette = () => ({
  name: "palette",
  setup(build) {
    // a name without the folder: names of files are made of it, and are the same wherever the pages are built
    build.onResolve({ filter: /^palette$/ }, () => ({ path: "palette.css", namespace: "palette" }));
    build.onLoad({ filter: /.*/, namespace: "palette" }, async () => ({
      contents: rules(await readFile(PALETTE, "utf-8")),
      loader: "css",
      watchFiles: [PALETTE],
    }));
  },
});

export function rules(text) {
  const [light, dark] = text.split("/* dark */");
  return [
    `:root{color-scheme:light;${light}}`,
    `:root[data-theme=dark]{color-scheme:dark;${dark}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme]){color-scheme:dark;${dark}}}`,
  ].join("\n");
}
