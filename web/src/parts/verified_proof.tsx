import { useState } from "preact/hooks";
import { canonical } from "../proof/canonical.ts";
import { STEPS, type Checked } from "../proof/proof.ts";
import { useWords } from "../words/words.ts";

interface VerifiedProofProps {
  readonly name: string;
  readonly checked: Checked;
  readonly given: readonly string[];
}

const MOST_FIGURES = 40;
/** Corners of areas: nobody looks for them first. */
const CORNERS = "/lon_lat_e6/";

/** What holds and what does not, in the order in which one rests on the other; and what no proof shows. */
export function VerifiedProof({ name, checked, given }: VerifiedProofProps) {
  const words = useWords();
  return (
    <section class={`verdict-box ${checked.holds ? "holds" : "fails"}`} aria-labelledby="verdict-title">
      <h2 id="verdict-title">{words.say(checked.holds ? "verify.holds" : "verify.fails")}</h2>
      <p>
        <code>{name}</code>
      </p>
      <ol class="steps">
        {STEPS.map((step) => {
          const found = checked.steps.find((one) => one.step === step);
          const state = !found ? "unknown" : found.holds ? "met" : "not_met";
          return (
            <li key={step}>
              <span class={`met met-${state}`}>{words.say(`verify.${state}`)}</span>
              {words.say(`verify.step_${step}`)}
            </li>
          );
        })}
      </ol>
      {checked.checkpoint && (
        <>
          <p>
            {words.say("verify.entry", {
              entry: words.number(checked.index),
              size: words.number(checked.checkpoint.size),
              record: checked.checkpoint.origin,
              kind: checked.entry,
            })}
          </p>
          <ul>
            {checked.checkpoint.signatures.map(({ key, time_s, holds }) => (
              <li key={key.text}>
                {time_s === null
                  ? words.say("verify.signed", { name: key.name })
                  : words.say("verify.witnessed", { name: key.name, when: words.moment(time_s) })}
                {": "}
                <b>{words.say(holds ? "verify.met" : "verify.not_met")}</b>{" "}
                <small>{words.say(given.includes(key.text) ? "verify.key_given" : "verify.key_in_file")}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      {checked.holds && checked.figures.length > 0 && <Figures figures={checked.figures} />}
      {checked.holds && checked.row && <pre class="values">{canonical(checked.row)}</pre>}
      <h3>{words.say("verify.not_shown")}</h3>
      <ul>
        {(["true", "complete", "withdrawn"] as const).map((one) => (
          <li key={one}>{words.say(`verify.not_${one}`)}</li>
        ))}
        {checked.holds && !checked.keyGiven && <li>{words.say("verify.not_whose")}</li>}
      </ul>
    </section>
  );
}

/** The figures in the proof, looked up by their place, a part of it, or their value: the link under a figure of a bulletin ends in its place. */
function Figures({ figures }: { readonly figures: Checked["figures"] }) {
  const words = useWords();
  const [wanted, setWanted] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const told = wanted ? figures : figures.filter(([place]) => !place.includes(CORNERS));
  const found = told.filter(([place, value]) => place.includes(wanted) || canonical(value).includes(wanted));
  return (
    <div class="figures">
      <label>
        {words.say("verify.figures", {}, figures.length)}
        <input
          type="search"
          value={wanted}
          placeholder="incidents"
          spellcheck={false}
          onInput={(event) => setWanted(event.currentTarget.value.trim())}
        />
      </label>
      <div class="scroll figure-table" tabIndex={0} role="region" aria-label={words.say("verify.figures", {}, figures.length)}>
        <table>
          <tbody>
            {found.slice(0, MOST_FIGURES).map(([place, value]) => (
              <tr key={place}>
                <th scope="row">
                  <code>{place}</code>
                </th>
                <td>{canonical(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">{words.say("verify.shown", { k: words.number(Math.min(found.length, MOST_FIGURES)) }, found.length)}</p>
    </div>
  );
}
