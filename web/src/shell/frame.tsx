import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { SignIn } from "../parts/sign_in.tsx";
import { followLinks, useHere } from "../router/router.ts";
import { placeOf } from "../router/url.ts";
import { listenForKeys, useShortcuts, type Shortcut } from "../state/keys.ts";
import { useMission } from "../state/mission.ts";
import { useLine, type Newsroom } from "../state/news.ts";
import { AnnounceContext } from "../state/said.ts";
import { signedIn, useDoor } from "../state/session.ts";
import type { Language } from "../words/languages.ts";
import { useWords } from "../words/words.ts";
import { pageOf } from "./home.ts";
import { KeyHelp } from "./key_help.tsx";
import { Menu } from "./menu.tsx";
import { Outlet } from "./outlet.tsx";

interface FrameProps {
  readonly newsroom: Newsroom;
  readonly onLanguage: (language: Language) => void;
}

/** What stands around every page: the way past the menu, the menu, the banner, what is said aloud, the list of keys. */
export function Frame({ newsroom, onLanguage }: FrameProps) {
  const words = useWords();
  const { session, lapsed } = useDoor();
  const mission = useMission();
  const place = placeOf(useHere().path);
  const line = useLine(newsroom, signedIn(session) && !session.remembered);
  const [said, setSaid] = useState("");
  const announce = useCallback((sentence: string) => setSaid((old) => (old === sentence ? `${sentence}\u00a0` : sentence)), []);
  const help = useRef<HTMLDialogElement>(null);
  useEffect(() => followLinks((path) => placeOf(path).page !== null), []);
  useEffect(listenForKeys, []);
  useShortcuts(
    useMemo<readonly Shortcut[]>(
      () => [{ key: "?", does: "shell.keys_help", run: () => help.current?.showModal() }],
      [],
    ),
  );
  return (
    <AnnounceContext.Provider value={announce}>
      <a class="skip" href="#page">
        {words.say("shell.skip")}
      </a>
      {mission?.invented && (
        <aside class="invented">
          <strong>{words.say("shell.invented")}</strong>
        </aside>
      )}
      <Menu current={pageOf(place, session)} line={line} onLanguage={onLanguage} onHelp={() => help.current?.showModal()} />
      {lapsed && place.page !== "enter" && (
        <div class="lapsed" role="alert">
          {words.say("shell.lapsed")} <SignIn />
        </div>
      )}
      <main id="page" tabIndex={-1}>
        <Outlet place={place} />
      </main>
      <div class="unseen" role="status">
        {said}
      </div>
      <KeyHelp box={help} />
    </AnnounceContext.Provider>
  );
}
