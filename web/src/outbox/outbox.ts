import type { Client } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import type { Session } from "../api/types.ts";
import { searchOf } from "../router/url.ts";
import type { Draft } from "./draft.ts";
import { pictureId } from "./pictures.ts";
import type { Remark, ReportBody, Submitted } from "./report.ts";
import type { Queued, Receipt, Shelf } from "./shelf.ts";

/** How it stands between this device and the server. */
export type Line = "idle" | "sending" | "offline" | "signed_out" | "later";

export interface Held {
  /** Whether the device was looked into: before, nobody knows whether something waits. */
  readonly known: boolean;
  readonly drafts: readonly Draft[];
  readonly queue: readonly Queued[];
  readonly receipts: readonly Receipt[];
  readonly others: number;
  readonly line: Line;
  /** What the server remarked on reports that it took, until the page is closed. */
  readonly remarks: ReadonlyMap<string, readonly Remark[]>;
}

const NOTHING: Held = { known: false, drafts: [], queue: [], receipts: [], others: 0, line: "idle", remarks: new Map() };

/** One sender at a time on this device, however many windows are open. */
export type Alone = (work: () => Promise<void>) => Promise<void>;

/**
 * What a person has written on this device, and its way to the server: in order, each under its own key until there is
 * a receipt. Nothing is sent in the name of somebody else.
 */
export class Outbox {
  held: Held = NOTHING;
  readonly ears = new Set<() => void>();
  onSession: (session: Session) => void = () => {};
  readonly #client: Client;
  readonly #shelf: Shelf;
  readonly #alone: Alone;
  #person = "";
  #opened = Promise.resolve();

  constructor(client: Client, shelf: Shelf, alone: Alone) {
    this.#client = client;
    this.#shelf = shelf;
    this.#alone = alone;
  }

  /** Whose it is from now on; nobody's, and nothing of it is shown. */
  open(person: string): Promise<void> {
    if (person !== this.#person) {
      this.#person = person;
      this.#tell(NOTHING);
      this.#opened = person ? this.#read() : Promise.resolve();
    }
    return this.#opened; // whoever asks second waits for what the first began to read
  }

  async save(draft: Draft): Promise<void> {
    await this.#shelf.putDraft({ ...draft, saved_ms: Date.now() });
    await this.#read();
  }

  async drop(id: string): Promise<void> {
    await this.#shelf.dropDraft(id);
    await this.#read();
  }

  keepPicture(report: string, name: string, data: ArrayBuffer): Promise<void> {
    return this.#shelf.putPicture({ id: pictureId(report, name), data });
  }

  dropPicture(report: string, name: string): Promise<void> {
    return this.#shelf.dropPicture(pictureId(report, name));
  }

  async hand(draft: Draft, body: ReportBody): Promise<void> {
    const last = this.held.queue.at(-1)?.handed_ms ?? 0;
    await this.#shelf.hand({
      id: draft.id,
      person: this.#person,
      key: crypto.randomUUID(),
      handed_ms: Math.max(Date.now(), last + 1), // the order stays, whatever the device's clock does
      body,
      draft,
      refused: null,
    });
    await this.#read();
    await this.send();
  }

  async takeBack(one: Queued): Promise<void> {
    await this.#shelf.takeBack(one);
    await this.#read();
  }

  async wipe(everybody: boolean): Promise<void> {
    await this.#shelf.wipe(everybody ? undefined : this.#person);
    await this.#read();
  }

  /** How many drafts and reports lie on this device, whoever wrote them. */
  lying(): Promise<number> {
    return this.#shelf.ofOthers("");
  }

  /** Sends what waits. Where the line breaks, the rest goes on waiting. */
  async send(): Promise<void> {
    if (!this.#person) return;
    await this.#alone(async () => {
      const waiting = (await this.#shelf.queue(this.#person)).filter((one) => one.refused === null);
      if (!waiting.length || !(await this.#mayBeSent())) return;
      this.#tell({ line: "sending" });
      for (const one of waiting) {
        const line = await this.#sendOne(one);
        await this.#read();
        this.#tell({ line });
        if (line !== "idle") return;
      }
    });
    await this.#read();
  }

  /** Whether the server is there, and takes what is sent for this person's. */
  async #mayBeSent(): Promise<boolean> {
    try {
      const session = await this.#client.get<Session>("/v1/session");
      const own = session.name === this.#person;
      if (own) {
        this.#client.csrf = session.csrf;
        this.onSession(session);
      }
      this.#tell({ line: own ? "sending" : "signed_out" });
      return own;
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      this.#tell({ line: lineAfter(reason) ?? "later" });
      return false;
    }
  }

  async #sendOne(one: Queued): Promise<Line> {
    try {
      const told = await this.#client.send<Submitted>("POST", "/v1/observations", one.body, one.key);
      const notes = [...told.notes, ...(await this.#sendPictures(one))];
      const rejected = notes.filter(({ severity }) => severity === "rejected").length;
      const remarks = new Map(this.held.remarks).set(one.id, notes);
      await this.#shelf.settle({
        id: one.id,
        person: one.person,
        sent_ms: Date.now(),
        sha256: told.sha256,
        index: told.index,
        note: told.receipt,
        observations: told.observations,
        rejected,
      });
      this.#tell({ remarks });
      return "idle";
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      const line = lineAfter(reason);
      if (line) return line;
      const refused = [reason.message, reason.where, reason.advice].filter(Boolean).join(" · ");
      await this.#shelf.putQueued({ ...one, refused });
      return "idle";
    }
  }

  /**
   * The pictures of a report that has arrived: without it they would be witnesses of nothing. Where the line breaks all
   * is sent again, and what is there already counts once. Tells which the server would not have; throws where it waits.
   */
  async #sendPictures(one: Queued): Promise<readonly Remark[]> {
    const refused: Remark[] = [];
    for (const name of one.body.observations.flatMap(({ photos = [] }) => photos)) {
      const picture = await this.#shelf.picture(pictureId(one.id, name));
      if (!picture) continue;
      try {
        await this.#client.sendBytes("/v1/evidence" + searchOf({ filename: name, connector: "media" }), picture.data, `${one.key}/${name}`);
      } catch (reason) {
        if (!(reason instanceof Problem) || lineAfter(reason)) throw reason;
        const label = one.draft.sights.flatMap(({ pictures = [] }) => pictures).find((named) => named.name === name)?.label;
        refused.push({ line: 0, field: label ?? name, found: reason.message, advice: reason.advice ?? "", severity: "rejected" });
      }
    }
    return refused;
  }

  async #read(): Promise<void> {
    const person = this.#person;
    const [drafts, queue, receipts, others] = await Promise.all([
      this.#shelf.drafts(person),
      this.#shelf.queue(person),
      this.#shelf.receipts(person),
      this.#shelf.ofOthers(person),
    ]);
    if (person === this.#person) this.#tell({ known: true, drafts, queue, receipts, others });
  }

  #tell(change: Partial<Held>): void {
    this.held = { ...this.held, ...change };
    for (const ear of this.ears) ear();
  }
}

/** What a refusal says of the line; null where it is about the report itself. */
function lineAfter(problem: Problem): Line | null {
  if (problem.unreachable) return "offline";
  if (problem.status === 401 || problem.status === 403) return "signed_out";
  // 409: the same report is still being taken in; 429 and faults of the server pass
  if (problem.status === 409 || problem.status === 429 || problem.status >= 500) return "later";
  return null;
}
