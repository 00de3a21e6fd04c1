import type { RefObject } from "preact";
import { useOutbox } from "../state/outbox.ts";
import { dropOffline } from "../state/offline.ts";
import { useWords } from "../words/words.ts";

interface LeavingProps {
  readonly box: RefObject<HTMLDialogElement | null>;
  readonly onLeave: () => void;
}

/** Asked of whoever signs out while reports of theirs lie on this device. */
export function Leaving({ box, onLeave }: LeavingProps) {
  const words = useWords();
  const outbox = useOutbox();
  const { drafts, queue, receipts } = outbox.held;
  const leave = async (wipe: boolean) => {
    if (wipe) {
      await outbox.wipe(false);
      await dropOffline();
    }
    box.current?.close();
    onLeave();
  };
  return (
    <dialog ref={box} aria-labelledby="leaving-title">
      <h2 id="leaving-title">{words.say("report.leaving")}</h2>
      <ul>
        <li>{words.say("report.leaving_drafts", {}, drafts.length)}</li>
        <li>{words.say("report.leaving_queue", {}, queue.length)}</li>
        <li>{words.say("report.leaving_receipts", {}, receipts.length)}</li>
      </ul>
      <p>{words.say("report.leaving_words")}</p>
      <form method="dialog" class="outbox-acts">
        <button type="button" class="danger" onClick={() => void leave(true)}>
          {words.say("report.leaving_wipe")}
        </button>
        <button type="button" onClick={() => void leave(false)}>
          {words.say("report.leaving_keep")}
        </button>
        <button type="submit">{words.say("report.leaving_stay")}</button>
      </form>
    </dialog>
  );
}
