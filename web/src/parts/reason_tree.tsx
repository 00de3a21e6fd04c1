import type { Reason } from "../api/detail.ts";
import { useWords } from "../words/words.ts";

/** Why: each condition with whether it is met, and below it those that it rests on. */
export function ReasonTree({ reason, open = true }: { readonly reason: Reason; readonly open?: boolean }) {
  if (!reason.children.length) {
    return (
      <p class="reason">
        <Met reason={reason} />
        {plain(reason)}
      </p>
    );
  }
  return (
    <details class="reason" open={open}>
      <summary>
        <Met reason={reason} />
        {plain(reason)}
      </summary>
      <div>
        {reason.children.map((child, at) => (
          <ReasonTree key={at} reason={child} open={open && reason.met !== 0} />
        ))}
      </div>
    </details>
  );
}

type Verdict = "met" | "unknown" | "not_met";

/** What holds in all worlds; null where they differ. */
const settled = ({ met, unknown, not_met }: Reason): Verdict | null => {
  const all = met + unknown + not_met;
  return met === all ? "met" : not_met === all ? "not_met" : unknown === all ? "unknown" : null;
};

/** The server says at the end of each line what stands in front of it here; where worlds differ, it says more. */
const plain = (reason: Reason): string =>
  settled(reason) && reason.words.includes(": ") ? reason.words.slice(0, reason.words.lastIndexOf(": ")) : reason.words;

function Met({ reason }: { readonly reason: Reason }) {
  const words = useWords();
  const { met, unknown, not_met } = reason;
  const all = met + unknown + not_met;
  const name = settled(reason) ?? "unknown";
  const share = name === "unknown" && met > 0 ? ` ${words.percent((1e6 * met) / all)}` : "";
  return (
    <span class={`met met-${name}`}>
      {words.say(`incident.${name}`)}
      {share}
    </span>
  );
}
