import type { Status } from "./types.ts";

export type Stage = "monitoring" | "verification" | "investigation" | "dispute_resolution" | "closed";
export type Ruling = "violation" | "no_violation" | "unable_to_rule";
export type Act = "move" | "reply" | "vote" | "propose" | "sign" | "dissent" | "remedy";

export interface Proposal {
  readonly number: number;
  readonly outcome: Ruling;
  readonly attributed_to: string | null;
  readonly grounds: string;
  readonly statement: string;
  readonly signed_by: readonly string[];
  readonly proposed_s: number;
}

export interface Decision {
  readonly decision_id: string;
  readonly outcome: Ruling;
  readonly attributed_to: string | null;
  readonly grounds: string;
  readonly signed_by: readonly string[];
  readonly dissent: readonly string[];
  readonly decided_s: number;
}

export interface Remedy {
  readonly remedy_id: string;
  readonly party: string;
  readonly words: string;
  readonly due_s: number | null;
  readonly status: "open" | "done" | "overdue";
}

export interface Case {
  readonly case_id: string;
  readonly incident_id: string;
  readonly findings: readonly string[];
  readonly stage: Stage;
  readonly outcome: Ruling | "pending";
  readonly brought_by: string;
  readonly why: string;
  readonly opened_s: number;
  readonly moved: readonly (readonly [Stage, string, number])[];
  readonly replies: readonly { readonly party: string; readonly words: string; readonly replied_s: number }[];
  readonly votes: readonly {
    readonly seat: string;
    readonly outcome: Ruling;
    readonly attributed_to: string | null;
    readonly grounds: string;
    readonly cast_s: number;
  }[];
  readonly proposals: readonly Proposal[];
  readonly decisions: readonly Decision[];
  readonly dissents: readonly { readonly seat: string; readonly decision_id: string; readonly words: string; readonly said_s: number }[];
  readonly remedies: readonly Remedy[];
  readonly follow_ups: readonly {
    readonly remedy_id: string;
    readonly by: string;
    readonly status: string;
    readonly words: string;
    readonly said_s: number;
  }[];
}

/** An incident as it may be told: a day, a coarse place where it was published. */
export interface ToldIncident {
  readonly incident_id: string;
  readonly event_type: string;
  readonly day: string;
  readonly part_of_day: string;
  readonly radius_km: number | null;
  readonly area: string | null;
  /** Corners of the cell that may be told, the first one again at the end. */
  readonly cell_outline: { readonly lon_lat_e6: readonly (readonly [number, number])[] } | null;
  readonly origins_min: number;
  readonly origins_max: number;
  readonly n_reports: number;
  readonly claimants: readonly string[];
  readonly existence_ppm: number;
  readonly killed_low: number | null;
  readonly killed_high: number | null;
  readonly wounded_low: number | null;
  readonly wounded_high: number | null;
}

export interface ToldFinding {
  readonly finding_id: string;
  readonly provision_id: string;
  readonly provision_words: string;
  readonly status: Status;
  readonly belief_ppm: number;
  readonly plausibility_ppm: number;
  readonly attribution: string;
  readonly attributed_to: string | null;
  readonly summary: string;
}

export interface CaseSheet {
  readonly case: Case;
  readonly state: string;
  readonly incident: ToldIncident | null;
  readonly findings: readonly ToldFinding[];
  readonly may: readonly Act[];
  readonly party: string | null;
}

export interface Release {
  readonly day: string;
  readonly bulletin_id: string;
  readonly statement: string;
  readonly files: readonly { readonly name: string; readonly size_bytes: number; readonly sha256: string }[];
  readonly signed_by: readonly string[];
  readonly void: string;
}

export type BulletinKind = "daily" | "weekly" | "special";

/** A bulletin that somebody asked for; made beside what the server answers. */
export interface AskedRelease {
  readonly id: string;
  readonly url: string;
  readonly state: "waiting" | "working" | "done" | "failed";
  readonly kind: BulletinKind;
  readonly day: string | null;
  readonly asked_by: string;
  readonly asked_s: number;
  readonly draft: string | null;
  readonly problem: { readonly detail?: string; readonly advice?: string } | null;
}

/** Drafts that wait for signatures, and what is still to become one. */
export interface ReleasePage {
  readonly items: readonly Release[];
  readonly asked: readonly AskedRelease[];
}
