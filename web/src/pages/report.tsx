import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Device } from "../parts/report_device.tsx";
import { ReportForm } from "../parts/report_form.tsx";
import { OutboxList } from "../parts/report_outbox.tsx";
import { Loading } from "../parts/states.tsx";
import { isBlank, newDraft, type Draft } from "../outbox/draft.ts";
import type { ReportBody } from "../outbox/report.ts";
import { useMission } from "../state/mission.ts";
import { useHeld, useOutbox } from "../state/outbox.ts";
import { useAnnounce } from "../state/said.ts";
import { useDoor } from "../state/session.ts";
import { useWords } from "../words/words.ts";

/** After the last stroke of a key, until the draft is on the device. */
const SAVE_AFTER_MS = 300;

/** The observers' form. It works without a line: what is handed over waits on the device until the server has it. */
export default function Report() {
  const words = useWords();
  const announce = useAnnounce();
  const { session } = useDoor();
  const mission = useMission();
  const outbox = useOutbox();
  const held = useHeld(outbox);
  const [draft, setDraft] = useState<Draft>(() => newDraft(session.name));
  const saving = useSaving((one) => outbox.save(one));
  useEffect(() => {
    // the newest draft is gone on with
    void outbox.open(session.name).then(() => setDraft((old) => (isBlank(old) ? (outbox.held.drafts[0] ?? old) : old)));
  }, [outbox, session.name]);
  const change = useCallback(
    (changed: Draft) => {
      setDraft(changed);
      saving.later(changed);
    },
    [saving],
  );
  const fresh = () => {
    saving.cancel();
    setDraft(newDraft(session.name));
  };
  const hand = async (done: Draft, body: ReportBody) => {
    saving.cancel();
    setDraft(newDraft(session.name));
    await outbox.hand(done, body);
    const waits = outbox.held.queue.some(({ id }) => id === done.id);
    announce(words.say(waits ? "report.said_waits" : "report.said_sent"));
    document.getElementById("outbox-waiting")?.scrollIntoView({ block: "center" });
  };
  return (
    <div class="report">
      <div class="report-head">
        <h1>{words.say("page.report")}</h1>
        <p>{words.say("report.about")}</p>
        {!isBlank(draft) && (
          <p class="note">
            {words.say("report.kept")}{" "}
            <button type="button" class="quiet" onClick={() => void saving.now().then(fresh)}>
              {words.say("report.new")}
            </button>
          </p>
        )}
      </div>
      {/* times are the mission's: no form before its clock is known */}
      {!mission && <Loading />}
      {mission && <ReportForm key={draft.id} draft={draft} onDraft={change} onHand={(done, body) => void hand(done, body)} />}
      <div class="report-side">
        <OutboxList
          outbox={outbox}
          held={held}
          current={draft.id}
          onOpen={(one) => void saving.now().then(() => setDraft(one))}
          onDropped={(id) => id === draft.id && fresh()}
        />
        <Device outbox={outbox} held={held} onCleared={fresh} />
      </div>
    </div>
  );
}

/** Keeps what is written shortly after it was written; at once when the page is put away. */
function useSaving(save: (draft: Draft) => Promise<void>) {
  const waiting = useRef<{ draft: Draft; timer: ReturnType<typeof setTimeout> } | null>(null);
  const saver = useRef(save);
  saver.current = save;
  const [acts] = useState(() => {
    const cancel = () => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current = null;
    };
    const now = async () => {
      const draft = waiting.current?.draft;
      cancel();
      if (draft) await saver.current(draft);
    };
    const later = (draft: Draft) => {
      cancel();
      waiting.current = { draft, timer: setTimeout(() => void now(), SAVE_AFTER_MS) };
    };
    return { cancel, now, later };
  });
  useEffect(() => {
    const away = () => void acts.now();
    addEventListener("pagehide", away);
    document.addEventListener("visibilitychange", away);
    return () => {
      removeEventListener("pagehide", away);
      document.removeEventListener("visibilitychange", away);
      void acts.now();
    };
  }, [acts]);
  return acts;
}
