/** Round steps of an axis, so that a height can be read off. */

const ROUND = [1, 2, 5];

/** Marks from nought to the highest value, at most `parts` above nought; whole numbers where what is counted is whole. */
export function ticksTo(highest: number, parts: number, whole = false): readonly number[] {
  if (!(highest > 0)) return [0];
  const ten = 10 ** Math.floor(Math.log10(highest / parts));
  const steps = [...ROUND, 10].map((by) => by * ten).filter((step) => !whole || step >= 1);
  const step = steps.find((one) => highest / one <= parts) ?? (whole ? 1 : 10 * ten);
  return Array.from({ length: Math.floor(highest / step + 1e-9) + 1 }, (_, at) => at * step);
}

/** Days between the dates of a time axis: single days, whole weeks, or four weeks at a time. */
const STEPS = [1, 2, 7, 14, 28, 56, 84, 182, 364];

/** Every how many days a date is written, so that no more than `most` are. */
export function daysApart(days: number, most: number): number {
  return STEPS.find((step) => days / step <= most) ?? Math.ceil(days / most);
}
