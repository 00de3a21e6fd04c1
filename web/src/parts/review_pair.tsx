import type { ReportPair } from "../api/review.ts";
import { metresApart, rowsOf } from "../review/differs.ts";
import { addressOf } from "../router/url.ts";
import { useParty } from "../state/party.ts";
import { useWords } from "../words/words.ts";
import { Share } from "./interval.tsx";
import { Terms } from "./review_terms.tsx";

/** Two reports side by side; where they say other things it is marked, in words too. */
export function Pair({ pair }: { readonly pair: ReportPair }) {
  const words = useWords();
  const rows = rowsOf(pair.a, pair.b, words, useParty());
  const apart = metresApart(pair.a, pair.b);
  const minutes = Math.round(Math.abs(pair.a.start_s - pair.b.start_s) / 60);
  return (
    <>
      <table class="pair" role="table">
        <caption class="unseen">{words.say("review.side_by_side")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            <th role="columnheader" scope="col">{pair.a.source}</th>
            <th role="columnheader" scope="col">{pair.b.source}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          <tr role="row">
            <th role="rowheader" scope="row">{words.say("review.text")}</th>
            <td role="cell">{pair.a.text ?? "–"}</td>
            <td role="cell">{pair.b.text ?? "–"}</td>
          </tr>
          {rows.map(({ label, a, b, differs }) => (
            <tr key={label} role="row" class={differs ? "differs" : ""}>
              <th role="rowheader" scope="row">
                {words.say(label)} {differs && <span class="chip">{words.say("review.differs")}</span>}
              </th>
              <td role="cell">{a || "–"}</td>
              <td role="cell">{b || "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="apart">
        {apart !== null && <span>{words.say("review.metres_apart", { distance: words.distance(Math.round(apart)) })}</span>}
        <span>{words.say("review.minutes_apart", { span: span(minutes, words) })}</span>
        <Share ppm={pair.p_ppm} label={words.say("review.chance")} />
        <a href={addressOf("incident", pair.incident_id)}>{words.say(pair.open ? "review.other_incident" : "review.their_incident")}</a>
      </p>
      <Terms terms={pair.terms} />
    </>
  );
}

const span = (minutes: number, words: ReturnType<typeof useWords>): string =>
  minutes < 120 ? words.say("review.minutes", {}, minutes) : words.say("review.hours", {}, Math.round(minutes / 60));
