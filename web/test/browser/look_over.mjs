// Looks over every page: `node look_over.mjs URL [ENTER]`. Prints what is wrong, as JSON; nothing wrong is [].
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { open, settled, visit } from "./browser.mjs";
import { places } from "./places.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = [[390, 844], [1440, 900]];

const [url, enter = ""] = process.argv.slice(2);
const browser = await open();
const wrong = [];
for (const theme of ["light", "dark"])
  for (const [width, height] of SIZES) {
    const { context, page, told } = await visit(browser, url, { enter, theme, width, height });
    for (const [name, address] of await places(page, url)) {
      await page.goto(url + address);
      await settled(page);
      for (const fault of await faults(page)) wrong.push({ page: name, theme, width, ...fault });
    }
    wrong.push(...told.map((what) => ({ theme, width, what })));
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
