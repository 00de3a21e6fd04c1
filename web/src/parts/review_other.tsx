import type { Doubtful, TextPair } from "../api/review.ts";
import { addressOf } from "../router/url.ts";
import { useWords } from "../words/words.ts";
import { Share } from "./interval.tsx";

/** Two texts of which it is open whether one is told after the other: they count as one witness until it is known. */
export function Texts({ texts }: { readonly texts: TextPair }) {
  const words = useWords();
  const { score_ppm, reason, direction, credit } = texts.pair;
  return (
    <div class="texts">
      <p class="text-names">
        <b>{texts.a_name}</b> <span aria-hidden="true">↔</span> <b>{texts.b_name}</b>
      </p>
      <p>{reason}</p>
      <Share ppm={score_ppm} label={words.say("review.one_after_other")} />
      {direction && <p>{words.say(direction === "a_from_b" ? "review.a_from_b" : "review.b_from_a", { a: texts.a_name, b: texts.b_name })}</p>}
      {credit && <p>{words.say("review.credits", { whom: credit })}</p>}
      <p class="note">{words.say("review.texts_note")}</p>
    </div>
  );
}

/** An incident of which it is least sure that it happened. */
export function Unsure({ doubtful: { incident } }: { readonly doubtful: Doubtful }) {
  const words = useWords();
  return (
    <div class="texts">
      <h2>
        <a href={addressOf("incident", incident.incident_id)}>{words.name("event_type", incident.event_type)}</a>
      </h2>
      <p>
        {words.moment(incident.start_s)} – {words.moment(incident.end_s)}
        {incident.radius_m !== null && ` · ${words.say("situation.within", { distance: words.distance(incident.radius_m) })}`}
      </p>
      <p>
        {words.say("incident.reports", {}, incident.n_observations)} ·{" "}
        {words.say("incident.origins_are", { span: span(incident.origins_min, incident.origins_max, words) })} ·{" "}
        {words.name("verb", incident.verb)}
      </p>
      <Share ppm={incident.existence_ppm} label={words.say("incident.exists")} />
      <p class="note">{words.say("review.unsure_note")}</p>
    </div>
  );
}

const span = (low: number, high: number, words: ReturnType<typeof useWords>): string =>
  low === high ? words.number(low) : `${words.number(low)}–${words.number(high)}`;
