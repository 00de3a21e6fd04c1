// Looks over every page: `node look_over.mjs URL [ENTER]`. Prints what is wrong, as JSON; nothing wrong is [].
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { open, ready, settled, visit } from "./browser.mjs";
import { sights } from "./eye.mjs";
import { places } from "./places.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"];
// the longest words where the screen is narrowest
const VISITS = [
  { theme: "light", width: 390, height: 844, language: "uk" },
  { theme: "dark", width: 1440, height: 900, language: "ru" },
  { theme: "light", width: 768, height: 1024, language: "en" },
];

const [url, enter = ""] = process.argv.slice(2);
const browser = await open();
const wrong = [];
await ready(url);
for (const room of VISITS) {
  const { theme, width, language } = room;
  const { context, page, told } = await visit(browser, url, { enter, ...room });
  if (enter) {
    // somebody looks at positions: the log has a row
    const looked = await page.request.get(`${url}/v1/effort?limit=1`, { headers: { "Truceline-Purpose": "The log is looked over." } });
    if (!looked.ok()) wrong.push({ what: `nobody may look at positions: ${looked.status()}` });
  }
  const names = await ownNames(page);
  for (const [name, address] of await places(page, url)) {
    await page.goto(url + address);
    await settled(page);
    await page.evaluate(AXE);
    for (const fault of await faults(page, { type: "tag", values: RULES })) wrong.push({ page: name, theme, width, ...fault });
    for (const what of await sights(page, language, names)) wrong.push({ page: name, width, language, what });
    // the other theme changes nothing but colours: no need to load it all again
    const other = theme === "light" ? "dark" : "light";
    await page.emulateMedia({ colorScheme: other });
    for (const fault of await faults(page, { type: "rule", values: COLOURS })) wrong.push({ page: name, theme: other, width, ...fault });
    await page.emulateMedia({ colorScheme: theme });
  }
  wrong.push(...told.map((what) => ({ theme, width, what })));
  await context.close();
}
await browser.close();
console.log(JSON.stringify(wrong, null, 1));

/** Words of the mission's own names, in whatever language it wrote them. */
async function ownNames(page) {
  const { name, zone, sectors, parties, provisions } = await (await page.request.get(`${url}/v1/mission`)).json();
  const named = [name, zone, ...[...sectors, ...parties].map((one) => one.name), ...provisions.flatMap(({ words, citation }) => [words, citation])];
  return named.join(" ").match(/[A-Za-z]{3,}/g) ?? [];
}

async function faults(page, rules) {
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const boxes = await page.evaluate(() =>
    [...document.querySelectorAll(".scroll:has(table)")].filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.ariaLabel),
  );
  return [
    ...boxes.map((name) => ({ what: `a table that scrolls sideways: ${name}` })),
    ...violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => ({ what: id, html: html.slice(0, 300), why: failureSummary }))),
    ...(wide > 0 ? [{ what: `wider than the screen by ${wide}` }] : []),
  ];
}
