import { useRef, useState } from "preact/hooks";
import { addressOf } from "../router/url.ts";
import { dropOffline } from "../state/offline.ts";
import { useHeld, useOutbox } from "../state/outbox.ts";
import { useAnnounce } from "../state/said.ts";
import { signedIn, useDoor } from "../state/session.ts";
import type { Key } from "../words/en/book.ts";
import { LANGUAGES, OWN_NAMES, type Language } from "../words/languages.ts";
import { useWords } from "../words/words.ts";
import { Leaving } from "./leaving.tsx";
import { chooseTheme, keptTheme, THEMES, type Theme } from "./theme.ts";

interface SettingsProps {
  readonly onLanguage: (language: Language) => void;
  readonly onHelp: () => void;
}

/** Who is signed in, the language, the colours, the keys. */
export function Settings({ onLanguage, onHelp }: SettingsProps) {
  const words = useWords();
  return (
    <div class="settings">
      <Who />
      <label>
        <span class="unseen">{words.say("shell.language")}</span>
        <select value={words.language} onChange={(event) => onLanguage(event.currentTarget.value as Language)}>
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {OWN_NAMES[language]}
            </option>
          ))}
        </select>
      </label>
      <Colours />
      <button type="button" class="quiet" onClick={onHelp} aria-label={words.say("shell.keys_title")}>
        ?
      </button>
    </div>
  );
}

function Colours() {
  const words = useWords();
  const [theme, setTheme] = useState(keptTheme);
  const choose = (chosen: Theme) => {
    chooseTheme(chosen);
    setTheme(chosen);
  };
  return (
    <label>
      <span class="unseen">{words.say("shell.theme")}</span>
      <select value={theme} onChange={(event) => choose(event.currentTarget.value as Theme)}>
        {THEMES.map((name) => (
          <option key={name} value={name}>
            {words.say(`shell.theme_${name}` as Key)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Who() {
  const words = useWords();
  const announce = useAnnounce();
  const { session, leave } = useDoor();
  const outbox = useOutbox();
  useHeld(outbox);
  const box = useRef<HTMLDialogElement>(null);
  if (!signedIn(session)) return <a href={addressOf("enter")}>{words.say("shell.sign_in")}</a>;
  const role = words.say(`shell.role.${session.role}` as Key);
  const signOut = () =>
    leave().then(
      () => announce(words.say("shell.signed_out")),
      () => announce(words.say("shell.unreachable")),
    );
  const lies = () => outbox.held.drafts.length + outbox.held.queue.length + outbox.held.receipts.length > 0;
  return (
    <span class="who">
      <span>{words.say("shell.signed_in_as", { name: session.name, role })}</span>
      <button type="button" class="quiet" onClick={() => (lies() ? box.current?.showModal() : void dropOffline().then(signOut))}>
        {words.say("shell.sign_out")}
      </button>
      <Leaving box={box} onLeave={() => void signOut()} />
    </span>
  );
}
