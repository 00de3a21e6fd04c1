import type { Held, Outbox } from "../outbox/outbox.ts";
import type { Draft } from "../outbox/draft.ts";
import type { Queued, Receipt } from "../outbox/shelf.ts";
import { addressOf, enterFrom } from "../router/url.ts";
import { Loading } from "./states.tsx";
import { useWords } from "../words/words.ts";

interface OutboxProps {
  readonly outbox: Outbox;
  readonly held: Held;
  readonly current: string;
  readonly onOpen: (draft: Draft) => void;
  readonly onDropped: (id: string) => void;
}

/** What lies on the device: drafts, reports that wait, receipts of those that arrived. */
export function OutboxList({ outbox, held, current, onOpen, onDropped }: OutboxProps) {
  const words = useWords();
  const others = held.drafts.filter(({ id }) => id !== current);
  return (
    <>
      <section aria-labelledby="outbox-waiting">
        <h2 id="outbox-waiting">{words.say("report.waiting")}</h2>
        <LineState outbox={outbox} held={held} />
        <ul class="outbox">
          {held.queue.map((one) => (
            <Waiting key={one.id} one={one} onBack={() => void outbox.takeBack(one).then(() => onOpen(one.draft))} />
          ))}
        </ul>
      </section>
      {others.length > 0 && (
        <section aria-labelledby="outbox-drafts">
          <h2 id="outbox-drafts">{words.say("report.drafts")}</h2>
          <ul class="outbox">
            {others.map((draft) => (
              <li key={draft.id}>
                <span>{words.say("report.draft_of", { when: words.moment(draft.saved_ms / 1000) })}</span>
                <Size sights={draft.sights.length} />
                <span class="outbox-acts">
                  <button type="button" onClick={() => onOpen(draft)}>
                    {words.say("report.draft_open")}
                  </button>
                  <button type="button" class="quiet" onClick={() => void outbox.drop(draft.id).then(() => onDropped(draft.id))}>
                    {words.say("report.draft_drop")}
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="outbox-receipts">
        <h2 id="outbox-receipts">{words.say("report.receipts")}</h2>
        <p class="note">{words.say("report.receipts_note")}</p>
        <ul class="outbox">
          {held.receipts.map((receipt) => (
            <Arrived key={receipt.id} receipt={receipt} held={held} />
          ))}
        </ul>
      </section>
    </>
  );
}

function LineState({ outbox, held }: { readonly outbox: Outbox; readonly held: Held }) {
  const words = useWords();
  const waiting = held.queue.filter(({ refused }) => refused === null).length;
  if (!held.known) return <Loading />;
  if (!waiting) return held.queue.length ? null : <p class="empty">{words.say("report.waiting_none")}</p>;
  return (
    <div class="line-state" role="status">
      <p>
        <strong>{words.say("report.waiting_count", {}, waiting)}</strong> {words.say(`report.line_${held.line}`)}
      </p>
      {held.line === "signed_out" ? (
        <a href={enterFrom(addressOf("report"))}>{words.say("shell.sign_in")}</a>
      ) : (
        <button type="button" disabled={held.line === "sending"} onClick={() => void outbox.send()}>
          {words.say("report.send_now")}
        </button>
      )}
    </div>
  );
}

function Waiting({ one, onBack }: { readonly one: Queued; readonly onBack: () => void }) {
  const words = useWords();
  return (
    <li>
      <span>{words.say("report.handed", { when: words.moment(one.handed_ms / 1000) })}</span>
      <Size sights={one.body.observations.length} />
      {one.refused !== null && (
        <>
          <p class="problem">
            {words.say("report.refused")} {one.refused}
          </p>
          <span class="outbox-acts">
            <button type="button" onClick={onBack}>
              {words.say("report.mend")}
            </button>
          </span>
        </>
      )}
    </li>
  );
}

function Arrived({ receipt, held }: { readonly receipt: Receipt; readonly held: Held }) {
  const words = useWords();
  const remarks = held.remarks.get(receipt.id) ?? [];
  return (
    <li>
      <span>{words.say("report.arrived", { when: words.moment(receipt.sent_ms / 1000), entry: words.number(receipt.index) })}</span>
      <Size sights={receipt.observations} />
      {receipt.rejected > 0 && <p class="problem">{words.say("report.rejected", {}, receipt.rejected)}</p>}
      {remarks.length > 0 && (
        <ul class="remarks">
          {remarks.map(({ field, found, advice }, at) => (
            <li key={at}>
              {[field, found, advice].filter(Boolean).join(" · ")}
            </li>
          ))}
        </ul>
      )}
      <span class="outbox-acts">
        {receipt.note === null ? (
          <small>{words.say("report.receipt_unsigned")}</small>
        ) : (
          <button type="button" onClick={() => download(receipt)}>
            {words.say("report.receipt_download")}
          </button>
        )}
      </span>
    </li>
  );
}

function Size({ sights }: { readonly sights: number }) {
  const words = useWords();
  return <small>{words.say("report.sights_count", {}, sights)}</small>;
}

/** The note as it was signed, to the letter. */
function download(receipt: Receipt): void {
  const url = URL.createObjectURL(new Blob([receipt.note ?? ""], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `receipt-${receipt.index}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
