// The names of kinds, units, statuses and reasons: taken from the bulletin's words, so that both say the same.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "smol-toml";

export const WORDS = path.join(import.meta.dirname, "../../src/truceline/publish/words");

const SECTIONS = [
  "verdict", "verdict_meaning", "status", "attribution", "source_class", "mode", "stance", "audit_check", "claim_category",
  "audit_verdict", "relation", "restriction", "unit", "event_type", "weapon", "target", "kind", "verb", "language", "stage",
  "outcome", "office", "remedy_status",
];

export const taxonomy = () => ({
  name: "taxonomy",
  setup(build) {
    build.onResolve({ filter: /^taxonomy:(en|uk|ru)$/ }, ({ path: name }) => ({
      path: `${name.split(":")[1]}.toml`,
      namespace: "taxonomy",
    }));
    build.onLoad({ filter: /.*/, namespace: "taxonomy" }, async ({ path: name }) => {
      const file = path.join(WORDS, name);
      return { contents: JSON.stringify(chosen(await readFile(file, "utf-8"))), loader: "json", watchFiles: [file] };
    });
  },
});

/** { "status.breach": "breach", …, "unit.shot": {"one": …, "other": …} } */
export function chosen(text) {
  const all = parse(text);
  return Object.fromEntries(
    SECTIONS.flatMap((section) =>
      Object.entries(all[section] ?? {}).map(([name, words]) => [`${section}.${name}`, words]),
    ),
  );
}
