import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import { VerifiedProof } from "../parts/verified_proof.tsx";
import { checkProof, type Checked } from "../proof/proof.ts";
import { useClient } from "../state/client.ts";
import { useAsked } from "../state/asked.ts";
import { useAnnounce } from "../state/said.ts";
import { useWords } from "../words/words.ts";

interface Seen {
  readonly name: string;
  readonly checked: Checked;
}

/** Checks a proof file in this browser: no server is asked what it thinks of it. */
export default function Verify() {
  const words = useWords();
  const client = useClient();
  const announce = useAnnounce();
  const [asked] = useAsked();
  const [keys, setKeys] = useState("");
  const [text, setText] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [problem, setProblem] = useState("");
  const given = useMemo(() => keys.split(/\s+/).filter(Boolean), [keys]);
  const able = Boolean(globalThis.crypto?.subtle);

  useEffect(() => {
    let wanted = true;
    if (!text || !able) return;
    void checkProof(text.text, given).then((checked) => {
      if (!wanted) return;
      setSeen({ name: text.name, checked });
      announce(words.say(checked.holds ? "verify.holds" : "verify.fails"));
    });
    return () => void (wanted = false);
  }, [text, given, able]);

  const open = useCallback(async (file: File | undefined) => {
    if (file) setText({ name: file.name, text: await file.text() });
  }, []);
  const day = asked["day"] ?? "";
  const published = async () => {
    const name = day ? `/bulletins/${encodeURIComponent(day)}/bulletin.proof.json` : "/bulletin.proof.json";
    try {
      setText({ name, text: await client.getText(name) });
      setProblem("");
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      setProblem(reason.message);
    }
  };
  return (
    <div
      class="verify"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void open(event.dataTransfer?.files[0]);
      }}
    >
      <h1>{words.say("page.verify")}</h1>
      <p>{words.say("verify.intro")}</p>
      {!able && <p class="problem">{words.say("verify.no_crypto")}</p>}
      <div class="drop">
        <label>
          <span>{words.say("verify.drop")}</span>
          <input type="file" accept=".json,application/json" onChange={(event) => void open(event.currentTarget.files?.[0])} />
        </label>
        <button type="button" onClick={() => void published()}>
          {day ? words.say("verify.published", { day }) : words.say("verify.newest")}
        </button>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <label class="keys-given">
        {words.say("verify.keys")}
        <textarea
          rows={3}
          spellcheck={false}
          placeholder="name+hash+base64"
          value={keys}
          onInput={(event) => setKeys(event.currentTarget.value)}
        />
        <small>{words.say("verify.keys_note")}</small>
      </label>
      {seen && <VerifiedProof name={seen.name} checked={seen.checked} given={given} />}
    </div>
  );
}
