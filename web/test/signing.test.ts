import assert from "node:assert/strict";
import test from "node:test";
import { keyFromFile, makeKey, NoKey } from "../src/signing/key.ts";
import { signedNote, verifierKey } from "../src/signing/note.ts";

// the secret key of RFC 8032, section 7.1, test 1
const SEED = Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex");
const PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const FILE = `truceline-key-v1 anna ${SEED.toString("base64")}\n`;

test("a key of a file is the key of RFC 8032", async () => {
  const key = await keyFromFile(FILE, "anna");
  assert.equal(Buffer.from(key.publicKey).toString("hex"), PUBLIC);
  assert.equal(key.privateKey.extractable, false);
});

test("the second form of a key file is read too", async () => {
  const key = await keyFromFile(`truceline-key-v2 signing anna plain ${SEED.toString("base64")}`, "anna");
  assert.equal(Buffer.from(key.publicKey).toString("hex"), PUBLIC);
});

for (const [text, why] of [
  ["", "not_a_key"],
  ["truceline-key-v2 opening anna plain AAAA", "not_a_key"],
  ["truceline-key-v1 anna !!!", "not_a_key"],
  [FILE.replace("anna", "bert"), "other_person"],
  ["truceline-key-v2 signing anna scrypt:17:8:1 AAAA BBBB", "protected"],
] as const)
  test(`no key: ${why} ${text.slice(0, 30)}`, async () => {
    await assert.rejects(keyFromFile(text, "anna"), (error) => error instanceof NoKey && error.why === why);
  });

test("a signed note holds under the key that it names", async () => {
  const key = await makeKey("bert");
  const note = await signedNote("truceline decide 1\nmission north\n", key);
  const [text, line] = note.split("\n\n— bert ");
  assert.equal(text, "truceline decide 1\nmission north");
  const raw = Buffer.from(line!.trim(), "base64");
  const [, id, kinded] = /^[^+]+\+([0-9a-f]{8})\+(.*)$/.exec(await verifierKey(key)) ?? [];
  assert.equal(raw.subarray(0, 4).toString("hex"), id);
  const publicKey = await crypto.subtle.importKey("raw", Uint8Array.from(Buffer.from(kinded!, "base64").subarray(1)), "Ed25519", true, ["verify"]);
  const holds = await crypto.subtle.verify("Ed25519", publicKey, raw.subarray(4), Buffer.from(`${text}\n`));
  assert.ok(holds);
});
