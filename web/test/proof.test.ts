import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import test from "node:test";
import { hex, utf8, sha256 } from "../src/proof/bytes.ts";
import { canonical, figuresOf } from "../src/proof/canonical.ts";
import { climb, leafHash, rootOf } from "../src/proof/merkle.ts";
import { keyOf } from "../src/proof/note.ts";
import { checkProof, STEPS, type Step } from "../src/proof/proof.ts";

const examples = path.join(process.env["TRUCELINE_WEB"] ?? ".", "../docs/examples");
const text = await readFile(path.join(examples, "figure.proof.json"), "utf-8");
const KEY = "truceline/test+c384adc9+AfdCUKanMR+xMIA1j2YysYPKvjh38yMTgPB/wfFHy4cE";
const WITNESS = "witness.neutral+ccd276fd+BLcwGKpyyR2lHX0aIr+dQnUZQfaYmq9ZKTDPCeknuDxB";

const failed = (steps: readonly { step: Step; holds: boolean }[]) => steps.find(({ holds }) => !holds)?.step;
const edited = (edit: (file: Record<string, any>) => void): string => {
  const file = JSON.parse(text);
  edit(file);
  return `${canonical(file)}\n`;
};

test("the proof in the documentation holds, with its figure", async () => {
  const found = await checkProof(text, [KEY, WITNESS]);
  assert.equal(found.holds, true);
  assert.equal(found.keyGiven, true);
  assert.deepEqual(found.figures, [["/counts/0/value_low", 3]]);
  assert.deepEqual([found.index, found.entry, found.checkpoint?.size], [4, "release", 10]);
  assert.deepEqual(found.checkpoint?.signatures.map(({ time_s }) => time_s), [null, 1767830400, 1767830401]);
  assert.equal((await checkProof(text)).keyGiven, false);
});

const forgeries: readonly [string, Step, (file: Record<string, any>) => void][] = [
  ["another figure", "content", (file) => (file["figure"].value = 2)],
  ["another place of the figure", "content", (file) => (file["figure"].pointer = "/counts/0/value_high")],
  ["another field", "disclosure", (file) => (file["disclosed"].bulletin_id.value = "bul_2")],
  ["another salt", "disclosure", (file) => (file["disclosed"].files.salt = "0".repeat(32))],
  ["another entry", "inclusion", (file) => (file["leaf"] = file["leaf"].replace('"seq":5', '"seq":6'))],
  ["another place of the entry", "inclusion", (file) => (file["index"] = 5)],
  ["a shorter path", "inclusion", (file) => file["path"].pop()],
  ["another size", "signature", (file) => (file["note"] = file["note"].replace("\n10\n", "\n11\n"))],
  ["another witness's time", "signature", (file) => (file["note"] = file["note"].replace("AABpXvOA", "AABpXvOC"))],
  ["a key that is not the signer's", "signature", (file) => (file["keys"][1] = file["keys"][2])],
  ["a part too many", "file", (file) => (file["note2"] = "")],
  ["another format", "file", (file) => (file["format"] = "truceline-proof/2")],
];
for (const [what, step, edit] of forgeries)
  test(`it does not hold with ${what}`, async () => {
    const found = await checkProof(edited(edit));
    assert.equal(found.holds, false);
    assert.equal(failed(found.steps), step);
    assert.equal(found.steps.length, STEPS.indexOf(step) + 1);
  });

test("it does not hold under a key that was not the one given", async () => {
  assert.equal(failed((await checkProof(text, [WITNESS])).steps), "signature");
});

test("another spelling of the same is refused", async () => {
  assert.equal(failed((await checkProof(text.replace("{", "{ "))).steps), "file");
  assert.equal(failed((await checkProof(text.trimEnd())).steps), "file");
  assert.equal(failed((await checkProof("not json")).steps), "file");
});

test("a key whose mark is not its own is none", async () => {
  assert.ok(await keyOf(KEY));
  assert.equal(await keyOf(KEY.replace("c384adc9", "c384adc8")), null);
  assert.equal(await keyOf("truceline/test"), null);
});

test("figures have their places, empty ones too", () => {
  assert.deepEqual(figuresOf({ b: [], a: { "x/y~": [1, null] } }), [
    ["/a/x~1y~0/0", 1],
    ["/a/x~1y~0/1", null],
    ["/b", []],
  ]);
});

test("every leaf of a tree of any size leads to its root, and to no other place", async () => {
  for (let size = 1; size <= 17; size += 1) {
    const leaves = Array.from({ length: size }, (_, at) => utf8(`leaf ${at}`));
    const hashes = await Promise.all(leaves.map(leafHash));
    const root = hex((await rootOf(hashes))!);
    for (let at = 0; at < size; at += 1) {
      const way = await path_(hashes, at);
      assert.equal(hex((await climb(leaves[at]!, at, size, way))!), root, `${at} of ${size}`);
      const wrong = await climb(leaves[at]!, (at + 1) % size, size, way);
      assert.ok(size === 1 || wrong === null || hex(wrong) !== root);
    }
  }
});

type Hash = Awaited<ReturnType<typeof leafHash>>;

/** The path of RFC 9162, 2.1.3.1, told by its own recursion and not by the code under test. */
async function path_(hashes: readonly Hash[], at: number): Promise<Hash[]> {
  if (hashes.length === 1) return [];
  const cut = 2 ** Math.floor(Math.log2(hashes.length - 1));
  const [left, right] = [hashes.slice(0, cut), hashes.slice(cut)];
  return at < cut ? [...(await path_(left, at)), await top(right)] : [...(await path_(right, at - cut)), await top(left)];
}

async function top(hashes: readonly Hash[]): Promise<Hash> {
  if (hashes.length === 1) return hashes[0]!;
  const cut = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return sha256(new Uint8Array([1]), await top(hashes.slice(0, cut)), await top(hashes.slice(cut)));
}
