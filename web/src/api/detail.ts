import type { ToldIncident } from "./cases.ts";
import type { Finding, Incident } from "./types.ts";

/** `GET /v1/incidents/{id}` for those who may read exact rows: an incident with all that stands behind it. */
export interface IncidentDetail {
  readonly incident: Incident & { readonly sectors: readonly string[] };
  readonly observations: readonly Observation[];
  readonly documents: readonly EvidenceText[];
  readonly documents_left_out: number;
  readonly rows: readonly EvidenceRow[];
  readonly pictures: readonly EvidencePicture[];
  readonly origins: { readonly items: readonly Origin[]; readonly pairs: readonly Pair[] };
  readonly bonds: readonly Bond[];
  readonly rivals: readonly Rival[];
  readonly claims: readonly RivalClaim[];
  readonly findings: readonly FindingDetail[];
  readonly proof: readonly Line[];
  readonly rulings: readonly Ruling[];
  readonly text_rulings: readonly TextRuling[];
  readonly as_of: number;
}

/** The same for everybody else: as the incident was released. */
export interface ReleasedIncident {
  readonly incident: ToldIncident;
  readonly findings: readonly (Finding & { readonly provision_words: string })[];
  readonly status: string;
}

export const isDetail = (told: IncidentDetail | ReleasedIncident): told is IncidentDetail => "observations" in told;

export interface Observation {
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
  readonly verb: string;
  readonly claimant: string | null;
  readonly text: string | null;
  readonly method: string;
  readonly confidence_ppm: number;
  readonly p_same_ppm: number;
}

/** What somebody ruled on two texts: whether they go back to one origin. */
export interface TextRuling {
  readonly a: string;
  readonly b: string;
  readonly verdict: "one_origin" | "two_origins" | "undetermined";
  readonly who: string;
  readonly why: string;
}

export interface Mark {
  readonly number: number;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly observation_id: string | null;
}

export interface EvidenceText {
  readonly item_id: string;
  readonly sha256: string;
  readonly filename: string;
  readonly source: string;
  readonly title: string;
  readonly url: string;
  readonly language: string | null;
  readonly published: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface EvidenceRow {
  readonly observation_id: string;
  readonly filename: string;
  readonly source: string;
  readonly line: number;
  readonly words: string;
}

/** A picture that was sent with a report behind the incident. */
export interface EvidencePicture {
  readonly sha256: string;
  readonly source_class: string;
  readonly received_s: number;
  readonly observations: readonly string[];
}

export interface Origin {
  readonly origin_id: string;
  readonly items: readonly string[];
}

export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly a_name: string;
  readonly b_name: string;
  readonly relation: string;
  readonly score_ppm: number;
  readonly reason: string;
}

export interface Bond {
  readonly a: string;
  readonly b: string;
  /** Evidence for (+) or against (−) one incident, in thousandths of a nat. */
  readonly terms: readonly { readonly label: string; readonly milli: number }[];
}

export interface Rival {
  readonly observation_id: string;
  readonly rival_incident_id: string;
  readonly p_ppm: number;
}

export interface RivalClaim {
  readonly field: string;
  readonly values: readonly {
    readonly value: string;
    readonly observations: readonly string[];
    readonly sources: readonly string[];
  }[];
}

/** A condition with the number of possible worlds in which it is met, unknown or not met. */
export interface Reason {
  readonly words: string;
  readonly met: number;
  readonly unknown: number;
  readonly not_met: number;
  readonly children: readonly Reason[];
}

export interface FindingDetail extends Finding {
  readonly readings: readonly {
    readonly according_to: string;
    readonly status: string;
    readonly belief_ppm: number;
    readonly plausibility_ppm: number;
    readonly tree: Reason;
  }[];
  readonly would_change: readonly string[];
}

/** A sentence of the proof; where it names an entry of the record, its place and the hash of its leaf. */
export interface Line {
  readonly depth: number;
  readonly words: string;
  readonly entry: number | null;
  readonly leaf: string | null;
}

export interface Ruling {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  readonly who: string;
  readonly why: string;
}
