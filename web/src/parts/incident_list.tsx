import { useEffect, useRef, useState } from "preact/hooks";
import type { Sector } from "../api/types.ts";
import type { Incidents } from "../map/columns.ts";
import { shortName } from "../map/names.ts";
import { useWords } from "../words/words.ts";
import { briefOf } from "./brief.ts";
import { Chip } from "./chip.tsx";

const ROW_PX = 76;
const SPARE_ROWS = 6;
/** On paper a list is as high as its rows, and must not ask for more of them. */
const HIGHEST_PX = 3_000;

interface IncidentListProps {
  readonly incidents: Incidents;
  readonly rows: Uint32Array;
  readonly chosen: number | null;
  readonly sectors: readonly Sector[];
  readonly onChoose: (at: number) => void;
}

/** The incidents of the map as a list of links. Only the rows in view are made, whatever their number. */
export function IncidentList({ incidents, rows, chosen, sectors, onChoose }: IncidentListProps) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const sized = new ResizeObserver(() => setHeight(Math.min(place.clientHeight, HIGHEST_PX)));
    sized.observe(place);
    return () => sized.disconnect();
  }, []);
  const at = chosen === null ? -1 : rows.indexOf(chosen);
  useEffect(() => {
    if (at >= 0 && box.current) bring(box.current, at);
  }, [at]);
  const first = Math.max(0, Math.floor(top / ROW_PX) - SPARE_ROWS);
  const shown = rows.subarray(first, Math.ceil((top + height) / ROW_PX) + SPARE_ROWS);
  return (
    <div
      ref={box}
      class="incident-list"
      role="region"
      aria-label={words.say("situation.list")}
      tabIndex={0}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <ul style={{ height: `${rows.length * ROW_PX}px` }}>
        {[...shown].map((place, turn) => (
          <li
            key={incidents.ids.at(place)}
            class={place === chosen ? "chosen" : ""}
            style={{ top: `${(first + turn) * ROW_PX}px` }}
            aria-setsize={rows.length}
            aria-posinset={first + turn + 1}
            onClick={() => onChoose(place)}
          >
            <Row incidents={incidents} at={place} sectors={sectors} reached={place === (at < 0 ? rows[0] : chosen)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly incidents: Incidents;
  readonly at: number;
  readonly sectors: readonly Sector[];
  /** By Tab: one row is, so that what follows the list is not behind all of them. */
  readonly reached: boolean;
}

function Row({ incidents, at, sectors, reached }: RowProps) {
  const words = useWords();
  const { to, name, status, began, place, happened, zones: [zone] } = briefOf(incidents, at, sectors, words);
  return (
    <>
      <a href={to} tabIndex={reached ? 0 : -1}>
        {name}
      </a>
      <Chip status={status} />
      <span class="row-facts">
        <span>{began}</span>
        <span>{place}</span>
        <span>{happened}</span>
      </span>
      {zone !== undefined && <span class="row-zone">{shortName(zone)}</span>}
    </>
  );
}

/** Scrolls a row into view, if it is not. */
function bring(place: HTMLElement, row: number): void {
  const [from, until] = [row * ROW_PX, (row + 1) * ROW_PX];
  if (from < place.scrollTop) place.scrollTop = from;
  else if (until > place.scrollTop + place.clientHeight) place.scrollTop = until - place.clientHeight;
}
