interface RateMarkProps {
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The end of the line, which is the same for all that stand below each other. */
  readonly most: number;
}

const WIDTH = 160;

/** A rate as a dot with its interval as a line: what the numbers beside it say. An interval that goes on has an arrow. */
export function RateMark({ rate, low, high, most }: RateMarkProps) {
  if (rate === null) return null;
  const x = (value: number) => 3 + (Math.min(value, most) / most) * (WIDTH - 12);
  return (
    <svg class="rate-mark" viewBox={`0 0 ${WIDTH} 16`} aria-hidden="true">
      <path class="base" d="M3 2 V14" />
      {low !== null && high !== null && <path class="whisker" d={`M${x(low)} 8 H${x(high)}`} />}
      {high !== null && high > most && <path class="whisker" d={`M${WIDTH - 13} 4 L${WIDTH - 8} 8 L${WIDTH - 13} 12`} />}
      <circle class="rate-dot" cx={x(rate)} cy={8} r={4} />
    </svg>
  );
}
