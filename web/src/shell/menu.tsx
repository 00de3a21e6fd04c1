import { useEffect, useRef } from "preact/hooks";
import { PAGES } from "../pages/pages.ts";
import { addressOf, type PageName } from "../router/url.ts";
import { useMission } from "../state/mission.ts";
import { signedIn, useDoor } from "../state/session.ts";
import type { LiveState } from "../api/live.ts";
import type { Key } from "../words/en/book.ts";
import type { Language } from "../words/languages.ts";
import { useWords } from "../words/words.ts";
import { mayOpen } from "./home.ts";
import { Settings } from "./settings.tsx";

interface MenuProps {
  readonly current: PageName | null;
  readonly line: LiveState;
  readonly onLanguage: (language: Language) => void;
  readonly onHelp: () => void;
}

/** Under which page of the menu a page belongs. */
const UNDER: Readonly<Partial<Record<PageName, PageName>>> = { incident: "situation", case: "commission" };

export function Menu({ current, line, onLanguage, onHelp }: MenuProps) {
  const words = useWords();
  const mission = useMission();
  const { session } = useDoor();
  const shown = PAGES.filter(({ inMenu, page }) => inMenu && mayOpen(session, page));
  const lit = current && (UNDER[current] ?? current);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // on a phone the menu is wider than the screen: the page that is shown is never out of sight
    const link = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (link && list.current) list.current.scrollLeft = link.offsetLeft - (list.current.clientWidth - link.offsetWidth) / 2;
  }, [lit, words, shown.length]);
  return (
    <header class="top">
      <p class="mission">{mission?.name ?? "Truceline"}</p>
      <nav aria-label={words.say("shell.pages")}>
        <ul ref={list}>
          {shown.map(({ page }) => (
            <li key={page}>
              <a href={addressOf(page)} aria-current={page === lit ? "page" : undefined}>
                {words.say(`page.${page}` as Key)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {signedIn(session) && !session.remembered && line === "lost" && <p class="line-lost">{words.say("shell.live_lost")}</p>}
      <Settings onLanguage={onLanguage} onHelp={onHelp} />
    </header>
  );
}
