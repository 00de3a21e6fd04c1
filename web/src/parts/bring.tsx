import { useState } from "preact/hooks";
import type { CaseSheet } from "../api/cases.ts";
import type { Page, Status } from "../api/types.ts";
import { go } from "../router/router.ts";
import { addressOf } from "../router/url.ts";
import { useAsked } from "../state/asked.ts";
import { useGet } from "../state/get.ts";
import { useMission } from "../state/mission.ts";
import { usePatience } from "../state/patience.ts";
import { useSend } from "../state/send.ts";
import { useWords } from "../words/words.ts";
import { Refusal } from "./refusal.tsx";

/** What both forms of an incident, exact and as released, say of themselves. */
interface Known {
  readonly incident_id: string;
  readonly event_type: string;
  readonly day?: string;
  readonly start_s?: number;
}

interface KnownFinding {
  readonly incident_id: string;
  readonly finding_id: string;
  readonly provision_id: string;
  readonly status: Status;
}

/** Brings a finding before the commission: chosen here, or come with the address (`?finding=`). */
export function Bring() {
  const words = useWords();
  const [asked] = useAsked();
  const [incident, setIncident] = useState("");
  const given = asked["finding"] ?? "";
  const [open, setOpen] = useState(given !== "");
  const listed = open && given === "" ? "/v1/incidents" : null; // asked for by whoever wants to choose
  const incidents = usePatience(useGet<Page<Known | { readonly incident: Known }>>(listed, { limit: 200 }));
  const findings = useGet<Page<KnownFinding>>(incident ? "/v1/findings" : null, { incident, limit: 100 });
  const named = usePatience(useGet<KnownFinding>(given ? `/v1/findings/${encodeURIComponent(given)}` : null));
  const provisions = useMission()?.provisions;
  const told = (one: KnownFinding) =>
    `${provisions?.find(({ provision_id }) => provision_id === one.provision_id)?.citation || one.provision_id}: ${words.name("status", one.status)}`;
  const sending = useSend();
  const when = (one: Known) =>
    one.day ? words.date(one.day) : one.start_s === undefined ? "" : words.moment(one.start_s);
  const bring = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const body = { finding_id: given || fields.get("finding"), why: String(fields.get("why") ?? "").trim() };
    const sheet = await sending.send<CaseSheet>("/v1/cases", body);
    if (sheet) go(addressOf("case", sheet.case.case_id));
  };
  return (
    <details class="act bring" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.say("commission.bring")}</summary>
      <Refusal problem={sending.problem ?? incidents.problem} />
      <form onSubmit={bring}>
        {given ? (
          <p>
            {named.value ? (
              <>
                <a href={addressOf("incident", named.value.incident_id)}>{words.say("page.incident")}</a>, {told(named.value)}
              </>
            ) : (
              <code>{given}</code>
            )}
          </p>
        ) : (
          <>
            <label>
              {words.say("commission.bring_incident")}
              <select required value={incident} onChange={(event) => setIncident(event.currentTarget.value)}>
                <option value="">{words.say("commission.choose")}</option>
                {incidents.value?.items.map(known).map((one) => (
                  <option key={one.incident_id} value={one.incident_id}>
                    {when(one)} · {words.name("event_type", one.event_type)} · {one.incident_id.slice(0, 10)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {words.say("commission.bring_finding")}
              <select name="finding" required disabled={!findings.value?.items.length}>
                {findings.value?.items.map((one) => (
                  <option key={one.finding_id} value={one.finding_id}>
                    {told(one)}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        <label>
          {words.say("commission.why")}
          <textarea name="why" rows={3} required maxLength={20_000} />
        </label>
        <button type="submit" disabled={sending.working}>
          {words.say("commission.bring")}
        </button>
      </form>
    </details>
  );
}

const known = (row: Known | { readonly incident: Known }): Known => ("incident" in row ? row.incident : row);
