import { base64, bytesOf, joined } from "./bytes.ts";

/** A private key that cannot leave this browser, with the name and the public bytes it signs under. */
export interface Key {
  readonly name: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly privateKey: CryptoKey;
}

const ED25519 = 1;

/** The line that names a public key: `name+hash+base64` (c2sp.org/signed-note). */
export async function verifierKey(key: Pick<Key, "name" | "publicKey">): Promise<string> {
  const kinded = joined(Uint8Array.of(ED25519), key.publicKey);
  return `${key.name}+${hex(await keyId(key))}+${base64(kinded)}`;
}

/** The statement with a signature below it: what the server is sent. Not a byte of the statement is changed. */
export async function signedNote(statement: string, key: Key): Promise<string> {
  const signature = await crypto.subtle.sign("Ed25519", key.privateKey, bytesOf(statement));
  return `${statement}\n— ${key.name} ${base64(joined(await keyId(key), new Uint8Array(signature)))}\n`;
}

async function keyId(key: Pick<Key, "name" | "publicKey">): Promise<Uint8Array> {
  const named = joined(bytesOf(`${key.name}\n`), Uint8Array.of(ED25519), key.publicKey);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", named)).slice(0, 4);
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
