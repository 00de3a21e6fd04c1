import type { Key } from "../words/en/book.ts";

/** A picture as a draft names it. Its bytes lie apart on the device, so that a draft is quick to keep. */
export interface NamedPicture {
  /** As it is sent: a camera's own name for it says nothing to the mission, and may tell of whoever took it. */
  readonly name: string;
  /** What its file is called on this device, for whoever chose it. */
  readonly label: string;
  readonly bytes: number;
}

/** Its bytes, as they came from the camera: what else is written in the file stays evidence, and is never published. */
export interface KeptPicture {
  readonly id: string;
  readonly data: ArrayBuffer;
}

/** Of one observation; a device has little room, and a line in the field carries little. */
export const MOST_PICTURES = 4;
export const LARGEST_BYTES = 10_000_000;

const ENDINGS: Readonly<Record<string, string>> = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };
export const PICTURE_TYPES = Object.keys(ENDINGS);

/** Where the bytes lie: all pictures of a report stand beside one another. */
export const pictureId = (report: string, name: string): string => `${report}/${name}`;

/** Why a file cannot go with a report; null where it can. */
export function hindrance(file: { readonly type: string; readonly size: number }, already: number): Key | null {
  if (already >= MOST_PICTURES) return "report.picture_many";
  if (!(file.type in ENDINGS)) return "report.picture_kind";
  return file.size > LARGEST_BYTES ? "report.picture_large" : null;
}

export const namedPicture = (file: { readonly type: string; readonly size: number; readonly name: string }): NamedPicture => ({
  name: `${crypto.randomUUID()}.${ENDINGS[file.type]}`,
  label: file.name,
  bytes: file.size,
});
