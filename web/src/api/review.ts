import type { Incident } from "./types.ts";

export const REVIEW_KINDS = ["duplicates", "origins", "confidence"] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** An observation with all that it says. */
export interface FullObservation {
  readonly observation_id: string;
  readonly item_id: string;
  readonly source: string;
  readonly source_class: string;
  readonly event_type: string;
  readonly start_s: number;
  readonly end_s: number;
  readonly lat_e6: number | null;
  readonly lon_e6: number | null;
  readonly radius_m: number | null;
  readonly place_words: string | null;
  readonly count_low: number | null;
  readonly count_high: number | null;
  readonly count_unit: string | null;
  readonly verb: string;
  readonly alleged_actor: string | null;
  readonly claimant: string | null;
  readonly weapon: string | null;
  readonly target: string | null;
  readonly killed_low: number | null;
  readonly wounded_low: number | null;
  readonly text: string | null;
  readonly confidence_ppm: number;
}

export interface ReportPair {
  readonly about: "reports";
  readonly a: FullObservation;
  readonly b: FullObservation;
  readonly incident_id: string;
  readonly p_ppm: number;
  readonly open: boolean;
  readonly terms: readonly (readonly [label: string, milli: number])[];
}

export interface TextPair {
  readonly about: "texts";
  readonly pair: {
    readonly a: string;
    readonly b: string;
    readonly relation: string;
    readonly score_ppm: number;
    readonly reason: string;
    readonly direction: string | null;
    readonly credit: string | null;
  };
  readonly a_name: string;
  readonly b_name: string;
}

export interface Doubtful {
  readonly about: "incident";
  readonly incident: Incident;
}

export type Question = ReportPair | TextPair | Doubtful;

export interface ReviewSheet {
  readonly kind: ReviewKind;
  readonly items: readonly Question[];
  readonly as_of: number;
}

export type Verdict = "same" | "apart" | "withdrawn";

export interface RulingAnswer {
  readonly ruling: { readonly who: string; readonly verdict: Verdict } | null;
  readonly entry: number | null;
}
