import type { CaseSheet, ToldFinding, ToldIncident } from "../api/cases.ts";
import { whereabouts } from "../map/whereabouts.ts";
import { useParty } from "../state/party.ts";
import { useWords, type Words } from "../words/words.ts";
import { StackedTable } from "./stacked_table.tsx";

/** What a case is about, as far as it may be told: never nearer than a bulletin would. */
export function CaseSubject({ sheet }: { readonly sheet: CaseSheet }) {
  const words = useWords();
  const { incident, findings } = sheet;
  return (
    <section>
      <h2>{words.say("commission.subject")}</h2>
      {incident && incident.incident_id !== sheet.case.incident_id && (
        <p>{words.say("commission.incident_renamed", { incident: incident.incident_id })}</p>
      )}
      {incident && <Facts incident={incident} />}
      <p class="note">{words.say("commission.subject_note")}</p>
      {findings.length ? (
        <Findings findings={findings} />
      ) : (
        <p>{words.say(incident ? "commission.findings_none" : "commission.findings_gone")}</p>
      )}
    </section>
  );
}

function Findings({ findings }: { readonly findings: readonly ToldFinding[] }) {
  const words = useWords();
  const party = useParty();
  return (
    <StackedTable
      label={words.say("commission.findings")}
      caption={words.say("commission.findings")}
      columns={[
        { title: words.say("commission.provision"), names: true },
        { title: words.say("commission.finding") },
        { title: words.say("commission.attribution") },
      ]}
      rows={findings.map((finding) => ({
        key: finding.finding_id,
        cells: [
          <>
            {finding.provision_words} <code>{finding.provision_id}</code>
          </>,
          <>
            <span class={`chip chip-${finding.status}`}>{words.name("status", finding.status)}</span> <small>{firmness(finding, words)}</small>
          </>,
          <>
            {words.name("attribution", finding.attribution)}
            {finding.attributed_to && `: ${party(finding.attributed_to)}`}
          </>,
        ],
      }))}
    />
  );
}

function firmness({ belief_ppm: low, plausibility_ppm: high }: ToldFinding, words: Words): string {
  return low === high ? words.percent(low) : words.say("commission.belief", { low: words.percent(low), high: words.percent(high) });
}

function Facts({ incident }: { readonly incident: ToldIncident }) {
  const words = useWords();
  const range = (low: number | null, high: number | null) => {
    if (high === null) return words.say("shell.not_stated");
    return low === high ? words.number(high) : `${words.number(low ?? 0)}–${words.number(high)}`;
  };
  const rows: readonly (readonly [string, string])[] = [
    [words.say("commission.day"), words.date(incident.day)],
    [words.say("incident.where"), whereabouts(incident, words)],
    [words.say("commission.origins"), range(incident.origins_min, incident.origins_max)],
    [words.say("commission.claimants"), incident.claimants.join(", ") || words.say("shell.not_stated")],
    [words.say("commission.killed"), range(incident.killed_low, incident.killed_high)],
    [words.say("commission.wounded"), range(incident.wounded_low, incident.wounded_high)],
    [words.say("commission.happened"), words.percent(incident.existence_ppm)],
  ];
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
