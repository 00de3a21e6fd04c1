// What somebody does with the pages, step by step: `node journeys.mjs URL [ENTER]`. Prints the name of each that went well.
import assert from "node:assert/strict";
import { becomes, open, ready, settled, visit } from "./browser.mjs";

const [url, enter = ""] = process.argv.slice(2);
const browser = await open();

/** What is heard on a page, in this order. */
const READ_OUT = {
  "/app/situation?where=all&sort=surest": ["heading", "On this page", "heading \"Findings\"", "heading \"Evidence\"", "heading \"Origins\"", "heading \"In the record\""],
  "/app/holding": ["Is the ceasefire holding?", "heading \"Why\"", "heading \"Day by day", "slider", "heading \"Rates"],
};

const JOURNEYS = {
  async "a choice on the map stands in the address, and an address makes the choice"(page) {
    await page.goto(`${url}/app/situation?where=all`);
    await ready(url); // opened before there is anything to show: the page finds out by itself
    await settled(page);
    const all = await becomes(() => listed(page), (many) => many > 0);
    await page.locator("#first-filter").selectOption("fire");
    await page.waitForURL(/type=fire/);
    const fire = await becomes(() => listed(page), (many) => many > 0 && many < all);
    const again = await page.context().newPage();
    await again.goto(page.url());
    await settled(again);
    await becomes(() => listed(again), fire);
    await again.close();
  },

  async "the keyboard walks through the list and opens an incident"(page) {
    await page.goto(`${url}/app/situation?where=all`);
    await settled(page);
    await page.locator("h1").click();
    for (const key of ["j", "j", "k"]) await page.keyboard.press(key);
    await page.waitForURL(/at=inc_/);
    await becomes(() => page.locator(".incident-list li.chosen").count(), 1);
    await page.keyboard.press("o");
    await page.waitForURL(/\/app\/incidents\/inc_/);
    await settled(page);
    await becomes(() => page.evaluate(() => document.activeElement?.id), "page");
    await page.locator(".incident [role=status], body > #app [role=status]").getByText(/Incident/).first().waitFor({ state: "attached" });
    await page.goBack();
    await page.waitForURL(/at=inc_/);
  },

  async "time, watched ground and filters by keyboard alone"(page) {
    await page.goto(`${url}/app/situation?where=all`);
    await settled(page);
    await page.locator("#first-filter").waitFor();
    await page.locator(".incident-list li").first().waitFor();
    const all = await becomes(() => listed(page), (many) => many > 0);
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement?.id === "first-filter");
    await tabTo(page, (at) => at?.matches("input[type=range]"));
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("PageUp");
    await page.waitForURL(/from=/);
    await becomes(() => listed(page), (many) => many < all);
    await page.keyboard.press("e");
    await page.waitForURL(/ground=day/);
    await page.locator(".ground-words").waitFor();
    await becomes(() => page.getByRole("radio", { name: "by day" }).isChecked(), true);
    await page.keyboard.press("e");
    await page.waitForURL(/ground=night/);
    await tabTo(page, (at) => at?.matches(".brush button"));
    await page.keyboard.press("Enter");
    await page.waitForURL((at) => !at.search.includes("from="));
    await becomes(() => listed(page), all);
    await page.keyboard.press("j");
    await page.waitForURL(/at=inc_/);
  },

  async "what is chosen stands beside the map, and leads to its page with a map of the place"(page) {
    await page.goto(`${url}/app/situation?where=all&sort=nearest_known`);
    await settled(page);
    await page.locator(".incident-list li").first().click();
    const card = page.locator(".chosen-card");
    const named = await card.getByRole("link").innerText();
    await card.getByRole("link").click();
    await page.locator(".incident-head h1", { hasText: named }).waitFor();
    await page.getByRole("img", { name: /^Map of the place/ }).waitFor();
    await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "Origins" }).click();
    await becomes(() => page.evaluate(() => location.hash), "#origins");
  },

  async "an empty list says why, and leads out of it"(page) {
    await page.goto(`${url}/app/situation?where=all&q=nosuchword`);
    await settled(page);
    await page.getByText("None meets these filters.").waitFor();
    await page.getByRole("button", { name: "Take all filters away" }).click();
    await becomes(() => listed(page), (many) => many > 0);
    assert.doesNotMatch(page.url(), /q=/);
  },

  async "each day of the chart is read by pointer and by key, in words"(page) {
    await page.goto(`${url}/app/holding`);
    await settled(page);
    const read = page.locator(".day-read");
    const slider = page.getByRole("slider", { name: "The day that is read out" });
    await slider.focus();
    await page.keyboard.press("Home");
    const first = await becomes(() => read.innerText(), (words) => /\d{4}: \d+ incident/.test(words));
    assert.equal(await slider.getAttribute("aria-valuetext"), first);
    await page.keyboard.press("ArrowRight");
    await becomes(() => read.innerText(), (words) => words !== first);
    await page.locator(".day-chart").hover({ position: { x: 60, y: 60 } });
    await becomes(() => read.innerText(), (words) => /\d{4}: \d+ incident/.test(words));
  },

  async "the three chief pages are read out in a sensible order"(page) {
    for (const [path, wanted] of Object.entries(READ_OUT)) {
      await page.goto(`${url}${path}`);
      await settled(page);
      if (path.includes("situation")) await page.locator(".incident-list a").first().click().then(() => settled(page));
      const levels = await page.locator("main :is(h1,h2,h3,h4)").evaluateAll((all) => all.map(({ tagName, textContent }) => [Number(tagName[1]), textContent]));
      assert.equal(levels[0][0], 1, JSON.stringify(levels[0]));
      levels.slice(1).forEach(([level, title], at) => assert.ok(level <= levels[at][0] + 1, `${path}: “${title}” skips a level`));
      const told = await page.locator("main").ariaSnapshot();
      let from = 0;
      for (const words of wanted) {
        const at = told.indexOf(words, from);
        assert.ok(at >= 0, `${path}: “${words}” is not where it is looked for:\n${told.slice(0, 2_000)}`);
        from = at;
      }
    }
  },

  async "whoever is not signed in is told so, and comes back to the page after signing in"(page) {
    const { page: reader, context } = await visit(browser, url);
    await reader.goto(`${url}/app/review?kind=origins`);
    await reader.getByRole("heading", { name: "Sign in to open this page" }).waitFor();
    await settled(reader); // a banner that comes late moves the link from under a click
    await reader.locator("main").getByRole("link", { name: "Sign in" }).click();
    await reader.waitForURL((at) => at.pathname === "/enter" && at.searchParams.get("back") === "/app/review?kind=origins");
    await reader.getByRole("heading", { name: "Sign in" }).waitFor();
    await context.close();
    await page.goto(`${url}/app/review`);
    await settled(page);
  },

  async "the record behind an incident is checked in the browser"(page) {
    await page.goto(`${url}/app/situation?where=all&sort=surest`);
    await settled(page);
    await page.locator(".incident-list a").first().click();
    await page.locator("#proof").waitFor();
    await page.locator("#proof button").click();
    await page.waitForFunction(() => {
      const lines = document.querySelectorAll("#proof li:not(.proof-head)").length;
      return lines > 0 && document.querySelectorAll("#proof .met-met").length === lines;
    });
    assert.equal(await page.locator("#proof .met-not_met").count(), 0);
  },

  async "a published proof holds; with one figure changed it does not"(page) {
    await page.goto(`${url}/app/bulletins`);
    await settled(page);
    await page.locator(".bulletin a[href^='/app/verify']").first().click();
    await page.locator(".drop button").click();
    await page.locator(".verdict-box.holds").waitFor();
    const file = page.url().match(/day=([-0-9]+)/)[1];
    const proof = await (await page.request.get(`${url}/bulletins/${file}/bulletin.proof.json`)).text();
    const forged = proof.replace(/"incidents":(\d+)/, (_, n) => `"incidents":${Number(n) + 1}`);
    assert.notEqual(forged, proof);
    await page.locator("input[type=file]").setInputFiles({ name: "forged.json", mimeType: "application/json", buffer: Buffer.from(forged) });
    await page.locator(".verdict-box.fails").waitFor();
    await becomes(() => page.locator(".steps .met-not_met").count(), 1);
  },

  async "on paper the log says what was asked, and asks nothing"(page) {
    await page.request.get(`${url}/v1/effort?limit=1`, { headers: { "Truceline-Purpose": "The log is printed." } });
    await page.goto(`${url}/app/log`);
    await settled(page);
    const line = page.locator(".log .in-print");
    await becomes(() => line.isVisible(), false);
    await page.locator(".log-filters input[type=checkbox]").check();
    await settled(page);
    await page.emulateMedia({ media: "print" });
    await becomes(() => line.innerText(), "Who: everybody; only what was refused");
    await becomes(() => page.locator(".log").locator("select, input, button, a[download^=log]").filter({ visible: true }).count(), 0);
  },

  async "the language and the colours are chosen and stay"(page) {
    await page.goto(`${url}/app/bulletins`);
    await settled(page);
    await page.locator(".settings select").nth(0).selectOption("uk");
    await page.locator("html[lang=uk]").waitFor();
    await page.locator(".settings select").nth(1).selectOption("dark");
    await page.reload();
    await settled(page);
    await becomes(() => page.locator("h1").first().innerText(), "Бюлетені");
    await becomes(() => page.locator("html").getAttribute("data-theme"), "dark");
  },

  async "a dark map is printed light, with the base map under the incidents"(page) {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(`${url}/app/situation?where=all`);
    await settled(page);
    await page.locator(".map-drawing").waitFor();
    await page.evaluate(() => {
      // read when the page's own listeners have drawn for paper
      addEventListener("beforeprint", () => {
        const canvas = document.querySelector(".map-drawing");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const hex = (at) => `#${[...data.subarray(at, at + 3)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
        const seen = new Set();
        for (let at = 0; at < data.length; at += 4 * 97) seen.add(data[at + 3] === 255 ? hex(at) : "nothing");
        window.onPaper = [...seen];
      });
    });
    await page.pdf();
    const paper = await page.evaluate(() => window.onPaper);
    const [light, dark] = ["#fbfaf7", "#181b1f"]; // water, as palette.css has it: where the exercise is there is no land
    assert.ok(paper.includes(light) && !paper.includes(dark) && !paper.includes("nothing"), JSON.stringify(paper));
    await becomes(() => page.locator("html").getAttribute("data-theme"), null);
  },

  async "the keys are listed, and can be turned off"(page) {
    await page.goto(`${url}/app/situation`);
    await settled(page);
    await page.locator("h1").click();
    await page.keyboard.press("?");
    await page.locator("dialog[open] kbd").first().waitFor();
    await page.locator("dialog input[type=checkbox]").uncheck();
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await page.keyboard.press("j");
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    assert.doesNotMatch(page.url(), /at=/);
  },
};

/** Presses Tab until something is reached: a hundred times at most. */
async function tabTo(page, wanted) {
  for (let turn = 0; turn < 100; turn += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`(${wanted})(document.activeElement)`)) return;
  }
  assert.fail(`${wanted} is not reached by Tab`);
}

const listed = async (page) => Number((await page.locator(".situation-count").innerText()).replace(/\D/g, ""));

let failed = 0;
for (const [name, journey] of Object.entries(JOURNEYS)) {
  const { context, page, told } = await visit(browser, url, { enter });
  try {
    await journey(page);
    assert.deepEqual(told, []);
    console.log(`ok ${name}`);
  } catch (fault) {
    failed += 1;
    console.log(`not ok ${name}\n${fault.stack}`);
  }
  await context.close();
}
await browser.close();
process.exit(failed ? 1 : 0);
