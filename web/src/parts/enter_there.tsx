import type { Problem } from "../api/problem.ts";
import { useWords } from "../words/words.ts";
import { Refusal } from "./refusal.tsx";

interface ThereProps {
  readonly name: string;
  readonly working: boolean;
  readonly onEnter: () => void;
}

/** The way in through the organisation whose people they are. */
export function EnterThere({ name, working, onEnter }: ThereProps) {
  const words = useWords();
  return (
    <>
      <button type="button" class="there" disabled={working} onClick={onEnter}>
        {words.say(working ? "shell.enter_working" : "shell.provider", { name })}
      </button>
      <p class="or">{words.say("shell.provider_or")}</p>
    </>
  );
}

/** Why nobody came in that way: the server said it, or the organisation, in a word of its own. */
export interface Unwelcome {
  readonly problem?: Problem;
  readonly error?: string;
}

export function Unwelcome({ name, problem, error = "" }: Unwelcome & { readonly name: string }) {
  const words = useWords();
  const silent = problem !== undefined && problem.status >= 500;
  const key = problem ? (silent ? "shell.provider_silent" : "shell.provider_not_taken") : "shell.provider_refused";
  return (
    <div class="unwelcome">
      {!problem?.unreachable && (
        <p role="alert">
          <strong>{words.say(key, { name })}</strong> {/^[a-z_]{1,40}$/.test(error) && <code>{error}</code>}
        </p>
      )}
      <Refusal problem={problem ?? null} />
    </div>
  );
}

/** Signed out here; there, the organisation may still know them in this browser. */
export function Farewell({ name, address }: { readonly name: string; readonly address: string }) {
  const words = useWords();
  return (
    <div class="farewell">
      <p>{words.say("shell.farewell", { name })}</p>
      <p>
        <a href={address}>{words.say("shell.farewell_link", { name })}</a>
      </p>
    </div>
  );
}
