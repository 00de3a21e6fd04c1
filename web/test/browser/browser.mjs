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
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: language, reducedMotion: "reduce" });
  const told = [];
  const host = new URL(url).host;
  context.on("request", (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && asked !== host) told.push(`left the host: ${request.url()}`);
  });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && told.push(`console: ${message.text()} ${message.location().url}`));
  page.on("pageerror", (fault) => told.push(`fault: ${fault.stack ?? fault}`));
  if (enter) await signIn(context, page, enter);
  return { context, page, told };
}

async function signIn(context, page, enter) {
  await page.goto(enter);
  await page.waitForURL((at) => at.pathname !== "/enter");
}

/** Waits until the page stands and nothing is loading any more. */
export async function settled(page) {
  await page.locator("main h1").first().waitFor({ timeout: 30_000 });
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached", timeout: 60_000 });
  await page.waitForTimeout(300);
}
