import { useState } from "preact/hooks";
import { signedNote } from "../signing/note.ts";
import type { OwnKey } from "../state/own_key.ts";
import { useWords } from "../words/words.ts";

interface SigningProps {
  readonly statement: string;
  readonly own: OwnKey;
  readonly working: boolean;
  readonly onSigned: (note: string) => void;
}

/** The exact words, and the signature below them: made here, or elsewhere and brought. */
export function Signing({ statement, own, working, onSigned }: SigningProps) {
  const words = useWords();
  const [read, setRead] = useState(false);
  const [note, setNote] = useState("");
  const sign = async () => {
    if (own.key) onSigned(await signedNote(statement, own.key));
  };
  return (
    <div class="signing">
      <pre tabIndex={0} aria-label={words.say("commission.statement")}>
        {statement}
      </pre>
      <label class="check">
        <input type="checkbox" checked={read} onChange={(event) => setRead(event.currentTarget.checked)} />
        {words.say("commission.have_read")}
      </label>
      <p>
        <button type="button" class="main-button" disabled={!read || !own.key || working} onClick={() => void sign()}>
          {words.say("commission.sign")}
        </button>{" "}
        {own.known && !own.key && <small>{words.say("commission.sign_needs_key")}</small>}
      </p>
      <details>
        <summary>{words.say("commission.sign_elsewhere")}</summary>
        <label>
          {words.say("commission.signed_note")}
          <textarea rows={6} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
        <button type="button" disabled={!note.trim() || working} onClick={() => onSigned(`${note.trim()}\n`)}>
          {words.say("commission.send_note")}
        </button>
      </details>
    </div>
  );
}
