// A browser of this machine on a server that is already running. Every request is noted, and every complaint.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.TRUCELINE_CHROMIUM ?? "/usr/bin/chromium";

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
  page.setDefaultTimeout(120_000); // a server that has just started prepares its view first
  page.on("console", (message) => message.type() === "error" && told.push(`console: ${message.text()} ${message.location().url}`));
  page.on("pageerror", (fault) => told.push(`fault: ${fault.stack ?? fault}`));
  return { context, page, told };
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

/** Waits until the page stands and nothing is loading any more. */
export async function settled(page) {
  await page.locator("main h1").first().waitFor({ timeout: 120_000 });
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached", timeout: 120_000 });
  await page.waitForTimeout(300);
}
