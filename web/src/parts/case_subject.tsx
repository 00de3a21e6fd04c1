import type { CaseSheet, ToldFinding } from "../api/cases.ts";
import { addressOf } from "../router/url.ts";
import { useParty } from "../state/party.ts";
import { may, useDoor } from "../state/session.ts";
import { useWords, type Words } from "../words/words.ts";
import { StackedTable } from "./stacked_table.tsx";
import { ToldFacts } from "./told_facts.tsx";

/** What a case is about, as far as it may be told: never nearer than a bulletin would. */
export function CaseSubject({ sheet }: { readonly sheet: CaseSheet }) {
  const words = useWords();
  const { incident, findings } = sheet;
  const { session } = useDoor();
  return (
    <section>
      <h2>{words.say("commission.subject")}</h2>
      {incident && incident.incident_id !== sheet.case.incident_id && (
        <p>{words.say("commission.incident_renamed", { incident: incident.incident_id })}</p>
      )}
      {incident && <ToldFacts incident={incident} />}
      <p class="note">{words.say("commission.subject_note")}</p>
      {incident && may(session, "read observation held") && (
        <p>
          <a href={addressOf("incident", incident.incident_id)}>{words.say("commission.open_incident")}</a>
        </p>
      )}
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
