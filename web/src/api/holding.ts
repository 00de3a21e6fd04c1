/** `GET /v1/holding`: the sheet, or what was released of it. */
export interface Holding {
  readonly verdict: string;
  readonly effect: Effect | null;
  readonly changes: readonly { readonly date: string; readonly from_milli: number; readonly to_milli: number }[];
  readonly alarms: readonly string[];
  readonly reasons: readonly string[];
  readonly series: readonly HoldingDay[];
  readonly rates: readonly Rate[];
  readonly by_sector: readonly { readonly sector_id: string; readonly name: string; readonly incidents: readonly number[]; readonly breaches: readonly number[] }[];
  readonly by_provision: readonly ProvisionSeries[];
  readonly as_of: number;
}

/** A clause with what was found against it in the released period. */
export interface ReleasedProvision {
  readonly provision_id: string;
  readonly words: string;
  readonly citation: string;
  readonly breaches: number;
  readonly undetermined: number;
  readonly no_breach: number;
}

export interface Effect {
  readonly ratio_milli: number | null;
  readonly low_milli: number | null;
  readonly high_milli: number | null;
}

export interface HoldingDay {
  readonly day: string;
  readonly incidents: number;
  readonly breaches: number;
  readonly undetermined: number;
  readonly observer_minutes: number | null;
  readonly outage_minutes: number | null;
  readonly in_force: boolean;
  readonly rate_milli?: number | null;
  readonly rate_low_milli?: number | null;
  readonly rate_high_milli?: number | null;
}

export interface Rate {
  readonly label: string;
  readonly events?: number;
  readonly incidents?: number;
  readonly observer_minutes: number;
  readonly rate_milli: number | null;
  readonly low_milli: number | null;
  readonly high_milli: number | null;
  readonly note: string;
}

export interface ProvisionSeries {
  readonly provision_id: string;
  readonly words: string;
  readonly citation: string;
  readonly breaches: readonly number[];
  readonly undetermined: readonly number[];
}

interface Released {
  readonly verdict: Omit<Holding, "verdict" | "series" | "rates" | "by_sector" | "by_provision" | "changes" | "effect"> &
    Effect & { readonly verdict: string; readonly changes: readonly string[] };
  readonly series: readonly HoldingDay[];
  readonly rates: readonly Rate[];
  readonly by_provision: readonly ReleasedProvision[];
  readonly as_of: number;
}

/** What was released is said in sentences, and by clause for the period as a whole. */
interface Told extends Holding {
  readonly said: readonly string[];
  readonly provisions: readonly ReleasedProvision[];
}

/** Both forms as one: what was not released is not there. */
export function holdingOf(told: Holding | Released): Told {
  if (typeof told.verdict === "string") return { ...(told as Holding), said: [], provisions: [] };
  const { verdict, series, rates, by_provision: provisions, as_of } = told as Released;
  const { ratio_milli, low_milli, high_milli } = verdict;
  return {
    verdict: verdict.verdict,
    effect: { ratio_milli, low_milli, high_milli },
    changes: [],
    said: verdict.changes,
    provisions,
    alarms: verdict.alarms,
    reasons: verdict.reasons,
    series,
    rates,
    by_sector: [],
    by_provision: [],
    as_of,
  };
}

export type ToldHolding = Holding | Released;
