import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { keep } from "../state/kept.ts";
import { keysWork, shortcuts, type Shortcut } from "../state/keys.ts";
import { useWords } from "../words/words.ts";

/** The list of keys that work on the page that is shown, and the switch that turns them off. */
export function KeyHelp({ box }: { readonly box: RefObject<HTMLDialogElement | null> }) {
  const words = useWords();
  const [listed, setListed] = useState<readonly Shortcut[]>([]);
  const [works, setWorks] = useState(keysWork);
  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    const watcher = new MutationObserver(() => dialog.open && setListed(shortcuts()));
    watcher.observe(dialog, { attributeFilter: ["open"] });
    return () => watcher.disconnect();
  }, [box]);
  const turn = (on: boolean) => {
    keep("keys", on ? null : "off");
    setWorks(on);
  };
  return (
    <dialog ref={box} class="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{words.say("shell.keys_title")}</h2>
      <dl>
        {listed.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words.say(does)}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={works} onChange={(event) => turn(event.currentTarget.checked)} />
        {words.say("shell.keys_on")}
      </label>
      <form method="dialog">
        <button type="submit">{words.say("shell.keys_close")}</button>
      </form>
    </dialog>
  );
}
