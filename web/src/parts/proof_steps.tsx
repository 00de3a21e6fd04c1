import { useState } from "preact/hooks";
import type { Line } from "../api/detail.ts";
import { hex, utf8 } from "../proof/bytes.ts";
import { leafHash } from "../proof/merkle.ts";
import { checkProof } from "../proof/proof.ts";
import { useClient } from "../state/client.ts";
import { useAnnounce } from "../state/said.ts";
import { useWords } from "../words/words.ts";

type Outcome = "holds" | "fails" | "working";

/** The entries of the record behind an incident, each of which this browser can check for itself. */
export function ProofSteps({ lines }: { readonly lines: readonly Line[] }) {
  const words = useWords();
  const client = useClient();
  const announce = useAnnounce();
  const [found, setFound] = useState<Readonly<Record<string, Outcome>>>({});
  const entries = folded(lines);
  const verify = async () => {
    let all = true;
    for (const { words: told, at } of entries) {
      if (!at) continue;
      setFound((old) => ({ ...old, [told]: "working" }));
      const holds = await client.getText(`/v1/proofs/${at.index}`).then((text) => isThere(text, at.leaf));
      all &&= holds;
      setFound((old) => ({ ...old, [told]: holds ? "holds" : "fails" }));
    }
    announce(words.say(all ? "incident.proof_holds" : "incident.proof_fails"));
  };
  return (
    <>
      <p>
        <button type="button" class="main-button" onClick={() => void verify()} disabled={!globalThis.crypto?.subtle}>
          {words.say("incident.verify")}
        </button>{" "}
        <small>{words.say(globalThis.crypto?.subtle ? "incident.verify_note" : "verify.no_crypto")}</small>
      </p>
      <ul class="proof">
        {entries.map(({ words: told, at, rows }) => (
          <li key={told} class={at ? "" : "proof-head"}>
            {at && found[told] && <span class={`met met-${MARK[found[told]]}`}>{words.say(`incident.proof_${found[told]}`)}</span>}
            <Told words={told} leaf={at?.leaf} />
            {rows.length > 0 && (
              <details>
                <summary>{words.say("incident.proof_rows", {}, rows.length)}</summary>
                {rows.map((row) => (
                  <p key={row}>{row}</p>
                ))}
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A line of the proof. The hash in it, which is long and compared rather than read, stands back. */
function Told({ words, leaf }: { readonly words: string; readonly leaf: string | undefined }) {
  const [before = "", after] = leaf ? words.split(leaf) : [words];
  if (after === undefined) return <>{before}</>;
  return (
    <>
      {before}
      <code>{leaf}</code>
      {after}
    </>
  );
}

const MARK: Readonly<Record<Outcome, string>> = { holds: "met", fails: "not_met", working: "unknown" };

interface At {
  readonly index: number;
  readonly leaf: string;
}

interface Entry {
  readonly words: string;
  readonly at: At | null;
  readonly rows: string[];
}

/** Each entry with the rows below it. */
function folded(lines: readonly Line[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const line of lines) {
    const above = entries.at(-1);
    if (line.depth > 1 && above) above.rows.push(line.words);
    else entries.push({ words: line.words, at: entryOf(line), rows: [] });
  }
  return entries;
}

/** The record's entry that a line names. */
const entryOf = ({ entry, leaf }: Line): At | null => (entry === null || leaf === null ? null : { index: entry, leaf });

/** Whether the proof holds and is of this very entry. */
async function isThere(proof: string, leaf: string): Promise<boolean> {
  const checked = await checkProof(proof);
  const file = JSON.parse(proof) as { readonly leaf: string };
  return checked.holds && hex(await leafHash(utf8(file.leaf))) === leaf;
}
