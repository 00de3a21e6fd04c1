import type { CaseSheet, ToldFinding } from "../api/cases.ts";
import { addressOf } from "../router/url.ts";
import { useMission } from "../state/mission.ts";
import { useWords } from "../words/words.ts";

/** A case on the board: what it is about, how it stands, and what is overdue. */
export function CaseCard({ sheet }: { readonly sheet: CaseSheet }) {
  const words = useWords();
  const { case: one, incident } = sheet;
  const overdue = one.remedies.filter((remedy) => remedy.status === "overdue").length;
  return (
    <li class="case-card">
      <a href={addressOf("case", one.case_id)}>
        {incident ? words.name("event_type", incident.event_type) : words.say("commission.incident_merged")}
      </a>
      {incident && <time dateTime={incident.day}>{words.date(incident.day)}</time>}
      <Clauses findings={sheet.findings} />
      <p>
        <OutcomeChip outcome={one.outcome} />{" "}
        <small>{words.say("commission.brought_by", { office: words.name("office", one.brought_by) })}</small>
      </p>
      {one.replies.length > 0 && <small>{words.say("commission.replies", {}, one.replies.length)}</small>}
      {overdue > 0 && <p class="overdue">{words.say("commission.overdue", {}, overdue)}</p>}
    </li>
  );
}

/** The clauses it is about: as the agreement cites them, else in their own words, with the id beside them. */
function Clauses({ findings }: { readonly findings: readonly ToldFinding[] }) {
  const provisions = useMission()?.provisions;
  const cited = new Map(provisions?.map(({ provision_id, citation }) => [provision_id, citation]));
  const told = new Map(findings.map(({ provision_id: id, provision_words }) => [id, cited.get(id) || provision_words]));
  return told.size ? (
    <ul class="clauses">
      {[...told].map(([id, label]) => (
        <li key={id}>
          {label} <small><code>{id}</code></small>
        </li>
      ))}
    </ul>
  ) : null;
}

const LOOKS: Readonly<Record<string, string>> = {
  violation: "breach",
  no_violation: "no_breach",
  unable_to_rule: "undetermined",
};

export function OutcomeChip({ outcome }: { readonly outcome: string }) {
  const words = useWords();
  return <span class={`chip chip-${LOOKS[outcome] ?? "pending"}`}>{words.name("outcome", outcome)}</span>;
}
