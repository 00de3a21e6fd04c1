interface Marked {
  readonly start: number;
  readonly end: number;
}

/** A run of a text under the same marks. */
export interface Segment<Mark extends Marked> {
  readonly words: string;
  readonly marks: readonly Mark[];
}

/** A text cut at the ends of its marks. Offsets count code points, as the server's do. */
export function segments<Mark extends Marked>(text: string, marks: readonly Mark[]): readonly Segment<Mark>[] {
  const points = [...text];
  const inside = (offset: number) => Math.min(Math.max(offset, 0), points.length);
  const cuts = [...new Set([0, points.length, ...marks.flatMap(({ start, end }) => [inside(start), inside(end)])])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((end, at) => {
    const start = cuts[at]!;
    return {
      words: points.slice(start, end).join(""),
      marks: marks.filter((mark) => mark.start <= start && mark.end >= end),
    };
  });
}
