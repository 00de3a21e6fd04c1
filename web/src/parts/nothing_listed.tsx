import { may, useDoor } from "../state/session.ts";
import { useWords } from "../words/words.ts";

interface NothingListedProps {
  /** Incidents that meet the filters, and are on no part of the map that is shown. */
  readonly elsewhere: number;
  readonly asked: Readonly<Record<string, string>>;
  readonly change: (change: Record<string, string>) => void;
}

/** Why the list is empty, and the way out of it: nothing came yet, nothing is on this part of the map, or nothing meets the filters. */
export function NothingListed({ elsewhere, asked, change }: NothingListedProps) {
  const words = useWords();
  const { session } = useDoor();
  const none = may(session, "read observation held") ? "situation.none_yet" : "situation.none_released";
  const narrowed = Object.keys(NO_CHOICE).some((name) => asked[name]);
  return (
    <div class="empty">
      <p>{words.say(elsewhere ? "situation.none_in_view" : narrowed ? "situation.none_chosen" : none)}</p>
      {elsewhere > 0 ? (
        <button type="button" onClick={() => change({ where: "all" })}>
          {words.say("situation.show_elsewhere", {}, elsewhere)}
        </button>
      ) : (
        narrowed && (
          <button type="button" onClick={() => change(NO_CHOICE)}>
            {words.say("situation.clear_filters")}
          </button>
        )
      )}
    </div>
  );
}

const NO_CHOICE = { type: "", status: "", provision: "", sector: "", place: "", q: "", from: "", until: "" };
