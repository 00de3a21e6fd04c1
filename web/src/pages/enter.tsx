import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import type { Session } from "../api/types.ts";
import { EnterThere, Farewell, Unwelcome } from "../parts/enter_there.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { go } from "../router/router.ts";
import { addressOf, backFrom } from "../router/url.ts";
import { useClient } from "../state/client.ts";
import { useOutbox } from "../state/outbox.ts";
import { useAnnounce } from "../state/said.ts";
import { useDoor } from "../state/session.ts";
import { useWords } from "../words/words.ts";

/** Signs in: with a name and a password, through an organisation, or with the token of a one-time address. */
export default function Enter() {
  const words = useWords();
  const client = useClient();
  const door = useDoor();
  const announce = useAnnounce();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [unwelcome, setUnwelcome] = useState<Unwelcome | null>(null);
  const [working, setWorking] = useState(false);
  const [back] = useState(() => backFrom(location.search));
  const attempt = async (work: () => Promise<void>, through: boolean) => {
    setWorking(true);
    setProblem(null);
    setUnwelcome(null);
    try {
      await work();
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      if (through) setUnwelcome({ problem: reason });
      else setProblem(reason);
      setWorking(false);
    }
  };
  const enter = (path: string, body: unknown, through = false) =>
    attempt(async () => {
      door.enter(await client.send<Session>("POST", path, body));
      announce(words.say("shell.signed_in"));
      go(back ?? addressOf("home"), true);
    }, through);
  const depart = () =>
    attempt(async () => {
      const { address } = await client.send<{ readonly address: string }>("POST", "/v1/session/provider");
      location.assign(address);
    }, true);
  useEffect(() => {
    const { token, code, state, iss, error } = broughtAlong();
    if (token) void enter("/v1/session/token", { token });
    else if (code && state) void enter("/v1/session/provider/return", { code, state, ...(iss ? { iss } : {}) }, true);
    else if (error) setUnwelcome({ error });
  }, []);
  useEffect(() => {
    const back = ({ persisted }: PageTransitionEvent) => persisted && setWorking(false); // somebody turned back there
    addEventListener("pageshow", back);
    return () => removeEventListener("pageshow", back);
  }, []);
  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const code = String(fields.get("code") ?? "").trim();
    void enter("/v1/session", { name: fields.get("name"), password: fields.get("password"), ...(code ? { code } : {}) });
  };
  const { provider, farewell } = door.session;
  const lying = useLying();
  return (
    <section class="enter">
      <h1>{words.say("shell.sign_in")}</h1>
      {lying > 0 && <p class="lying">{words.say("shell.lying", {}, lying)}</p>}
      {farewell && <Farewell name={provider} address={farewell} />}
      {unwelcome && <Unwelcome name={provider} {...unwelcome} />}
      {provider && <EnterThere name={provider} working={working} onEnter={() => void depart()} />}
      <form onSubmit={submit}>
        <Refusal problem={problem} />
        <label>
          {words.say("shell.user_name")}
          <input name="name" autocomplete="username" required />
        </label>
        <label>
          {words.say("shell.password")}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <label>
          {words.say("shell.code")}
          <input name="code" inputMode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" />
        </label>
        <button type="submit" disabled={working}>
          {words.say(working ? "shell.enter_working" : "shell.sign_in")}
        </button>
      </form>
    </section>
  );
}

/** How much lies on this device that nobody has sent. */
function useLying(): number {
  const outbox = useOutbox();
  const [lying, setLying] = useState(0);
  useEffect(() => void outbox.lying().then(setLying, () => {}), [outbox]); // a browser that keeps nothing has nothing
  return lying;
}

type Brought = Readonly<Partial<Record<"token" | "code" | "state" | "iss" | "error", string>>>;

/** What the address brought, taken out of it at once: nothing of it is left in the history. */
function broughtAlong(): Brought {
  const words = location.hash.length > 1 ? location.hash : location.search;
  if (words.length < 2) return {};
  history.replaceState(null, "", location.pathname);
  return Object.fromEntries(new URLSearchParams(words.slice(1)));
}
