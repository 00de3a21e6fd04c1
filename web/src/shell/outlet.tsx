import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { PAGES, type PageProps } from "../pages/pages.ts";
import { SignIn } from "../parts/sign_in.tsx";
import { Loading, Notice } from "../parts/states.tsx";
import { addressOf, type PageName, type Place } from "../router/url.ts";
import { useMission } from "../state/mission.ts";
import { useAnnounce } from "../state/said.ts";
import { signedIn, useDoor } from "../state/session.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";
import { Boundary } from "./boundary.tsx";
import { mayOpen, pageOf } from "./home.ts";

/** The page that the address leads to: its module is loaded when it is first wanted, and its name is said aloud. */
export function Outlet({ place }: { readonly place: Place }) {
  const words = useWords();
  const { session } = useDoor();
  const name = pageOf(place, session);
  const entry = PAGES.find(({ page }) => page === name);
  const allowed = name !== null && mayOpen(session, name);
  const [Page, missing] = useModule(allowed ? name : null);
  useArrival(name, place.id);
  if (!entry) return <Notice title={words.say("shell.not_found")} text={words.say("shell.not_found_words")}><p class="notice-ways"><a href={addressOf("home")}>{words.say("page.home")}</a></p></Notice>;
  if (!allowed) return <NotAllowed />;
  if (missing) return <Notice title={words.say("shell.problem")} text={words.say("shell.unreachable")} />;
  if (!Page) return <Loading />;
  return (
    <Boundary key={`${name}/${place.id}`} title={words.say("shell.broken")}>
      <Page id={place.id} />
    </Boundary>
  );
}

/** A page of others: whoever is not signed in may be one of them. */
function NotAllowed() {
  const words = useWords();
  const { session } = useDoor();
  const known = signedIn(session);
  return (
    <Notice title={words.say(known ? "shell.not_allowed" : "shell.sign_in_first")} text={words.say(known ? "shell.not_allowed_words" : "shell.sign_in_first_words")}>
      <p class="notice-ways">
        <SignIn /> <a href={addressOf("bulletins")}>{words.say("page.bulletins")}</a>
      </p>
    </Notice>
  );
}

/** A page's module; whether it could not be had (there is no line). */
function useModule(name: PageName | null): readonly [ComponentType<PageProps> | null, boolean] {
  const [loaded, setLoaded] = useState<{ name: PageName; page: ComponentType<PageProps> | null } | null>(null);
  useEffect(() => {
    let wanted = true;
    const entry = PAGES.find(({ page }) => page === name);
    const take = (page: ComponentType<PageProps> | null) => void (wanted && entry && setLoaded({ name: entry.page, page }));
    entry?.load().then(({ default: page }) => take(page), () => take(null));
    return () => void (wanted = false);
  }, [name]);
  return loaded && loaded.name === name ? [loaded.page, loaded.page === null] : [null, false];
}

/** On a new page: its name in the title and aloud, the focus at its beginning; not when the first page opens. */
function useArrival(name: PageName | null, id: string): void {
  const words = useWords();
  const mission = useMission();
  const announce = useAnnounce();
  const first = useRef(true);
  const title = words.say((name ? `page.${name}` : "shell.not_found") as Key);
  useEffect(() => {
    document.title = [title, id, mission?.name ?? "Truceline"].filter(Boolean).join(" · ");
  }, [title, id, mission]);
  useEffect(() => {
    if (!first.current) {
      announce(title);
      document.getElementById("page")?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    first.current = false;
  }, [name, id]);
}
