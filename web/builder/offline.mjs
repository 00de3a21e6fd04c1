// The script that keeps the form for reports on a device, with the list of the files that it takes.
import { createHash } from "node:crypto";
import path from "node:path";
import { build } from "esbuild";

/** What opens without a line: the shell, the form, the words of every language. */
const WANTED = [/src\/main\.tsx$/, /src\/pages\/report\.tsx$/, /src\/words\/\w+\/book\.ts$/, /src\/style\/look\.css$/];

export async function offline(common, metafile, made) {
  const files = [...filesOf(metafile, WANTED), ...made.map((file) => path.basename(file.path)).filter((name) => /^theme-.*\.js$/.test(name))];
  const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 16);
  return await build({
    ...common,
    entryPoints: { offline: "src/worker/offline.ts" },
    entryNames: "[name]", // browsers ask for it under one name
    format: "iife",
    splitting: false,
    define: {
      OFFLINE_FILES: JSON.stringify(files.map((name) => `/pages/${name}`)),
      OFFLINE_VERSION: JSON.stringify(version),
    },
  });
}

/** The outputs of the wanted modules, and all that these load at once. */
export function filesOf({ outputs }, modules) {
  const found = new Set();
  const take = (name) => {
    if (found.has(name) || !outputs[name]) return;
    found.add(name);
    for (const { path: next, kind } of outputs[name].imports) if (kind === "import-statement") take(next);
    if (outputs[name].cssBundle) take(outputs[name].cssBundle);
  };
  for (const [name, { entryPoint }] of Object.entries(outputs))
    if (entryPoint && modules.some((wanted) => wanted.test(entryPoint))) take(name);
  return [...found].map((name) => path.basename(name)).sort();
}
