// Whose code and data are in the built pages: a bill of materials (CycloneDX 1.6) with every licence's own words.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

// a file of a package, or data of one that a plugin draws something from (builder/outlines.mjs)
const PACKAGE = /(?:node_modules\/|^outlines:)((?:@[^/]+\/)?[^/]+)\//;

/** The names of the packages that a build took anything from, sorted. */
export function packagesOf(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => Object.keys(output.inputs)));
  return [...new Set(inputs.map((input) => PACKAGE.exec(input)?.[1]).filter(Boolean))].sort();
}

export async function billOf(web, names) {
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "library", name: "truceline-pages", "bom-ref": "truceline-pages" } },
    components: await Promise.all(names.map((name) => component(path.join(web, "node_modules", name)))),
  };
}

async function component(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf-8"));
  // a licence asks that its words go along, and the bundle leaves them behind
  const words = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  if (!license || !words) throw new Error(`${name} does not say under which licence it is: it cannot be shipped`);
  const text = { contentType: "text/plain", content: await readFile(path.join(folder, words), "utf-8") };
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return { type: "library", name, version, "bom-ref": purl, purl, licenses: [{ license: { id: license, text } }] };
}
