import type { Doubtful, TextPair } from "../api/review.ts";
import { addressOf } from "../router/url.ts";
import { useWords } from "../words/words.ts";
import { Share } from "./interval.tsx";
import { segments } from "./segments.ts";

/** Two texts of which it is open whether one is told after the other: they count as one witness until it is ruled. */
export function Texts({ texts }: { readonly texts: TextPair }) {
  const words = useWords();
  const { score_ppm, reason, direction, credit, spans } = texts.pair;
  return (
    <div class="texts">
      <p class="text-names">
        <b>{texts.a_name}</b> <span aria-hidden="true">↔</span> <b>{texts.b_name}</b>
      </p>
      <p>{reason}</p>
      <Share ppm={score_ppm} label={words.say("review.one_after_other")} />
      {direction && <p>{words.say(direction === "a_from_b" ? "review.a_from_b" : "review.b_from_a", { a: texts.a_name, b: texts.b_name })}</p>}
      <div class="side-by-side">
        <Text name={texts.a_name} words={texts.a_text} language={texts.a_language} shared={spans.map((span) => ({ start: span.a_start, end: span.a_end }))} />
        <Text name={texts.b_name} words={texts.b_text} language={texts.b_language} shared={spans.map((span) => ({ start: span.b_start, end: span.b_end }))} />
      </div>
      {credit && <p>{words.say("review.credits", { whom: credit })}</p>}
      <p class="note">{words.say("review.texts_note")}</p>
    </div>
  );
}

interface TextProps {
  readonly name: string;
  readonly words: string;
  readonly language: string | null;
  readonly shared: readonly { readonly start: number; readonly end: number }[];
}

/** One of the two; what stands in both is marked. */
function Text({ name, words: text, language, shared }: TextProps) {
  const words = useWords();
  return (
    <section class="document" aria-label={name}>
      <p class="document-facts">{[name, language && words.name("language", language)].filter(Boolean).join(" · ")}</p>
      <div class="document-text" tabIndex={0} role="group" aria-label={name} lang={language ?? "und"}>
        {segments(text, shared).map(({ words: part, marks }, at) => (marks.length ? <mark key={at}>{part}</mark> : part))}
      </div>
    </section>
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
        {words.period(incident.start_s, incident.end_s)}
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
