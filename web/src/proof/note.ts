import { joined, same, sha256, unbase, utf8, type Bytes } from "./bytes.ts";

/** A public key in one line: name+hash+base64 (c2sp.org/signed-note). Kind 1 signs, kind 4 cosigns at a time. */
export interface NoteKey {
  readonly text: string;
  readonly name: string;
  readonly mark: Bytes;
  readonly kind: number;
  readonly bytes: Bytes;
}

export interface Signature {
  readonly key: NoteKey;
  /** UTC seconds at which a witness says it saw this state; null for the record's own signature. */
  readonly time_s: number | null;
  readonly holds: boolean;
}

/** A checkpoint (c2sp.org/tlog-checkpoint) and who signed it. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  readonly signatures: readonly Signature[];
}

const SIGNS = 1;
const COSIGNS = 4;

export async function keyOf(text: string): Promise<NoteKey | null> {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const bytes = found ? unbase(found[3]!) : null;
  if (!found || !bytes || bytes.length !== 33) return null;
  const mark = (await sha256(utf8(`${found[1]!}\n`), bytes)).slice(0, 4);
  const told = Uint8Array.from(found[2]!.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  if (!same(mark, told)) return null;
  return { text, name: found[1]!, mark, kind: bytes[0]!, bytes: bytes.slice(1) };
}

/** Reads a signed note; null where it is none, or its keys and signatures do not belong together. */
export async function checkpointOf(note: string, keys: readonly string[]): Promise<Checkpoint | null> {
  const cut = note.lastIndexOf("\n\n");
  if (cut < 0 || !note.endsWith("\n")) return null;
  const text = note.slice(0, cut + 1);
  const lines = note.slice(cut + 2, -1).split("\n");
  const [origin = "", size = "", root = ""] = text.split("\n");
  const top = unbase(root);
  if (!origin || !/^(0|[1-9][0-9]{0,15})$/.test(size) || top?.length !== 32 || lines.length !== keys.length) return null;
  const signatures = await Promise.all(lines.map((line, at) => signatureOf(line, keys[at]!, text, origin)));
  if (signatures.some((one) => one === null)) return null;
  return { origin, size: Number(size), root: top, signatures: signatures.filter((one) => one !== null) };
}

async function signatureOf(line: string, keyText: string, text: string, origin: string): Promise<Signature | null> {
  const [dash, name, coded = "", ...more] = line.split(" ");
  const [key, raw] = [await keyOf(keyText), unbase(coded)];
  if (dash !== "—" || more.length || !key || !raw || key.name !== name || !same(raw.slice(0, 4), key.mark)) return null;
  if (key.kind === SIGNS && name === origin) {
    return { key, time_s: null, holds: await signed(key, utf8(text), raw.slice(4)) };
  }
  if (key.kind !== COSIGNS || raw.length !== 4 + 8 + 64) return null;
  const seconds = Number(new DataView(raw.buffer).getBigUint64(4));
  const said = joined([utf8(`cosignature/v1\ntime ${seconds}\n`), utf8(text)]);
  return { key, time_s: seconds, holds: await signed(key, said, raw.slice(12)) };
}

async function signed(key: NoteKey, data: Bytes, signature: Bytes): Promise<boolean> {
  try {
    const imported = await crypto.subtle.importKey("raw", key.bytes, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", imported, signature, data);
  } catch {
    return false; // a key or a signature that is no point of the curve
  }
}
