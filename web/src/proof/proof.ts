import { hex, joined, sha256, same, unhex, utf8, type Bytes } from "./bytes.ts";
import { canonical, figuresOf } from "./canonical.ts";
import { climb, leafHash, rootOf } from "./merkle.ts";
import { checkpointOf, type Checkpoint } from "./note.ts";

/** One thing that was looked at, in the order in which one rests on the other. */
export type Step = "file" | "signature" | "inclusion" | "disclosure" | "content";
export const STEPS: readonly Step[] = ["file", "signature", "inclusion", "disclosure", "content"];

/** What holds and what does not. Nothing after a step that fails is looked at: it would rest on nothing. */
export interface Checked {
  readonly steps: readonly { readonly step: Step; readonly holds: boolean }[];
  readonly holds: boolean;
  readonly checkpoint: Checkpoint | null;
  readonly index: number;
  readonly entry: string;
  /** Fields of the entry that were disclosed. */
  readonly disclosed: Readonly<Record<string, unknown>>;
  /** The figures that the proof carries, by their place. */
  readonly figures: readonly (readonly [place: string, value: unknown])[];
  /** Fields of a row of a table that the proof carries. */
  readonly row: Readonly<Record<string, unknown>> | null;
  /** The record's key is one that the reader brought, and not only one that came with the file. */
  readonly keyGiven: boolean;
}

interface Opening {
  readonly salt: string;
  readonly value: unknown;
}

interface ProofFile {
  readonly format: string;
  readonly keys: readonly string[];
  readonly note: string;
  readonly index: number;
  readonly leaf: string;
  readonly path: readonly string[];
  readonly disclosed: Readonly<Record<string, Opening>>;
  readonly bulletin?: unknown;
  readonly figure?: { index: number; pointer: string; value: unknown; path: readonly string[] };
  readonly row?: { row: number; commits: readonly string[]; path: readonly string[]; disclosed: Readonly<Record<string, Opening>> };
}

interface Leaf {
  readonly type: string;
  readonly commits: Readonly<Record<string, string>>;
}

/** Checks a proof file as docs/verifying.md says, with nothing but what this browser brings. */
export async function checkProof(text: string, given: readonly string[] = []): Promise<Checked> {
  const found: Checked = {
    steps: [], holds: false, checkpoint: null, index: 0, entry: "", disclosed: {}, figures: [], row: null, keyGiven: false,
  };
  const end = (step: Step, more: Partial<Checked> = {}): Checked => ({
    ...found, ...more, steps: [...STEPS.slice(0, STEPS.indexOf(step)).map((one) => ({ step: one, holds: true })), { step, holds: false }],
  });
  const file = fileOf(text);
  const leaf = file && leafOf(file.leaf);
  if (!file || !leaf) return end("file");
  const base = { index: file.index, entry: leaf.type };
  const checkpoint = await checkpointOf(file.note, file.keys);
  const own = checkpoint?.signatures.find(({ time_s }) => time_s === null);
  const keyGiven = own !== undefined && given.includes(own.key.text);
  const signed = checkpoint !== null && own !== undefined && checkpoint.signatures.every(({ holds }) => holds);
  if (!signed || (given.length > 0 && !keyGiven)) return end("signature", { ...base, checkpoint });
  const known = { ...base, checkpoint, keyGiven };
  const root = await climbed(utf8(file.leaf), file.index, checkpoint.size, file.path);
  if (!root || !same(root, checkpoint.root)) return end("inclusion", known);
  const disclosed = await opened(leaf.commits, file.disclosed);
  if (!disclosed) return end("disclosure", known);
  const content = await contentOf(file, disclosed);
  if (!content) return end("content", { ...known, disclosed });
  return { ...found, ...known, disclosed, ...content, holds: true, steps: STEPS.map((step) => ({ step, holds: true })) };
}

function fileOf(text: string): ProofFile | null {
  try {
    const file = JSON.parse(text) as ProofFile;
    const parts = ["bulletin", "figure", "row"].filter((part) => part in file);
    const wanted = ["disclosed", "format", "index", "keys", "leaf", "note", "path", ...parts].sort();
    const whole = parts.length <= 1 && canonical(Object.keys(file).sort()) === canonical(wanted);
    return whole && file.format === "truceline-proof/1" && `${canonical(file)}\n` === text ? file : null;
  } catch {
    return null;
  }
}

function leafOf(text: string): Leaf | null {
  try {
    const leaf = JSON.parse(text) as Leaf;
    return typeof leaf.type === "string" && typeof leaf.commits === "object" && canonical(leaf) === text ? leaf : null;
  } catch {
    return null;
  }
}

async function climbed(leaf: Bytes, index: number, size: number, path: readonly string[]): Promise<Bytes | null> {
  const steps = path.map(unhex);
  return steps.every((step) => step !== null) ? climb(leaf, index, size, steps) : null;
}

/** The values of disclosed fields, if the entry was committed to each of them. */
async function opened(
  commits: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, Opening>>,
): Promise<Record<string, unknown> | null> {
  const found: Record<string, unknown> = {};
  for (const [name, { salt, value }] of Object.entries(fields)) {
    const commit = hex(await sha256(utf8(canonical(["tl1", salt, name, value]))));
    if (salt.length !== 32 || commits[name] !== commit) return null;
    found[name] = value;
  }
  return found;
}

type Content = Pick<Checked, "figures" | "row">;

async function contentOf(file: ProofFile, disclosed: Readonly<Record<string, unknown>>): Promise<Content | null> {
  if (file.figure) return figureOf(file.figure, disclosed["figures"]);
  if (file.row) return rowOf(file.row, disclosed);
  if ("bulletin" in file) return bulletinOf(file.bulletin, disclosed["figures"]);
  return { figures: [], row: null };
}

interface Tree {
  readonly root: string;
  readonly size: number;
}

const treeOf = (value: unknown): Tree | null =>
  typeof value === "object" && value !== null && "root" in value && "size" in value ? (value as Tree) : null;

async function figureOf(figure: NonNullable<ProofFile["figure"]>, bound: unknown): Promise<Content | null> {
  const tree = treeOf(bound);
  const one = [figure.pointer, figure.value] as const;
  const root = tree && (await climbed(utf8(canonical(one)), figure.index, tree.size, figure.path));
  return root && hex(root) === tree?.root ? { figures: [one], row: null } : null;
}

async function bulletinOf(bulletin: unknown, bound: unknown): Promise<Content | null> {
  const tree = treeOf(bound);
  const figures = figuresOf(bulletin);
  if (!tree || figures.length !== tree.size) return null;
  const root = await rootOf(await Promise.all(figures.map((one) => leafHash(utf8(canonical(one))))));
  return root && hex(root) === tree.root ? { figures, row: null } : null;
}

async function rowOf(row: NonNullable<ProofFile["row"]>, bound: Readonly<Record<string, unknown>>): Promise<Content | null> {
  const { root: top, rows, fields } = bound as { root?: string; rows?: number; fields?: readonly string[] };
  const commits = row.commits.map(unhex);
  if (!fields || rows === undefined || !commits.every((one) => one !== null) || fields.length !== commits.length) return null;
  const root = await climbed(joined(commits), row.row, rows, row.path);
  const shown = await opened(Object.fromEntries(fields.map((name, at) => [name, row.commits[at]!])), row.disclosed);
  return root && shown && hex(root) === top ? { figures: [], row: shown } : null;
}
