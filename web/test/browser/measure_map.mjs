// How fast a server's incidents are on the map: `npm run measure -- URL [ENTER]`. First map: from the navigation to the
// first drawing; frames: while the map is dragged about. Beside each the processor's time, so that a busy machine can be
// told from a slow page. `benchmarks/map.py` asks it of 100,000 incidents.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import { open, visit } from "./browser.mjs";

const [url = "http://127.0.0.1:8750", enter = ""] = process.argv.slice(2);
const MOVES = 60;
const TURNS = 5;

const browser = await open();
const { page } = await visit(browser, url.replace(/\/$/, ""), { enter });
await firstMap(page); // the server has made the map, as for everybody after the first
const found = { load: os.loadavg()[0], first_map: [], panning: [] };
for (let turn = 0; turn < TURNS; turn += 1) found.first_map.push(await firstMap(page));
await page.waitForTimeout(1500);
for (let closer = 0; closer <= 6; closer += 2) {
  found.panning.push({ closer, ...(await dragged(page)) });
  for (let step = 0; step < 2; step += 1) {
    await page.locator(".maplibregl-ctrl-zoom-in").click();
    await page.waitForTimeout(500);
  }
}
await browser.close();
console.log(JSON.stringify(found, null, 1));

async function firstMap(page) {
  await page.goto("about:blank");
  const before = processorTime();
  await page.goto(new URL("/app/situation", url).href, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("truceline:first-map").length > 0, null, { polling: 20 });
  const ms = await page.evaluate(() => performance.getEntriesByName("truceline:first-map")[0].startTime);
  return { ms: Math.round(ms), ...spentSince(before, 1) };
}

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
  const gaps = seen.slice(1).map((time, at) => time - seen[at]).sort((a, b) => a - b);
  const spent = spentSince(before, seen.length);
  const gathered = await page.locator(".legend").getAttribute("data-gathered");
  return { gathered, frames_a_second: +((1000 * gaps.length) / (seen.at(-1) - seen[0])).toFixed(1), median_ms: gaps[gaps.length >> 1], ...spent };
}

/** The processor's milliseconds since then by kind of process, shared out over so many; what ended meanwhile is not in it. */
function spentSince(before, many) {
  const spent = {};
  for (const [pid, { kind, ms }] of Object.entries(processorTime())) {
    spent[`${kind}_ms`] = (spent[`${kind}_ms`] ?? 0) + (ms - (before[pid]?.ms ?? 0)) / many;
  }
  return Object.fromEntries(Object.entries(spent).map(([name, ms]) => [name, +ms.toFixed(1)]));
}

/** Milliseconds of processor that each of this browser's processes has used, by its number. */
function processorTime() {
  const spent = {};
  for (const line of own(execFileSync("ps", ["-eo", "pid,ppid,args"]).toString().split("\n"))) {
    const [, pid, kind] = /^\s*(\d+) .*--type=(renderer|gpu-process)/.exec(line) ?? [];
    if (!pid) continue;
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
      spent[pid] = { kind, ms: 10 * (Number(fields[11]) + Number(fields[12])) };
    } catch {
      // it ended meanwhile
    }
  }
  return spent;
}

/** The lines of processes that this one started, and that they started. */
function own(lines) {
  const known = new Set([process.pid]);
  const read = lines.map((line) => ({ line, numbers: line.trim().split(/\s+/, 2).map(Number) }));
  for (let more = true; more; ) {
    const found = read.filter(({ numbers: [pid, parent] }) => known.has(parent) && !known.has(pid));
    for (const { numbers } of found) known.add(numbers[0]);
    more = found.length > 0;
  }
  return read.filter(({ numbers }) => known.has(numbers[0])).map(({ line }) => line);
}
