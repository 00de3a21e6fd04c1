export interface Span {
  readonly start_s: number;
  readonly end_s: number;
}

interface SpanMarkProps {
  readonly span: Span;
  /** What all are held together to be: shaded. */
  readonly held: Span;
  /** The time that the line stands for, the same for all that stand below each other. */
  readonly within: Span;
}

const WIDTH = 150;

/** When a report says it was, on a line of time, before the time that is held to be true: what the words beside it say. */
export function SpanMark({ span, held, within }: SpanMarkProps) {
  const x = (at: number) => 2 + ((at - within.start_s) / Math.max(within.end_s - within.start_s, 1)) * (WIDTH - 4);
  const wide = (one: Span) => Math.max(x(one.end_s) - x(one.start_s), 2.5);
  return (
    <svg class="span-mark" viewBox={`0 0 ${WIDTH} 14`} aria-hidden="true">
      <rect class="span-held" x={x(held.start_s)} width={wide(held)} y={0} height={14} />
      <path class="base" d={`M0 7 H${WIDTH}`} />
      <rect class="span-own" x={x(span.start_s)} width={wide(span)} y={4} height={6} />
    </svg>
  );
}

/** From the earliest beginning to the latest end. */
export const around = (spans: readonly Span[]): Span => ({
  start_s: Math.min(...spans.map(({ start_s }) => start_s)),
  end_s: Math.max(...spans.map(({ end_s }) => end_s)),
});
