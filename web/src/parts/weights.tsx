import type { Bond, Observation } from "../api/detail.ts";
import { useWords } from "../words/words.ts";

interface WeightsProps {
  readonly bonds: readonly Bond[];
  readonly observations: readonly Observation[];
}

/** Why two reports are held to tell of one incident: what speaks for it to the right, what speaks against it to the left. */
export function Weights({ bonds, observations }: WeightsProps) {
  const words = useWords();
  const named = new Map(observations.map((one) => [one.observation_id, one]));
  const widest = Math.max(1, ...bonds.flatMap((bond) => bond.terms.map(({ milli }) => Math.abs(milli))));
  return (
    <>
      {bonds.map((bond) => {
        const sum = bond.terms.reduce((total, { milli }) => total + milli, 0);
        return (
          <details key={`${bond.a} ${bond.b}`} class="bond">
            <summary>
              {sourceOf(named, bond.a)} – {sourceOf(named, bond.b)} <b class="num">{signed(words.number(sum / 1000, 1), sum)}</b>
            </summary>
            <table class="weights">
              <caption class="unseen">{words.say("incident.weights")}</caption>
              <tbody>
                {bond.terms.map(({ label, milli }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    <td class="weight" aria-hidden="true">
                      <span
                        class={milli < 0 ? "against" : "for"}
                        style={{ width: `${(50 * Math.abs(milli)) / widest}%` }}
                      />
                    </td>
                    <td class="num">{signed(words.number(milli / 1000, 1), milli)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        );
      })}
    </>
  );
}

const sourceOf = (named: ReadonlyMap<string, Observation>, id: string): string => named.get(id)?.source ?? id;

const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : text.replace("-", "−"));
