import type { Case, CaseSheet } from "../api/cases.ts";
import { useParty } from "../state/party.ts";
import { useWords, type Words } from "../words/words.ts";
import { OutcomeChip } from "./case_card.tsx";

interface Told {
  readonly at_s: number;
  readonly who: string;
  readonly what: string;
  readonly words: string;
}

/** What was said and done in a case, oldest first; then where its decisions and remedies stand. */
export function CaseHistory({ sheet }: { readonly sheet: CaseSheet }) {
  const words = useWords();
  const party = useParty();
  const one = sheet.case;
  return (
    <>
      <section>
        <h2>{words.say("commission.history")}</h2>
        <ol class="history">
          {told(one, words, party).map((line) => (
            <li key={`${line.at_s} ${line.what} ${line.who}`}>
              <time dateTime={new Date(line.at_s * 1000).toISOString()}>{words.moment(line.at_s)}</time>
              <p>
                <strong>{line.who}</strong> {line.what}
              </p>
              {line.words && <blockquote>{line.words}</blockquote>}
            </li>
          ))}
        </ol>
      </section>
      {one.votes.length > 0 && <Votes one={one} />}
      {one.decisions.map((decision) => (
        <section key={decision.decision_id} class="decision">
          <h2>{words.say("commission.decision")}</h2>
          <p>
            <OutcomeChip outcome={decision.outcome} />
            {decision.attributed_to && ` ${words.say("commission.attributed", { party: party(decision.attributed_to) })}`}
          </p>
          <blockquote>{decision.grounds}</blockquote>
          <p>
            {words.say("commission.signed_by", { names: decision.signed_by.map((o) => words.name("office", o)).join(", ") })}
            {decision.dissent.length > 0 &&
              `; ${words.say("commission.voted_otherwise", { names: decision.dissent.map((o) => words.name("office", o)).join(", ") })}`}
          </p>
        </section>
      ))}
      {one.remedies.length > 0 && <Remedies one={one} />}
    </>
  );
}

/** What parties undertook, by when, and what became of it. */
function Remedies({ one }: { readonly one: Case }) {
  const words = useWords();
  const party = useParty();
  return (
    <section>
      <h2>{words.say("commission.remedies")}</h2>
      <ul class="votes">
        {one.remedies.map((remedy) => (
          <li key={remedy.remedy_id}>
            <strong>{party(remedy.party)}</strong>: {remedy.words}
            <p>
              <small class={remedy.status === "overdue" ? "overdue" : ""}>
                {words.name("remedy_status", remedy.status)}
                {remedy.due_s !== null && `; ${words.say("commission.due", { day: words.day(remedy.due_s) })}`}
              </small>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Votes({ one }: { readonly one: Case }) {
  const words = useWords();
  const party = useParty();
  return (
    <section>
      <h2>{words.say("commission.votes")}</h2>
      <ul class="votes">
        {one.votes.map((vote) => (
          <li key={vote.seat}>
            <strong>{words.name("office", vote.seat)}</strong> <OutcomeChip outcome={vote.outcome} />
            {vote.attributed_to && ` ${words.say("commission.attributed", { party: party(vote.attributed_to) })}`}
            <p>{vote.grounds}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function told(one: Case, words: Words, party: (id: string) => string): readonly Told[] {
  const office = (name: string) => words.name("office", name);
  const lines: Told[] = [
    { at_s: one.opened_s, who: office(one.brought_by), what: words.say("commission.did_bring"), words: one.why },
    ...one.moved.map(([stage, why, at_s]) => ({
      at_s,
      who: "",
      what: words.say("commission.did_move", { stage: words.name("stage", stage) }),
      words: why,
    })),
    ...one.replies.map((reply) => ({
      at_s: reply.replied_s,
      who: party(reply.party),
      what: words.say("commission.did_reply"),
      words: reply.words,
    })),
    ...one.decisions.map((decision) => ({
      at_s: decision.decided_s,
      who: words.say("commission.the_commission"),
      what: words.say("commission.did_decide", { outcome: words.name("outcome", decision.outcome) }),
      words: "",
    })),
    ...one.dissents.map((held) => ({
      at_s: held.said_s,
      who: office(held.seat),
      what: words.say("commission.did_dissent"),
      words: held.words,
    })),
    ...one.follow_ups.map((said) => ({
      at_s: said.said_s,
      who: office(said.by),
      what: words.say("commission.did_follow", { status: words.name("remedy_status", said.status) }),
      words: said.words,
    })),
  ];
  return lines.sort((a, b) => a.at_s - b.at_s);
}
