import type { Sector } from "../api/types.ts";
import type { Incidents } from "../map/columns.ts";
import { useWords } from "../words/words.ts";
import { briefOf } from "./brief.ts";
import { Chip } from "./chip.tsx";

interface ChosenCardProps {
  readonly incidents: Incidents;
  readonly at: number;
  readonly sectors: readonly Sector[];
  readonly onClose: () => void;
}

/** What was chosen on the map, beside it: on a phone the list is far below. */
export function ChosenCard({ incidents, at, sectors, onClose }: ChosenCardProps) {
  const words = useWords();
  const { to, name, status, began, place, happened, zones } = briefOf(incidents, at, sectors, words);
  return (
    <aside class="chosen-card" aria-label={words.say("situation.chosen")}>
      <p>
        <a href={to}>{name}</a> <Chip status={status} />
      </p>
      <p>{began}</p>
      <p>{[...zones, place].join(" · ")}</p>
      <p>{happened}</p>
      <button type="button" class="quiet" aria-label={words.say("situation.key_none")} onClick={onClose}>
        ×
      </button>
    </aside>
  );
}
