// Reports that were not sent when a session ends, by itself or by its person: `node ended_session.mjs URL ISSUER [--out FOLDER]`. Prints what is wrong, as JSON; nothing wrong is [].
import path from "node:path";
import { parseArgs } from "node:util";
import { becomes, open, settled, visit } from "./browser.mjs";
import { onDevice } from "./device.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string", default: "" } } });
const [url, issuer] = positionals;
const wrong = [];
const must = (holds, what) => holds || wrong.push(what);
const browser = await open();
const { context, page } = await visit(browser, url);
const taken = [];
const kept = new Set(); // a report that a page was left with is sent once more, under the same key: it is one
page.on("response", (answer) => {
  if (answer.request().method() !== "POST" || !answer.url().endsWith("/v1/observations")) return;
  taken.push(answer.status());
  if (answer.ok()) kept.add(answer.request().headers()["idempotency-key"]);
});
let line = true;
await page.route("**/v1/observations", (route) => (line || route.request().method() !== "POST" ? route.continue() : route.abort()));

await page.goto(`${url}/enter`);
await signIn();
await page.goto(`${url}/app/report`);
await page.getByText("This page opens without a line").waitFor();

// the session ends while a report waits: it stays, the page says why, and it is sent once its person is back
line = false;
await hand("before the session ended");
await page.getByText("1 report waits.").waitFor();
await write("a draft that was not finished");
await becomes(async () => (await onDevice(page)).words.includes("a draft that was not finished"), true); // kept after a pause
await page.request.get(new URL("/acts/expire", issuer).href);
line = true;
await page.getByRole("button", { name: "Try now" }).click();
await page.getByText("Your session has ended. Nothing is lost: sign in under the same name, and it is sent.").waitFor();
await look("ended");
must(taken.length === 0, `sent without a session: ${taken}`);
must((await onDevice(page)).queue === 1, "the report is gone");
await page.reload();
await page.getByText("1 report waits.").waitFor();
must((await page.getByLabel("In your own words").inputValue()) === "a draft that was not finished", "the draft is gone");
await page.locator(".line-state").getByRole("link", { name: "Sign in" }).click();
const first = sent();
await signIn();
await first;
await page.goto(`${url}/app/report`);
await page.getByText("Nothing waits.").waitFor();
must(kept.size === 1, `taken: ${taken}`);
must((await page.getByLabel("In your own words").inputValue()) === "a draft that was not finished", "the draft did not come back");

// signing out of a session that is over is signing out, and costs nothing
await page.request.get(new URL("/acts/expire", issuer).href);
await page.getByRole("button", { name: "Send the report" }).click();
await page.getByText("Your session has ended. Nothing is lost").waitFor();
must((await onDevice(page)).queue === 1, "the report that was handed over after the end is gone");
await page.getByRole("button", { name: "Sign out" }).click();
await page.getByRole("heading", { name: "You sign out. What of this device?" }).waitFor();
await look("leaving");
await page.getByRole("button", { name: "Stay" }).click();
must((await onDevice(page)).queue === 1, "staying cost a report");
await page.getByRole("button", { name: "Sign out" }).click();
await page.getByRole("button", { name: "Keep it here and sign out" }).click();
await page.getByText("1 draft or report that was not sent lies on this device.").waitFor();
must((await onDevice(page)).queue === 1, "what should be kept is gone");
must((await page.getByText("The server does not answer").count()) === 0, "signing out of what was over is called a broken line");
await look("kept");

// somebody else on this device neither sees nor sends it
await page.goto(`${url}/enter`);
await signIn("bert-there");
await settled(page);
must((await onDevice(page)).queue === 1 && kept.size === 1, "it was sent in another's name");
await page.getByRole("button", { name: "Sign out" }).click();
await page.getByRole("link", { name: "Sign out at Monitoring Ministry too" }).waitFor();
const second = sent();
await signIn();
await second;
await page.goto(`${url}/app/report`);
await page.getByText("Nothing waits.").waitFor();
must(kept.size === 2, `taken: ${taken}`);

// wiped on the person's own word, and then only
line = false;
await hand("not to be kept");
await page.getByText("1 report waits.").waitFor();
await page.getByRole("button", { name: "Sign out" }).click();
await page.getByText("1 report waits to be sent").or(page.getByRole("dialog").getByText("1 report")).first().waitFor();
await page.getByRole("button", { name: "Wipe it and sign out" }).click();
await page.getByRole("link", { name: "Sign out at Monitoring Ministry too" }).waitFor();
const left = await onDevice(page);
must(left.queue + left.drafts + left.receipts === 0, `left after wiping: ${JSON.stringify(left)}`);

// elsewhere: a word above the page as soon as the server says it, and the way out without a false alarm
await signIn("anna-there");
await page.getByRole("heading", { name: "Commission" }).waitFor();
await page.request.get(new URL("/acts/expire", issuer).href);
await page.getByRole("link", { name: "Bulletins" }).click();
await page.getByRole("link", { name: "Commission" }).click();
await page.getByRole("alert").getByText("Your session has ended. Sign in again to go on.").waitFor();
await look("lapsed");
await page.getByRole("button", { name: "Sign out" }).click();
await page.getByRole("heading", { name: "Sign in" }).waitFor();
must((await page.getByText("Your session has ended").count()) === 0, "it ended, and goes on being said");

await browser.close();
console.log(JSON.stringify(wrong, null, 1));

async function signIn(who = "dan-there") {
  await page.getByRole("button", { name: "Sign in through Monitoring Ministry" }).click();
  await page.getByRole("link", { name: `Sign in as ${who}` }).click();
  await page.waitForURL((at) => at.href.startsWith(url) && at.pathname !== "/enter");
  await page.locator(".who").getByText(new RegExp(`^${who.replace("-there", "")}, `)).waitFor({ state: "attached" });
}

/** Once a report has arrived: no page is left before. */
function sent() {
  return page.waitForResponse((answer) => answer.ok() && answer.request().method() === "POST" && answer.url().endsWith("/v1/observations"));
}

async function write(text) {
  await page.getByRole("button", { name: "Add an observation" }).click();
  await page.getByLabel("What", { exact: true }).selectOption("fire.explosion");
  await page.getByLabel("How you know").selectOption("heard");
  await page.getByLabel("When", { exact: true }).fill("2026-03-04T10:15");
  await page.getByLabel("Latitude, degrees").fill("50.05");
  await page.getByLabel("Longitude, degrees").fill("36.25");
  await page.getByLabel("How far off it may be, m").fill("300");
  await page.getByLabel("How many").fill("3");
  await page.getByLabel("In your own words").fill(text);
}

async function hand(text) {
  await write(text);
  await page.getByRole("button", { name: "Send the report" }).click();
}

async function look(name) {
  if (values.out) await page.screenshot({ path: path.join(values.out, `${name}.png`), fullPage: true });
}
