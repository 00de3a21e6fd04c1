// Pictures from the field: kept on the device without a line, sent after their report, grey until each is asked for, and every
// look in the log: `node pictures.mjs URL GIVEN.json`. Prints what is wrong, as JSON; nothing wrong is [].
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { becomes, open, settled, signIn, visit } from "./browser.mjs";
import { onDevice } from "./device.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const [url, file] = process.argv.slice(2);
const { passwords, photos } = JSON.parse(await readFile(file, "utf-8"));
const wrong = [];
const must = (holds, what) => holds || wrong.push(what);
const browser = await open();
const rooms = [];

const olena = await atWork("olena", { width: 390 });
await olena.page.goto(`${url}/app/report`);
await olena.page.getByText("This page opens without a line").waitFor();
await olena.context.setOffline(true);
await write(olena.page);
const chooser = olena.page.getByLabel("Pictures", { exact: true });
await chooser.setInputFiles({ name: "film.gif", mimeType: "image/gif", buffer: Buffer.from("GIF89a") });
await olena.page.getByText("Only JPEG, PNG and WebP can be sent.").waitFor();
await chooser.setInputFiles({ name: "large.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(10_000_001) });
await olena.page.getByText("A picture may have 10 MB at most.").waitFor();
await chooser.setInputFiles(photos);
for (const name of ["IMG_0001.jpg", "IMG_0002.png"]) await olena.page.getByRole("button", { name: `Take ${name} away` }).waitFor();
await accessible(olena.page, "report");
await becomes(async () => (await onDevice(olena.page)).words.includes("IMG_0002.png"), true);
await olena.page.reload(); // a draft comes back with its pictures
await olena.page.getByRole("button", { name: "Take IMG_0002.png away" }).waitFor();
await olena.page.getByRole("button", { name: "Send the report" }).click();
await olena.page.getByText("1 report waits.").waitFor();
must((await onDevice(olena.page)).pictures === 2, "the pictures do not wait with their report");
await olena.context.setOffline(false);
await olena.page.getByRole("button", { name: "Download the receipt" }).first().waitFor();
const left = await onDevice(olena.page);
must(left.pictures + left.queue + left.drafts === 0, `left on the device: ${JSON.stringify(left)}`);
must((await olena.page.locator(".remarks li").count()) === 0, await olena.page.locator(".outbox").allInnerTexts().then(String));

const dan = await atWork("dan");
const incident = await becomes(shown, (found) => found?.pictures.length === 2);
await dan.page.goto(`${url}/app/incidents/${incident.incident.incident_id}`);
await settled(dan.page);
const pictures = dan.page.locator(".pictures img");
await becomes(() => pictures.count(), 2);
for (const at of [0, 1]) must(await grey(at), `picture ${at + 1} has colours before anybody asked for it`);
await accessible(dan.page, "muted");
must((await looks()).length === 0, "grey squares are told as a look");

// by key, one by one
await dan.page.getByRole("button", { name: "Show picture 1" }).focus();
await dan.page.keyboard.press("Enter");
await becomes(() => grey(0), false);
must(await grey(1), "the second was revealed with the first");
await accessible(dan.page, "revealed");
const [look] = await becomes(looks, (found) => found.length > 0);
must(look.who === "dan" && look.rows === 1 && look.allowed, `the log says ${JSON.stringify(look)}`);
await dan.page.getByRole("button", { name: "Grey out picture 1 again" }).click();
await becomes(() => grey(0), true);

// who watches the watchers reads of it on a page
const anna = await atWork("anna");
await anna.page.goto(`${url}/app/log`);
await settled(anna.page);
await anna.page.getByRole("row", { name: /dan.*picture/ }).first().waitFor();

await browser.close();
// that there was no line was meant
for (const { told } of rooms) wrong.push(...told.filter((line) => !line.includes("ERR_INTERNET_DISCONNECTED")));
console.log(JSON.stringify(wrong, null, 1));

async function atWork(name, how = {}) {
  const room = await visit(browser, url, how);
  rooms.push(room);
  await signIn(room.page, url, name, passwords[name]);
  return room;
}

async function write(page) {
  await page.getByRole("button", { name: "Add an observation" }).click();
  await page.getByLabel("What", { exact: true }).selectOption("fire.explosion");
  await page.getByLabel("How you know").selectOption("saw");
  await page.getByLabel("When", { exact: true }).fill("2026-03-04T10:15");
  await page.getByLabel("Latitude, degrees").fill("50.05");
  await page.getByLabel("Longitude, degrees").fill("36.25");
  await page.getByLabel("How far off it may be, m").fill("300");
  await page.getByLabel("In your own words").fill("Two houses were hit.");
}

/** The incident with what is known of it, once the desk has made one of the report. */
async function shown() {
  const list = await dan.page.request.get(`${url}/v1/incidents`);
  const [first] = list.ok() ? (await list.json()).items : [];
  if (!first) return null;
  const answer = await dan.page.request.get(`${url}/v1/incidents/${first.incident_id}`);
  return answer.ok() ? answer.json() : null;
}

/** Who looked at pictures, as those who watch are told. */
async function looks() {
  const room = await (looks.room ??= atWork("anna"));
  const answer = await room.page.request.get(`${url}/v1/log?who=dan`);
  return answer.ok() ? (await answer.json()).items.filter(({ question }) => question.includes("/picture")) : [];
}

/** Whether every point of a picture, once it is loaded, is grey. */
async function grey(at) {
  return pictures.nth(at).evaluate(async (image) => {
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length; i += 4) if (Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 8) return false;
    return true;
  });
}

async function accessible(page, where) {
  await page.evaluate(AXE);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
    for (const { id, nodes } of violations) wrong.push(`${where}, ${colorScheme}: ${id} ${nodes[0].html.slice(0, 200)}`);
  }
}
