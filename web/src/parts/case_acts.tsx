import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Act, CaseSheet, Ruling, Stage } from "../api/cases.ts";
import { momentOf } from "../outbox/local_time.ts";
import { useMission } from "../state/mission.ts";
import { useOwnKey } from "../state/own_key.ts";
import { useParty } from "../state/party.ts";
import { useDoor } from "../state/session.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";
import { KeyBox } from "./key_box.tsx";
import { Signing } from "./signing.tsx";

type OnAct = (what: string, body: unknown) => Promise<boolean>;

interface ActsProps {
  readonly sheet: CaseSheet;
  readonly working: boolean;
  readonly onAct: OnAct;
}

const NEXT: Readonly<Record<Stage, readonly Stage[]>> = {
  monitoring: ["verification", "closed"],
  verification: ["investigation", "closed"],
  investigation: ["dispute_resolution", "closed"],
  dispute_resolution: ["closed"],
  closed: [],
};
const RULINGS: readonly Ruling[] = ["violation", "no_violation", "unable_to_rule"];

/** What whoever reads a case may do in it; each is one form, and each is entered in the record. */
export function CaseActs({ sheet, working, onAct }: ActsProps) {
  const words = useWords();
  const can = (act: Act) => sheet.may.includes(act);
  const zone = useMission()?.zone ?? "UTC";
  const one = sheet.case;
  const decision = one.decisions.at(-1);
  if (!sheet.may.length) return null;
  return (
    <section class="acts">
      <h2>{words.say("commission.acts")}</h2>
      {can("sign") && <Sign sheet={sheet} working={working} onAct={onAct} />}
      {can("reply") && (
        <Form title="commission.reply" working={working} send={(fields) => onAct("reply", { words: fields("words") })}>
          <Words label="commission.reply_words" />
        </Form>
      )}
      {can("vote") && (
        <Form title="commission.vote" working={working} send={(fields) => onAct("vote", ballot(fields))}>
          <Ballot sheet={sheet} />
        </Form>
      )}
      {can("propose") && (
        <Form title="commission.propose" working={working} send={(fields) => onAct("decision", ballot(fields))}>
          <Ballot sheet={sheet} />
        </Form>
      )}
      {can("dissent") && decision && (
        <Form
          title="commission.dissent"
          working={working}
          send={(fields) => onAct("dissent", { decision_id: decision.decision_id, words: fields("words") })}
        >
          <Words label="commission.dissent_words" />
        </Form>
      )}
      {can("remedy") && decision && (
        <Form title="commission.remedy" working={working} send={(fields) => onAct("remedy", undertaking(fields, zone))}>
          <Party name="party" label="commission.remedy_party" required />
          <Words label="commission.remedy_words" />
          <label>
            {words.say("commission.remedy_due")}
            <input type="date" name="due" />
          </label>
        </Form>
      )}
      {can("remedy") &&
        one.remedies.map((remedy) => (
          <Form
            key={remedy.remedy_id}
            title="commission.follow"
            about={`${remedy.words} (${words.name("remedy_status", remedy.status)})`}
            working={working}
            send={(fields) =>
              onAct(`remedy/${remedy.remedy_id}`, { status: fields("status"), words: fields("words") })
            }
          >
            <label>
              {words.say("commission.follow_status")}
              <select name="status">
                <option value="done">{words.name("remedy_status", "done")}</option>
                <option value="open">{words.name("remedy_status", "open")}</option>
              </select>
            </label>
            <Words label="commission.follow_words" />
          </Form>
        ))}
      {can("move") && NEXT[one.stage].length > 0 && (
        <Form
          title="commission.move"
          working={working}
          send={(fields) => onAct("stage", { stage: fields("stage"), why: fields("words") })}
        >
          <label>
            {words.say("commission.move_to")}
            <select name="stage">
              {NEXT[one.stage].map((stage) => (
                <option key={stage} value={stage}>
                  {words.name("stage", stage)}
                </option>
              ))}
            </select>
          </label>
          <Words label="commission.why" />
        </Form>
      )}
    </section>
  );
}

function Sign({ sheet, working, onAct }: ActsProps) {
  const words = useWords();
  const { session } = useDoor();
  const own = useOwnKey();
  const proposal = sheet.case.proposals.at(-1);
  if (!proposal || proposal.signed_by.length >= 2) return null;
  const signed = proposal.signed_by.map((office) => words.name("office", office)).join(", ");
  const mine = proposal.signed_by.includes(session.office);
  return (
    <div class="to-sign">
      <h3>{words.say(mine ? "commission.signed_waits" : "commission.to_sign")}</h3>
      <p>{signed ? words.say("commission.signed_by", { names: signed }) : words.say("commission.signed_by_nobody")}</p>
      {mine ? (
        <pre tabIndex={0} aria-label={words.say("commission.statement")}>
          {proposal.statement}
        </pre>
      ) : (
        <Signing
          statement={proposal.statement}
          own={own}
          working={working}
          onSigned={(note) => void onAct(`decision/${proposal.number}/signatures`, { note })}
        />
      )}
      {!mine && !own.key && <KeyBox own={own} />}
    </div>
  );
}

type Fields = (name: string) => string;

interface FormProps {
  readonly title: Key;
  readonly about?: string;
  readonly working: boolean;
  readonly send: (fields: Fields) => Promise<boolean>;
  readonly children: ComponentChildren;
}

/** One act: folded until it is wanted, emptied once it was taken. */
function Form({ title, about, working, send, children }: FormProps) {
  const words = useWords();
  const [turn, setTurn] = useState(0);
  const submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    if (!(await send((name) => String(given.get(name) ?? "").trim()))) return;
    form.closest("details")?.removeAttribute("open");
    setTurn(turn + 1);
  };
  return (
    <details class="act">
      <summary>
        {words.say(title)} {about && <small>{about}</small>}
      </summary>
      <form key={turn} onSubmit={submit}>
        {children}
        <button type="submit" disabled={working}>
          {words.say(title)}
        </button>
      </form>
    </details>
  );
}

function Words({ label }: { readonly label: Key }) {
  const words = useWords();
  return (
    <label>
      {words.say(label)}
      <textarea name="words" rows={3} required maxLength={20_000} />
    </label>
  );
}

/** Whose act it was is asked of a violation alone. */
function Ballot({ sheet }: { readonly sheet: CaseSheet }) {
  const words = useWords();
  const [outcome, setOutcome] = useState<string>(RULINGS[0]!);
  const asked = sheet.case.stage === "investigation" || sheet.case.stage === "dispute_resolution";
  return (
    <>
      <label>
        {words.say("commission.outcome")}
        <select name="outcome" value={outcome} onChange={(event) => setOutcome(event.currentTarget.value)}>
          {RULINGS.map((ruling) => (
            <option key={ruling} value={ruling}>
              {words.name("outcome", ruling)}
            </option>
          ))}
        </select>
      </label>
      {outcome === "violation" &&
        (asked ? (
          <Party name="attributed_to" label="commission.attributed_to" />
        ) : (
          <p class="note">{words.say("commission.not_yet_attributed")}</p>
        ))}
      <Words label="commission.grounds" />
    </>
  );
}

interface PartyProps {
  readonly name: string;
  readonly label: Key;
  readonly required?: boolean;
}

function Party({ name, label, required = false }: PartyProps) {
  const words = useWords();
  const mission = useMission();
  const party = useParty();
  return (
    <label>
      {words.say(label)}
      <select name={name} required={required}>
        <option value="">{words.say(required ? "commission.choose" : "commission.nobody")}</option>
        {mission?.parties.map(({ party_id }) => (
          <option key={party_id} value={party_id}>
            {party(party_id)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ballot(fields: Fields): unknown {
  const attributed = fields("outcome") === "violation" ? fields("attributed_to") : "";
  return { outcome: fields("outcome"), grounds: fields("words"), ...(attributed ? { attributed_to: attributed } : {}) };
}

/** A day is over at the mission's midnight. */
function undertaking(fields: Fields, zone: string): unknown {
  const due = momentOf(`${fields("due")}T23:59`, zone);
  return { party: fields("party"), words: fields("words"), ...(due === null ? {} : { due_s: due + 59 }) };
}
