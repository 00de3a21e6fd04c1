// Two analysts at the Review page, by keys alone: node test/browser/review_keys.mjs URL PEOPLE.json
// Prints what the browsers complained of, as JSON.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { becomes, open, settled, signIn, visit } from "./browser.mjs";

const [, , url, file] = process.argv;
const people = JSON.parse(await readFile(file, "utf-8"));
const browser = await open();
const rooms = [];

async function atWork(name) {
  const room = await visit(browser, url);
  rooms.push(room);
  const { page } = room;
  await signIn(page, url, name, people[name]);
  await page.goto(`${url}/app/review?kind=origins`);
  await settled(page);
  await page.locator(".question").waitFor();
  return page;
}

const says = (page, words) => page.locator(".progress", { hasText: words }).waitFor();
const shown = (page) => page.locator(".progress b").innerText();

/** A reason is asked for before anything is ruled; Enter leads back to the question. */
async function reason(page, why) {
  await page.keyboard.press("s");
  await page.waitForFunction(() => document.activeElement?.id === "why");
  await page.keyboard.type(why);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches(".question"));
}

const [dan, eva] = [await atWork("dan"), await atWork("eva")];

await reason(dan, "both carry the agency's words");
await says(dan, "0 rulings in the record");
await dan.keyboard.press("s");
await says(dan, "1 ruling in the record");
await becomes(() => shown(dan), "2 of 3");
await dan.keyboard.press("t");
await says(dan, "2 rulings in the record");
await dan.keyboard.press("u");
await says(dan, "1 ruling in the record");
await becomes(() => shown(dan), "2 of 3");
await dan.keyboard.press("k");
await becomes(() => shown(dan), "1 of 3");
await dan.locator("button[aria-pressed=true]", { hasText: "One origin" }).waitFor();

// the other one still has the page as it was: she is told, and nothing of hers is taken until she says so again
await reason(eva, "each had somebody on the quay");
await eva.keyboard.press("d");
const alert = eva.locator(".problem[role=alert]");
await alert.waitFor();
assert.match(await alert.innerText(), /dan has ruled .*one origin/s);
await says(eva, "0 rulings in the record");
await alert.getByRole("button", { name: "Rule all the same" }).focus();
await eva.keyboard.press("Enter");
await alert.waitFor({ state: "detached" });
await says(eva, "1 ruling in the record");

const told = rooms.flatMap((room) => room.told).filter((words) => !words.includes("409")); // that one was meant
await browser.close();
console.log(JSON.stringify(told));
