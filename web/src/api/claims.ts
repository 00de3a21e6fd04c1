export interface Claim {
  readonly claim_id: string;
  readonly claimant: string;
  readonly against: string;
  readonly as_of_s: number;
  readonly window_start_s: number;
  readonly window_end_s: number;
  readonly category: string;
  readonly count: number;
  readonly qualifier: string;
  readonly unit: string | null;
  readonly parent: string | null;
  readonly source_url: string;
  readonly note: string;
}

export interface AuditPoint {
  readonly check: string;
  readonly claimant: string;
  readonly as_of_s: number;
  readonly verdict: "consistent" | "inconsistent" | "cannot_tell";
  readonly words: string;
  readonly claims: readonly string[];
  readonly stated: number | null;
  readonly derived_low: number | null;
  readonly derived_high: number | null;
}

export interface ExactClaims {
  readonly claims: readonly Claim[];
  readonly audit: readonly AuditPoint[];
  readonly as_of: number;
}

/** The audit as the newest bulletin tells it. */
export interface ReleasedClaims {
  readonly audit: readonly Pick<AuditPoint, "check" | "claimant" | "verdict" | "words">[];
  readonly day: string;
}

export const isExact = (told: ExactClaims | ReleasedClaims): told is ExactClaims => "claims" in told;
