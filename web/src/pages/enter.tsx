import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import type { Session } from "../api/types.ts";
import { Refusal } from "../parts/refusal.tsx";
import { go } from "../router/router.ts";
import { addressOf } from "../router/url.ts";
import { useClient } from "../state/client.ts";
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
  const [working, setWorking] = useState(false);
  const enter = async (path: string, body: unknown) => {
    setWorking(true);
    try {
      door.enter(await client.send<Session>("POST", path, body));
      announce(words.say("shell.signed_in"));
      go(addressOf("home"), true);
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      setProblem(reason);
      setWorking(false);
    }
  };
  useEffect(() => {
    const token = new URLSearchParams(location.hash.slice(1)).get("token");
    if (!token) return;
    history.replaceState(null, "", location.pathname); // a token is not left in the history
    void enter("/v1/session/token", { token });
  }, []);
  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const code = String(fields.get("code") ?? "").trim();
    void enter("/v1/session", { name: fields.get("name"), password: fields.get("password"), ...(code ? { code } : {}) });
  };
  return (
    <section class="enter">
      <h1>{words.say("shell.sign_in")}</h1>
      <Refusal problem={problem} />
      <form onSubmit={submit}>
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
      <p>
        <a href="/v1/session/oidc">{words.say("shell.oidc")}</a>
      </p>
    </section>
  );
}
