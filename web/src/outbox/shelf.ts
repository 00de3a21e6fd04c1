import type { Mission, Session } from "../api/types.ts";
import type { Draft } from "./draft.ts";
import type { KeptPicture } from "./pictures.ts";
import type { ReportBody } from "./report.ts";

/** A report that waits for the line. It is sent as it was when it was handed over, under one key. */
export interface Queued {
  readonly id: string;
  readonly person: string;
  readonly key: string;
  readonly handed_ms: number;
  readonly body: ReportBody;
  readonly draft: Draft;
  /** Why the server would not have it; null while it waits. */
  readonly refused: string | null;
}

/** All that stays of a report that was sent. */
export interface Receipt {
  readonly id: string;
  readonly person: string;
  readonly sent_ms: number;
  readonly sha256: string;
  readonly index: number;
  readonly note: string | null;
  readonly observations: number;
  readonly rejected: number;
}

/** Who reports from this device, so that the form opens where there is no line. */
export interface Remembered {
  readonly session: Session;
  readonly mission: Mission;
}

/** Where a device keeps what its people report. */
export interface Shelf {
  drafts(person: string): Promise<readonly Draft[]>;
  queue(person: string): Promise<readonly Queued[]>;
  receipts(person: string): Promise<readonly Receipt[]>;
  putDraft(draft: Draft): Promise<void>;
  /** With its pictures. */
  dropDraft(id: string): Promise<void>;
  putPicture(one: KeptPicture): Promise<void>;
  dropPicture(id: string): Promise<void>;
  picture(id: string): Promise<KeptPicture | undefined>;
  /** In one step: the draft becomes a report that waits. */
  hand(one: Queued): Promise<void>;
  putQueued(one: Queued): Promise<void>;
  /** In one step: a report that waits becomes a draft again. */
  takeBack(one: Queued): Promise<void>;
  /** In one step: of a report that was sent its receipt stays, and nothing else. */
  settle(receipt: Receipt): Promise<void>;
  /** All that is kept of this person; of everybody, where none is named. */
  wipe(person?: string): Promise<void>;
  /** How many drafts and reports of others lie here. */
  ofOthers(person: string): Promise<number>;
}
