import { base, hex, joined, sha256, utf8, type Bytes } from "../proof/bytes.ts";

/** A private key that cannot leave this browser, with the name and the public bytes it signs under. */
export interface Key {
  readonly name: string;
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey;
}

const ED25519 = 1;

/** The line that names a public key: `name+hash+base64` (c2sp.org/signed-note). */
export async function verifierKey(key: Pick<Key, "name" | "publicKey">): Promise<string> {
  const kinded = joined([Uint8Array.of(ED25519), key.publicKey]);
  return `${key.name}+${hex(await keyId(key))}+${base(kinded)}`;
}

/** The statement with a signature below it: what the server is sent. Not a byte of the statement is changed. */
export async function signedNote(statement: string, key: Key): Promise<string> {
  const signature = await crypto.subtle.sign("Ed25519", key.privateKey, utf8(statement));
  return `${statement}\n— ${key.name} ${base(joined([await keyId(key), new Uint8Array(signature)]))}\n`;
}

const keyId = async (key: Pick<Key, "name" | "publicKey">): Promise<Bytes> =>
  (await sha256(utf8(`${key.name}\n`), Uint8Array.of(ED25519), key.publicKey)).slice(0, 4);
