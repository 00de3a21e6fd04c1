// A report written where there is no line: `node report_offline.mjs URL ENTER`. Prints what is wrong, as JSON; nothing wrong is [].
import { becomes, open, PATIENCE_MS, visit } from "./browser.mjs";
import { onDevice } from "./device.mjs";

const [url, enter] = process.argv.slice(2);
const wrong = [];
// a mission may be tried twice
const FIRST = `seen while there was no line, ${crypto.randomUUID()}`;
const SECOND = `seen later, ${crypto.randomUUID()}`;
const must = (holds, what) => holds || wrong.push(what);
const browser = await open();
const { context, page } = await visit(browser, url, { enter });

const posts = [];
context.on("request", (request) => {
  if (request.method() === "POST" && request.url().endsWith("/v1/observations"))
    posts.push({ key: request.headers()["idempotency-key"], body: request.postDataJSON() });
});

await page.goto(`${url}/app/report`);
await page.getByText("This page opens without a line").waitFor();

// no line: the page itself opens anew, and a draft survives that
await context.setOffline(true);
await page.reload();
await page.getByRole("heading", { name: "Report", exact: true }).waitFor();
await write(page, FIRST);
await becomes(async () => (await onDevice(page)).words.includes(FIRST), true); // a draft is kept after a pause
await page.reload();
await page.getByRole("heading", { name: "Report", exact: true }).waitFor();
must((await page.getByLabel("In your own words").inputValue()) === FIRST, "the draft was lost");
await page.getByRole("button", { name: "Send the report" }).click();
await page.getByText("1 report waits.").waitFor();
await write(page, SECOND);
await page.getByRole("button", { name: "Send the report" }).click();
await page.getByText("2 reports wait.").waitFor();
must(posts.every(({ key }) => key), "something was sent without a key");

// the line is back, but the first answer is lost on the way: the same report is sent again under the same key
let lost = 0;
await page.route("**/v1/observations", async (route) => {
  if (lost++ || route.request().method() !== "POST") return route.continue();
  await route.fetch({ timeout: PATIENCE_MS });
  await route.abort();
});
posts.length = 0;
await context.setOffline(false);
await page.getByText("There is no line to the server").or(page.getByText("Nothing waits.")).first().waitFor();
await page.getByRole("button", { name: "Try now" }).click({ timeout: 5_000 }).catch(() => {});
await page.getByText("Nothing waits.").waitFor();
// in order, the first one again; a busy server may have asked for more repeats
const texts = posts.map(({ body }) => body.observations[0].text);
must(texts.filter((text) => text === FIRST).length > 1, "what was lost on the way was not sent again");
must(texts.lastIndexOf(FIRST) < texts.indexOf(SECOND) && texts.every((text) => [FIRST, SECOND].includes(text)), `sent: ${texts.join("|")}`);
must(new Set(posts.map(({ key, body }) => `${key} ${body.report_id}`)).size === 2, "a repeat came under another key, or another name");

// each arrived once, and the receipt is all that stays
const arrived = await observations(page, url);
for (const text of new Set(texts)) must(arrived.filter((one) => one.text === text).length === 1, `${text}: ${arrived.filter((one) => one.text === text).length} times`);
const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download the receipt" }).first().click()]);
must(/— \S+ \S+/.test(await textOf(download)), "the receipt has no signature");
const kept = await onDevice(page);
must(kept.drafts === 0 && kept.queue === 0 && kept.receipts === 2, `on the device: ${JSON.stringify(kept)}`);
must(!kept.words.includes("no line"), "the device still knows what was written");

// wiped at once
await page.getByRole("button", { name: "Clear this device" }).click();
await page.getByRole("button", { name: "Wipe it all" }).click();
await page.getByText("Nothing of reports is on this device").waitFor({ state: "attached" });
const wiped = await onDevice(page);
must(wiped.receipts === 0 && wiped.caches === 0 && wiped.workers === 0, `after wiping: ${JSON.stringify(wiped)}`);

await browser.close();
console.log(JSON.stringify(wrong, null, 1));

async function write(page, text) {
  await page.getByRole("button", { name: "Add an observation" }).click();
  await page.getByLabel("What", { exact: true }).selectOption("fire.explosion");
  await page.getByLabel("How you know").selectOption("heard");
  await page.getByLabel("When", { exact: true }).fill("2025-07-20T10:15");
  await page.getByLabel("Latitude, degrees").fill("5.05");
  await page.getByLabel("Longitude, degrees").fill("-30.45");
  await page.getByLabel("How far off it may be, m").fill("300");
  await page.getByLabel("How many").fill("3");
  await page.getByLabel("In your own words").fill(text);
}

async function observations(page, url) {
  const { name } = await page.request.get(`${url}/v1/session`).then((answer) => answer.json());
  const read = async () => {
    const answer = await page.request.get(`${url}/v1/observations?source=${encodeURIComponent(name)}&limit=500`);
    return answer.ok() ? (await answer.json()).items : [];
  };
  return becomes(read, (items) => [FIRST, SECOND].every((words) => items.some(({ text }) => text === words)));
}

async function textOf(download) {
  const pieces = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
