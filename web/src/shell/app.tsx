import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { Client } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import type { Mission, Session } from "../api/types.ts";
import { go } from "../router/router.ts";
import { addressOf } from "../router/url.ts";
import { ClientContext } from "../state/client.ts";
import { keep, kept } from "../state/kept.ts";
import { firstSession, tellMission } from "../state/first.ts";
import { MissionContext } from "../state/mission.ts";
import { NewsContext, Newsroom } from "../state/news.ts";
import { OutboxContext, outboxOf, usePostman } from "../state/outbox.ts";
import { DoorContext, PUBLIC, type Door } from "../state/session.ts";
import { firstLanguage, openBook, type Book, type Language } from "../words/languages.ts";
import { wordsOf, WordsContext } from "../words/words.ts";
import { Frame } from "./frame.tsx";

/** Language, session and mission: what every page stands on. */
export function App() {
  const client = useMemo(() => new Client(), []);
  const newsroom = useMemo(() => new Newsroom(), []);
  const outbox = useMemo(() => outboxOf(client), [client]);
  const [language, setLanguage] = useState(() => firstLanguage(kept("language"), navigator.languages));
  const book = useBook(language);
  const [session, setSession] = useState<Session | null>(null);
  const [lapsed, setLapsed] = useState(false);
  const mission = useMissionOf(client, session);

  const enter = useCallback(
    (entered: Session) => {
      client.forget();
      client.csrf = entered.csrf;
      setSession(entered);
      setLapsed(false);
    },
    [client],
  );
  useEffect(() => {
    void firstSession(client).then(enter);
  }, [client, enter]);
  usePostman(outbox, session);
  useEffect(() => {
    client.onSignedOut = () => setLapsed(true);
  }, [client]);
  useEffect(() => {
    // the server knows again who was only remembered
    outbox.onSession = (told) => void (session?.remembered && enter(told));
  }, [outbox, session, enter]);
  const door = useMemo<Door>(
    () => ({
      session: session ?? PUBLIC,
      enter,
      lapsed,
      leave: async () => {
        const told = session?.remembered ? null : await signedOut(client);
        enter(told ?? { ...PUBLIC, provider: session?.provider ?? "" });
        go(addressOf("enter"));
      },
    }),
    [client, enter, lapsed, session],
  );
  const zone = mission?.zone ?? "UTC";
  const words = useMemo(() => (book ? wordsOf(book.language, book.words, zone) : null), [book, zone]);
  if (book) client.language = book.language;
  const choose = (chosen: Language) => {
    keep("language", chosen);
    setLanguage(chosen);
  };

  if (!words || !session) return null;
  return (
    <ClientContext.Provider value={client}>
      <NewsContext.Provider value={newsroom}>
        <DoorContext.Provider value={door}>
          <MissionContext.Provider value={mission}>
            <OutboxContext.Provider value={outbox}>
              <WordsContext.Provider value={words}>
                <Frame newsroom={newsroom} onLanguage={choose} />
              </WordsContext.Provider>
            </OutboxContext.Provider>
          </MissionContext.Provider>
        </DoorContext.Provider>
      </NewsContext.Provider>
    </ClientContext.Provider>
  );
}

/** Signs out. Whoever was signed out before by the server is out as well. */
async function signedOut(client: Client): Promise<Session | null> {
  try {
    return await client.send<Session>("DELETE", "/v1/session");
  } catch (reason) {
    if (reason instanceof Problem && reason.status === 401) return null;
    throw reason;
  }
}

function useBook(language: Language): { readonly language: Language; readonly words: Book } | null {
  const [book, setBook] = useState<{ language: Language; words: Book } | null>(null);
  useEffect(() => {
    let wanted = true;
    void openBook(language).then((words) => {
      if (!wanted) return;
      document.documentElement.lang = language;
      setBook({ language, words });
    });
    return () => void (wanted = false);
  }, [language]);
  return book;
}

function useMissionOf(client: Client, session: Session | null): Mission | null {
  const [mission, setMission] = useState<Mission | null>(null);
  useEffect(() => {
    if (!session) return;
    return tellMission(client, setMission);
  }, [client, session]);
  return mission;
}
