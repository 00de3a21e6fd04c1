/** A report as `POST /v1/observations` takes it. */

export interface SeenBody {
  readonly type: string;
  readonly at: string;
  readonly end?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly radius_m?: number;
  readonly place?: string;
  readonly verb?: string;
  readonly count?: number;
  readonly unit?: string;
  readonly weapon?: string;
  readonly killed?: number;
  readonly wounded?: number;
  readonly text?: string;
  /** The names of pictures that are sent after it. */
  readonly photos?: readonly string[];
}

export interface ReportBody {
  readonly report_id: string;
  readonly start?: string;
  readonly end?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly range_m?: number;
  readonly sector?: string;
  readonly observations: readonly SeenBody[];
  readonly restrictions: readonly {
    readonly type: string;
    readonly start: string;
    readonly end: string;
    readonly reason?: string;
  }[];
}

/** What the server answers: `receipt` is a note under the record's signature. */
export interface Submitted {
  readonly sha256: string;
  readonly index: number;
  readonly receipt: string | null;
  readonly notes: readonly Remark[];
  readonly observations: number;
  readonly again: boolean;
}

export interface Remark {
  readonly line: number;
  readonly field: string;
  readonly found: string;
  readonly advice: string;
  readonly severity: string;
}
