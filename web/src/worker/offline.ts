/**
 * Keeps the pages' own files on this device, so that the form for reports opens where there is no line. Answers of the
 * server's interface are never kept here, and nothing is sent from here.
 */
declare const OFFLINE_FILES: readonly string[];
declare const OFFLINE_VERSION: string;

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as EventTarget & { readonly clients: { claim(): Promise<void> } };
const PREFIX = "truceline-pages-";
const CACHE = PREFIX + OFFLINE_VERSION;
/** One page carries all others. */
const SHELL = "/app/report";
/** A line that answers nothing for so long is none. */
const PATIENCE_MS = 4_000;

worker.addEventListener("install", (event) => (event as WorkerEvent).waitUntil(store()));
worker.addEventListener("activate", (event) => (event as WorkerEvent).waitUntil(begin()));
worker.addEventListener("fetch", (event) => {
  const { request, respondWith } = { request: (event as FetchEvent).request, respondWith: (event as FetchEvent).respondWith.bind(event) };
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === "/" || url.pathname === "/enter" || /^\/app(\/|$)/.test(url.pathname)) respondWith(page(request));
  } else if (OFFLINE_FILES.includes(url.pathname)) respondWith(file(request));
});

async function store(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([SHELL, ...OFFLINE_FILES].map((path) => new Request(path, { cache: "no-cache" })));
}

async function begin(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}

/** The server's page; the kept one where the server is silent or behind a broken gate. */
async function page(request: Request): Promise<Response> {
  const late = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MS));
  const asked = fetch(request);
  const first = await Promise.race([asked.catch(() => null), late]);
  if (first && first.status < 500) return first;
  return (await (await caches.open(CACHE)).match(SHELL)) ?? asked;
}

async function file(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(request, { ignoreVary: true })) ?? fetch(request);
}
