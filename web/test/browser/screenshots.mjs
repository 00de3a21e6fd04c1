// Pictures of every page, in both themes and at three widths: `npm run screenshots -- URL [ENTER] [--out FOLDER] [--lang uk]`.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { open, settled, visit } from "./browser.mjs";
import { places } from "./places.mjs";

const SIZES = [[390, 844], [768, 1024], [1440, 900]];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: "/tmp/truceline-pages" }, lang: { type: "string", default: "en" } },
});
const [url = "http://127.0.0.1:8750", enter = ""] = positionals;
await mkdir(values.out, { recursive: true });
const browser = await open();
for (const theme of ["light", "dark"])
  for (const [width, height] of SIZES) {
    const { context, page } = await visit(browser, url.replace(/\/$/, ""), { enter, theme, width, height, language: values.lang });
    for (const [name, address] of await places(page, url)) {
      await page.goto(new URL(address, url).href);
      await settled(page);
      if (name === "situation" || name === "home") await page.waitForTimeout(1500);
      const file = path.join(values.out, `${name}-${width}-${theme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    }
    await context.close();
  }
await browser.close();
