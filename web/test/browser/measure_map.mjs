// How fast 100,000 incidents are on the map: `npm run measure -- URL [ENTER] [--incidents N]`. The columns are made up
// here and given in place of the server's; first map: from the navigation to the first drawing; frames: while the map is
// dragged about, with the processor's time for each, so that a busy machine can be told from a slow page.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { open, visit } from "./browser.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { incidents: { type: "string", default: "100000" } } });
const [url = "http://127.0.0.1:8750", enter = ""] = positionals;
const MOVES = 60;

const browser = await open();
const { page } = await visit(browser, url, { enter });
const mission = await (await page.request.get(`${url}/v1/mission`)).json();
const body = JSON.stringify(columns(Number(values.incidents), mission.area_e6));
await page.route("**/v1/incidents/map*", (route) => route.fulfill({ body, contentType: "application/json" }));
const firsts = [];
for (let turn = 0; turn < 5; turn += 1) {
  await page.goto(`${url}/app/situation`, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("truceline:first-map").length > 0, null, { polling: 20 });
  firsts.push(await page.evaluate(() => performance.getEntriesByName("truceline:first-map")[0].startTime));
}
await page.waitForTimeout(1500);
const found = { incidents: Number(values.incidents), megabytes: body.length / 1e6, first_map_ms: firsts.map(Math.round), panning: [] };
for (let closer = 0; closer <= 6; closer += 2) {
  found.panning.push({ closer, ...(await dragged(page)) });
  for (let step = 0; step < 2; step += 1) {
    await page.locator(".maplibregl-ctrl-zoom-in").click();
    await page.waitForTimeout(500);
  }
}
await browser.close();
console.log(JSON.stringify(found, null, 1));

async function dragged(page) {
  const box = await page.locator(".map").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    window.seen = [];
    const tick = (time) => {
      window.seen.push(time);
      window.next = requestAnimationFrame(tick);
    };
    window.next = requestAnimationFrame(tick);
  });
  const before = processorTime();
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let move = 0; move < MOVES; move += 1) {
    await page.mouse.move(x + Math.sin(move / 6) * 200, y + Math.cos(move / 6) * 120);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  const seen = await page.evaluate(() => (cancelAnimationFrame(window.next), window.seen));
  const after = processorTime();
  const gaps = seen.slice(1).map((time, at) => time - seen[at]).sort((a, b) => a - b);
  const spent = Object.fromEntries(Object.entries(after).map(([kind, ms]) => [`${kind}_ms`, +((ms - (before[kind] ?? 0)) / seen.length).toFixed(1)]));
  const gathered = await page.locator(".legend").getAttribute("data-gathered");
  return { gathered, frames_a_second: +((1000 * gaps.length) / (seen.at(-1) - seen[0])).toFixed(1), median_ms: gaps[gaps.length >> 1], ...spent };
}

/** Milliseconds of processor that each kind of chromium's processes has used. */
function processorTime() {
  const spent = {};
  for (const line of execFileSync("ps", ["-eo", "pid,args"]).toString().split("\n")) {
    const [, pid, kind] = /^\s*(\d+) .*chromium.*--type=(renderer|gpu-process)/.exec(line) ?? [];
    if (!pid) continue;
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
      spent[kind] = (spent[kind] ?? 0) + 10 * (Number(fields[11]) + Number(fields[12]));
    } catch {
      // it ended meanwhile
    }
  }
  return spent;
}

function columns(n, [west, south, east, north]) {
  let seed = 1;
  const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const about = (low, high) => Math.round(low + ((chance() + chance()) / 2) * (high - low));
  const made = Array.from({ length: n }, (_, at) => ({
    incident_id: `inc_${at.toString(16).padStart(24, "0")}`,
    lon_e6: about(west, east),
    lat_e6: about(south, north),
    radius_m: Math.round(100 * Math.exp(chance() * 5)),
    start_s: 1_748_736_000 + Math.round(chance() * 60 * 86_400),
    event_type: at % 4,
    status: Math.floor(chance() * 4),
    existence_ppm: Math.round(chance() * 1e6),
  }));
  const fields = Object.keys(made[0]);
  return {
    ...Object.fromEntries(fields.map((field) => [field, made.map((one) => one[field])])),
    end_s: made.map(({ start_s }) => start_s + 600),
    types: ["air.drone_strike", "fire.burst", "fire.explosion", "fire.shelling"],
    statuses: ["breach", "undetermined", "no_breach", "none"],
    complete: true,
    as_of: 1,
  };
}
