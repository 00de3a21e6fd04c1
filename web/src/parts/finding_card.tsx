import type { FindingDetail } from "../api/detail.ts";
import { addressOf } from "../router/url.ts";
import { useMission } from "../state/mission.ts";
import { may, useDoor } from "../state/session.ts";
import { useWords } from "../words/words.ts";
import { Chip } from "./chip.tsx";
import { Interval } from "./interval.tsx";
import { ReasonTree } from "./reason_tree.tsx";

/** One finding: what it says, how firmly, who the evidence speaks of, and its tree of reasons. */
export function FindingCard({ finding }: { readonly finding: FindingDetail }) {
  const words = useWords();
  const mission = useMission();
  const { session } = useDoor();
  const provision = mission?.provisions.find(({ provision_id }) => provision_id === finding.provision_id);
  return (
    <article class="finding" id={finding.finding_id}>
      <h3>
        <Chip status={finding.status} /> {provision?.citation || finding.provision_id}
      </h3>
      {provision && <p>{provision.words}</p>}
      <p class="finding-facts">
        <Interval low={finding.belief_ppm} high={finding.plausibility_ppm} label={words.say("incident.support")} />
        <span>
          {words.say("incident.attribution")}: {words.name("attribution", finding.attribution)}
          {finding.attributed_to && ` (${partyName(finding.attributed_to, mission?.parties)})`}
        </span>
        {finding.contested && <span class="chip">{words.say("incident.contested")}</span>}
        {finding.counted && <span class="chip">{words.say("incident.counted")}</span>}
      </p>
      {finding.readings.map((reading) => (
        <section key={reading.according_to} class="reading">
          {finding.readings.length > 1 && (
            <h4>
              {words.say("incident.according_to", { who: reading.according_to })} <Chip status={reading.status} />
            </h4>
          )}
          <ReasonTree reason={reading.tree} />
        </section>
      ))}
      {may(session, "add case held", "add case proposed") && (
        <p>
          <a href={addressOf("commission", "", { finding: finding.finding_id })}>{words.say("commission.bring")}</a>
        </p>
      )}
      {finding.would_change.length > 0 && (
        <details>
          <summary>{words.say("incident.would_change")}</summary>
          <ul>
            {finding.would_change.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

const partyName = (id: string, parties: readonly { party_id: string; name: string }[] | undefined): string =>
  parties?.find(({ party_id }) => party_id === id)?.name ?? id;
