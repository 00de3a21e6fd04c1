import { joined, unbase } from "../proof/bytes.ts";
import type { Key } from "./note.ts";

/** What stands before the 32 secret bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** Why a file cannot be taken as a key. */
export class NoKey extends Error {
  constructor(readonly why: "not_a_key" | "protected" | "other_person") {
    super(why);
  }
}

/** A new key of this browser: it can sign here, and can be read nowhere. */
export async function makeKey(name: string): Promise<Key> {
  const pair = (await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"])) as CryptoKeyPair;
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { name, publicKey, privateKey: pair.privateKey };
}

/**
 * The key of a file that `truceline keys` wrote, for the person who is signed in. The file's secret goes into the
 * browser's own store of keys, from which no page can read it again.
 */
export async function keyFromFile(text: string, name: string): Promise<Key> {
  const seed = unbase(secretOf(text.trim().split(/\s+/), name));
  if (seed?.length !== 32) throw new NoKey("not_a_key");
  const secret = joined([PKCS8, seed]);
  const readable = await crypto.subtle.importKey("pkcs8", secret, "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", readable);
  const publicKey = unbase(`${(x ?? "").replaceAll("-", "+").replaceAll("_", "/")}=`);
  if (!publicKey) throw new NoKey("not_a_key");
  return { name, publicKey, privateKey: await crypto.subtle.importKey("pkcs8", secret, "Ed25519", false, ["sign"]) };
}

function secretOf(words: readonly string[], name: string): string {
  const [version, ...rest] = words;
  const [kind, owner, how, secret] = version === "truceline-key-v1" ? ["signing", rest[0], "plain", rest[1]] : rest;
  if (!version?.startsWith("truceline-key-v") || kind !== "signing" || !how) throw new NoKey("not_a_key");
  if (owner !== name) throw new NoKey("other_person");
  if (how !== "plain" || !secret) throw new NoKey("protected");
  return secret;
}
