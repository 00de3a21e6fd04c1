// The picture of the README: the exercise's bulletin, its first screen in English and its days in Ukrainian, in the dark.
// `npm run front-picture -- truceline-exercise/bulletins/DAY FILE.png`, once `truceline demo` has made that folder.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const [folder, out] = process.argv.slice(2);
if (!folder || !out) throw new Error("say which bulletin's folder, and which file to write");
const [WIDTH, HEIGHT, GAP, SCALE] = [718, 881, 8, 0.8];
const SIDES = [["bulletin.en.html", "light", ""], ["bulletin.uk.html", "dark", "#timeline-section"]];

const browser = await open();
const taken = [];
for (const [file, colorScheme, section] of SIDES) {
  const viewport = { width: Math.ceil(WIDTH / SCALE), height: Math.ceil(HEIGHT / SCALE) };
  const page = await browser.newPage({ viewport, deviceScaleFactor: SCALE, colorScheme });
  await page.goto(pathToFileURL(path.resolve(folder, file)).href);
  if (section) await page.locator(section).evaluate((found) => found.scrollIntoView());
  taken.push((await page.screenshot()).toString("base64"));
}
const both = await browser.newPage({ viewport: { width: 2 * WIDTH + GAP, height: HEIGHT } });
const images = taken.map((png) => `<img src="data:image/png;base64,${png}" width="${WIDTH}" height="${HEIGHT}">`);
await both.setContent(`<body style="margin:0;display:flex;gap:${GAP}px;background:white">${images.join("")}</body>`);
await both.screenshot({ path: out });
await browser.close();
