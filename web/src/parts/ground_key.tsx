import { useState } from "preact/hooks";
import { PARTS, QUARTERS, tellsOf, type CoverageMap, type Part } from "../map/ground.ts";
import type { GroundTold } from "../state/ground.ts";
import { may, useDoor } from "../state/session.ts";
import { useWords } from "../words/words.ts";
import { Refusal } from "./refusal.tsx";

interface GroundKeyProps {
  readonly part: Part | null;
  readonly onPart: (part: Part | null) => void;
  readonly ground: GroundTold;
}

/** What of watching the map shows, what its greys mean, and what an empty place means. */
export function GroundKey({ part, onPart, ground }: GroundKeyProps) {
  const words = useWords();
  const { session } = useDoor();
  const { told } = ground;
  return (
    <div class="ground-key">
      <fieldset>
        <legend>{words.say("situation.ground")}</legend>
        {([null, ...PARTS] as const).map((one) => (
          <label key={one} class="check">
            <input type="radio" name="ground" checked={part === one} disabled={one === "heard" && told?.exact === false} onChange={() => onPart(one)} />
            {words.say(`situation.ground_${one ?? "off"}`)}
          </label>
        ))}
      </fieldset>
      {part && told && (
        <>
          <ul class="quarters">
            {Array.from({ length: QUARTERS }, (_, quarter) => (
              <li key={quarter}>
                <span class={`quarter quarter-${quarter}`} aria-hidden="true" />
                {words.say("situation.quarter", { low: words.percent((quarter * 1e6) / QUARTERS), high: words.percent(((quarter + 1) * 1e6) / QUARTERS) })}
              </li>
            ))}
          </ul>
          <p>{words.say(told.exact ? "situation.ground_none" : "situation.ground_none_coarse")}</p>
        </>
      )}
      {part && <Refusal problem={ground.problem} />}
      {part && told && !told.exact && may(session, "read position held") && <Purpose onStated={ground.state} />}
    </div>
  );
}

/** Exact places are shown for a purpose, and the record says who looked and for what. */
function Purpose({ onStated }: { readonly onStated: (purpose: string) => void }) {
  const words = useWords();
  const [purpose, setPurpose] = useState("");
  return (
    <form
      class="purpose"
      onSubmit={(event) => {
        event.preventDefault();
        onStated(purpose.trim());
      }}
    >
      <label>
        {words.say("situation.purpose")}
        <input value={purpose} minLength={10} maxLength={200} required autocomplete="off" onInput={(event) => setPurpose(event.currentTarget.value)} />
      </label>
      <button type="submit">{words.say("situation.purpose_show")}</button>
    </form>
  );
}

interface GroundWordsProps {
  readonly part: Part;
  readonly told: CoverageMap;
  readonly from: number;
  readonly until: number;
}

/** The same in words, for whoever does not see the map. */
export function GroundWords({ part, told, from, until }: GroundWordsProps) {
  const words = useWords();
  const share = told[`area_${part}_ppm`];
  const hours = (minutes: number) => words.number(Math.round(minutes / 60));
  const span = { from: words.moment(told.from_s), until: words.moment(told.until_s) };
  if (!told.exact && told.from_s === told.until_s) return <p class="ground-words">{words.say("situation.ground_not_yet")}</p>;
  if (told.exact && !told.watched_min && !told.cells.length) return <p class="ground-words">{words.say("situation.ground_unknown")}</p>;
  if (!told.exact && !tellsOf(told, from, until)) return <p class="ground-words">{words.say("situation.ground_other_time", span)}</p>;
  return (
    <p class="ground-words">
      <b>{words.say(`situation.ground_said_${part}`)}</b>{" "}
      {share !== null && words.say("situation.ground_area", { share: words.percent(share) })}{" "}
      {told.watched_min !== null && words.say("situation.ground_hours", { hours: hours(told.watched_min), lost: hours(told.lost_min ?? 0) })}{" "}
      {!!told.unmapped_min && words.say("situation.ground_unmapped", { hours: hours(told.unmapped_min) })}{" "}
      {words.say("situation.ground_cells", {}, told[`${part}_ppm`].filter((ppm) => ppm !== null && (ppm > 0 || !told.exact)).length)}{" "}
      {words.say(told.exact ? "situation.ground_span" : "situation.ground_span_coarse", span)}
    </p>
  );
}
