import { useEffect, useState } from "preact/hooks";
import { keyFromFile, makeKey, NoKey } from "../signing/key.ts";
import { verifierKey } from "../signing/note.ts";
import type { OwnKey } from "../state/own_key.ts";
import { useDoor } from "../state/session.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";
import { Loading } from "./states.tsx";

/** The key that this browser signs with: brought as a file, or made here; no page can read it again. */
export function KeyBox({ own }: { readonly own: OwnKey }) {
  const words = useWords();
  const { session } = useDoor();
  const [line, setLine] = useState("");
  const [wrong, setWrong] = useState<Key | null>(null);
  useEffect(() => {
    if (own.key) void verifierKey(own.key).then(setLine);
    else setLine("");
  }, [own.key]);
  const bring = async (event: Event & { readonly currentTarget: HTMLInputElement }) => {
    const file = event.currentTarget.files?.[0];
    event.currentTarget.value = "";
    if (!file) return;
    try {
      await own.take(await keyFromFile(await file.text(), session.name));
      setWrong(null);
    } catch (reason) {
      if (!(reason instanceof NoKey)) throw reason;
      setWrong(`commission.key_${reason.why}`);
    }
  };
  const make = async () => {
    await own.take(await makeKey(session.name));
    setWrong(null);
  };
  return (
    <section class="key-box">
      <h2>{words.say("commission.key")}</h2>
      {wrong && (
        <p class="problem" role="alert">
          {words.say(wrong)}
        </p>
      )}
      {!own.known ? (
        <Loading />
      ) : own.key ? (
        <>
          <p>{words.say("commission.key_here")}</p>
          <p>
            <code>{line}</code>
          </p>
          <button type="button" class="quiet" onClick={() => void own.drop()}>
            {words.say("commission.key_drop")}
          </button>
        </>
      ) : (
        <>
          <p>{words.say("commission.key_none")}</p>
          <label class="file">
            {words.say("commission.key_bring")}
            <input type="file" onChange={(event) => void bring(event)} />
          </label>
          <p>
            <button type="button" onClick={() => void make()}>
              {words.say("commission.key_make")}
            </button>{" "}
            <small>{words.say("commission.key_make_note")}</small>
          </p>
        </>
      )}
    </section>
  );
}
