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
    /** What stands in both, word for word. */
    readonly spans: readonly Readonly<Record<"a_start" | "a_end" | "b_start" | "b_end", number>>[];
  };
  readonly a_name: string;
  readonly b_name: string;
  readonly a_text: string;
  readonly b_text: string;
  readonly a_language: string | null;
  readonly b_language: string | null;
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

/** What is said of two reports: one incident, or two; and of two texts: one origin, two, or that nobody can tell. */
export type Said = "same" | "apart" | "one_origin" | "two_origins" | "undetermined";
export type Verdict = Said | "withdrawn";

/** What can be ruled on the questions of a kind, each with its key. */
export const VERDICTS: Readonly<Record<ReviewKind, readonly (readonly [key: string, said: Said])[]>> = {
  duplicates: [["s", "same"], ["d", "apart"]],
  origins: [["s", "one_origin"], ["d", "two_origins"], ["t", "undetermined"]],
  confidence: [],
};

export interface RulingAnswer {
  readonly ruling: { readonly who: string; readonly verdict: Verdict } | null;
  readonly entry: number | null;
}
