// Looks over pages that are one file: `node look_over_files.mjs FILE…`. Prints what is wrong, as JSON; nothing wrong is [].
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = [[390, 844], [1200, 900]];

const browser = await open();
const wrong = [];
for (const colorScheme of ["light", "dark"])
  for (const [width, height] of SIZES) {
    // a page's own policy lets no script in but its own: it is lifted for the one that looks
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    for (const file of process.argv.slice(2)) {
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
      for (const fault of await faults(page)) wrong.push({ file, colorScheme, width, ...fault });
    }
    await context.close();
  }
await browser.close();
console.log(JSON.stringify(wrong, null, 1));

async function faults(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }), RULES);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => ({ what: id, html: html.slice(0, 300), why: failureSummary }))),
    ...(wide > 0 ? [{ what: `wider than the screen by ${wide}` }] : []),
  ];
}
