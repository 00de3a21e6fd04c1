import { useWords } from "../words/words.ts";

interface IntervalProps {
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

/** Of the line, in per cent: a single value is still seen. */
const NARROWEST = 2;

/** What the evidence shows at least and does not rule out at most, on a line from 0 to 100 %. */
export function Interval({ low, high, label }: IntervalProps) {
  const words = useWords();
  const said = low === high ? words.percent(low) : `${words.percent(low)} – ${words.percent(high)}`;
  return (
    <span class="interval">
      <span class="interval-line" aria-hidden="true">
        <span style={{ left: `${Math.min(low / 1e4, 100 - NARROWEST)}%`, width: `${Math.max((high - low) / 1e4, NARROWEST)}%` }} />
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
