import type { NamedPicture } from "./pictures.ts";

/** What somebody has written so far: every field as it was typed, so that nothing is lost on the way to being right. */

export interface DraftPlace {
  readonly by: "none" | "coordinates" | "words";
  readonly lat: string;
  readonly lon: string;
  readonly radius_m: string;
  readonly words: string;
}

export interface Sight {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly end: string;
  readonly place: DraftPlace;
  readonly verb: string;
  readonly count: string;
  readonly unit: string;
  readonly weapon: string;
  readonly killed: string;
  readonly wounded: string;
  readonly text: string;
  /** Absent in drafts of before there were any. */
  readonly pictures?: readonly NamedPicture[];
}

export interface Hindrance {
  readonly id: string;
  readonly type: string;
  readonly start: string;
  readonly end: string;
  readonly reason: string;
}

export interface Draft {
  /** Also the report's own name for good: the same report sent twice is one report. */
  readonly id: string;
  readonly person: string;
  readonly saved_ms: number;
  readonly from: string;
  readonly until: string;
  readonly place: DraftPlace;
  readonly range_m: string;
  readonly sector: string;
  readonly sights: readonly Sight[];
  readonly hindrances: readonly Hindrance[];
}

const NOWHERE: DraftPlace = { by: "none", lat: "", lon: "", radius_m: "", words: "" };

export const newDraft = (person: string): Draft => ({
  id: crypto.randomUUID(),
  person,
  saved_ms: 0,
  from: "",
  until: "",
  place: NOWHERE,
  range_m: "",
  sector: "",
  sights: [],
  hindrances: [],
});

export const newSight = (at = ""): Sight => ({
  id: crypto.randomUUID(),
  type: "",
  at,
  end: "",
  place: { ...NOWHERE, by: "coordinates" },
  verb: "",
  count: "",
  unit: "",
  weapon: "",
  killed: "",
  wounded: "",
  text: "",
});

export const newHindrance = (start = ""): Hindrance => ({ id: crypto.randomUUID(), type: "", start, end: "", reason: "" });

/** Whether anything was written in it. */
export const isBlank = (draft: Draft): boolean =>
  !draft.from && !draft.until && !draft.range_m && !draft.sector && draft.place.by === "none" &&
  !draft.sights.length && !draft.hindrances.length;
