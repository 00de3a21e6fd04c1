import { sha256, type Bytes } from "./bytes.ts";

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export const leafHash = (leaf: Bytes): Promise<Bytes> => sha256(LEAF, leaf);

/** The root that a leaf leads to by a path, from its place among `size` leaves (RFC 9162, 2.1.3.2); null: no such way. */
export async function climb(leaf: Bytes, index: number, size: number, path: readonly Bytes[]): Promise<Bytes | null> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null;
  let [at, last] = [index, size - 1];
  let node = await leafHash(leaf);
  for (const step of path) {
    if (last === 0 || step.length !== 32) return null;
    const left = at % 2 === 1 || at === last;
    node = left ? await sha256(NODE, step, node) : await sha256(NODE, node, step);
    while (left && at % 2 === 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? node : null;
}

/** The root of a tree over these leaf hashes. */
export async function rootOf(hashes: readonly Bytes[]): Promise<Bytes | null> {
  let level = hashes;
  while (level.length > 1) {
    const pairs = Array.from({ length: Math.ceil(level.length / 2) }, (_, at) => level.slice(2 * at, 2 * at + 2));
    level = await Promise.all(pairs.map(([a, b]) => (b ? sha256(NODE, a!, b) : a!)));
  }
  return level[0] ?? null;
}
