import { useEffect, useRef, useState } from "preact/hooks";
import type { Held, Outbox } from "../outbox/outbox.ts";
import { useMission } from "../state/mission.ts";
import { dropOffline, readyOffline, type OfflineState } from "../state/offline.ts";
import { useAnnounce } from "../state/said.ts";
import { useDoor } from "../state/session.ts";
import { useWords } from "../words/words.ts";

interface DeviceProps {
  readonly outbox: Outbox;
  readonly held: Held;
  readonly onCleared: () => void;
}

/** What is kept where, in plain words, and the way to be rid of it at once. */
export function Device({ outbox, held, onCleared }: DeviceProps) {
  const words = useWords();
  const announce = useAnnounce();
  const { session } = useDoor();
  const mission = useMission();
  const [offline, setOffline] = useState<OfflineState | null>(null);
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (mission) void readyOffline(session, mission).then(setOffline);
  }, [session, mission]);
  const clear = async () => {
    await outbox.wipe(true);
    await dropOffline();
    setOffline(null);
    onCleared();
    announce(words.say("report.cleared"));
  };
  const lost = held.drafts.length + held.queue.length + held.others;
  return (
    <section class="device" aria-labelledby="device">
      <h2 id="device">{words.say("report.device")}</h2>
      <ul>
        <li>{words.say("report.device_drafts")}</li>
        <li>{words.say("report.device_server")}</li>
        <li>{words.say("report.device_after")}</li>
        <li>{words.say("report.device_reader")}</li>
        {offline && <li>{words.say(`report.offline_${offline}`)}</li>}
        {held.others > 0 && <li>{words.say("report.device_others", {}, held.others)}</li>}
      </ul>
      <button type="button" class="danger" onClick={() => box.current?.showModal()}>
        {words.say("report.clear")}
      </button>
      <dialog ref={box} aria-labelledby="clear-title">
        <h2 id="clear-title">{words.say("report.clear")}</h2>
        <p>{words.say("report.clear_sure", {}, lost)}</p>
        <form method="dialog" class="outbox-acts">
          <button type="button" class="danger" onClick={() => void clear().then(() => box.current?.close())}>
            {words.say("report.clear_yes")}
          </button>
          <button type="submit">{words.say("report.clear_no")}</button>
        </form>
      </dialog>
    </section>
  );
}
