// A browser of this machine on a server that is already running. Every request is noted, and every complaint.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.TRUCELINE_CHROMIUM ?? "/usr/bin/chromium";

/** A server that has just started prepares its view first, and shares its machine with others. */
export const PATIENCE_MS = 180_000;

export async function open() {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no browser at ${CHROMIUM}: name one in TRUCELINE_CHROMIUM`);
  return await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/**
 * A page in a context of its own. `enter` is the one-time address that `truceline serve` printed; without it nobody is
 * signed in. `told` collects what must not be: requests that leave the host, errors of the console, faults of scripts.
 */
export async function visit(browser, url, { enter = "", theme = "light", width = 1440, height = 900, language = "en" } = {}) {
  const storageState = enter ? await signedIn(browser, enter) : undefined;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: language,
    reducedMotion: "reduce",
    storageState,
  });
  const told = [];
  const host = new URL(url).host;
  context.on("request", (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && asked !== host) told.push(`left the host: ${request.url()}`);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  // 503: a busy machine is still preparing an answer; the page waits, and asks again
  const meant = (message) => message.type() !== "error" || message.text().includes("status of 503");
  page.on("console", (message) => meant(message) || told.push(`console: ${message.text()} ${message.location().url}`));
  page.on("pageerror", (fault) => told.push(`fault: ${fault.stack ?? fault}`));
  return { context, page, told };
}

/** Somebody signs in as people do. */
export async function signIn(page, url, name, password) {
  await page.goto(`${url}/enter`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((at) => at.pathname !== "/enter");
}

const entered = new Map();

/** The address signs in once: every later visit brings the same session. */
async function signedIn(browser, enter) {
  if (!entered.has(enter)) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(enter);
    await page.waitForURL((at) => at.pathname !== "/enter");
    entered.set(enter, await context.storageState());
    await context.close();
  }
  return entered.get(enter);
}

/** Waits until the page stands, and nothing in it has been loading for a while. */
export async function settled(page) {
  await page.locator("main h1").first().waitFor();
  await page.evaluate(() => (window.quietSince = 0));
  await page.waitForFunction((quiet) => {
    if (document.querySelector("[aria-busy=true]")) window.quietSince = 0;
    else window.quietSince ||= performance.now();
    return window.quietSince > 0 && performance.now() - window.quietSince > quiet;
  }, 300);
}

/** Reads until what is read is as wanted: what a key or a click begins is not done at once. Tells what it was in the end. */
export async function becomes(read, wanted, patience = PATIENCE_MS) {
  const holds = typeof wanted === "function" ? wanted : (value) => value === wanted;
  for (const end = Date.now() + patience; ; await new Promise((done) => setTimeout(done, 50))) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`${read}: ${JSON.stringify(value)}, and not ${wanted}`);
  }
}

/** Waits until a server that was just started has something to show, which on a busy machine takes minutes. */
export async function ready(url) {
  await becomes(() => fetch(`${url}/ready`).then((answer) => answer.ok), true, 5 * PATIENCE_MS);
}
