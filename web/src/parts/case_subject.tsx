import type { CaseSheet, ToldIncident } from "../api/cases.ts";
import { useParty } from "../state/party.ts";
import { useWords } from "../words/words.ts";

/** What a case is about, as far as it may be told: never nearer than a bulletin would. */
export function CaseSubject({ sheet }: { readonly sheet: CaseSheet }) {
  const words = useWords();
  const party = useParty();
  return (
    <section>
      <h2>{words.say("commission.subject")}</h2>
      {sheet.incident && <Facts incident={sheet.incident} />}
      {sheet.incident && sheet.incident.incident_id !== sheet.case.incident_id && <p>{words.say("commission.incident_renamed")}</p>}
      <p class="note">{words.say("commission.subject_note")}</p>
      {!sheet.findings.length && <p>{words.say("commission.findings_gone")}</p>}
      <div class="scroll" hidden={!sheet.findings.length}>
        <table>
          <caption>{words.say("commission.findings")}</caption>
          <thead>
            <tr>
              <th scope="col">{words.say("commission.provision")}</th>
              <th scope="col">{words.say("commission.finding")}</th>
              <th scope="col">{words.say("commission.attribution")}</th>
            </tr>
          </thead>
          <tbody>
            {sheet.findings.map((finding) => (
              <tr key={finding.finding_id}>
                <th scope="row">
                  {finding.provision_words} <code>{finding.provision_id}</code>
                </th>
                <td>
                  <span class={`chip chip-${finding.status}`}>{words.name("status", finding.status)}</span>{" "}
                  <small>
                    {finding.belief_ppm === finding.plausibility_ppm
                      ? words.percent(finding.belief_ppm)
                      : words.say("commission.belief", {
                          low: words.percent(finding.belief_ppm),
                          high: words.percent(finding.plausibility_ppm),
                        })}
                  </small>
                </td>
                <td>
                  {words.name("attribution", finding.attribution)}
                  {finding.attributed_to && `: ${party(finding.attributed_to)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Facts({ incident }: { readonly incident: ToldIncident }) {
  const words = useWords();
  const range = (low: number | null, high: number | null) => {
    if (high === null) return words.say("shell.not_stated");
    return low === high ? words.number(high) : `${words.number(low ?? 0)}–${words.number(high)}`;
  };
  const rows: readonly (readonly [string, string])[] = [
    [words.say("commission.day"), words.date(incident.day)],
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
