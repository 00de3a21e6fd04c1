/** What the API answers: the model's own names, integers as stored (micro-degrees, ppm, UTC seconds). */

export interface Session {
  readonly name: string;
  readonly role: string;
  readonly office: string;
  readonly solo: boolean;
  readonly csrf: string;
  readonly languages: readonly string[];
  /** "action class state", as the table of access names them. */
  readonly may: readonly string[];
  /** The organisation through which one can sign in; empty: there is none. */
  readonly provider: string;
  /** Where to sign out there too, after signing out here. */
  readonly farewell?: string;
  /** The server did not say so now: it is who reported from this device last. */
  readonly remembered?: boolean;
}

export interface Mission {
  readonly name: string;
  readonly zone: string;
  readonly cut_off: string;
  readonly languages: readonly string[];
  readonly parties: readonly { readonly party_id: string; readonly name: string }[];
  readonly provisions: readonly { readonly provision_id: string; readonly words: string; readonly citation: string }[];
  readonly sectors: readonly Sector[];
  readonly area_e6: readonly [number, number, number, number] | null;
  readonly now_s: number;
  readonly as_of: number;
  readonly invented: boolean;
}

/** A zone or line of the agreement. */
export interface Sector {
  readonly sector_id: string;
  readonly kind: string;
  readonly name: string;
  readonly geometry: GeoJSON.Geometry;
}

/** A place to know the country by; the largest come first. */
export interface Settlement {
  readonly name: string;
  /** What it is called in other languages. */
  readonly names: Readonly<Record<string, string>>;
  readonly lat_e6: number;
  readonly lon_e6: number;
  readonly population: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly as_of: number;
}

export type Status = "breach" | "no_breach" | "undetermined";

export interface Incident {
  readonly incident_id: string;
  readonly event_type: string;
  readonly type_share_ppm: number;
  readonly start_s: number;
  readonly end_s: number;
  readonly lat_e6: number | null;
  readonly lon_e6: number | null;
  readonly radius_m: number | null;
  readonly n_observations: number;
  readonly n_sources: number;
  readonly origins_min: number;
  readonly origins_max: number;
  readonly claimants: readonly string[];
  readonly alleged_actor: string | null;
  readonly actor_disputed: boolean;
  readonly weapon: string | null;
  readonly target: string | null;
  readonly count_low: number | null;
  readonly count_high: number | null;
  readonly count_unit: string | null;
  readonly killed_low: number | null;
  readonly killed_high: number | null;
  readonly wounded_low: number | null;
  readonly wounded_high: number | null;
  readonly verb: string;
  readonly existence_ppm: number;
  readonly status?: Status | null;
}

export interface Finding {
  readonly finding_id: string;
  readonly incident_id: string;
  readonly provision_id: string;
  readonly status: Status;
  readonly counted: boolean;
  readonly belief_ppm: number;
  readonly plausibility_ppm: number;
  readonly contested: boolean;
  readonly attribution: string;
  readonly attributed_to: string | null;
  readonly summary: string;
}
