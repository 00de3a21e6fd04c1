import { sentIn, type Sent } from "./stream.ts";

export type LiveState = "connecting" | "live" | "lost";

interface Listener {
  readonly onSent: (sent: Sent) => void;
  readonly onState: (state: LiveState) => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Follows the server's events until told to stop. After a break it asks for what came after the last event it has
 * (Last-Event-ID), waiting longer each time; a refusal (4xx) ends it, for asking again would change nothing.
 */
export function follow(url: string, listener: Listener): () => void {
  const stop = new AbortController();
  void (async () => {
    let last = "";
    let wait = FIRST_WAIT_MS;
    while (!stop.signal.aborted) {
      listener.onState("connecting");
      const refused = await listen(url, last, stop.signal, listener, (sent) => {
        if (sent.id) last = sent.id;
        wait = FIRST_WAIT_MS;
      });
      if (stop.signal.aborted || refused) return;
      listener.onState("lost");
      await pause(wait * (0.5 + Math.random() / 2), stop.signal);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  })();
  return () => stop.abort();
}

async function listen(
  url: string,
  last: string,
  signal: AbortSignal,
  listener: Listener,
  onAny: (sent: Sent) => void,
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      headers: { Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) },
      cache: "no-store",
      credentials: "same-origin",
      signal,
    });
    if (response.status >= 400 && response.status < 500 && response.status !== 429) return true;
    if (!response.ok || !response.body) return false;
    listener.onState("live");
    let text = "";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const { sent, rest } = sentIn(text + piece.value);
      text = rest;
      for (const one of sent) {
        onAny(one);
        listener.onSent(one);
      }
    }
  } catch {
    return false; // the connection broke: the caller tries again
  }
  return false;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    });
  });
