import { useWords } from "../words/words.ts";

/** What speaks for one incident, to the right, and what against it, to the left, each as a bar with its number. */
export function Terms({ terms }: { readonly terms: readonly (readonly [label: string, milli: number])[] }) {
  const words = useWords();
  const widest = Math.max(1, ...terms.map(([, milli]) => Math.abs(milli)));
  const sum = terms.reduce((total, [, milli]) => total + milli, 0);
  return (
    <table class="weights">
      <caption>{words.say("review.weights", { sum: signed(words.number(sum / 1000, 1), sum) })}</caption>
      <tbody>
        {terms.map(([label, milli]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="weight" aria-hidden="true">
              <span class={milli < 0 ? "against" : "for"} style={{ width: `${(50 * Math.abs(milli)) / widest}%` }} />
            </td>
            <td class="num">{signed(words.number(milli / 1000, 1), milli)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What rounds to nothing has no sign. */
const signed = (text: string, value: number): string =>
  Math.abs(value) < 50 ? text.replace("-", "") : value > 0 ? `+${text}` : text.replace("-", "−");
