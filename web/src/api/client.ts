import { searchOf, type Asked } from "../router/url.ts";
import { Problem, problemOf } from "./problem.ts";

interface Seen {
  readonly etag: string;
  readonly value: unknown;
}

/** How an answer's bytes are understood. */
export interface Reading<T> {
  readonly mediaType: string;
  readonly read: (bytes: ArrayBuffer) => T;
}

/**
 * Asks the mission's server. Answers are kept by their ETag in memory only: what is confidential never reaches the disk
 * of this machine, and is forgotten on signing out.
 */
export class Client {
  readonly #seen = new Map<string, Seen>();
  readonly #fetch: typeof fetch;
  csrf = "";
  /** In which the server tells what it tells in sentences. */
  language = "en";
  /** What somebody has said they need the places of watchers for. */
  purpose = "";
  /** Told when the server no longer knows who asks. */
  onSignedOut: () => void = () => {};

  constructor(fetched: typeof fetch = (input, init) => fetch(input, init)) {
    this.#fetch = fetched;
  }

  async get<T>(path: string, asked: Asked = {}, signal?: AbortSignal, purpose = ""): Promise<T> {
    const headers = { Accept: "application/json", ...(purpose ? { "Truceline-Purpose": encoded(purpose) } : {}) };
    return await this.#got(path + searchOf(asked), headers, (response) => response.json() as Promise<T>, signal);
  }

  /** An answer of another media type than JSON, as its reading makes it. */
  async getAs<T>({ mediaType, read }: Reading<T>, path: string, asked: Asked = {}, signal?: AbortSignal): Promise<T> {
    const made = async (response: Response) => read(await response.arrayBuffer());
    return await this.#got(path + searchOf(asked), { Accept: mediaType }, made, signal);
  }

  /** The very text of an answer: of a proof every byte counts. */
  async getText(path: string): Promise<string> {
    const response = await this.#ask(path, { cache: "no-store" });
    if (!response.ok) throw await problemOf(response);
    return response.text();
  }

  /** Writes once: the key makes a repeated send the same send. */
  async send<T>(method: "POST" | "DELETE", path: string, body?: unknown, key: string = crypto.randomUUID()): Promise<T> {
    return this.#write(method, path, key, body === undefined ? undefined : JSON.stringify(body), "application/json");
  }

  /** Sends a file's very bytes, once. */
  async sendBytes<T>(path: string, bytes: ArrayBuffer, key: string): Promise<T> {
    return this.#write("POST", path, key, bytes, "application/octet-stream");
  }

  forget(): void {
    this.#seen.clear();
    this.csrf = "";
    this.purpose = "";
  }

  async #write<T>(method: string, path: string, key: string, body: string | ArrayBuffer | undefined, type: string): Promise<T> {
    const response = await this.#ask(path, {
      method,
      headers: {
        Accept: "application/json",
        "Idempotency-Key": key,
        ...(this.csrf ? { "X-CSRF-Token": this.csrf } : {}),
        ...(body === undefined ? {} : { "Content-Type": type }),
      },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw await problemOf(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  async #got<T>(
    url: string,
    headers: Readonly<Record<string, string>>,
    read: (response: Response) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const kept = [this.language, url, ...Object.values(headers)].join(" ");
    const seen = this.#seen.get(kept);
    const response = await this.#ask(url, {
      headers: { ...headers, ...(seen ? { "If-None-Match": seen.etag } : {}) },
      cache: "no-store",
      ...(signal ? { signal } : {}),
    });
    if (response.status === 304 && seen) return seen.value as T;
    if (!response.ok) throw await problemOf(response);
    const value = await read(response);
    const etag = response.headers.get("ETag");
    if (etag) this.#keep(kept, { etag, value });
    return value;
  }

  async #ask(url: string, init: RequestInit): Promise<Response> {
    try {
      const headers = { "Accept-Language": this.language, ...init.headers };
      const response = await this.#fetch(url, { credentials: "same-origin", redirect: "error", ...init, headers });
      if (response.status === 401 && this.csrf && !url.startsWith("/v1/session")) this.onSignedOut();
      return response;
    } catch (reason) {
      if (reason instanceof DOMException && reason.name === "AbortError") throw reason;
      throw new Problem(0, {});
    }
  }

  #keep(url: string, seen: Seen): void {
    this.#seen.delete(url);
    this.#seen.set(url, seen);
    const oldest = this.#seen.keys().next().value;
    if (this.#seen.size > MOST_SEEN && oldest !== undefined) this.#seen.delete(oldest);
  }
}

const MOST_SEEN = 60;

/** Words of any language, as a header can hold them (the extended values of RFC 8187). */
const encoded = (words: string): string => `UTF-8''${encodeURIComponent(words)}`;
