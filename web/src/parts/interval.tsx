import { useWords } from "../words/words.ts";

interface IntervalProps {
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

/** What the evidence shows at least, filled, and what it does not rule out, hatched: on a line from 0 to 100 %. */
export function Interval({ low, high, label }: IntervalProps) {
  const words = useWords();
  const said = low === high ? words.percent(low) : `${words.percent(low)} – ${words.percent(high)}`;
  return (
    <span class="interval">
      <span class="interval-line" aria-hidden="true">
        <span style={{ left: 0, width: `${low / 1e4}%` }} />
        <span class="possible" style={{ left: `${low / 1e4}%`, width: `${(high - low) / 1e4}%` }} />
      </span>
      <span>
        {label} {said}
      </span>
    </span>
  );
}

/** A probability as a filled line. */
export function Share({ ppm, label }: { readonly ppm: number; readonly label: string }) {
  const words = useWords();
  return (
    <span class="interval">
      <span class="interval-line" aria-hidden="true">
        <span style={{ left: 0, width: `${ppm / 1e4}%` }} />
      </span>
      <span>
        {label} {words.percent(ppm)}
      </span>
    </span>
  );
}
