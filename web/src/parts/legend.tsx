import type { Drawn } from "../map/chart.ts";
import { useWords } from "../words/words.ts";
import { Chip } from "./chip.tsx";

interface LegendProps {
  readonly drawn: Drawn;
  readonly statuses: readonly string[];
  /** Whether names of the world's settlements are written. */
  readonly named: boolean;
}

/** What the drawn shapes mean, and what could not be drawn. */
export function Legend({ drawn, statuses, named }: LegendProps) {
  const words = useWords();
  return (
    <div class="legend" data-gathered={drawn.gathered}>
      <ul>
        {statuses.map((status) => (
          <li key={status} class={`stroke stroke-${status}`}>
            <Chip status={status} />
          </li>
        ))}
      </ul>
      <p>{words.say(drawn.gathered ? "situation.legend_groups" : "situation.legend_circles")}</p>
      {drawn.vague > 0 && <p>{words.say("situation.vague", {}, drawn.vague)}</p>}
      <p>
        {words.say("situation.boundaries")} {named && words.say("situation.settlements")}
      </p>
    </div>
  );
}
