import { useWords } from "../words/words.ts";
import { Chip } from "./chip.tsx";

/** What the drawn shapes mean. */
export function Legend({ gathered, statuses }: { readonly gathered: boolean; readonly statuses: readonly string[] }) {
  const words = useWords();
  return (
    <div class="legend">
      <ul>
        {statuses.map((status) => (
          <li key={status} class={`stroke stroke-${status}`}>
            <Chip status={status} />
          </li>
        ))}
      </ul>
      <p>{words.say(gathered ? "situation.legend_groups" : "situation.legend_circles")}</p>
      <p>{words.say("situation.boundaries")}</p>
    </div>
  );
}
