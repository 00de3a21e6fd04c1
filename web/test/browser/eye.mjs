// What a person sees at once and no rule of axe names: runs in the page, and tells what is wrong in words.

/** Text of a chart that is drawn smaller than this is not read. */
const SMALLEST_PX = 9.5;

/** Given to `page.evaluate`. `foreign`: no Latin words may stand in the pages' own headings, labels and buttons. */
function seen({ smallest, foreign, names }) {
  const told = [];
  const said = (element) => element.textContent.replaceAll(/\s+/g, " ").trim();
  const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen");
  const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent;
    if (!visible(node.parentElement) || node.parentElement.closest("pre, code, .document-text, blockquote, script, style")) continue;
    const blank = text.match(/\{\w+\}|\bundefined\b|\bNaN\b|\[object /);
    if (blank) told.push(`a blank that was not filled: ${text.slice(0, 80)}`);
  }
  for (const text of all("svg text")) {
    const size = parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 1);
    if (size < smallest) told.push(`${size.toFixed(1)} px in a chart: ${said(text)}`);
  }
  for (const chart of all("svg[role=img]")) if (!chart.ariaLabel?.trim()) told.push("a chart without a name");
  for (const element of all("button, .chip, h1, h2, h3, th, legend, summary, dt, select"))
    if (getComputedStyle(element).overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1) told.push(`cut: ${said(element)}`);
  const labels = all("svg text").map((text) => [said(text), text.getBoundingClientRect()]);
  labels.forEach(([one, a], at) =>
    labels.slice(at + 1).forEach(([other, b]) => {
      const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const under = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (over > 3 && under > 4) told.push(`one label over another: ${one} | ${other}`);
    }),
  );
  if (foreign)
    for (const element of all("h1, h2, legend, label, button, summary, thead th, nav a, dt, figcaption")) {
      if (element.closest(".reason, .bond, .pair")) continue; // the agreement's words, and names of sources
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join(" ");
      const latin = own.match(/\b[A-Za-z]{3,}\b/g)?.filter((word) => !names.includes(word)) ?? [];
      if (latin.length) told.push(`not translated: ${own.trim().slice(0, 80)}`);
    }
  return [...new Set(told)];
}

/** Words that are the same in every language: names of formats and programs, and those of the exercise. */
const NAMES = ["SHA", "JSON", "JPEG", "PNG", "WebP", "HTTPS", "truceline", "Truceline", "Natural", "Earth", "UTC", "GMT"];

/** What is wrong to the eye on this page. `names`: words of sectors, parties and sources, which nobody translates. */
export const sights = (page, language, names) =>
  page.evaluate(seen, { smallest: SMALLEST_PX, foreign: language !== "en", names: [...NAMES, ...names] });
