// Signing in at an identity provider of another site, and out: `node provider.mjs URL ISSUER [--out FOLDER]`. Prints what is wrong, as JSON; nothing wrong is [].
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { becomes, open, visit } from "./browser.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string", default: "" } } });
const [url, issuer] = positionals;
const wrong = [];
const must = (holds, what) => holds || wrong.push(what);
const browser = await open();

// two people at once, each in a browser of their own, by keyboard and by pointer
const [anna, bert] = await Promise.all([visit(browser, url), visit(browser, url)]);
await Promise.all([arrive(anna.page), arrive(bert.page)]);
await button(anna.page).focus();
await anna.page.keyboard.press("Enter");
await button(bert.page).click();
await Promise.all([choose(anna.page, "anna-there"), choose(bert.page, "bert-there")]);
await Promise.all([known(anna.page, "anna"), known(bert.page, "bert")]);
for (const { page, context } of [anna, bert]) {
  must(!/code|state/.test(page.url()), `left in the address: ${page.url()}`);
  must((await whatIsKept(page)).every((text) => !/eyJ|code=|access.token/.test(text)), "something of it is kept in the browser");
  for (const cookie of await context.cookies(url))
    must(cookie.httpOnly && cookie.sameSite === "Strict", `${cookie.name} is ${JSON.stringify(cookie)}`);
  await page.goBack({ waitUntil: "commit" }).catch(() => {});
  must(!/code=/.test(page.url()), "the way back leads through the code");
}
must(complaints(anna).length === 0, complaints(anna).join("; "));

// out here, and where one is still known
await anna.page.goto(`${url}/app/commission`);
await anna.page.getByRole("button", { name: "Sign out" }).click();
const there = anna.page.getByRole("link", { name: "Sign out at Monitoring Ministry too" });
await there.waitFor();
await look(anna.page, "farewell");
must(await publicNow(anna.page), "the session goes on");
await there.click();
await anna.page.getByRole("heading", { name: "Signed out there" }).waitFor();

// whoever is not known here, and whoever thinks better of it
const zoe = await visit(browser, url);
await arrive(zoe.page);
await button(zoe.page).click();
await choose(zoe.page, "zoe-there");
await zoe.page.getByText("truceline accounts link MISSION NAME 'zoe-there'").waitFor();
await becomes(() => button(zoe.page).isEnabled(), true); // anybody can try again
must(await publicNow(zoe.page), "somebody unknown came in");
await look(zoe.page, "unknown");
await zoe.page.reload();
await button(zoe.page).waitFor();
must((await zoe.page.getByText("zoe-there").count()) === 0, "the same answer is sent again");
await button(zoe.page).click();
await zoe.page.getByRole("link", { name: "Do not" }).click();
await zoe.page.getByText("Monitoring Ministry did not sign you in.").waitFor();
await zoe.page.getByText("access_denied").waitFor();
must((await zoe.page.goto(`${url}/enter#error=%3Cb%3Ebold&state=x`)) !== undefined && (await zoe.page.locator("main b").count()) === 0, "an error is markup");
// the provider is down: said clearly, and the others sign in as ever
await zoe.page.route("**/v1/session/provider", (route) =>
  route.fulfill({
    status: 503,
    contentType: "application/problem+json",
    body: JSON.stringify({ title: "Service Unavailable", status: 503, detail: `${issuer} does not answer`, advice: "Try again in a minute." }),
  }),
);
await arrive(zoe.page);
await button(zoe.page).click();
await zoe.page.getByText("Whoever has a password here can use it all the same").waitFor();
await look(zoe.page, "silent");
await zoe.page.getByLabel("Name").fill("clara");
await zoe.page.getByLabel("Password").fill("correct horse battery staple");
await zoe.page.getByRole("button", { name: "Sign in", exact: true }).click();
await known(zoe.page, "clara");

// every language, both themes, both sizes
for (const [language, words] of [["en", "Sign in through Monitoring Ministry"], ["uk", "Увійти через «Monitoring Ministry»"], ["ru", "Войти через «Monitoring Ministry»"]])
  for (const theme of ["light", "dark"]) {
    const one = await visit(browser, url, { language, theme, width: theme === "dark" ? 390 : 1440 });
    await one.page.goto(`${url}/enter`);
    await one.page.getByRole("button", { name: words }).waitFor();
    await look(one.page, `enter-${language}-${theme}`);
    await one.context.close();
  }

await browser.close();
console.log(JSON.stringify(wrong, null, 1));

function button(page) {
  return page.getByRole("button", { name: "Sign in through Monitoring Ministry" });
}

async function arrive(page) {
  await page.goto(`${url}/enter`);
  await button(page).waitFor();
}

async function choose(page, who) {
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
  await page.getByRole("link", { name: `Sign in as ${who}` }).click();
}

async function known(page, name) {
  await page.locator(".who").getByText(new RegExp(`^${name}, `)).waitFor({ state: "attached" });
}

async function publicNow(page) {
  return (await page.request.get(`${url}/v1/session`).then((answer) => answer.json())).role === "public";
}

/** What our pages complained of; that the browser went to the provider is what it was sent for. */
function complaints({ told }) {
  return told.filter((what) => !what.includes(new URL(issuer).origin));
}

async function whatIsKept(page) {
  return page.evaluate(() => [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, document.body.innerHTML]);
}

async function look(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] } }));
  for (const { id, nodes } of violations) wrong.push(`${name}: ${id} ${nodes[0].html.slice(0, 200)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  must(wide <= 0, `${name}: wider than the screen by ${wide}`);
  if (values.out) await page.screenshot({ path: path.join(values.out, `${name}.png`), fullPage: true });
}
