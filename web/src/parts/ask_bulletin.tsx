import { useState } from "preact/hooks";
import type { AskedRelease, BulletinKind } from "../api/cases.ts";
import { useMission } from "../state/mission.ts";
import { useAnnounce } from "../state/said.ts";
import { useSend } from "../state/send.ts";
import { useWords } from "../words/words.ts";
import { Refusal } from "./refusal.tsx";

const KINDS: readonly BulletinKind[] = ["daily", "weekly", "special"];

/** Asks for a bulletin: the newest with one button, any other with its days, and a special one with its reason. */
export function AskBulletin({ onAsked }: { readonly onAsked: () => void }) {
  const words = useWords();
  const mission = useMission();
  const sending = useSend();
  const announce = useAnnounce();
  const [kind, setKind] = useState<BulletinKind>("daily");
  const ask = async (wanted: object) => {
    if (!(await sending.send<AskedRelease>("/v1/releases", wanted))) return;
    announce(words.say("commission.asked"));
    onAsked();
  };
  const send = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    void ask(wantedIn(new FormData(event.currentTarget), kind));
  };
  return (
    <>
      <Refusal problem={sending.problem} />
      <p>
        <button type="button" disabled={sending.working} onClick={() => void ask({})}>
          {words.say("commission.make")}
        </button>
      </p>
      <details class="act">
        <summary>{words.say("commission.make_other")}</summary>
        <form onSubmit={send}>
          <label>
            {words.say("commission.kind")}
            <select name="kind" value={kind} onChange={(event) => setKind(event.currentTarget.value as BulletinKind)}>
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {words.say(`commission.kind_${one}`)}
                </option>
              ))}
            </select>
          </label>
          {kind === "special" && (
            <label>
              {words.say("commission.first_day")}
              <input type="date" name="first_day" />
            </label>
          )}
          <label>
            {words.say("commission.last_day")}
            <input type="date" name="day" />
          </label>
          {kind === "special" && (
            <>
              <label>
                {words.say("commission.reason")}
                <textarea name="reason" rows={2} required maxLength={2_000} />
              </label>
              <label>
                {words.say("commission.title")}
                <input type="text" name="title" maxLength={200} />
              </label>
              <Choice
                name="provisions"
                label={words.say("commission.only_provision")}
                all={words.say("commission.all")}
                of={(mission?.provisions ?? []).map((one) => [one.provision_id, one.citation || one.provision_id])}
              />
              <Choice
                name="sectors"
                label={words.say("commission.only_sector")}
                all={words.say("commission.all")}
                of={(mission?.sectors ?? []).map((one) => [one.sector_id, one.name])}
              />
            </>
          )}
          <button type="submit" disabled={sending.working}>
            {words.say("commission.make_this")}
          </button>
        </form>
      </details>
    </>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly of: readonly (readonly [string, string])[];
}

function Choice({ name, label, all, of }: ChoiceProps) {
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">{all}</option>
        {of.map(([id, told]) => (
          <option key={id} value={id}>
            {told}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the form says, without what was left empty. */
function wantedIn(fields: FormData, kind: BulletinKind): object {
  const said = [...fields].map(([name, value]) => [name, String(value).trim()] as const).filter(([, value]) => value);
  const lists = ["provisions", "sectors"];
  return { ...Object.fromEntries(said.map(([name, value]) => [name, lists.includes(name) ? [value] : value])), kind };
}
