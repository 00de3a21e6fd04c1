// A case from what an observer types into the Report page to the published bulletin: five people in five browsers, keys that never leave them.
// node test/browser/whole_case.mjs URL PEOPLE.json [PICTURES]
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { becomes, open, PATIENCE_MS, settled, signIn, visit } from "./browser.mjs";

const [, , url, file, pictures] = process.argv;
const people = JSON.parse(await readFile(file, "utf-8"));
const axe = await readFile(path.join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf-8");
const browser = await open();
const rooms = {};

async function atWork(name) {
  const room = await visit(browser, url, name === "clara" ? { theme: "dark", width: 390 } : {});
  await signIn(room.page, url, name, people[name].password);
  rooms[name] = room;
  return room.page;
}

/** Unfolds an act, fills it in, sends it, and waits until the record has it. */
async function act(page, title, fields, about = page.locator("main")) {
  const form = about.locator("details", { has: page.locator("summary", { hasText: title }) }).first();
  await form.locator("summary").click();
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name=${name}]`);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  await form.getByRole("button", { name: title }).click();
}

async function sign(page, name, within) {
  await page.locator(".key-box").locator("code, input[type=file]").first().waitFor(); // the shelf was looked into
  const chooser = page.locator(".key-box input[type=file]");
  if (await chooser.count()) await chooser.setInputFiles(people[name].key);
  await within.getByRole("checkbox").check();
  await within.getByRole("button", { name: "Sign", exact: true }).click();
}

async function accessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`), []);
}

const picture = async (page, name) => pictures && (await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true }));

// what the browsers complained of says more than the step that failed
process.on("exit", (code) => code && console.error(JSON.stringify(Object.entries(rooms).map(([name, { told, page }]) => ({ name, told, at: page.url() })), null, 1)));

/** What somebody is shown on a page, word for word, with the shell around it. */
async function shownOn(page, address) {
  await page.goto(url + address);
  await settled(page);
  const words = await page.locator("#app").evaluate((app) => {
    const told = app.cloneNode(true);
    told.querySelector(".maplibregl-ctrl-scale")?.remove(); // it says how wide the screen is, once the map is drawn
    return told.textContent;
  });
  return words.replaceAll(/\s+/g, " ");
}

/** The same page of the other side: names of sides, parties and people changed about. */
const mirrored = (text) => [["bert", "clara"], ["side A", "side B"], ["Alder", "Birch"]].reduce(
  (told, [a, b]) => told.replaceAll(new RegExp(`${a}|${b}`, "g"), (found) => (found === a ? b : a)), text);

/**
 * Both sides are shown the same, whatever page they open: word for word, or with the names changed about. Something may
 * come between the two looks, but not for ever.
 */
async function alike(a, b, addresses) {
  for (const address of addresses)
    for (const end = Date.now() + PATIENCE_MS; ; ) {
      const [one, other] = [await shownOn(a, address), await shownOn(b, address)];
      if (one === other || mirrored(one) === other) break;
      if (Date.now() > end) assert.equal(mirrored(one), other, address);
    }
}

/** What the mission knows by now, asked until there is something: the desk works beside the server. */
async function known(page, path) {
  const items = async () => {
    const answer = await page.request.get(url + path);
    return answer.ok() ? (await answer.json()).items : [];
  };
  return await becomes(items, (some) => some.length > 0, 2 * PATIENCE_MS);
}

const olena = await atWork("olena");
await olena.goto(`${url}/app/report`);
await settled(olena);
const local = (minutes) => new Date(Date.now() - 60_000 * minutes).toISOString().slice(0, 16); // the mission keeps UTC
await olena.locator("#field-from").fill(local(60));
await olena.locator("#field-until").fill(local(1));
await olena.getByRole("button", { name: "Add an observation" }).click();
const sight = olena.locator("fieldset.sight");
const field = (name) => sight.locator(`[id^="field-"][id$=".${name}"]`);
await field("type").selectOption("fire.shelling");
await field("verb").selectOption("saw");
await field("at").fill(local(30));
await sight.getByLabel("coordinates", { exact: true }).check();
await field("lat").fill("48.51234");
await field("lon").fill("37.91234");
await field("radius_m").fill("200");
await field("text").fill("Two shells fell beside the mill.");
await accessible(olena, "report");
await picture(olena, "report");
await olena.getByRole("button", { name: "Send the report" }).click();
await olena.getByRole("button", { name: "Download the receipt" }).first().waitFor();

const dan = await atWork("dan");
await known(dan, "/v1/findings");
await dan.goto(`${url}/app/commission`);
await settled(dan);
await dan.locator("summary", { hasText: "Bring a finding" }).click();
const incident = dan.getByLabel("Incident");
await incident.selectOption({ index: 1 });
await dan.locator("select[name=finding] option").first().waitFor({ state: "attached" });
await dan.getByLabel("Why").fill("A patrol saw shells fall beside the mill.");
await dan.getByRole("button", { name: "Bring a finding before the commission" }).click();
await dan.waitForURL((at) => at.pathname.startsWith("/app/commission/cas_"));
const address = new URL(dan.url()).pathname;
await act(dan, "Move the case", { stage: "verification", words: "They agree." });
await dan.getByText("moved to verification").waitFor();

const [anna, bert, clara] = [await atWork("anna"), await atWork("bert"), await atWork("clara")];
await alike(bert, clara, [address, ...["commission", "bulletins", "verify", "review", "report"].map((name) => `/app/${name}`)]);
for (const page of [anna, bert, clara]) await page.goto(url + address);
await bert.getByText("moved to verification").waitFor();
await clara.getByText("moved to verification").waitFor();

await act(bert, "Reply", { words: "Our guns were silent that night." });
await bert.getByText("Our guns were silent that night.").waitFor();
await clara.getByText("Our guns were silent that night.").waitFor(); // the news reaches the other side by itself
await act(anna, "Move the case", { stage: "investigation", words: "It was verified." });
await anna.getByText("moved to investigation").waitFor();
await bert.getByText("moved to investigation").waitFor();
await act(bert, "Vote", { outcome: "no_violation", words: "No crater of that day." });
await anna.getByText("No crater of that day.").waitFor();
await act(anna, "Propose a decision", {
  outcome: "violation",
  attributed_to: people.attributed_to,
  words: "Two craters, and fragments of one calibre.",
});
await anna.locator(".to-sign").waitFor();
await picture(anna, "to-sign");
await accessible(anna, "chair");
await sign(anna, "anna", anna.locator(".to-sign"));
await anna.getByText("One more office has to sign.").first().waitFor();
await clara.locator(".to-sign").waitFor();
await accessible(clara, "side");
await sign(clara, "clara", clara.locator(".to-sign"));
await clara.locator("section.decision").waitFor();
await bert.locator("section.decision").waitFor();
await bert.locator("section.decision", { hasText: "voted otherwise: side A" }).waitFor();
await act(bert, "Dissent", { words: "The craters are old." });
await act(anna, "Enter a remedy", { party: people.attributed_to, words: "withdraws the battery", due: "2030-01-01" });
await anna.getByRole("heading", { name: "Remedies" }).waitFor();
await clara.locator("section", { has: clara.getByRole("heading", { name: "Remedies" }) }).getByText("withdraws the battery").waitFor();
await clara.getByText("due by 01 Jan 2030").waitFor(); // the day that was written, whatever the mission's zone
await picture(bert, "decided");
await picture(clara, "decided-phone");

await dan.goto(`${url}/app/commission`);
await settled(dan);
await dan.getByRole("button", { name: "Make the newest bulletin" }).click();
await dan.locator(".release").waitFor();
await accessible(dan, "commission");
await sign(dan, "dan", dan.locator(".release"));
await dan.getByText("Signed by dan").waitFor();
await picture(dan, "draft");
await anna.goto(`${url}/app/commission`);
await anna.locator(".release").waitFor();
await sign(anna, "anna", anna.locator(".release"));
await anna.locator(".release").waitFor({ state: "detached" });

// what is released to both is released alike
const released = (await (await bert.request.get(`${url}/v1/incidents`)).json()).items.map(({ incident }) => `incidents/${incident.incident_id}`);
await alike(bert, clara, ["situation", "holding", "claims", "bulletins", ...released].map((name) => `/app/${name}`));

const reader = await visit(browser, url);
const { bulletins } = people;
const days = await (await reader.page.request.get(`${url}/bulletins`)).json();
const day = Object.keys(days).at(-1);
assert.ok(day, `nothing was published ${bulletins ?? ""}`);
await reader.page.goto(`${url}/bulletins/${day}/bulletin.en.html`);
const page = await reader.page.locator("body").innerText();
assert.match(page, /Before the commission/);
assert.match(page, /voted otherwise: [^\n]*side A/);
await picture(reader.page, "bulletin");

for (const [name, room] of Object.entries({ ...rooms, reader })) assert.deepEqual(room.told, [], name);
await browser.close();
console.log(JSON.stringify({ case: address, day }));
